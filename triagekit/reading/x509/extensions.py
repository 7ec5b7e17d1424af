"""What the extensions of a certificate say (RFC 5280 4.2). One that cannot be read gives a fault and no value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from triagekit.reading.x509 import oids
from triagekit.reading.x509.der import SEQUENCE, DerError, Node, boolean, integer, named_bits, oid, whole
from triagekit.reading.x509.names import General, general, generals

REPEATED_POLICY = "a policy that stands twice"


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension as it stands."""

    oid: str
    critical: bool
    value: bytes

    @property
    def label(self) -> str:
        return oids.EXTENSIONS.get(self.oid, self.oid)


@dataclass(frozen=True, slots=True)
class Point:
    """One CRL distribution point."""

    names: tuple[General, ...] = ()
    relative: bytes = b""
    reasons: frozenset[int] | None = None
    issuers: tuple[General, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Everything the extensions say. None or empty means that the extension is absent or unreadable."""

    ca: bool | None = None
    """cA of basicConstraints; None without the extension."""
    path_length: int | None = None
    usage: frozenset[int] | None = None
    purposes: tuple[str, ...] | None = None
    names: tuple[General, ...] | None = None
    permitted: tuple[General, ...] = ()
    excluded: tuple[General, ...] = ()
    constrained: bool = False
    policies: tuple[str, ...] | None = None
    notices: tuple[str, ...] = ()
    """What is wrong with notices to the user in the policies, in words."""
    mappings: tuple[tuple[str, str], ...] = ()
    require_policy: int | None = None
    inhibit_mapping: int | None = None
    inhibit_any: int | None = None
    subject_key: bytes | None = None
    authority_key: bytes | None = None
    authority_issuer: tuple[General, ...] = ()
    authority_serial: int | None = None
    authority_seen: bool = False
    points: tuple[Point, ...] = ()
    issuers_at: tuple[str, ...] = ()
    """caIssuers addresses of the authority information access."""
    status_at: tuple[str, ...] = ()
    """OCSP addresses."""
    must_staple: bool = False
    timestamps: int = 0
    """Signed certificate timestamps embedded."""
    faults: tuple[str, ...] = ()
    """Extensions that cannot be read, in words."""
    odd: tuple[str, ...] = field(default=())
    """What is readable and breaks a rule of its extension, in words."""


def read(extensions: tuple[Extension, ...]) -> Said:
    """What they all say."""
    said = Said()
    for extension in extensions:
        reader = _READERS.get(extension.oid)
        if reader is None:
            continue
        try:
            said = replace(said, **reader(whole(extension.value), said))
        except (DerError, ValueError, UnicodeError):
            said = replace(said, faults=(*said.faults, f"{extension.label} cannot be read"))
    return said


Fields = Mapping[str, Any]


def _basic(node: Node, said: Said) -> Fields:
    parts = node.want(SEQUENCE, "basic constraints").children()
    ca, odd = False, said.odd
    if parts and parts[0].tag == 0x01:
        ca = boolean(parts[0])
        parts = parts[1:]
    length = integer(parts[0]) if parts else None
    if length is not None and length < 0:
        raise DerError("a path length is negative")
    if length is not None and not ca:
        odd = (*odd, "a path length without the rights of an authority")
    return {"ca": ca, "path_length": length, "odd": odd}


def _usage(node: Node, said: Said) -> Fields:
    found = named_bits(node.want(0x03, "key usage").content)
    return {"usage": found, "odd": said.odd if found else (*said.odd, "a key usage without any use")}


def _purposes(node: Node, said: Said) -> Fields:
    found = tuple(oid(n) for n in node.want(SEQUENCE, "extended key usage").children())
    return {"purposes": found, "odd": said.odd if found else (*said.odd, "an extended key usage without any use")}


def _names(node: Node, said: Said) -> Fields:
    found = generals(node.want(SEQUENCE, "alternative names"))
    return {"names": found, "odd": said.odd if found else (*said.odd, "alternative names without a name")}


def _constraints(node: Node, said: Said) -> Fields:
    parts = node.want(SEQUENCE, "name constraints").children()
    trees: dict[int, tuple[General, ...]] = {}
    odd = said.odd
    for part in parts:
        trees[part.number] = tuple(general(sub.children()[0]) for sub in part.children())
        if any(len(sub.children()) > 1 for sub in part.children()):
            odd = (*odd, "a name constraint with a minimum or maximum")
    if not any(trees.values()):
        odd = (*odd, "name constraints without a name")
    return {"permitted": trees.get(0, ()), "excluded": trees.get(1, ()), "constrained": True, "odd": odd}


def _policies(node: Node, said: Said) -> Fields:
    found = tuple(oid(n.children()[0]) for n in node.want(SEQUENCE, "policies").children())
    odd = said.odd if len(set(found)) == len(found) else (*said.odd, REPEATED_POLICY)
    return {"policies": found, "notices": tuple(_notices(node)), "odd": odd if found else (*odd, "policies without a policy")}


def _notices(node: Node) -> list[str]:
    """Explicit texts that are too long or in another string type than RFC 5280 4.2.1.4 wants."""
    out: list[str] = []
    stack = [n for policy in node.children() for n in policy.children()[1:]]
    while stack and len(out) < 9:
        one = stack.pop()
        if one.tag & 0x20:
            stack += one.children()
        elif one.tag in {0x0C, 0x16, 0x1A, 0x1E} and not one.content.startswith((b"http:", b"https:")):
            size = len(one.content) // (2 if one.tag == 0x1E else 1)
            out += [f"a notice of {size} characters, and 200 are allowed"] if size > 200 else []
            out += ["a notice that is not in UTF-8"] if one.tag != 0x0C else []
            out += ["a notice with control characters"] if one.tag == 0x0C and any(b < 32 for b in one.content) else []
    return out


def _mappings(node: Node, said: Said) -> Fields:
    pairs = [n.children() for n in node.want(SEQUENCE, "policy mappings").children()]
    found = tuple((oid(pair[0]), oid(pair[1])) for pair in pairs)
    return {"mappings": found, "odd": said.odd if found else (*said.odd, "policy mappings without a mapping")}


def _policy_constraints(node: Node, said: Said) -> Fields:
    found = {n.number: int.from_bytes(n.content, "big", signed=True) for n in node.want(SEQUENCE, "policy constraints").children()}
    if any(v < 0 for v in found.values()):
        raise DerError("a number of certificates is negative")
    odd = said.odd if found else (*said.odd, "policy constraints without a constraint")
    return {"require_policy": found.get(0), "inhibit_mapping": found.get(1), "odd": odd}


def _inhibit(node: Node, said: Said) -> Fields:
    del said
    found = integer(node)
    if found < 0:
        raise DerError("a number of certificates is negative")
    return {"inhibit_any": found}


def _subject_key(node: Node, said: Said) -> Fields:
    return {"subject_key": node.want(0x04, "a key identifier").content, "odd": said.odd if node.content else (*said.odd, "an empty key identifier")}


def _authority_key(node: Node, said: Said) -> Fields:
    del said
    found: dict[str, Any] = {"authority_seen": True}
    for part in node.want(SEQUENCE, "authority key identifier").children():
        if part.number == 0:
            found["authority_key"] = part.content
        elif part.number == 1:
            found["authority_issuer"] = generals(part)
        elif part.number == 2:
            found["authority_serial"] = int.from_bytes(part.content, "big", signed=True)
    return found


def points(node: Node) -> tuple[Point, ...]:
    """Read CRLDistributionPoints. Raises `DerError`."""
    return tuple(_point(n) for n in node.want(SEQUENCE, "distribution points").children())


def _point(node: Node) -> Point:
    made = Point()
    for part in node.want(SEQUENCE, "a distribution point").children():
        if part.number == 0:
            made = replace(made, **distribution(part))
        elif part.number == 1:
            made = replace(made, reasons=named_bits(part.content))
        elif part.number == 2:
            made = replace(made, issuers=generals(part))
    return made


def distribution(node: Node) -> dict[str, Any]:
    """The name of a distribution point: full, or relative to the issuer."""
    inner = node.children()[0]
    return {"names": generals(inner)} if inner.number == 0 else {"relative": inner.content}


def _points(node: Node, said: Said) -> Fields:
    del said
    return {"points": points(node)}


def _access(node: Node, said: Said) -> Fields:
    rows = [n.children() for n in node.want(SEQUENCE, "authority information access").children()]
    found = [(oid(row[0]), general(row[1])) for row in rows]
    odd = said.odd
    if any(g.kind == "uri" and "://" not in g.value for _, g in found):
        odd = (*odd, "an address of the issuer that is none")
    if not found:
        odd = (*odd, "an information access without an address")
    pick = {name: tuple(g.value for kind, g in found if kind == number and g.kind == "uri") for name, number in (("issuers_at", "1.3.6.1.5.5.7.48.2"), ("status_at", "1.3.6.1.5.5.7.48.1"))}
    return {**pick, "odd": odd}


def _feature(node: Node, said: Said) -> Fields:
    del said
    return {"must_staple": 5 in {integer(n) for n in node.want(SEQUENCE, "features").children()}}


def _timestamps(node: Node, said: Said) -> Fields:
    """A list of lengths and timestamps (RFC 6962 3.3)."""
    del said
    data = node.want(0x04, "timestamps").content
    if len(data) < 2 or int.from_bytes(data[:2], "big") != len(data) - 2:
        raise DerError("a list of timestamps is cut")
    at, count = 2, 0
    while at < len(data):
        at += 2 + int.from_bytes(data[at : at + 2], "big")
        count += 1
    if at != len(data):
        raise DerError("a list of timestamps is cut")
    return {"timestamps": count}


def _alternative_issuer(node: Node, said: Said) -> Fields:
    generals(node.want(SEQUENCE, "alternative names"))
    return {"odd": said.odd}


_READERS: Mapping[str, Callable[[Node, Said], Fields]] = {
    oids.BASIC_CONSTRAINTS: _basic, oids.KEY_USAGE: _usage, oids.EXTENDED_USAGE: _purposes, oids.SUBJECT_ALT_NAME: _names, oids.NAME_CONSTRAINTS: _constraints, oids.POLICIES: _policies,
    oids.POLICY_MAPPINGS: _mappings, oids.POLICY_CONSTRAINTS: _policy_constraints, oids.INHIBIT_ANY_POLICY: _inhibit, oids.SUBJECT_KEY_ID: _subject_key, oids.AUTHORITY_KEY_ID: _authority_key,
    oids.CRL_POINTS: _points, oids.AUTHORITY_INFO: _access, oids.TLS_FEATURE: _feature, oids.TIMESTAMPS: _timestamps, oids.ISSUER_ALT_NAME: _alternative_issuer,
}  # fmt: skip
