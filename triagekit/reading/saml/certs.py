"""Certificates and keys of SAML's two sides, read leniently: what cannot be read is a finding, not an error."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from triagekit.reading.x509.keys import fingerprint

_PEM = re.compile(rb"-----BEGIN (?:TRUSTED )?CERTIFICATE-----(.{1,60000}?)-----END", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One X.509 certificate, as far as SAML needs it."""

    der: bytes
    label: str
    """Where it comes from, in words: certificate 1 of the case file, metadata of ..., KeyInfo of the message."""
    made: Any = None
    """cryptography's Certificate."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the DER form, lower-case hex; of a redacted copy the original's."""
        return fingerprint(self.der)

    @property
    def public_key(self) -> Any:
        """Cryptography's public key, or None when its kind is unknown or it is broken."""
        try:
            return self.made.public_key()
        except BaseException as error:  # pyo3 panics are no Exceptions
            return or_stop(error)

    @property
    def validity(self) -> tuple[datetime, datetime] | None:
        """NotBefore and notAfter, or None when they cannot be read."""
        try:
            return self.made.not_valid_before_utc, self.made.not_valid_after_utc
        except BaseException as error:
            or_stop(error)
            return None

    def valid_at(self, when: datetime) -> bool | None:
        """Whether the time lies in its validity; None when that cannot be read."""
        window = self.validity
        return None if window is None else window[0] <= when <= window[1]

    @property
    def names(self) -> str:
        """Issuer and serial number as KeyInfo's X509IssuerSerial gives them; empty when unreadable."""
        try:
            return f"{self.made.issuer.rfc4514_string()} {self.made.serial_number}"
        except BaseException as error:
            or_stop(error)
            return ""


def or_stop(error: BaseException) -> None:
    """Let the user's own interruption through; everything else means that nothing was read."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
        raise error


def from_der(der: bytes, label: str) -> Certificate | None:
    """The certificate in these bytes, or None."""
    try:
        from cryptography import x509

        return Certificate(der, label, x509.load_der_x509_certificate(der))
    except BaseException as error:
        or_stop(error)
        return None


def from_text(text: str, label: str) -> Certificate | None:
    """A certificate as KeyInfo and metadata write it: base64 without armour, folded anyhow."""
    try:
        der = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return from_der(der, label)


def from_file(data: bytes, label: str) -> Iterator[Certificate]:
    """All certificates of a file: PEM (several), DER, or bare base64."""
    blocks = _PEM.findall(data[:2_000_000])
    for n, block in enumerate(blocks[:50], 1):
        made = from_text(block.decode("ascii", "replace"), f"{label}, {n}" if len(blocks) > 1 else label)
        if made:
            yield made
    if not blocks:
        made = from_der(data, label) or from_text(data[:200_000].decode("ascii", "replace"), label)
        if made:
            yield made


def distinct(certificates: Iterable[Certificate]) -> tuple[Certificate, ...]:
    """Each certificate once, the first of equal ones."""
    out: dict[str, Certificate] = {}
    for each in certificates:
        out.setdefault(each.fingerprint, each)
    return tuple(out.values())


def same_key(one: Any, two: Any) -> bool:
    """Whether two public keys are equal; a certificate may be renewed with the same key."""
    if one is None or two is None:
        return False
    try:
        return bool(_spki(one) == _spki(two))
    except BaseException as error:
        or_stop(error)
        return False


def _spki(key: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return bytes(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def private_key(data: bytes) -> Any:
    """An unencrypted private key from PEM or DER, or None."""
    try:
        from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_private_key

        load = load_pem_private_key if b"-----BEGIN" in data[:4000] else load_der_private_key
        return load(data, None)
    except BaseException as error:
        or_stop(error)
        return None
