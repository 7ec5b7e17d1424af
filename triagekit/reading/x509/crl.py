"""Certificate revocation lists (RFC 5280 5), read leniently."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from triagekit.reading.x509 import extensions as ext
from triagekit.reading.x509 import oids
from triagekit.reading.x509.der import INTEGER, SEQUENCE, DerError, Node, bits, boolean, integer, named_bits, oid, read
from triagekit.reading.x509.moments import moment
from triagekit.reading.x509.names import General, Name, generals, name

ENTRIES = 300_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One revoked certificate."""

    at: datetime | None
    reason: int | None = None
    issuer: Name | None = None
    """Issuer of the revoked certificate where the list is indirect."""
    unknown_critical: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The issuing distribution point."""

    names: tuple[General, ...] = ()
    relative: bytes = b""
    users_only: bool = False
    authorities_only: bool = False
    attributes_only: bool = False
    indirect: bool = False
    reasons: frozenset[int] | None = None


@dataclass(frozen=True)
class RevocationList:
    """A revocation list as far as it can be read."""

    der: bytes
    issuer: Name = field(default_factory=Name)
    this_update: datetime | None = None
    next_update: datetime | None = None
    entries: dict[int, tuple[Entry, ...]] = field(default_factory=dict)
    number: int | None = None
    base: int | None = None
    """BaseCRLNumber of a delta list; None for a complete one."""
    scope: Scope | None = None
    authority_key: bytes | None = None
    unknown_critical: bool = False
    algorithm_outer: str = ""
    parameters: bytes = b""
    tbs: bytes = b""
    signature: bytes = b""
    damage: tuple[str, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.der).hexdigest()

    @property
    def title(self) -> str:
        return str(self.issuer) or "a list without an issuer"


def parse(der: bytes) -> RevocationList:
    """Read a list. Raises `DerError` when it is none at all."""
    parts = read(der).want(SEQUENCE, "a revocation list").children()
    if len(parts) != 3:
        raise DerError("it does not have the three parts of a revocation list")
    tbs = parts[0].want(SEQUENCE, "the signed part")
    algorithm = parts[1].children()
    made = RevocationList(der, tbs=tbs.raw, algorithm_outer=oid(algorithm[0]), parameters=algorithm[1].raw if len(algorithm) > 1 else b"", signature=bits(parts[2])[0])
    rest = tbs.children()
    if rest and rest[0].tag == INTEGER:
        rest = rest[1:]
    made = replace(made, issuer=name(rest[1]))
    return _body(made, rest[2:])


def _body(made: RevocationList, parts: list[Node]) -> RevocationList:
    times = [p for p in parts if p.tag in {0x17, 0x18}]
    read_times = [moment(t) for t in times]
    made = replace(made, this_update=read_times[0][0] if times else None, next_update=read_times[1][0] if len(times) > 1 else None)
    made = replace(made, damage=tuple(f for _, f in read_times if f and not f.startswith("mild")))
    revoked = next((p for p in parts if p.tag == SEQUENCE), None)
    if revoked is not None:
        made = _entries(made, revoked)
    extensions = next((p for p in parts if p.tag == 0xA0), None)
    return _extensions(made, extensions) if extensions is not None else made


def _entries(made: RevocationList, node: Node) -> RevocationList:
    found: dict[int, tuple[Entry, ...]] = {}
    issuer: Name | None = None
    for n, row in enumerate(_rows(node)):
        if n >= ENTRIES:
            return replace(made, entries=found, damage=(*made.damage, "it has too many entries to read them all"))
        try:
            parts = row.children()
            entry = _entry(parts, issuer)
        except (DerError, IndexError):
            return replace(made, entries=found, damage=(*made.damage, "an entry cannot be read"))
        issuer = entry.issuer
        serial = int.from_bytes(parts[0].content, "big", signed=True)
        found[serial] = (*found.get(serial, ()), entry)
    return replace(made, entries=found)


def _rows(node: Node) -> Iterator[Node]:
    at = node.body
    while at < node.end:
        row = read(node.buffer, at, node.end)
        yield row
        at = row.end


def _entry(parts: list[Node], issuer: Name | None) -> Entry:
    made = Entry(moment(parts[1])[0], issuer=issuer)
    for row in parts[2].children() if len(parts) > 2 else ():
        fields = row.children()
        number, critical = oid(fields[0]), len(fields) == 3 and boolean(fields[1])
        value = fields[-1].content
        if number == oids.REASON:
            made = replace(made, reason=integer(read(value)))
        elif number == oids.CERTIFICATE_ISSUER:
            made = replace(made, issuer=next((g.name for g in generals(read(value)) if g.kind == "dir"), None))
        elif critical:
            made = replace(made, unknown_critical=True)
    return made


def _extensions(made: RevocationList, node: Node) -> RevocationList:
    for row in node.children()[0].children():
        fields = row.children()
        number, critical = oid(fields[0]), len(fields) == 3 and boolean(fields[1])
        try:
            made = _extension(made, number, critical, fields[-1].content)
        except (DerError, IndexError):
            made = replace(made, damage=(*made.damage, f"its extension {oids.EXTENSIONS.get(number, number)} cannot be read"), unknown_critical=made.unknown_critical or critical)
    return made


def _extension(made: RevocationList, number: str, critical: bool, value: bytes) -> RevocationList:
    if number == oids.CRL_NUMBER:
        return replace(made, number=integer(read(value)))
    if number == oids.DELTA_CRL:
        return replace(made, base=integer(read(value)))
    if number == oids.AUTHORITY_KEY_ID:
        return replace(made, authority_key=next((p.content for p in read(value).children() if p.number == 0), None))
    if number == oids.ISSUING_POINT:
        return replace(made, scope=_scope(read(value)))
    if critical and number not in {oids.FRESHEST_CRL, oids.ISSUER_ALT_NAME}:
        return replace(made, unknown_critical=True)
    return made


def _scope(node: Node) -> Scope:
    made = Scope()
    for part in node.want(SEQUENCE, "an issuing distribution point").children():
        if part.number == 0:
            made = replace(made, **ext.distribution(part))
        elif part.number == 3:
            made = replace(made, reasons=named_bits(part.content))
        elif part.number in _FLAGS:
            made = _flagged(made, _FLAGS[part.number], part.content != b"\x00")
    return made


def _flagged(scope: Scope, name: str, value: bool) -> Scope:
    fields: dict[str, Any] = {name: value}
    return replace(scope, **fields)


_FLAGS = {1: "users_only", 2: "authorities_only", 4: "indirect", 5: "attributes_only"}
