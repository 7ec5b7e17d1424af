"""Keys and identifiers that stand alone in well-known places: cookie jars, signatures in debug output, hooks without their host, vendors' ids of people."""

import re

from redaction.detecting import Shape
from redaction.said import hexes, mixed
from triagekit.roles import Detector


def _cookie(found: re.Match[str]) -> bool:
    return len(found["value"]) >= 8 and "redacted-" not in found["value"]


def _scattered(value: str) -> bool:
    """Capitals, small letters and digits all over, as no name and no plain hash has them."""
    return sum(c.isdigit() for c in value) >= 2 and sum(c.isupper() for c in value) >= 3 and sum(c.islower() for c in value) >= 3 and "redacted" not in value


_LONG_SEGMENT = r"https?://[^\s\"'<>#]{4,300}/(?:[a-z0-9_-]{0,13}[A-Z][A-Za-z0-9_-]{14}|[a-z0-9_-]{14,63}[A-Z])"
"""An address with a segment that a capital stands in and that may have 28 characters: few have one, though addresses are everywhere."""

detectors: tuple[Detector, ...] = (
    Shape(
        "cookie-jar", "cookie", r"\t(?:TRUE|FALSE)\t/[^\t\r\n]{0,400}\t(?:TRUE|FALSE)\t\d{1,20}\t[^\t\r\n]{1,200}\t(?P<value>[^\t\r\n]{1,4096})", (r"\t(?:TRUE|FALSE)\t/",), ("https://curl.se/docs/http-cookies.html",),
        ("x.example\tTRUE\t/\tTRUE\t1793600000\tsid\t‹" + mixed(20) + "›\n", "x.example\tFALSE\t/a\tFALSE\t0\t_ga\t‹GA1.2.295075182.1793599000›"), ("x.example\tTRUE\t/\tTRUE\t0\tlang\tde", "a\tTRUE\t/"),
        left="", right="", confirm=_cookie, order=11, reach=5_200,
    ),
    Shape(
        "slack-hook-path", "link", r"/services/(?P<value>T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20,28})", (r"/services/T[A-Z0-9]{6}",), ("https://api.slack.com/messaging/webhooks",),
        ('"POST /services/‹T000AAAA1/B000BBBB1/' + mixed(24) + '› HTTP/1.1" 404',), ("/services/Tenant/B2B/x", "/services/T1"), left="", right="A-Za-z0-9", order=7,
    ),
    Shape(
        "storage-key", "vendor-key", r"(?P<value>[A-Za-z0-9+/]{86}==)", (r"[A-Za-z0-9+/]{86}==",), ("https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage",),
        ('"value": "‹' + mixed(86) + "==›\"",), ("sha512-" + mixed(86) + "==", mixed(85) + "=="), left=r"A-Za-z0-9+/=_\n-", right="A-Za-z0-9+/=", confirm=lambda m: any(c.isdigit() for c in m["value"]) and any(c.isupper() for c in m["value"]), order=21,
    ),
    Shape(
        "gravatar", "email", r"gravatar\.com/avatar/(?P<value>[0-9a-f]{32}(?:[0-9a-f]{32})?)", (r"gravatar\.com/avatar/[0-9a-f]",), ("https://docs.gravatar.com/rest/hash/",),
        ("https://s.gravatar.com/avatar/‹" + hexes(32) + "›?s=80",), ("gravatar.com/avatar/?d=mp", "gravatar.com/avatar/" + hexes(12)), left="", right="0-9a-f", order=30,
    ),
    Shape(
        "okta-user", "user", r"(?P<value>00u[A-Za-z0-9]{17})", (r"\b00u[A-Za-z0-9]{17}",), ("https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/",),
        ('"id":"‹00u' + mixed(17) + "›\"",), ("00u12", "x00u" + mixed(17)), confirm=lambda m: any(c.isupper() for c in m["value"]) and any(c.islower() for c in m["value"][3:]), order=50,
    ),
    Shape(
        "device-push-token", "token", r"(?i:\b(?:push|device|apns|notification|registration)[ _-]?token\b[^\r\n0-9A-Fa-f]{0,12})(?P<value>[0-9a-f]{64}|[0-9a-f]{8}(?: [0-9a-f]{8}){7})", (r"(?i)\b(?:push|device|apns|notification|registration)[ _-]?token\b",), ("https://developer.apple.com/documentation/usernotifications/registering-your-app-with-apns",),
        ("push token <‹" + hexes(64) + "›> for",), ("push token: " + hexes(8), "device token is missing"), left="", right="0-9a-f", order=20,
    ),
    Shape(
        "request-signature", "signature", r"Signature:(?:\\n|\s){1,3}(?P<value>[0-9a-f]{64})", (r"Signature:(?:\\n|\s){1,3}[0-9a-f]{16}",), ("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html",),
        ("DEBUG - Signature:\n‹" + hexes(64) + "›",), ("Signature: SHA256withRSA", "Signature:\n" + hexes(12)), left="", right="0-9a-f", order=20,
    ),
    Shape(
        "salesforce-consumer", "vendor-key", r"(?P<value>3MVG9[A-Za-z0-9._]{60,100})", (r"\b3MVG9[A-Za-z0-9._]{20}",), ("https://help.salesforce.com/s/articleView?id=sf.connected_app_create.htm",),
        ("client_id=‹3MVG9" + mixed(80) + "›&x",), ("3MVG9 keys", "3MVG9" + mixed(20)), right="A-Za-z0-9._", order=20,
    ),
    Shape(
        "key-listing", "vendor-key", r"\"keyName\\?\":\s{0,4}\\?\"[^\"\\]{1,80}\\?\"[^{}]{0,160}?\"value\\?\":\s{0,4}\\?\"(?P<value>[A-Za-z0-9+/_-]{20,200}={0,2})", (r"\"keyName\\?\":",), ("https://learn.microsoft.com/en-us/cli/azure/storage/account/keys",),
        ('{ "keyName": "key1", "permissions": "FULL", "value": "‹' + mixed(44) + '=›" }',), ('{"keyName": "key1", "value": ""}', '"keyName": "x"'), left="", right="", order=20,
    ),
    Shape(
        "owned-device", "device", r"(?P<value>[A-ZÀ-Þ][^\s\"'<>,;:]{1,30}[’'`]s[  ](?:iPhone|iPad|iPod|MacBook(?: Pro| Air)?|iMac|Mac(?: mini| Studio)?|Apple Watch|AirPods|PC|Laptop|Galaxy|Pixel)|(?:iPhone|iPad|MacBook(?: Pro| Air)?|iMac|Mac) (?:von|de|di|d’|van) [A-ZÀ-Þ][^\s\"'<>,;:]{1,30})",
        (r"[’'`?]s[ ?](?:iPhone|iPad|iPod|MacBook|iMac|Mac|Apple Watch|AirPods|PC|Laptop|Galaxy|Pixel)", r"\b(?:iPhone|iPad|MacBook(?: Pro| Air)?|iMac|Mac) (?:von|de|di|d.|van) [A-Z?]"), ("https://support.apple.com/guide/iphone/change-the-name-of-your-iphone-iphf256af64f/ios",),
        ("Device name: ‹Oliver’s iPhone›, UDID", "‹Anna's MacBook Pro›", "‹iPhone von Jörg›"), ("the iPhone", "user's PC", "Mac de"), left="A-Za-z0-9_", right="A-Za-z0-9_", lead=34, order=50,
    ),
    Shape(
        "named-computer", "device", r"(?P<value>(?:LAPTOP|DESKTOP|NOTEBOOK|MACBOOK|WORKSTATION)-[A-Z0-9][A-Z0-9-]{3,14})", (r"\b(?:LAPTOP|DESKTOP|NOTEBOOK|MACBOOK|WORKSTATION)-[A-Z0-9]",), ("https://learn.microsoft.com/en-us/troubleshoot/windows-server/active-directory/naming-conventions-for-computer-domain-site-ou",),
        ("Workstation: ‹LAPTOP-HSCHULZE›.corp.example", "from ‹DESKTOP-4K7Q2LM›"), ("DESKTOP-APP", "laptop-stand"), confirm=lambda m: m["value"].partition("-")[2] not in ("APPLICATION", "CLIENT", "MODE", "SESSION", "SERVICE", "ENVIRONMENT"), order=50,
    ),
    Shape(
        "serial-said", "device", r"(?i:\b(?:serial|s/n|seriennummer|udid|dsid|imei|asset ?tag)(?: ?(?:no\.?|number|nr\.?))?[: #]{1,3})(?P<value>[A-Z0-9][A-Z0-9-]{7,40})", (r"(?i)\b(?:serial|s/n|seriennummer|udid|dsid|imei|asset ?tag)(?: ?(?:no\.?|number|nr\.?))?[: #]",), ("https://support.apple.com/en-us/102858",),
        ("serial ‹F2LXK0ABCDEF›", "UDID: ‹00008110-001A2D3E4F50801E›", "dsid: ‹3588431893›"), ("serial port", "serial: connection", "S/N ratio"), right="a-z0-9", confirm=lambda m: sum(c.isdigit() for c in m["value"]) >= 2, order=50,
    ),
    Shape(
        "unguessable-path", "link", r"https?://[^\s\"'<>?#]{4,300}/(?P<value>[A-Za-z0-9_-]{28,64})(?:[?#\s\"'<>),/]|$)", (_LONG_SEGMENT,), ("https://owasp.org/www-community/vulnerabilities/Insecure_Direct_Object_Reference",),
        ("https://chat.example/t/‹" + mixed(32) + "›\n", "see https://docs.example/d/‹" + mixed(44) + "›/edit"), ("https://cdn.example/" + hexes(40) + ".js", "https://x.example/a-long-name-of-an-article-in-words", "https://x.example/" + hexes(32)),
        left="", right="", confirm=lambda m: _scattered(m["value"]), order=32,
    ),
    Shape(
        "named-path", "user", r"/(?i:u|users?|people|persons?|profiles?|members?|customers?|patients?|employees?|contacts?|authors?|clients?|students?)/(?P<value>[A-Za-z]{2,20}\.[A-Za-z]{2,24}|(?i:mrn|pat|cust|emp)-?\d{4,12})(?:[/?#\s\"'&]|$)", (r"(?i)/(?:u|users?|people|persons?|profiles?|members?|customers?|patients?|employees?|contacts?|authors?|clients?|students?)/[a-z]",), ("https://cwe.mitre.org/data/definitions/598.html",),
        ("GET /u/‹maria.gonzalez› HTTP", "/patients/‹mrn-10012355›?x"), ("/users/sign_in", "/users/app.js", "/u/maria", 'File "/srv/clients/run.py", line 11', "/users/list.go:12"), left="", right="", confirm=lambda m: not re.search(r"\.(?:js|css|html?|json|xml|php|aspx?|png|svg|csv|pdf|txt|do|jsp|me|pyc?|rb|go|rs|java|kt|cs|cpp|hpp?|c|ts|tsx|mjs|sh|bat|ya?ml|toml|ini|conf|cfg|lock|log|md|gz|zip|svc|ashx|cgi|pl)$", m["value"]), order=46,
    ),
)  # fmt: skip
