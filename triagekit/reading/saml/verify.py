"""The own signature check: digest and value apart, every key tried, on lxml and cryptography alone.

Libraries answer yes or no. This one says where a no comes from: another key, changed content, or the right
key over a copy that was reformatted later. The last is told by RSA itself: a key that unwraps the
signature block made it, whatever became of the text (RFC 8017 5.2.2, 8.2.2).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from triagekit.reading import xmlsafe
from triagekit.reading.saml import kept
from triagekit.reading.saml.certs import Certificate, or_stop
from triagekit.reading.saml.signature import C14N, CANONICAL, DIGESTS, ENVELOPED, EXCLUSIVE, METHODS, Reference, Signature


class Word(StrEnum):
    """The verdict on one signature. The words are stable: a redacted copy carries them in place of the value."""

    OK_TRUSTED = "ok-trusted"
    """Digest and value fit a key that the receiver is configured for."""
    OK_OTHER = "ok-but-other-cert"
    """They fit the key in the message, and none of the configured ones."""
    OK_UNCONFIRMED = "ok-but-unconfirmed"
    """They fit the key in the message; nothing says which key the receiver is configured for."""
    DIGEST = "digest-mismatch"
    SIGNED_INFO = "signedinfo-altered"
    DIGEST_AND_SIGNED_INFO = "digest-and-signedinfo-altered"
    VALUE = "value-mismatch"
    DIGEST_AND_VALUE = "digest-and-value-mismatch"
    REFERENCE = "reference-not-found"
    CANONICALIZATION = "canonicalization-failed"
    MALFORMED = "malformed"
    UNSUPPORTED = "unsupported"
    NOT_ASSESSED = "not-assessed"


@dataclass(frozen=True, slots=True)
class Key:
    """A public key that may have made a signature."""

    public: Any
    label: str
    trusted: bool
    """The receiver is configured for it."""
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One signature, judged."""

    signature: Signature
    word: Word
    target: Any = None
    """The element its reference means."""
    targets: int = 0
    """Elements that bear the ID it names."""
    digest_ok: bool | None = None
    made_by: Key | None = None
    """The key under which the value verifies."""
    unwrapped_by: Key | None = None
    """The key that made the value over some other text."""
    confirmed: bool = False
    """A key of the receiver's was at hand when it was judged."""
    keys: tuple[Key, ...] = ()
    """All that were tried: those at hand, then those of the message."""
    told_second: str = ""
    """What the second check said otherwise of the original."""

    @property
    def sound(self) -> bool:
        """Digest and value fit some key."""
        return self.word in {Word.OK_TRUSTED, Word.OK_OTHER, Word.OK_UNCONFIRMED}

    def kept(self, second: str = "") -> str:
        """What a redacted copy, whose content no longer fits, says in place of the value; `second` is what the second check says otherwise."""
        differs = self.digest_ok is False and self.word is Word.MALFORMED
        said = self.confirmed or self.word in {Word.OK_TRUSTED, Word.OK_UNCONFIRMED, Word.NOT_ASSESSED}
        return kept.Kept(self.word.value, differs, self._place(self.made_by), self._place(self.unwrapped_by), said, second).text()

    def _place(self, key: Key | None) -> tuple[str, int] | None:
        """Where a key stands among its like."""
        alike = [k for k in self.keys if key is not None and k.trusted == key.trusted]
        return ("configured" if key.trusted else "message", alike.index(key)) if key is not None and key in alike else None


def ids(document: Any) -> dict[str, list[Any]]:
    """Every element of the document that bears an ID, by ID."""
    out: dict[str, list[Any]] = {}
    for element in document.iter():
        if isinstance(element.tag, str) and element.attrib:
            for name in _ID_NAMES:
                found = element.get(name)
                if found is not None:
                    out.setdefault(str(found), []).append(element)
                    break
    return out


_ID_NAMES = ("ID", "Id", "id", "AssertionID", "ResponseID", "RequestID", "{http://www.w3.org/XML/1998/namespace}id")


def judge(signature: Signature, keys: Sequence[Key], known: dict[str, list[Any]], document: Any) -> Judged:
    """The verdict on a signature."""
    every = [*keys, *_embedded(signature, keys)]
    made = _judge(signature, every, known, document)
    return made if signature.told else replace(made, confirmed=any(k.trusted for k in keys), keys=tuple(every))


