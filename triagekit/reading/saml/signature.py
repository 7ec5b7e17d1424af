"""Reads one ds:Signature: what it says it signs, how, and with which key (XML Signature 1.1, SAML Core 5.4)."""

import base64
import binascii
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from triagekit.placeholders import SIGNATURE_VERDICT
from triagekit.reading.saml import certs, tree
from triagekit.reading.saml.certs import Certificate
from triagekit.reading.saml.tree import DS

ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
C14N11 = "http://www.w3.org/2006/12/xml-c14n11"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
CANONICAL = frozenset({C14N, C14N11, EXCLUSIVE, C14N + "#WithComments", C14N11 + "#WithComments", EXCLUSIVE + "WithComments"})
METHODS = {
    "http://www.w3.org/2000/09/xmldsig#rsa-sha1": ("rsa", "sha1"),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-md5": ("rsa", "md5"),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha224": ("rsa", "sha224"),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": ("rsa", "sha256"),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": ("rsa", "sha384"),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": ("rsa", "sha512"),
    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1": ("rsa-pss", "sha256"),
    "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1": ("rsa-pss", "sha384"),
    "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1": ("rsa-pss", "sha512"),
    "http://www.w3.org/2000/09/xmldsig#dsa-sha1": ("dsa", "sha1"),
    "http://www.w3.org/2009/xmldsig11#dsa-sha256": ("dsa", "sha256"),
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1": ("ecdsa", "sha1"),
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha224": ("ecdsa", "sha224"),
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256": ("ecdsa", "sha256"),
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384": ("ecdsa", "sha384"),
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512": ("ecdsa", "sha512"),
}
"""Signature algorithms by URI (RFC 9231): family and hash."""
DIGESTS = {
    "http://www.w3.org/2000/09/xmldsig#sha1": "sha1", "http://www.w3.org/2001/04/xmldsig-more#md5": "md5", "http://www.w3.org/2001/04/xmldsig-more#sha224": "sha224",
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384", "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """One ds:Reference."""

    uri: str | None
    transforms: tuple[tuple[str, tuple[str, ...]], ...]
    """(algorithm, inclusive prefixes of exclusive canonicalization)."""
    digest_method: str
    digest: bytes | None


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature as it stands."""

    element: Any
    parent: Any
    canonical: str
    prefixes: tuple[str, ...]
    method: str
    references: tuple[Reference, ...]
    value: bytes | None
    value_text: str
    """SignatureValue without white space, as redaction keys its verdict by it."""
    certificates: tuple[Certificate, ...]
    key_info: str
    """certificate | issuer-serial | key-value | retrieval | name | other | none."""
    faults: tuple[str, ...]
    """What of it cannot be decoded or is missing, in words."""
    unreadable: int = 0
    """Certificates in it that cannot be read."""
    key_value: Any = None
    """The public key of an RSAKeyValue."""

    @property
    def told(self) -> str:
        """The verdict that a redacted copy carries in place of the value; empty in an original."""
        found = SIGNATURE_VERDICT.search(self.value_text[:200])
        return found[1] if found else ""

    @property
    def parent_id(self) -> str | None:
        return tree.attribute(self.parent, "ID")

    @property
    def uri(self) -> str | None:
        """The URI of the only or first reference."""
        return self.references[0].uri if self.references else None

    @property
    def weak(self) -> bool:
        """It uses SHA-1 or MD5 for the signature or a digest (RFC 6194, RFC 9155)."""
        hashes = [METHODS.get(self.method, ("", ""))[1], *(DIGESTS.get(r.digest_method, "") for r in self.references)]
        return any(h in {"sha1", "md5"} for h in hashes)


def read(element: Any) -> Signature:
    """Read the signature. Total: what is missing or broken is listed in `faults`."""
    faults: list[str] = []
    info = _signed_info(element, faults)
    method = tree.attribute(tree.child(info, DS, "SignatureMethod"), "Algorithm") or ""
    if info is not None and not method:
        faults.append("SignatureMethod is missing")
    canonical = tree.child(info, DS, "CanonicalizationMethod")
    holder = tree.child(element, DS, "SignatureValue")
    text = "".join(tree.value(holder).split())
    key_info = tree.child(element, DS, "KeyInfo")
    brought = _certificates(key_info)
    return Signature(
        element, element.getparent(), tree.attribute(canonical, "Algorithm") or "", _prefixes(canonical), method,
        tuple(_reference(r, faults) for r in tree.children(info, DS, "Reference")), _value(holder, text, faults), text,
        tuple(c for c in brought if c), _kind(key_info), tuple(faults), brought.count(None), _rsa_key(key_info),
    )  # fmt: skip


def values(signatures: Sequence[Signature]) -> tuple[str, ...]:
    """The texts by which redaction finds each verdict: the value; of one that stands again, with its number behind it."""
    counted: Counter[str] = Counter()
    out = []
    for text in (s.value_text for s in signatures):
        counted[text] += 1
        out.append(nth(text, counted[text]))
    return tuple(out)


def nth(text: str, number: int) -> str:
    """The name of the n-th signature of one value in a message."""
    return text if number < 2 else f"{text}#{number}"


def _signed_info(element: Any, faults: list[str]) -> Any:
    found = tree.children(element, DS, "SignedInfo")
    if len(found) != 1:
        faults.append("SignedInfo is missing" if not found else "SignedInfo stands there more than once")
    return found[0] if found else None


def _prefixes(method: Any) -> tuple[str, ...]:
    inclusive = None if method is None else method.find("{http://www.w3.org/2001/10/xml-exc-c14n#}InclusiveNamespaces")
    return () if inclusive is None else tuple(str(inclusive.get("PrefixList") or "").split()[:100])


def _value(holder: Any, text: str, faults: list[str]) -> bytes | None:
    if holder is None:
        faults.append("SignatureValue is missing")
        return None
    if SIGNATURE_VERDICT.search(text[:200]):
        return None
    plain = _bytes(text)
    if not plain:
        faults.append("SignatureValue is not base64" if text else "SignatureValue is empty")
    return plain or None


def _bytes(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def _reference(element: Any, faults: list[str]) -> Reference:
    steps = tree.children(tree.child(element, DS, "Transforms"), DS, "Transform")
    method = tree.attribute(tree.child(element, DS, "DigestMethod"), "Algorithm") or ""
    digest = _bytes("".join(tree.value(tree.child(element, DS, "DigestValue")).split()))
    if not method:
        faults.append("DigestMethod is missing")
    if not digest:
        faults.append("DigestValue cannot be read")
    transforms = tuple((tree.attribute(step, "Algorithm") or "", _prefixes(step)) for step in steps[:50])
    return Reference(tree.attribute(element, "URI"), transforms, method, digest)


def _certificates(key_info: Any) -> list[Certificate | None]:
    """Those it brings along, None for each that cannot be read."""
    holders = itertools.islice(tree.below(key_info, DS, "X509Certificate"), 10)
    return [certs.from_text(tree.value(holder), "the KeyInfo of the message") for holder in holders]


_KINDS = (("X509Certificate", "certificate"), ("X509IssuerSerial", "issuer-serial"), ("X509SKI", "issuer-serial"), ("RetrievalMethod", "retrieval"), ("KeyValue", "key-value"), ("KeyName", "name"))


def _kind(key_info: Any) -> str:
    if key_info is None:
        return "none"
    present = {tree.name(e) for e in key_info.iterdescendants() if isinstance(e.tag, str)}
    return next((kind for local, kind in _KINDS if local in present), "other")


def _rsa_key(key_info: Any) -> Any:
    """The key of an RSAKeyValue, good for telling an altered message from a foreign one, never for trust."""
    value = next(tree.below(key_info, DS, "RSAKeyValue"), None)
    parts = [_bytes("".join(tree.value(tree.child(value, DS, part)).split())) for part in ("Modulus", "Exponent")] if value is not None else []
    if len(parts) != 2 or not all(parts):
        return None
    try:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

        modulus, exponent = (int.from_bytes(p or b"", "big") for p in parts)
        return RSAPublicNumbers(exponent, modulus).public_key() if modulus.bit_length() <= 16384 else None
    except BaseException as error:
        certs.or_stop(error)
        return None
