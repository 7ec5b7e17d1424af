"""name=value pairs of forms and queries (WHATWG URL 5.1): each value by its name; separators and encoding stay."""

import re

from redaction.cleaner import Cleaner
from redaction.codecs import percent
from redaction.walkers import values

CODES = {
    "code": "code", "device_code": "code", "user_code": "code", "authorization_code": "code", "state": "state", "nonce": "nonce", "ticket": "code", "st": "code", "pgtid": "code", "samlart": "code",
    "session_state": "session", "oobcode": "code", "otp": "otp", "invite": "code", "invitation": "code", "magic": "code", "one_time_token": "code", "login_challenge": "code", "consent_challenge": "code",
    "login_verifier": "code", "consent_verifier": "code", "flowtoken": "code", "ctx": "state", "wctx": "state", "execution": "state", "lt": "code", "tab_id": "state", "session_code": "code", "sessdatakey": "session",
    "statetoken": "token", "sessiontoken": "token", "interaction": "code", "login_hint": "user", "logout_hint": "user", "domain_hint": "", "hd": "", "login": "user", "code_challenge": "", "client_id": "", "sigalg": "",
    "x-amz-credential": "access-key", "x-goog-credential": "access-key", "googleaccessid": "user", "awsaccesskeyid": "access-key", "policy": "signature", "key-pair-id": "access-key", "oauth_token": "token", "oauth_verifier": "code",
    "oauth_signature": "signature", "oauth_nonce": "", "oauth_consumer_key": "", "hmac": "signature", "hash": "signature", "sign": "signature", "sig": "signature", "signature": "signature", "gclid": "", "fbclid": "", "id_token_hint": "token",
}  # fmt: skip
"""What well-known parameters carry; empty says that they carry nothing secret."""
_SAML = frozenset({"samlresponse", "samlrequest", "wresult", "logoutrequest", "logoutresponse"})
_FORM = re.compile(r"(?:[A-Za-z_$][^\s=&<>{}\"']{0,200}=[^\s&<>\"']*)(?:&(?:[A-Za-z_$%][^\s=&<>{}\"']{0,200}(?:=[^\s&<>\"']*)?|))*")
_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};)")
"""What separates pairs; the beginning of a character reference does not."""
_PACKED = re.compile(r"[A-Za-z0-9+/]{16,}(?:=|%3[Dd]){0,2}")
"""Base64 whose sender did not encode its plus signs."""
_TINY = 8


def clean(cleaner: Cleaner, raw: str) -> str | None:
    """A whole text that is a form; None when it is not."""
    if "=" not in raw[:300] or len(raw) > (4 << 20) or _FORM.fullmatch(raw) is None or ("&" not in raw and not _known_alone(raw)):
        return None
    return pairs(cleaner, raw)


def _known_alone(raw: str) -> bool:
    name = raw.partition("=")[0].lower()
    return name in CODES or name in _SAML


def pairs(cleaner: Cleaner, raw: str) -> str:
    """Pairs joined by & (or ; in old forms)."""
    mark = "&" if "&" in raw or ";" not in raw else ";"
    parts = _AMPERSAND.split(raw) if mark == "&" and "&#" in raw else raw.split(mark)
    return mark.join(_pair(cleaner, part) for part in parts)


def _pair(cleaner: Cleaner, part: str) -> str:
    name, eq, value = part.partition("=")
    if not eq or not value:
        return cleaner.text(part)
    plain = percent.decode(value, plus=True)
    plain_name = percent.decode(name, plus=True)
    made = parameter(cleaner, plain_name, plain, value)
    clean_name = name if plain_name.isidentifier() else cleaner.text(name)
    if made == plain and "+" in value and _PACKED.fullmatch(value):
        return f"{clean_name}={_literally(cleaner, plain_name, value)}"
    if made == plain:
        return f"{clean_name}={value}"
    return f"{clean_name}={encode(made, value)}"


def _literally(cleaner: Cleaner, name: str, value: str) -> str:
    """A value in which a plus sign is one."""
    plain = percent.decode(value)
    made = parameter(cleaner, name, plain, value)
    return value if made == plain else percent.encode(made, value, "+=")


def encode(plain: str, like: str) -> str:
    """Text as the value `like` is written."""
    made = percent.encode(plain, like)
    return made.replace("%20", "+") if "+" in like or "%20" not in like else made


def parameter(cleaner: Cleaner, name: str, plain: str, raw: str = "") -> str:
    """One parameter's value, decoded: by what the parameter is known to carry, else by its name."""
    low = name.lower().rpartition("$")[2]
    if low in _SAML:
        return _message(cleaner, plain, raw or plain)
    category = CODES.get(low)
    if category is None:
        return values.clean(cleaner, name, plain)
    if not category:
        return cleaner.inside(plain)
    if category in ("signature", "state", "code", "nonce") and (len(plain) < _TINY or _wordlike(plain)):
        return cleaner.inside(plain)
    if category == "state" and plain[:1] in "{[<":
        return cleaner.inside(plain)
    if category == "signature" and low == "signature" and cleaner.signature_of(plain):
        return f"redacted-signature-{cleaner.signature_of(plain)}"
    if category == "access-key":
        key, slash, rest = plain.partition("/")
        return cleaner.secret(category, key, "parameter", name) + slash + rest
    return cleaner.secret(category, plain, "parameter", name)


def _wordlike(plain: str) -> bool:
    return re.fullmatch(r"[A-Za-z][a-z]*(?:[_-][a-z]+)*", plain) is not None and len(plain) < 24


def _message(cleaner: Cleaner, plain: str, raw: str) -> str:
    """A SAML message: base64, often with + lost to blanks; its verdict is known by any of its writings."""
    before = cleaner.verdict
    fixed = plain.replace(" ", "+") if " " in plain.strip() and "\n" not in plain else plain
    cleaner.verdict = next((v for v in map(cleaner.signature_of, (raw, plain, fixed, fixed.strip())) if v), before)
    made = cleaner.inside(fixed)
    cleaner.verdict = before
    return plain if made == fixed else made
