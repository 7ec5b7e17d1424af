"""JSON Web Keys as they stand: which are usable, for what, how strong, and what is wrong with each. RFC 7517, 7518.

Keys are never fetched. A key's strength is judged from its numbers before any library sees it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Any

from triagekit.reading.jose.base64url import decode
from triagekit.reading.jose.strictjson import parse

MAX_KEYS = 64
"""Keys read of one set; no issuer publishes more."""
CURVES = {"P-256": 32, "P-384": 48, "P-521": 66, "secp256k1": 32, "P-192": 24, "P-224": 28, "Ed25519": 32, "Ed448": 57, "X25519": 32, "X448": 56}
"""Curve to bytes of one coordinate, RFC 7518 6.2.1, RFC 8037, RFC 8812."""
CURVE_OF = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521", "ES256K": "secp256k1"}
"""Algorithm to the one curve it may use, RFC 7518 3.4."""
_MEMBERS = {"RSA": ("n", "e"), "EC": ("x", "y"), "OKP": ("x",), "oct": ("k",)}
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth"})
_ROCA_PRIMES = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167)


@dataclass(frozen=True)
class Key:
    """One JWK."""

    members: Mapping[str, Any] = field(repr=False)
    source: str = ""
    """case | artifact URL or place the set came from."""

    def word(self, name: str) -> str:
        """A member when it is text, else nothing."""
        value = self.members.get(name)
        return value if isinstance(value, str) else ""

    @property
    def kid(self) -> str:
        return self.word("kid")

    @property
    def kty(self) -> str:
        return self.word("kty")

    @property
    def alg(self) -> str:
        return self.word("alg")

    @property
    def curve(self) -> str:
        return self.word("crv")

    @property
    def private(self) -> bool:
        """True when the set gives away a private key."""
        return bool(_PRIVATE & self.members.keys()) and self.kty != "oct"

    def octets(self, name: str) -> bytes:
        """A member's bytes, RFC 7518 section 2; nothing when absent."""
        return decode(self.word(name)).data

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """Why the key cannot be used at all: kty-unknown | NAME-missing | NAME-damaged | curve-unknown | coordinate-length."""
        if self.kty not in _MEMBERS:
            return ("kty-unknown",)
        found = [fault for name in _MEMBERS[self.kty] if (fault := self._member(name))]
        if self.kty in {"EC", "OKP"}:
            found += self._coordinates()
        return tuple(found)

    def _member(self, name: str) -> str:
        if not isinstance(self.members.get(name), str) or (not self.members[name] and self.kty != "oct"):
            return f"{name}-missing"
        return f"{name}-damaged" if decode(self.members[name]).damaged else ""

    def _coordinates(self) -> list[str]:
        size = CURVES.get(self.curve)
        if size is None:
            return ["curve-unknown"]
        wrong = any(self.members.get(n) and len(self.octets(n)) != size for n in ("x", "y"))
        return ["coordinate-length"] if wrong else []

    @cached_property
    def modulus(self) -> int:
        """RSA modulus; 0 for other keys."""
        return int.from_bytes(self.octets("n"), "big") if self.kty == "RSA" else 0

    @property
    def bits(self) -> int:
        """Size: modulus for RSA, field for EC, secret for oct."""
        if self.kty == "RSA":
            return self.modulus.bit_length()
        return len(self.octets("k")) * 8 if self.kty == "oct" else CURVES.get(self.curve, 0) * 8

    @cached_property
    def weaknesses(self) -> tuple[str, ...]:
        """short-modulus | exponent-too-small | even-modulus | roca | weak-curve: RFC 7518 3.3, NIST SP 800-131A, CVE-2017-15361."""
        if self.kty == "EC":
            return ("weak-curve",) if self.curve in {"P-192", "P-224"} else ()
        if self.kty != "RSA" or self.faults:
            return ()
        found = []
        if self.bits < 2048:
            found.append("short-modulus")
        if int.from_bytes(self.octets("e"), "big") < 3:
            found.append("exponent-too-small")
        if self.modulus % 2 == 0:
            found.append("even-modulus")
        if is_roca(self.modulus):
            found.append("roca")
        return tuple(found)

    @property
    def purposes(self) -> tuple[str, ...]:
        """Why the key must not verify signatures: use-encryption | operations, RFC 7517 4.2 and 4.3."""
        found = ["use-encryption"] if self.word("use") == "enc" else []
        operations = self.members.get("key_ops")
        if isinstance(operations, list) and operations and not {"verify", "sign"} & {o for o in operations if isinstance(o, str)}:
            found.append("operations")
        return tuple(found)

    def takes(self, alg: str) -> bool:
        """True when the key's type (and curve) can serve this algorithm."""
        family = alg[:2]
        if family == "HS":
            return self.kty == "oct"
        if family in {"RS", "PS"}:
            return self.kty == "RSA"
        if family == "ES":
            return self.kty == "EC" and CURVE_OF.get(alg) == self.curve
        return alg in {"EdDSA", "Ed25519", "Ed448"} and self.kty == "OKP" and self.curve in {"Ed25519", "Ed448"}

    def public(self) -> Any:
        """The key as `cryptography` or bytes for HMAC; raises when it cannot be made."""
        if self.kty == "oct":
            return self.octets("k")
        if self.kty == "RSA":
            from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

            return RSAPublicNumbers(int.from_bytes(self.octets("e"), "big"), self.modulus).public_key()
        return _curve_key(self)


