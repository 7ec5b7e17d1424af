"""Revocation by the lists that the case holds (RFC 5280 6.3), judged at the time of use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from triagekit.reading.x509 import keys
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.crl import Entry, RevocationList, Scope
from triagekit.reading.x509.extensions import Point
from triagekit.reading.x509.names import General
from triagekit.reading.x509.paths import End, Finder
from triagekit.reading.x509.validate import Terms, faults

CRL_SIGN = 6
ALL_REASONS = frozenset(range(1, 9))
REASONS = {0: "unspecified", 1: "key compromise", 2: "authority compromise", 3: "affiliation changed", 4: "superseded", 5: "cessation of operation", 6: "on hold", 9: "privilege withdrawn", 10: "attribute authority compromise"}


NOT_AT_HAND = "the certificate whose key signed the list is not at hand"


class Status(StrEnum):
    """What the lists say of one certificate."""

    GOOD = "good"
    REVOKED = "revoked"
    UNUSABLE = "unusable"
    """There are lists of its authority, and none can be used."""
    ABSENT = "absent"
    """No list of its authority is at hand."""
    ELSEWHERE = "elsewhere"
    """Another authority keeps its list, and that list is not at hand."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status of one certificate, and why."""

    status: Status
    why: str = ""
    at: datetime | None = None
    """When it was revoked."""
    roundabout: bool = False
    """The answer rests on a partial list: delta, indirect, or one of several distribution points."""


@dataclass
class Lists:
    """The lists at hand, with what is needed to trust them."""

    lists: Sequence[RevocationList]
    finder: Finder
    terms: Terms
    _trusted: dict[tuple[str, str], str] = field(default_factory=dict)

    def status(self, cert: Certificate, nesting: int = 0) -> Answer:
        """What the lists say of this certificate."""
        reasons: frozenset[int] = frozenset()
        refusals: list[str] = []
        partial = False
        later: datetime | None = None
        for point in cert.said.points or (Point(),):
            for found in self._for(cert, point):
                why = self._unusable(found, cert, point, nesting)
                if why:
                    refusals.append(why)
                    continue
                entry, delta = self._entry(found, cert, nesting)
                roundabout = delta or found.scope is not None
                if entry is not None and not self._later(entry) and entry.reason != 8:
                    return Answer(Status.REVOKED, REASONS.get(entry.reason or 0, "unspecified"), entry.at, roundabout)
                later = entry.at if entry is not None and self._later(entry) else later
                covered = _reasons(point, found.scope)
                reasons |= covered
                partial = partial or covered != ALL_REASONS
        if reasons >= ALL_REASONS:
            return Answer(Status.GOOD, at=later)
        if partial:
            return Answer(Status.UNUSABLE, "the lists at hand do not cover every reason for revocation")
        if refusals and NOT_AT_HAND not in refusals:
            return Answer(Status.UNUSABLE, refusals[0])
        if refusals:
            return Answer(Status.ELSEWHERE, NOT_AT_HAND)
        elsewhere = next((str(g.name) for point in cert.said.points for g in point.issuers if g.kind == "dir"), "")
        return Answer(Status.ELSEWHERE if elsewhere else Status.ABSENT, f"no list of {elsewhere or cert.issuer} is at hand")

    def _later(self, entry: Entry) -> bool:
        """Revoked only after the time of use."""
        return bool(self.terms.at and entry.at and entry.at > self.terms.at)

    def _for(self, cert: Certificate, point: Point) -> Iterator[RevocationList]:
        """Complete lists that this certificate's authority, or the one its distribution point names, has issued."""
        named = {g.name.key for g in point.issuers if g.kind == "dir"} or {cert.issuer.key}
        indirect = {cert.issuer.key} if point.issuers else set()
        for one in self.lists:
            if one.issuer.key in named | indirect and (one.base is None or not any(o.base is None and o.issuer.key == one.issuer.key for o in self.lists)):
                yield one

    def _unusable(self, found: RevocationList, cert: Certificate, point: Point, nesting: int) -> str:
        """Why this list cannot be used for this certificate, else empty."""
        at = self.terms.at
        if found.base is not None:
            return "only a delta list is at hand, and the complete one it builds on is missing"
        if found.damage:
            return f"the list of {found.title}: {found.damage[0]}"
        if found.unknown_critical:
            return "the list demands a feature that is unknown"
        if any(e.unknown_critical for rows in found.entries.values() for e in rows):
            return "an entry of the list demands a feature that is unknown"
        if at and found.this_update and at < found.this_update:
            return f"the list of {found.title} is of {found.this_update:%Y-%m-%d}, after the time of use"
        if at and found.next_update and at > found.next_update:
            return f"the list of {found.title} should have been replaced by {found.next_update:%Y-%m-%d}"
        if found.number is None:
            return f"the list of {found.title} has no number"
        return _out_of_scope(found, cert, point) or self._untrusted(found, cert, nesting)

    def _untrusted(self, found: RevocationList, cert: Certificate, nesting: int) -> str:
        at = (found.fingerprint, cert.issuer.key.__repr__() if nesting == 0 else str(nesting))
        if at not in self._trusted:
            self._trusted[at] = self._signer(found, nesting)
        return self._trusted[at]

    def _signer(self, found: RevocationList, nesting: int) -> str:
        """6.3.3 (f) and (g): who signed the list may do so, and is itself trusted and not revoked."""
        why = NOT_AT_HAND
        for signer in self._named(found):
            if found.authority_key and signer.said.subject_key and found.authority_key != signer.said.subject_key:
                continue
            if keys.verify(signer.key, found) is not True:
                why = f"the signature of the list of {found.title} does not verify"
                continue
            if signer.said.usage is not None and CRL_SIGN not in signer.said.usage:
                return f"{signer.title} may not sign lists by its key usage"
            problem = self._distrust(signer, nesting)
            if not problem:
                return ""
            why = problem
        return why

    def _named(self, found: RevocationList) -> list[Certificate]:
        every = {c.fingerprint: c for c in (*self.finder.anchors, *self.finder.pool) if c.subject.key == found.issuer.key}
        return sorted(every.values(), key=lambda c: bool(found.authority_key) and c.said.subject_key != found.authority_key)

    def _distrust(self, signer: Certificate, nesting: int) -> str:
        if self.finder.is_anchor(signer):
            return ""
        ways = [w for w in self.finder.ways(signer) if w.end is End.ANCHOR]
        if not any(not faults(w.certs, self.terms) for w in ways):
            return f"{signer.title}, which signed the list, is not trusted"
        if nesting < 2 and self.status(signer, nesting + 1).status is Status.REVOKED:
            return f"{signer.title}, which signed the list, is itself revoked"
        return ""

    def _entry(self, found: RevocationList, cert: Certificate, nesting: int) -> tuple[Entry | None, bool]:
        """The certificate's entry in the list, or in a newer delta of it."""
        entry, from_delta = _lookup(found, cert), False
        for delta in self.lists:
            fits = delta.base is not None and delta.issuer.key == found.issuer.key and delta.base <= (found.number or 0) < (delta.number or 0) and delta.scope == found.scope
            if fits and not delta.unknown_critical and not self._stale(delta) and not self._signer(delta, nesting):
                newer = _lookup(delta, cert)
                if newer is not None:
                    entry, from_delta = newer, True
        return entry, from_delta

    def _stale(self, found: RevocationList) -> bool:
        at = self.terms.at
        return bool(at and ((found.next_update and at > found.next_update) or (found.this_update and at < found.this_update)))