def _judge(signature: Signature, every: Sequence[Key], known: dict[str, list[Any]], document: Any) -> Judged:
    """In the order of what makes the rest unjudgeable."""
    found = [_target(r.uri, signature, known, document) for r in signature.references[:20]]
    target, count = found[0] if found else (None, 0)
    if signature.told:
        return _recalled(signature, (target, count), every)
    if signature.faults:
        return Judged(signature, Word.MALFORMED if signature.references else Word.REFERENCE, target, count, _digests_fit(signature, found))
    if not found or any(element is None for element, _ in found):
        return Judged(signature, Word.REFERENCE, target, count)
    if signature.method not in METHODS or signature.canonical not in CANONICAL or not all(_supported(r) for r in signature.references):
        return Judged(signature, Word.UNSUPPORTED, target, count)
    digest_ok = _digests_fit(signature, found)
    try:
        signed = _canonical(signature.element.find("{http://www.w3.org/2000/09/xmldsig#}SignedInfo"), signature.canonical, signature.prefixes)
    except Exception:
        return Judged(signature, Word.CANONICALIZATION, target, count)
    if digest_ok is None:
        return Judged(signature, Word.CANONICALIZATION, target, count)
    made_by = next((k for k in every if _verifies(signature, k.public, signed)), None)
    unwrapped = None if made_by else next((k for k in every if _unwraps(signature, k.public)), None)
    return Judged(signature, _combined(digest_ok, made_by, unwrapped, any(k.trusted for k in every)), target, count, digest_ok, made_by, unwrapped)


def _digests_fit(signature: Signature, found: list[tuple[Any, int]]) -> bool | None:
    """Whether every digest is that of the element it means; None when that cannot be computed."""
    if not found or any(element is None for element, _ in found) or not all(_supported(r) and r.digest for r in signature.references):
        return None
    try:
        return all(_digest_fits(r, signature, element) for r, (element, _) in zip(signature.references, found, strict=False))
    except Exception:  # libxml2 refuses relative namespace URIs: what cannot be canonicalized cannot be checked
        return None


def _recalled(signature: Signature, target: tuple[Any, int], keys: Sequence[Key]) -> Judged:
    """The verdict that redaction left, with the keys it rested on where they are at hand again."""
    found = kept.parse(signature.told, [w.value for w in Word])
    word = Word(found.word) if found.word else Word.NOT_ASSESSED
    made_by, unwrapped = (_key_at(place, keys) for place in (found.made_by, found.unwrapped_by))
    confirmed = found.confirmed and word not in {Word.NOT_ASSESSED, Word.OK_UNCONFIRMED}
    return Judged(signature, word, *target, False if found.differs else None, made_by, unwrapped, confirmed, tuple(keys), found.second)


def _key_at(place: tuple[str, int] | None, keys: Sequence[Key]) -> Key | None:
    if place is None:
        return None
    sort, n = place
    alike = [k for k in keys if k.trusted == (sort == "configured")]
    return alike[n] if n < len(alike) else Key(None, "a key that is not at hand", trusted=sort == "configured")


def _target(uri: str | None, signature: Signature, known: dict[str, list[Any]], document: Any) -> tuple[Any, int]:
    """The referenced element; of several with one ID the signature's parent, else the first. Without a URI the document is meant."""
    if not uri:
        return document, 1
    name = uri[1:] if uri.startswith("#") else ""
    if name.startswith("xpointer(id("):
        name = name[12:].rstrip(")").strip("'\"")
    found = known.get(name, []) if name else []
    if not found:
        return None, 0
    return next((e for e in found if e is signature.parent), found[0]), len(found)


def _supported(reference: Reference) -> bool:
    return reference.digest_method in DIGESTS and all(name == ENVELOPED or name in CANONICAL for name, _ in reference.transforms)


def _digest_fits(reference: Reference, signature: Signature, target: Any) -> bool:
    copy = _without(target, signature.element) if any(n == ENVELOPED for n, _ in reference.transforms) else xmlsafe.alone(target)
    method, prefixes = next(((n, p) for n, p in reversed(reference.transforms) if n in CANONICAL), (C14N, ()))
    return _hash(DIGESTS[reference.digest_method], _rendered(copy, method, prefixes)) == reference.digest


