"""Public keys of certificates: what they are, what is weak about them, and whether they made a signature."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any, Protocol

from triagekit.reading.x509 import oids
from triagekit.reading.x509.der import DerError, Node, integer, oid, whole
from triagekit.reading.x509.der import read as read_der


class Signed(Protocol):
    """Anything signed in the manner of X.509: certificate, CRL."""

    @property
    def algorithm_outer(self) -> str: ...
    @property
    def parameters(self) -> bytes: ...
    @property
    def tbs(self) -> bytes: ...
    @property
    def signature(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Key:
    """A public key as its info says."""

    spki: bytes
    kind: str = ""
    """RSA | EC | DSA | Ed25519 | Ed448 | ...; empty when unknown."""
    bits: int = 0
    curve: str = ""
    """Name of the curve; explicit for one given by its parameters."""
    exponent: int = 0
    modulus: int = 0
    parameters: bytes = b""
    """Parameters of its algorithm, as DER."""
    fault: str = ""

    @property
    def identifier(self) -> bytes:
        """SHA-1 of the key's bits, the usual key identifier (RFC 5280 4.2.1.2)."""
        try:
            return hashlib.sha1(self.bits_of_key, usedforsecurity=False).digest()
        except (DerError, IndexError):
            return b""

    @property
    def bits_of_key(self) -> bytes:
        return whole(self.spki).children()[1].content[1:]


def read(spki: bytes) -> Key:
    """Describe a SubjectPublicKeyInfo. Total."""
    try:
        info, value = whole(spki).children()
        algorithm = info.children()
        kind = oids.KEYS.get(oid(algorithm[0]), "")
        parameters = algorithm[1] if len(algorithm) > 1 else None
        return _described(spki, kind, parameters, value.content[1:])
    except (DerError, ValueError, IndexError):
        return Key(spki, fault="the public key cannot be read")


def _described(spki: bytes, kind: str, parameters: Node | None, content: bytes) -> Key:
    raw = parameters.raw if parameters else b""
    if kind == "RSA":
        modulus, exponent = (integer(n) for n in whole(content).children())
        return Key(spki, kind, modulus.bit_length(), exponent=exponent, modulus=modulus, parameters=raw)
    if kind == "EC":
        if parameters is not None and parameters.tag == 0x06:
            name, size = oids.CURVES.get(oid(parameters), (oid(parameters), (len(content) - 1) * 4))
            return Key(spki, kind, size, name, parameters=raw)
        return Key(spki, kind, (len(content) - 1) * 4, "explicit" if parameters is not None and parameters.tag == 0x30 else "", parameters=raw)
    if kind == "DSA":
        bits = integer(parameters.children()[0]).bit_length() if parameters is not None and parameters.tag == 0x30 else 0
        return Key(spki, kind, bits, parameters=raw)
    return Key(spki, kind, {"Ed25519": 256, "Ed448": 456}.get(kind, 0), parameters=raw)


SMALL_PRIMES = tuple(n for n in range(3, 752) if all(n % d for d in range(2, int(n**0.5) + 1)))


def rsa_weaknesses(key: Key) -> tuple[str, ...]:
    """What is weak about an RSA key (CA/B Baseline Requirements 6.1.5 and 6.1.6)."""
    if key.kind != "RSA":
        return ()
    found = []
    if key.bits < 2048:
        found.append(f"{key.bits} bits")
    elif key.bits % 8:
        found.append(f"{key.bits} bits, not a multiple of 8")
    if key.exponent < 3 or key.exponent % 2 == 0:
        found.append("its exponent is too small or even")
    if key.modulus and (key.modulus % 2 == 0 or any(key.modulus % p == 0 for p in SMALL_PRIMES)):
        found.append("its modulus has a small factor")
    return tuple(found)


def unsupported(key: Key) -> str:
    """Why programs of today do not support this sort of key (Baseline Requirements 6.1.5); empty when they do."""
    if key.kind == "DSA":
        return "DSA"
    if key.kind == "EC" and key.curve not in {"P-256", "P-384", "P-521"}:
        return {"explicit": "a curve given by its parameters", "": "a curve that is not named"}.get(key.curve, f"the curve {key.curve}")
    return "" if key.kind in {"RSA", "EC", "Ed25519", "Ed448"} else "a key of an unknown kind"


