"""JSON Web Tokens (RFC 7515, 7516, 7519): what a diagnosis needs stays readable, people become pseudonyms, the signature goes.

The payload is changed in place, so that duplicate claims, odd numbers, padding and damage stay as they were. The verdict of
the signature, made before, stands in its place.
"""

import re

from redaction import names
from redaction.cleaner import Cleaner
from redaction.codecs import base64text
from redaction.walkers import jsonedit, values
from redaction.walkers.jsonedit import Scalar
from triagekit.placeholders import SIGNATURE_VERDICT, is_placeholder
from triagekit.reading.jose import base64url, left, strictjson

_PUBLIC_NAMES = """
    iss aud exp nbf iat scope scp scopes azp typ cty alg enc zip kid ver roles role groups wids permissions entitlements acr amr acrs auth_time client_id cid appid appidacr azpacr idtyp token_use
    token_type tid nonce_supported at_hash c_hash s_hash ds_hash crit events x5t x5t#s256 x5c x5u jku jwk b64 epk apu apv p2s p2c email_verified phone_number_verified updated_at htm htu ath
    allowed-origins realm_access resource_access org_id organization tenant tenant_id policy tfp aio uti_version xms_cc xms_idrel idp idp_type ipaddr_type trustframeworkpolicy channel channelid locale zoneinfo
    origin session_expiry max_age purpose vct sd_hash _sd_alg typ_hint txn_type
"""
PUBLIC = frozenset(_PUBLIC_NAMES.split())
"""Claims and header members that say nothing of a person (RFC 7519 4.1, OpenID Connect Core 2, RFC 9068 2.2)."""
_PEOPLE = {
    "sub": "user", "name": "person", "jti": "claim", "uti": "claim", "sid": "session", "oid": "user", "rh": "claim", "nonce": "nonce", "unique_name": "user", "upn": "user", "ipaddr": "ip", "puid": "user",
    "altsecid": "user", "act": "user", "picture": "link", "profile": "link", "website": "link", "address": "address", "formatted": "address", "locality": "address", "zoneinfo": "", "birthdate": "birth-date",
    "nickname": "person", "middle_name": "person", "gender": "claim", "uid": "user", "user": "user", "username": "user", "cognito:username": "user", "sub_id": "user", "orig_sub": "user", "device_id": "device", "d": "private-key", "k": "private-key", "p": "private-key", "q": "private-key", "dp": "private-key", "dq": "private-key", "qi": "private-key",
}  # fmt: skip
_KEYS = frozenset({"d", "k", "p", "q", "dp", "dq", "qi"})
_LOOSE = re.compile(r"[{,\[:]\s*'|[^\t\n\r -~\u00a0-\ud7ff\ue000-\U0010ffff]")
"""Names and values in the wrong quotes, or octets that no text has: nothing in it can be taken apart."""
_RANDOM = re.compile(r"[A-Za-z0-9_+/=.~-]{16,}")


def clean(cleaner: Cleaner, raw: str) -> str:
    """The token, still readable; what is no token at all goes whole."""
    parts = raw.split(".")
    if octets(parts[0]).lstrip()[:1] != b"{" or len(parts) < 2:
        return cleaner.put("token", raw, "jwt")
    if len(parts) == 5:
        return _encrypted(cleaner, raw, parts)
    made = segments(cleaner, raw, parts)
    clean_token = ".".join(made)
    if clean_token != raw and len(raw) > 24:
        cleaner.vault.remember("token", raw)
    return clean_token


def segments(cleaner: Cleaner, raw: str, parts: list[str], word: str = "") -> list[str]:
    """The parts of a signed token, each clean; `word` is what its signature leaves behind, where the caller knows."""
    made = [_segment(cleaner, parts[0], header=True), *(_segment(cleaner, part, header=False) for part in parts[1:2])]
    if len(parts) > 2:
        made.append(_signature(cleaner, raw, parts[2], word))
    return made + [cleaner.put("claim", part, "jwt") if part else "" for part in parts[3:]]


def _encrypted(cleaner: Cleaner, raw: str, parts: list[str]) -> str:
    """A JWE: its header stays; the encrypted key, vector, content and tag go."""
    if "redacted-" in parts[3]:
        return raw
    cleaner.vault.remember("token", raw)
    kinds = ("", "encrypted-key", "vector", "cipher", "tag")
    rest = [cleaner.put(kind, part, "jwt") if part else "" for kind, part in zip(kinds[1:], parts[1:], strict=True)]
    return ".".join([_segment(cleaner, parts[0], header=True), *rest])


def _signature(cleaner: Cleaner, raw: str, part: str, word: str) -> str:
    if not part.strip("=") or SIGNATURE_VERDICT.search(part):
        return part
    word = word or cleaner.signature_of(raw) or cleaner.signature_of(raw.rstrip("=")) or left.Left("not-assessed", problems=base64url.decode(part).problems).word()
    cleaner.vault.remember("signature", part)
    cleaner.put("signature", part, "jwt")
    return f"redacted-signature-{word}"


