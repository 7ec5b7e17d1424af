"""Words that are no person's and no account's own: never removed everywhere because they once stood in a user field."""

import re

_WORDS = """
    example examples sample dummy random dashboard console portal
    admin administrator root user users guest test tester testing demo system service services anonymous nobody daemon default public private local localhost internal external support info contact
    sales office help helpdesk noreply no-reply postmaster webmaster hostmaster operator manager owner editor viewer reader writer author member members group team staff employee customer client server
    application account accounts profile session login logout signin signup register password secret token access refresh bearer basic digest negotiate kerberos ntlm oauth openid saml ldap active directory
    directory domain tenant organization company department engineering marketing finance legal security network database backend frontend gateway proxy router worker handler controller provider consumer
    producer monitor agent robot crawler scanner client-credentials machine device desktop mobile browser android iphone windows linux macos ubuntu debian chrome firefox safari edge nginx apache envoy
    haproxy tomcat jetty spring django flask rails node python java golang docker kubernetes jenkins github gitlab bitbucket jira confluence slack teams zoom google microsoft amazon azure okta auth0 ping
    keycloak cognito firebase cloudflare akamai fastly stripe paypal salesforce servicenow zendesk hubspot true false null none undefined unknown success failure error warning notice debug trace fatal
    critical alert emergency created updated deleted modified expired invalid valid active inactive enabled disabled pending approved rejected blocked allowed denied forbidden unauthorized required
    optional missing present empty first last middle name names email mail phone address street city state country region zone time date year month week monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december today yesterday tomorrow morning evening green brown black white gray grey young long short small large
    great good best king queen prince bishop baker butler carter cook cooper fisher fox hunter mason miller page parker porter potter shepherd smith stone taylor turner walker ward weaver wood woods field
    fields hill hills lake rivers rose summer winters spring autumn north south east west park church castle bridge banks ford house home main high park lane road avenue square center centre station
    production staging development sandbox preview release version build branch master develop feature hotfix request response header headers cookie cookies query params param body content type length
    encoding language charset accept cache control connection keep alive close upgrade origin referer location host method path port scheme status code message reason detail details description title label
    value values object array string number integer boolean function return class module package import export const will mark grant grace faith hope joy chance christian major dean chase cash price rich bill
    frank ernest curt drew pat sue dawn eve iris lily ivy jasmine ruby amber crystal pearl opal april may june august summer autumn
"""
COMMON = frozenset(_WORDS.split())
"""The words, in lower case."""
_PROTOCOL_WORDS = """
    set http https www authenticate authorization access allow allowed origins credentials methods expose max age policy security strict transport options nosniff sameorigin samesite httponly secure lax
    none partitioned domain expires no store revalidate must proxy forwarded for proto real ip agent requested with xmlhttprequest x cross resource opener embedder referrer permissions retry after etag
    modified since match if ranges range disposition attachment inline gzip deflate br identity chunked trailer transfer te via vary server timing application json xml html plain text css javascript form
    data urlencoded multipart websocket sec fetch mode dest site ch ua platform not found bad internal error unavailable gateway timeout too many requests payload large unprocessable entity moved
    permanently temporary redirect ok accepted content partial conflict gone failed expectation unsupported media get put patch trace head and or of to in is are the an a by on at it was has have been be
    grant client credential code implicit hybrid id idp sp acs sso slo metadata issuer audience scope scopes openid offline state nonce redirect uri uris callback endpoint jwks well known configuration
    assertion subject conditions recipient destination entity format unspecified persistent transient encrypted signed signature certificate ca root leaf intermediate chain tls ssl handshake hello
"""
_PROTOCOL = frozenset(_PROTOCOL_WORDS.split())
_TECHNICAL_WORDS = """
    agent application api app audit authentication backup client cloud code conditional config configuration connect connection console country creation dashboard default definition definitions details
    device directory endpoint enabled disabled expiry factor feature federation gateway global group groups included excluded integration key keys location management manager mfa multi network object open
    origin outside inside package password passwordless permission permissions plan policies policy profile project properties property provider reset resource role roles rotation rule rules secret
    security server service session setting settings sign single source special strong stronger subscription sync system target template tenant token trusted type types updated value values
    verification version workflow workspace zone one time two ad some other based description detail
"""
_TECHNICAL = frozenset(_TECHNICAL_WORDS.split()) | _PROTOCOL
_NAMED = re.compile(r"[A-Za-z]+(?:[-_. /][A-Za-z]+)*")
_PARTS = re.compile(r"[-_. /]|(?<=[a-z])(?=[A-Z])")


def ordinary(value: str) -> bool:
    """Words and names of a protocol and nothing else, such as `Set-Cookie` or `invalid_client`: nobody's, wherever they were found."""
    return len(value) < 80 and _NAMED.fullmatch(value) is not None and all(part.lower() in COMMON or part.lower() in _PROTOCOL for part in _PARTS.split(value))


def technical(value: str) -> bool:
    """Two or more words of which things are named and nobody is, such as `KeyDescription` or `Password Rotation`."""
    parts = _PARTS.split(value) if len(value) < 80 and _NAMED.fullmatch(value) else []
    return len(parts) > 1 and all(part.lower() in _TECHNICAL for part in parts)