def pss_hash(parameters: bytes) -> str:
    """Hash of RSASSA-PSS parameters; SHA-1 is their default (RFC 4055 3.1)."""
    try:
        for part in read_der(parameters).children() if parameters else ():
            if part.number == 0:
                return oids.HASHES.get(oid(part.children()[0].children()[0]), "")
    except (DerError, IndexError):
        return ""
    return "sha1"


def _pss_salt(parameters: bytes) -> int:
    for part in read_der(parameters).children() if parameters else ():
        if part.number == 2:
            return integer(part.children()[0])
    return 20


def load(key: Key, inherited: bytes = b"") -> Any:
    """The key as cryptography's, or None. DSA keys may inherit their parameters from the issuer (RFC 3279 2.3.2)."""
    from cryptography.hazmat.primitives.asymmetric import dsa
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        if key.kind == "DSA" and not key.bits and inherited:
            p, q, g = (integer(n) for n in read_der(inherited).children())
            return dsa.DSAPublicNumbers(integer(whole(key.bits_of_key)), dsa.DSAParameterNumbers(p, q, g)).public_key()
        return load_der_public_key(key.spki)
    except BaseException as error:  # pyo3 panics are no Exceptions
        return or_stop(error)


def or_stop(error: BaseException) -> None:
    """Let the user's own interruption through; everything else means that nothing was read."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
        raise error


REDACTED = re.compile(rb"redacted-signature-by-([a-z0-9]{4,16})(?:-then-(accepted|refused))?(?P<beyond>-beyond)?(?:-of-(?P<original>[0-9a-f]{64}))?\.*")
"""What redaction leaves of a changed certificate's signature: whose key had made it, what the second verifier had said, that a mail address in it lay beyond what an authority above may issue for, and the SHA-256 of the certificate as it was."""


def fingerprint(der: bytes) -> str:
    """SHA-256 of a certificate's DER form, lower-case hex; of a redacted one that of the original, where the copy says it."""
    at = der.rfind(b"redacted-signature-by-", max(0, len(der) - 2_100))
    told = REDACTED.fullmatch(der, at) if at >= 0 else None
    return told["original"].decode() if told and told["original"] else hashlib.sha256(der).hexdigest()


def word(key: Key) -> str:
    """A key in the word of a removed signature."""
    return hashlib.sha256(key.spki).hexdigest()[:16]


def verify(key: Key, signed: Signed, inherited: bytes = b"") -> bool | None:
    """Whether the key made the signature; None when the algorithm or the key is not supported. Of a redacted one its word counts."""
    from cryptography.exceptions import InvalidSignature

    if told := REDACTED.fullmatch(signed.signature):
        return None if told[1] == b"unknown" else told[1].decode() == word(key)

    kind, hashed = oids.SIGNATURES.get(signed.algorithm_outer, ("", ""))
    made = load(key, inherited)
    if not kind or made is None:
        return None
    if {"rsa": "RSA", "rsa-pss": "RSA", "ec": "EC", "dsa": "DSA", "ed25519": "Ed25519", "ed448": "Ed448"}[kind] != key.kind:
        return False
    try:
        _check(made, kind, hashed, signed)
    except InvalidSignature:
        return False
    except BaseException as error:
        or_stop(error)
        return None
    return True


def _check(made: Any, kind: str, hashed: str, signed: Signed) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding

    if kind in {"ed25519", "ed448"}:
        made.verify(signed.signature, signed.tbs)
        return
    name = pss_hash(signed.parameters) if kind == "rsa-pss" else hashed
    kinds: dict[str, Any] = {"md5": hashes.MD5, "sha1": hashes.SHA1, "sha224": hashes.SHA224, "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}
    digest = kinds[name]()
    if kind == "ec":
        made.verify(signed.signature, signed.tbs, ec.ECDSA(digest))
    elif kind == "dsa":
        made.verify(signed.signature, signed.tbs, digest)
    elif kind == "rsa-pss":
        made.verify(signed.signature, signed.tbs, padding.PSS(padding.MGF1(digest), _pss_salt(signed.parameters)), digest)
    else:
        made.verify(signed.signature, signed.tbs, padding.PKCS1v15(), digest)