def _without(target: Any, element: Any) -> Any:
    """A copy of the target as a document of its own, without that descendant; the text after it stays (XML Signature 6.6.4)."""
    steps: list[int] = []
    at = element
    while at is not None and at is not target:
        parent = at.getparent()
        steps.append(-1 if parent is None else parent.index(at))
        at = parent
    copy = xmlsafe.alone(target)
    if at is None:
        return copy
    inner = copy
    for step in reversed(steps):
        inner = inner[step]
    _remove(inner)
    return copy


def _remove(element: Any) -> None:
    parent, tail, before = element.getparent(), element.tail, element.getprevious()
    if parent is None:
        return
    if tail:
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)


def _canonical(element: Any, method: str, prefixes: Sequence[str]) -> bytes:
    return _rendered(xmlsafe.alone(element), method, prefixes)


def _rendered(root: Any, method: str, prefixes: Sequence[str]) -> bytes:
    """The canonical form. Comments never count in a same-document reference, whatever the algorithm's name says (XML Signature 4.4.3.3)."""
    from lxml import etree

    exclusive = method.startswith(EXCLUSIVE)
    wanted = ["" if p == "#default" else p for p in prefixes if p != "#default"] if exclusive else None
    return bytes(etree.tostring(root, method="c14n", exclusive=exclusive, with_comments=False, inclusive_ns_prefixes=wanted or None))


def _hash(name: str, data: bytes) -> bytes:
    import hashlib

    return hashlib.new(name, data).digest()


def _embedded(signature: Signature, keys: Sequence[Key]) -> list[Key]:
    """Keys the message brings along, those left out that are known already."""
    known = {k.certificate.fingerprint for k in keys if k.certificate}
    out = [Key(c.public_key, c.label, trusted=False, certificate=c) for c in signature.certificates if c.fingerprint not in known]
    if signature.key_value is not None:
        out.append(Key(signature.key_value, "the KeyValue of the message", trusted=False))
    return [k for k in out if k.public is not None]


def _combined(digest_ok: bool, made_by: Key | None, unwrapped: Key | None, any_trusted: bool) -> Word:
    if made_by is not None:
        if not digest_ok:
            return Word.DIGEST
        return Word.OK_TRUSTED if made_by.trusted else Word.OK_OTHER if any_trusted else Word.OK_UNCONFIRMED
    if unwrapped is not None:
        return Word.SIGNED_INFO if digest_ok else Word.DIGEST_AND_SIGNED_INFO
    if not any_trusted and digest_ok:
        return Word.NOT_ASSESSED
    return Word.VALUE if digest_ok else Word.DIGEST_AND_VALUE


def _verifies(signature: Signature, key: Any, signed: bytes) -> bool:
    return fits(METHODS[signature.method], key, signature.value or b"", signed)


def fits(method: tuple[str, str], key: Any, value: bytes, signed: bytes) -> bool:
    """Whether this key made this value over these bytes, by (family, hash). Total."""
    family, digest = method
    try:
        return any(_check(family, key, spelt, signed, digest) for spelt in _spellings(family, value))
    except BaseException as error:
        or_stop(error)
        return False


def _spellings(family: str, value: bytes) -> list[bytes]:
    """ECDSA and DSA values are r and s side by side (XML Signature 6.4.1); some write them as DER."""
    if family not in {"ecdsa", "dsa"}:
        return [value]
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    half = len(value) // 2
    return [encode_dss_signature(int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big")), value]


def _check(family: str, key: Any, value: bytes, signed: bytes, digest: str) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, padding

    chosen = _algorithm(digest)
    try:
        if family == "rsa":
            key.verify(value, signed, padding.PKCS1v15(), chosen)
        elif family == "rsa-pss":
            key.verify(value, signed, padding.PSS(padding.MGF1(chosen), padding.PSS.AUTO), chosen)
        elif family == "ecdsa":
            key.verify(value, signed, ec.ECDSA(chosen))
        else:
            key.verify(value, signed, chosen)
    except (InvalidSignature, AttributeError, TypeError, ValueError):
        return False
    return True


def _algorithm(digest: str) -> Any:
    from cryptography.hazmat.primitives import hashes

    return getattr(hashes, digest.upper())()


def _unwraps(signature: Signature, key: Any) -> bool:
    family, digest = METHODS[signature.method]
    if family != "rsa":
        return False
    try:
        from cryptography.hazmat.primitives.asymmetric import padding

        return bool(key.recover_data_from_signature(signature.value, padding.PKCS1v15(), _algorithm(digest)))
    except BaseException as error:
        or_stop(error)
        return False
