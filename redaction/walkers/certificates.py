"""Certificates that name a person: the person becomes a pseudonym of the same length in place, and of the signature its word stays.

Nothing else changes, so that key, dates, issuer, purposes and extensions are judged as before; a certificate of a server or an
authority is public and stays as it is.
"""

import base64
import hashlib
import hmac

from redaction.cleaner import Cleaner
from triagekit.reading.x509 import certificate, keys, personal
from triagekit.reading.x509.der import DerError

_LEAST = len("redacted-signature-by-") + 16
_LETTERS, _DIGITS = "abcdefghijklmnopqrstuvwxyz", "0123456789"


def clean(cleaner: Cleaner, raw: str) -> str:
    """The base64 of a certificate, in the lines it stood in."""
    if cleaner.policy.action("certificate") != "keep":
        return cleaner.put("certificate", raw, "certificate")
    packed = "".join(raw.split())
    try:
        der = base64.b64decode(packed, validate=True)
    except ValueError:
        return raw
    made = binary(cleaner, der)
    if made == der:
        return raw
    fresh = iter(base64.b64encode(made).decode())
    return "".join(c if c.isspace() else next(fresh, "") for c in raw)


def binary(cleaner: Cleaner, der: bytes) -> bytes:
    """A certificate in DER; what is none, or names nobody, comes back as it is."""
    found = personal.places(der)
    if not found or redacted(der):
        return der
    out = bytearray(der)
    for start, end, category in found:
        value = der[start:end].decode("utf-8", "replace")
        cleaner.put(category, value, "certificate")
        out[start:end] = _alike(cleaner.vault.pseudonyms.key, category, der[start:end])
    _sign(out, cleaner.signatures.get(hashlib.sha256(der).hexdigest(), "by-unknown"))
    return bytes(out)


def redacted(der: bytes) -> bool:
    """Its signature is already a word."""
    try:
        return keys.REDACTED.fullmatch(certificate.parse(der).signature) is not None
    except (DerError, IndexError):
        return False


def _sign(out: bytearray, word: str) -> None:
    """The signature is the last thing in a certificate; its place is filled up with dots."""
    size = len(certificate.parse(bytes(out)).signature)
    mark = f"redacted-signature-{word if size >= _LEAST else 'by-none'}".encode()
    out[-size:] = mark[:size].ljust(size, b".")


def _alike(key: bytes, category: str, value: bytes) -> bytes:
    """As many letters and digits as before, other ones; equal values, whatever their case, get equal ones; marks stay."""
    stream = hmac.digest(key, category.encode() + b"\0" + value.lower(), "sha512")
    while len(stream) < len(value):
        stream += hmac.digest(key, stream, "sha512")
    return bytes(_instead(byte, stream[n]) for n, byte in enumerate(value))


def _instead(byte: int, draw: int) -> int:
    mark = chr(byte)
    if mark.isdigit():
        return ord(_DIGITS[draw % 10])
    if byte >= 0x80 or mark.isalpha():
        letter = _LETTERS[draw % 26]
        return ord(letter.upper() if mark.isupper() and byte < 0x80 else letter)
    return byte
