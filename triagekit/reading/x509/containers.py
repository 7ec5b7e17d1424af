"""Certificates out of PKCS#7 and PKCS#12 containers."""

from dataclasses import dataclass
from typing import Any

from triagekit.reading.x509.der import SEQUENCE, DerError, read
from triagekit.reading.x509.keys import or_stop

CERTIFICATES = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """What a container held."""

    certificates: tuple[bytes, ...] = ()
    key: Any = None
    """Public half of the private key in it, as SubjectPublicKeyInfo DER bytes; the private one is dropped at once."""
    has_key: bool = False
    state: str = "opened"
    """opened | locked (the passphrase is missing or wrong) | unreadable."""


def pkcs7(der: bytes) -> Opened:
    """Certificates of SignedData (RFC 5652 5.1), in the order they stand. Total."""
    try:
        content = read(der).children()[1].children()[0]
        held = next(n for n in content.children() if n.tag == 0xA0)
        return Opened(tuple(n.raw for n in held.children()[:CERTIFICATES] if n.tag == SEQUENCE))
    except (DerError, IndexError, StopIteration):
        return Opened(state="unreadable")


def pkcs12(der: bytes, passphrases: tuple[str, ...]) -> Opened:
    """Leaf first, then the others, opened with the first passphrase that fits (none is tried too). Total."""
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    for phrase in (None, b"", *(p.encode() for p in passphrases)):
        try:
            found = load_pkcs12(der, phrase)
        except BaseException as error:  # pyo3 panics are no Exceptions
            or_stop(error)
            continue
        return _opened(found)
    return Opened(state="locked")


def _opened(found: Any) -> Opened:
    from cryptography.hazmat.primitives.serialization import Encoding

    every = [c for c in (found.cert, *found.additional_certs) if c is not None][:CERTIFICATES]
    return Opened(tuple(c.certificate.public_bytes(Encoding.DER) for c in every), public_half(found.key), found.key is not None)


def public_half(private: Any) -> bytes | None:
    """SubjectPublicKeyInfo of a private key; None without one."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    if private is None:
        return None
    try:
        made: bytes = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except BaseException as error:
        or_stop(error)
        return None
    return made


def key_in(data: bytes, passphrases: tuple[str, ...] = ()) -> bytes | None:
    """Public half of a private key in PEM or DER form, or a public key; None when it cannot be read. The private half is never kept."""
    from cryptography.hazmat.primitives import serialization

    if b"PUBLIC KEY-----" in data:
        return _public(data)
    load = serialization.load_pem_private_key if b"-----BEGIN" in data else serialization.load_der_private_key
    for phrase in (None, *(p.encode() for p in passphrases)):
        try:
            return public_half(load(data, phrase))
        except BaseException as error:
            or_stop(error)
    return None


def _public(data: bytes) -> bytes | None:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

    try:
        made: bytes = load_pem_public_key(data).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except BaseException as error:
        or_stop(error)
        return None
    return made
