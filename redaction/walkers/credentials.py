"""The value of an Authorization field (RFC 9110 11.4): the scheme and what is public of its parameters stay."""

import re
from collections.abc import Iterator

from triagekit.roles import Span

SCHEMES = (
    "bearer|basic|digest|negotiate|ntlm|kerberos|ssws|token|apikey|api-key|key|geniekey|splunk|hmac|hmac-sha256|aws4-hmac-sha256|aws|dpop|oauth|gnap|hawk|mac|scram-sha-256|scram-sha-1"
    "|sharedkey|sharedkeylite|sharedaccesssignature|googlelogin|goog4-rsa-sha256|bot|pve(?:api|audit)?token|pveapitoken|privatetoken|private-token|sso-key|signature|zoho-oauthtoken|x-pm-token|k8s-aws-v1|vapid|client|client-id"
)
_SCHEME = re.compile(rf"\s*(?P<scheme>(?:{SCHEMES}|[A-Z][A-Za-z0-9-]{{2,24}}))(?P<gap>[ \t]+|%20|\+)(?=\S)", re.IGNORECASE)
_PARAMETER = re.compile(r"(?P<name>[A-Za-z_][\w-]{0,40})\s?=\s?(?:\\*\"(?P<quoted>[^\"\\]{0,4000})\\*\"|(?P<bare>[^\s,;&\"]{1,8000}))")
_ONE = re.compile(r"\S+")
"""One word: a credential that has more than one is damaged, and stays so."""
_PUBLIC = frozenset(["realm", "algorithm", "qop", "uri", "nc", "signedheaders", "headers", "opaque", "domain", "charset", "stale", "oauth_consumer_key", "oauth_signature_method", "oauth_timestamp", "oauth_version", "keyid", "key_id", "scheme", "ts", "ext", "hash", "app", "version", "v"])
_USERS = frozenset({"username", "user", "userhash", "username*"})
_LISTS = frozenset({"digest", "oauth", "hawk", "mac", "signature", "aws4-hmac-sha256", "goog4-rsa-sha256", "sharedaccesssignature", "googlelogin", "hmac", "vapid", "gnap", "hmac-sha256", "scram-sha-256", "scram-sha-1"})


def scheme(text: str, at: int) -> bool:
    """Whether a scheme with something behind it stands at this place."""
    return _SCHEME.match(text, at, at + 80) is not None


def spans(value: str, offset: int = 0) -> Iterator[Span]:
    """The secret parts of a credential; `offset` is added to each place."""
    found = _SCHEME.match(value)
    start = found.end() if found else len(value) - len(value.lstrip())
    end = len(value.rstrip())
    if end <= start:
        return
    word = found.group("scheme").lower() if found else ""
    named = list(_PARAMETER.finditer(value, start)) if word in _LISTS else []
    if named:
        yield from _parameters(value, named, offset)
    elif word in ("aws", "sharedkey", "sharedkeylite", "hmac") and ":" in value[start:end]:
        colon = value.rindex(":", start, end)
        yield (offset + start, offset + colon, "access-key")
        yield (offset + colon + 1, offset + end, "credential")
    else:
        yield from ((offset + found.start(), offset + found.end(), "credential") for found in _ONE.finditer(value, start, end))


def _parameters(value: str, named: list[re.Match[str]], offset: int) -> Iterator[Span]:
    for found in named:
        name = found.group("name").lower()
        group = "quoted" if found.group("quoted") is not None else "bare"
        start, end = found.span(group)
        if name in _PUBLIC or end == start:
            continue
        if name == "credential":
            slash = value.find("/", start, end)
            end = slash if slash > 0 else end
        yield (offset + start, offset + end, "user" if name in _USERS else "access-key" if name == "credential" else "credential")