def _segment(cleaner: Cleaner, part: str, header: bool) -> str:
    """One segment, changed in place and encoded as it was; what was odd about it stays odd."""
    data = octets(part)
    if not data.lstrip().startswith(b"{"):
        return part if header or not part else _no_claims(cleaner, part, data)
    plain = data.decode("utf-8", "surrogateescape")
    if _LOOSE.search(plain):
        return part if b"redacted-" in data else _again(_as_odd(_nothing_left(cleaner.put("claims", part, "jwt"), plain), data), part)
    made = jsonedit.clean(plain, lambda scalar: _claim(cleaner, scalar), cleaner.text)
    return part if made == plain else _again(_as_odd(_bytes(made), data), part)


def _nothing_left(placeholder: str, plain: str) -> bytes:
    """In place of an object whose members cannot be told apart: one that begins alike, and can be read as little."""
    return ('{"' if plain.lstrip().startswith('{"') else "{").encode() + placeholder.encode() + (b"}" if plain.rstrip().endswith("}") else b"")


def _no_claims(cleaner: Cleaner, part: str, data: bytes) -> str:
    """A payload that is no JSON object stays none: cleaned where it is text, replaced where it is not."""
    try:
        plain = data.decode()
    except UnicodeDecodeError:
        plain = ""
    if plain:
        made = cleaner.inside(plain)
        return part if made == plain else _again(_bytes(made), part)
    if is_placeholder(part) or b"redacted-" in data:
        return part
    return _again(_as_odd(cleaner.put("claims", part, "jwt").encode(), data), part)


def _as_odd(made: bytes, data: bytes) -> bytes:
    """What was compressed, no UTF-8 or no JSON is taken for the same by its first or last octets: readers tell these apart."""
    if data[:2] in strictjson.PACKED:
        return data[:2] + made
    problems = strictjson.parse(data).problems
    if not problems or strictjson.parse(made).problems == problems:
        return made
    return made + {"not-utf8": b"\xff", "not-json": b"}"}.get(problems[0], b"")


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def octets(part: str) -> bytes:
    """What a lenient reader decodes of a segment: of a length that cannot be, all but the last character."""
    core = part.rstrip("=")
    return base64text.decode(core[:-1] if len(core) % 4 == 1 else core)


def _again(data: bytes, like: str) -> str:
    """Base64url (RFC 7515 2) with what was odd in the old text: padding, the other alphabet, an impossible length, bits that are left over."""
    core = like.rstrip("=")
    padded, problems = core != like, base64url.decode(core).problems
    if "impossible-length" in problems:
        return _encoded(data + b" " * (-len(data) % 3), core) + "A" + like[len(core) :]
    if (padded or "leftover-bits" in problems) and len(data) % 3 == 0:
        data += b" "
    made = _encoded(data, core)
    if "leftover-bits" in problems:
        made = made[:-1] + chr(ord(made[-1]) + 1)  # the last character ends in zeros, so that its neighbour is of the same kind
    return made + "=" * (-len(made) % 4) if padded else made


def _encoded(data: bytes, like: str) -> str:
    made = base64url.encode(data)
    return made.replace("-", "+").replace("_", "/") if "+" in like or "/" in like else made


def _claim(cleaner: Cleaner, scalar: Scalar) -> str:
    keys = [k.lower() for k in scalar.keys if k]
    name = keys[-1] if keys else ""
    if not scalar.is_string:
        return values.digits(cleaner, name, scalar.text) if name not in PUBLIC and name not in _PEOPLE else scalar.text
    if name in _KEYS and not any(k in ("jwk", "keys", "epk") for k in keys):
        return cleaner.text(scalar.text)
    if PUBLIC.intersection(keys) and name not in _PEOPLE:
        return _kept(cleaner, name, scalar.text)
    if name in _PEOPLE:
        return cleaner.secret(_PEOPLE[name], scalar.text, "claim", name) if _PEOPLE[name] else scalar.text
    return _other(cleaner, name, scalar.text)


def _kept(cleaner: Cleaner, name: str, text: str) -> str:
    """A public claim, unless a person's address stands in it."""
    return cleaner.text(text) if "@" in text and name not in ("aud", "iss") else cleaner.known(text)


def _other(cleaner: Cleaner, name: str, text: str) -> str:
    local = name.rstrip("/").rpartition("/")[2]
    category = names.category(local)
    if category and names.plausible(category, text):
        return cleaner.secret(category, text, "claim", name)
    if _RANDOM.fullmatch(text) and any(c.isdigit() for c in text) and "://" not in text:
        return cleaner.secret("claim", text, "claim", name)
    return cleaner.inside(text)
