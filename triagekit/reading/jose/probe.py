"""Why a signature does not verify: probes that tell a wrong key from a right key used, encoded or copied wrongly."""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from triagekit.reading.jose.base64url import decode, encode
from triagekit.reading.jose.keyset import CURVE_OF, Key
from triagekit.reading.jose.token import Token

Tries = Callable[[bytes], bool]
"""Verifies the token with another form of its signature."""


def hmac_of(number: str, key: bytes, message: bytes) -> bytes:
    """HMAC with a key of any length: a short one is a finding of its own, not a reason to be silent."""
    return hmac.new(key, message, getattr(hashlib, "sha" + number)).digest()


def siblings(key: Key, alg: str) -> Iterator[str]:
    """Other algorithms of this key's type."""
    families = {"RSA": ("RS", "PS"), "oct": ("HS",)}.get(key.kty, ())
    for name in (family + n for family in families for n in ("256", "384", "512")):
        if name != alg:
            yield name
    for name, curve in CURVE_OF.items():
        if key.kty == "EC" and curve == key.curve and name != alg:
            yield name


def explain(token: Token, key: Key, alg: str, tries: Tries) -> str:
    """leading-zeros | der-form | salt-length | secret-is-base64 | public-key-as-secret; nothing when no probe fits."""
    for form, other in _encodings(token, key, alg):
        if tries(other):
            return form
    if key.kty != "oct" and alg[:2] == "HS":
        return "public-key-as-secret" if _public_as_secret(token, key, alg) else ""
    if key.kty == "RSA" and alg[:2] == "PS":
        return "salt-length" if _any_salt(token, key, alg) else ""
    return "secret-is-base64" if key.kty == "oct" and alg[:2] == "HS" and _encoded_secret(token, key, alg) else ""


def _encodings(token: Token, key: Key, alg: str) -> Iterator[tuple[str, bytes]]:
    """The signature as it should have been encoded: leading zeros kept (RFC 8017 8.2.1), r and s side by side (RFC 7518 3.4)."""
    signature = token.signature_code.data
    size = key.bits // 8 if key.kty == "RSA" else 0
    if size and size - 3 <= len(signature) < size:
        yield "leading-zeros", signature.rjust(size, b"\0")
    if alg[:2] == "ES" and signature[:1] == b"\x30":
        raw = _raw_ecdsa(signature, key)
        if raw:
            yield "der-form", raw


def _raw_ecdsa(signature: bytes, key: Key) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    try:
        r, s = decode_dss_signature(signature)
        size = key.bits // 8
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")
    except Exception:
        return b""


def _any_salt(token: Token, key: Key, alg: str) -> bool:
    """RFC 7518 3.5 fixes the salt at the length of the hash; some libraries take the longest that fits."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    try:
        digest: Any = getattr(hashes, f"SHA{alg[2:]}")()
        key.public().verify(token.signature_code.data, token.signing_input, padding.PSS(padding.MGF1(digest), padding.PSS.AUTO), digest)
    except Exception:
        return False
    return True


def _public_as_secret(token: Token, key: Key, alg: str) -> bool:
    """CVE-2022-29217 and its kind: the HMAC's secret is the text of the public key."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    if alg[2:] not in {"256", "384", "512"}:
        return False
    try:
        public = key.public()
        spki = [public.public_bytes(e, PublicFormat.SubjectPublicKeyInfo) for e in (Encoding.PEM, Encoding.DER)]
        pkcs1 = [public.public_bytes(e, PublicFormat.PKCS1) for e in (Encoding.PEM, Encoding.DER)] if key.kty == "RSA" else []
    except Exception:
        return False
    forms = [*spki, *pkcs1]
    candidates = [*forms, *(f.rstrip(b"\n") for f in forms)]
    return any(hmac.compare_digest(hmac_of(alg[2:], c, token.signing_input), token.signature_code.data) for c in candidates)


def _encoded_secret(token: Token, key: Key, alg: str) -> bool:
    """The secret was configured as base64 text where its bytes are meant, or the reverse."""
    secret = key.octets("k")
    others = (decode(secret.decode("ascii", "replace")).data, encode(secret).encode())
    return any(o and hmac.compare_digest(hmac_of(alg[2:], o, token.signing_input), token.signature_code.data) for o in others)


def altered_or_other(token: Token, keys: Iterable[Key]) -> str:
    """RSA tells whether this key signed *something*: then the token's content was changed, else another key signed it."""
    alg = token.word("alg")
    if alg[:2] != "RS":
        return ""
    for key in keys:
        if _recovers(token.signature_code.data, key):
            return "content-altered"
    return "other-key"


def _recovers(signature: bytes, key: Key) -> bool:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    for digest in (hashes.SHA256(), hashes.SHA384(), hashes.SHA512(), hashes.SHA1()):  # noqa: S303
        try:
            key.public().recover_data_from_signature(signature, padding.PKCS1v15(), digest)
        except Exception:
            continue
        return True
    return False
