"""Finds the ways from a certificate up to an anchor (RFC 4158): all of them within bounds, and where each ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from triagekit.reading.x509 import keys
from triagekit.reading.x509.certificate import Certificate

DEPTH = 12
"""Certificates of one way; more than about eight levels do not occur (RFC 4158 2.4)."""
STEPS = 3_000
"""Steps tried per certificate; a pool made to wear programs out has millions of ways."""
WAYS = 60


class End(StrEnum):
    """Where a way ended."""

    ANCHOR = "anchor"
    SELF = "self-signed"
    """At a self-signed certificate that is no anchor."""
    GAP = "gap"
    """No issuer of that name is at hand."""
    BROKEN = "broken"
    """An issuer of that name is at hand, and its key did not make the signature."""
    LOOP = "loop"
    DEEP = "deep"


@dataclass(frozen=True, slots=True)
class Way:
    """Certificates from the leaf upwards, the anchor included where one is reached."""

    certs: tuple[Certificate, ...]
    end: End
    unverified: bool = False
    """A signature in it could not be checked (unsupported algorithm)."""

    @property
    def top(self) -> Certificate:
        return self.certs[-1]


@dataclass
class Finder:
    """Looks for ways through a pool of certificates."""

    pool: Sequence[Certificate]
    anchors: Sequence[Certificate]
    steps: int = 0
    _by_subject: dict[object, list[Certificate]] = field(default_factory=dict)
    _signed: dict[tuple[str, str], bool | None] = field(default_factory=dict)
    _anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._anchors = {a.fingerprint for a in self.anchors}
        seen: set[str] = set()
        for cert in (*self.anchors, *self.pool):
            if cert.fingerprint not in seen:
                seen.add(cert.fingerprint)
                self._by_subject.setdefault(cert.subject.key, []).append(cert)

    def is_anchor(self, cert: Certificate) -> bool:
        """An anchor is a name and a key; the certificate around them may be another edition."""
        return cert.fingerprint in self._anchors or any(a.subject.key == cert.subject.key and a.spki == cert.spki for a in self._by_subject.get(cert.subject.key, ()) if a.fingerprint in self._anchors)

    def signed(self, cert: Certificate, issuer: Certificate, above: bytes = b"") -> bool | None:
        """Whether the issuer's key signed the certificate; None when that cannot be checked."""
        at = (cert.fingerprint, issuer.fingerprint)
        if at not in self._signed:
            self._signed[at] = keys.verify(issuer.key, cert, above)
        return self._signed[at]

    def issuers(self, cert: Certificate) -> list[Certificate]:
        """Certificates of the issuer's name, the likeliest first: those whose key identifier fits, then anchors."""
        found = self._by_subject.get(cert.issuer.key, [])
        wanted = cert.said.authority_key

        def fit(issuer: Certificate) -> tuple[bool, bool]:
            return (bool(wanted) and issuer.said.subject_key not in {None, wanted}, issuer.fingerprint not in self._anchors)

        return sorted((c for c in found if c.fingerprint != cert.fingerprint), key=fit)

    def ways(self, leaf: Certificate) -> list[Way]:
        """All ways from the leaf, those to an anchor first, then the longest."""
        out: list[Way] = []
        self.steps = 0
        self._climb((leaf,), False, out)
        order = {End.ANCHOR: 0, End.LOOP: 3, End.DEEP: 2}
        return sorted(out, key=lambda w: (order.get(w.end, 1), -len(w.certs)))

    def _climb(self, certs: tuple[Certificate, ...], unverified: bool, out: list[Way]) -> None:
        top = certs[-1]
        self.steps += 1
        if len(out) >= WAYS or self.steps > STEPS:
            return
        if self.is_anchor(top):
            out.append(Way(certs, End.ANCHOR, unverified))
            return
        if len(certs) > DEPTH:
            out.append(Way(certs, End.DEEP, unverified))
            return
        candidates = [c for c in self.issuers(top) if not _met(certs, c)]
        before = len(out)
        broken = None
        for issuer in candidates:
            verdict = self.signed(top, issuer, _parameters(self, issuer))
            if verdict is False:
                broken = issuer
                continue
            self._climb((*certs, issuer), unverified or verdict is None, out)
        if len(out) == before:
            out.append(self._ended(certs, broken, unverified))

    def _ended(self, certs: tuple[Certificate, ...], broken: Certificate | None, unverified: bool) -> Way:
        top = certs[-1]
        if top.self_issued and self.signed(top, top) is not False:
            return Way(certs, End.SELF, unverified)
        if broken is not None and not (top.self_issued and broken.spki == top.spki):
            return Way((*certs, broken), End.BROKEN, unverified)
        if any(self.signed(top, c) is not False for c in self.issuers(top)):
            return Way(certs, End.LOOP, unverified)
        return Way(certs, End.GAP, unverified)


def _met(certs: tuple[Certificate, ...], candidate: Certificate) -> bool:
    """The same name with the same key is the same authority, met again (RFC 4158 2.4.2)."""
    return any(c.fingerprint == candidate.fingerprint or (c.subject.key == candidate.subject.key and c.spki == candidate.spki and c.said.names == candidate.said.names) for c in certs)


def _parameters(finder: Finder, issuer: Certificate) -> bytes:
    """DSA parameters that a key inherits from the authorities above it (RFC 3279 2.3.2)."""
    if issuer.key.kind != "DSA" or issuer.key.bits:
        return b""
    above = next((c for c in finder.issuers(issuer) if c.key.kind == "DSA" and c.key.bits), None)
    return above.key.parameters if above else b""