def _curve_key(key: Key) -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519

    if key.kty == "OKP":
        maker: Any = ed25519.Ed25519PublicKey if key.curve == "Ed25519" else ed448.Ed448PublicKey
        return maker.from_public_bytes(key.octets("x"))
    curves: dict[str, Any] = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1, "P-521": ec.SECP521R1, "secp256k1": ec.SECP256K1}
    x, y = (int.from_bytes(key.octets(n), "big") for n in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, curves[key.curve]()).public_key()


def is_roca(modulus: int) -> bool:
    """True when the modulus bears the mark of the flawed Infineon generator: it lies, for each small prime, in the
    subgroup that 65537 generates (Nemec and others, CCS 2017; CVE-2017-15361). Other keys pass about once in 2^27.
    """
    if modulus.bit_length() < 512:
        return False
    left = modulus % prod(_ROCA_PRIMES)
    return all(left % p in _subgroup(p) for p in _ROCA_PRIMES)


def _subgroup(prime: int) -> set[int]:
    generator, out, value = 65537 % prime, set(), 1
    while value not in out:
        out.add(value)
        value = value * generator % prime
    return out


@dataclass(frozen=True, slots=True)
class KeySet:
    """A JWKS."""

    keys: tuple[Key, ...] = ()
    source: str = ""
    problems: tuple[str, ...] = ()
    """not-json | no-keys | not-an-object | too-many, and the JSON reader's own words."""

    @property
    def duplicated(self) -> tuple[str, ...]:
        """Key ids that two keys of one type share (RFC 7517 4.5 lets equivalents of other types share one)."""
        counted = Counter((k.kid, k.kty) for k in self.keys if k.kid)
        return tuple(dict.fromkeys(kid for (kid, _), n in counted.items() if n > 1))

    def named(self, kid: str) -> tuple[Key, ...]:
        """Every key of that id."""
        return tuple(k for k in self.keys if kid and k.kid == kid)


def read(data: bytes, source: str = "") -> KeySet:
    """Read a JWKS, a single JWK or a PEM public key. Total."""
    if b"-----BEGIN" in data[:4096]:
        return _pem(data, source)
    parsed = parse(data.strip().lstrip(b"\xef\xbb\xbf"))
    if not parsed.ok:
        return KeySet((), source, parsed.problems or ("not-json",))
    value = parsed.value
    if isinstance(value, dict) and "kty" in value:
        value = {"keys": [value]}
    rows = value.get("keys") if isinstance(value, dict) else value
    if not isinstance(rows, list):
        return KeySet((), source, ("no-keys",))
    keys = tuple(Key(row, source) for row in rows[:MAX_KEYS] if isinstance(row, dict))
    problems = [*parsed.problems, *(["too-many"] if len(rows) > MAX_KEYS else []), *([] if keys else ["no-keys"])]
    return KeySet(keys, source, tuple(problems))


def _pem(data: bytes, source: str) -> KeySet:
    """Public keys and certificates in PEM, as JWKs without a name."""
    import re

    blocks = re.findall(rb"-----BEGIN ([A-Z ]{3,40})-----[^-]{1,20000}-----END \1-----", data)
    whole = re.finditer(rb"-----BEGIN ([A-Z ]{3,40})-----[^-]{1,20000}-----END \1-----", data)
    keys = tuple(key for found in list(whole)[:MAX_KEYS] if (key := _pem_key(found.group(0), source)) is not None)
    return KeySet(keys, source, () if keys else ("no-keys",) if blocks else ("not-json",))


def _pem_key(block: bytes, source: str) -> Key | None:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        public: Any = x509.load_pem_x509_certificate(block).public_key() if b"CERTIFICATE" in block else load_pem_public_key(block)
        import jwt.algorithms as known

        name = type(public).__name__
        made: Any = known.RSAAlgorithm.to_jwk(public, as_dict=True) if "RSA" in name else known.ECAlgorithm.to_jwk(public, as_dict=True) if "Elliptic" in name or "EC" in name else known.OKPAlgorithm.to_jwk(public, as_dict=True)
    except Exception:
        return None
    return Key({k: v for k, v in made.items() if k != "key_ops"}, source)