def _lookup(found: RevocationList, cert: Certificate) -> Entry | None:
    if cert.serial is None:
        return None
    for entry in found.entries.get(cert.serial, ()):
        if (entry.issuer.key if entry.issuer else found.issuer.key) == cert.issuer.key:
            return entry
    return None


def _reasons(point: Point, scope: Scope | None) -> frozenset[int]:
    """Reasons that the list covers for this point (6.3.3 (d))."""
    named = point.reasons if point.reasons is not None else ALL_REASONS
    covered = scope.reasons if scope and scope.reasons is not None else ALL_REASONS
    return named & covered & ALL_REASONS


def _out_of_scope(found: RevocationList, cert: Certificate, point: Point) -> str:
    """6.3.3 (b): the list speaks of this certificate."""
    scope = found.scope
    foreign = found.issuer.key != cert.issuer.key
    if scope is None:
        return "the list is of another authority than the certificate and does not say that it speaks for others" if foreign else ""
    if foreign and not scope.indirect:
        return "the list is of another authority than the certificate and does not say that it speaks for others"
    if scope.attributes_only:
        return "the list is for attribute certificates only"
    if scope.users_only and cert.authority:
        return "the list is for end certificates only"
    if scope.authorities_only and not cert.authority:
        return "the list is for authorities only"
    if (scope.names or scope.relative) and not _same_point(scope, cert, point, found):
        return "the list is for another distribution point than the certificate names"
    return ""


def _same_point(scope: Scope, cert: Certificate, point: Point, found: RevocationList) -> bool:
    mine = _full(scope.names, scope.relative, found.issuer.key)
    if point.names or point.relative:
        base = next((g.name.key for g in point.issuers if g.kind == "dir"), cert.issuer.key)
        return bool(mine & _full(point.names, point.relative, base))
    return bool(mine & (_full(point.issuers, b"", ()) if point.issuers else {("dir", cert.issuer.key)}))


def _full(names: Sequence[General], relative: bytes, base: tuple[object, ...]) -> set[object]:
    """Names in a form that compares; a name relative to an issuer is completed."""
    out: set[object] = {("dir", g.name.key) if g.kind == "dir" else (g.kind, g.value) for g in names}
    if relative:
        out.add(("dir", (*base, _relative(relative))))
    return out


def _relative(content: bytes) -> object:
    from triagekit.reading.x509.der import SET, DerError
    from triagekit.reading.x509.names import name

    try:
        size = len(content)
        head = bytes([size]) if size < 0x80 else b"\x82" + size.to_bytes(2, "big")
        inner = bytes([SET]) + head + content
        outer_size = len(inner)
        outer = b"\x30" + (bytes([outer_size]) if outer_size < 0x80 else b"\x82" + outer_size.to_bytes(2, "big")) + inner
        from triagekit.reading.x509.der import read

        return name(read(outer)).key[0]
    except (DerError, IndexError):
        return content
