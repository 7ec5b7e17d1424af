"""One certificate, read field by field from its DER form (RFC 5280 4.1), so that one broken field hides no other."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from triagekit.reading.x509 import extensions as ext
from triagekit.reading.x509 import keys, oids
from triagekit.reading.x509.der import BIT_STRING, INTEGER, SEQUENCE, DerError, Node, bits, boolean, oid, read, whole
from triagekit.reading.x509.moments import moment
from triagekit.reading.x509.names import Name, name

EXTENSIONS = 200


@dataclass(frozen=True)
class Certificate:
    """A certificate as far as it can be read."""

    der: bytes
    version: int = 1
    serial: int | None = None
    serial_octets: int = 0
    algorithm: str = ""
    """Signature algorithm that the signed part names, dotted."""
    algorithm_outer: str = ""
    algorithms_equal: bool = True
    parameters: bytes = b""
    issuer: Name = field(default_factory=Name)
    subject: Name = field(default_factory=Name)
    not_before: datetime | None = None
    not_after: datetime | None = None
    spki: bytes = b""
    extensions: tuple[ext.Extension, ...] = ()
    said: ext.Said = field(default_factory=ext.Said)
    tbs: bytes = b""
    signature: bytes = b""
    damage: tuple[str, ...] = ()
    """What is not as DER or RFC 5280 4.1 wants it, in words: a strict reader refuses the file."""
    mild: tuple[str, ...] = ()
    """What only a very strict reader minds."""

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the DER form, lower-case hex; of a redacted copy the original's."""
        return keys.fingerprint(self.der)

    @cached_property
    def key(self) -> keys.Key:
        """The public key."""
        return keys.read(self.spki)

    @property
    def self_issued(self) -> bool:
        return bool(self.subject.rdns) and self.subject.key == self.issuer.key

    @cached_property
    def self_signed(self) -> bool:
        """It names itself as issuer and verifies with its own key."""
        return self.self_issued and keys.verify(self.key, self) is True

    @property
    def authority(self) -> bool:
        """It may issue certificates: cA, or version 1, which has no extensions."""
        return bool(self.said.ca)

    @property
    def lifetime(self) -> timedelta | None:
        """From notBefore to notAfter, both included."""
        return self.not_after - self.not_before if self.not_after and self.not_before else None

    @property
    def hash_name(self) -> str:
        """Hash of the signature: sha256, md5, empty where the algorithm has none or is unknown."""
        kind, name = oids.SIGNATURES.get(self.algorithm, ("", ""))
        return keys.pss_hash(self.parameters) if kind == "rsa-pss" else name

    @property
    def dns_names(self) -> tuple[str, ...]:
        return tuple(n.value for n in self.said.names or () if n.kind == "dns")

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(n.value for n in self.said.names or () if n.kind == "ip")

    def extension(self, number: str) -> ext.Extension | None:
        """The first extension of that type."""
        return next((e for e in self.extensions if e.oid == number), None)

    @property
    def title(self) -> str:
        """How people call it: the common name, else the first alternative name, else the subject."""
        common = self.subject.first("2.5.4.3")
        return common or next((n.value for n in self.said.names or ()), "") or str(self.subject) or "a certificate without a name"


def parse(der: bytes) -> Certificate:
    """Read a certificate. Raises `DerError` only when it is none at all: no signed part, or no serial number and names in it."""
    outer, damage = _frame(der)
    parts = outer.want(SEQUENCE, "a certificate").children()
    if len(parts) != 3:
        raise DerError("it does not have the three parts of a certificate")
    tbs = parts[0].want(SEQUENCE, "the signed part")
    made = Certificate(der, tbs=tbs.raw, damage=damage)
    made = _algorithm(made, parts[1])
    try:
        made = replace(made, signature=bits(parts[2].want(BIT_STRING, "a signature"))[0])
    except DerError as error:
        made = _hurt(made, str(error))
    return _signed_part(made, tbs.children(), parts[1].raw)


def _frame(der: bytes) -> tuple[Node, tuple[str, ...]]:
    outer = read(der)
    return outer, () if outer.end == len(der) else ("something follows after its end",)


def _hurt(made: Certificate, why: str) -> Certificate:
    return replace(made, damage=(*made.damage, why))


def _algorithm(made: Certificate, node: Node) -> Certificate:
    try:
        parts = node.want(SEQUENCE, "an algorithm").children()
        return replace(made, algorithm_outer=oid(parts[0]), parameters=parts[1].raw if len(parts) > 1 else b"")
    except (DerError, IndexError):
        return _hurt(made, "the signature algorithm cannot be read")


def _signed_part(made: Certificate, parts: list[Node], outer_algorithm: bytes) -> Certificate:
    rest = list(parts)
    if rest and rest[0].tag == 0xA0:
        made = _version(made, rest.pop(0))
    if len(rest) < 6 or rest[0].tag != INTEGER:
        raise DerError("it does not have the fields of a certificate")
    serial, algorithm, issuer, validity, subject, spki, *more = rest
    made = _serial(made, serial)
    made = replace(made, algorithms_equal=algorithm.raw == outer_algorithm, spki=spki.raw)
    try:
        made = replace(made, algorithm=oid(algorithm.children()[0]))
    except (DerError, IndexError):
        made = _hurt(made, "the signature algorithm cannot be read")
    made = _name(made, issuer, lambda cert, value: replace(cert, issuer=value))
    made = _name(made, subject, lambda cert, value: replace(cert, subject=value))
    made = _validity(made, validity)
    return _more(made, more)


def _version(made: Certificate, node: Node) -> Certificate:
    try:
        inner = node.children()[0]
        return replace(made, version=int.from_bytes(inner.content, "big", signed=True) + 1)
    except (DerError, IndexError):
        return _hurt(made, "the version cannot be read")


def _serial(made: Certificate, node: Node) -> Certificate:
    return replace(made, serial=int.from_bytes(node.content, "big", signed=True), serial_octets=len(node.content)) if node.content else _hurt(made, "the serial number is empty")


def _name(made: Certificate, node: Node, put: Callable[[Certificate, Name], Certificate]) -> Certificate:
    try:
        found = name(node)
    except (DerError, UnicodeError):
        return _hurt(made, "a name cannot be read")
    made = put(made, found)
    return replace(made, mild=(*made.mild, *found.faults)) if found.faults else made


def _validity(made: Certificate, node: Node) -> Certificate:
    try:
        parts = node.want(SEQUENCE, "the validity").children()
        before, after = moment(parts[0]), moment(parts[1])
    except (DerError, IndexError):
        return _hurt(made, "the validity cannot be read")
    faults = [f for _, f in (before, after) if f]
    return replace(
        made, not_before=before[0], not_after=after[0],
        damage=(*made.damage, *(f for f in faults if not f.startswith("mild"))), mild=(*made.mild, *(f.removeprefix("mild: ") for f in faults if f.startswith("mild"))),
    )  # fmt: skip


def _more(made: Certificate, parts: list[Node]) -> Certificate:
    for part in parts:
        if part.tag == 0xA3:
            made = _extensions(made, part)
        elif part.number in {1, 2} and part.contextual:
            made = replace(made, mild=(*made.mild, "a unique identifier, which RFC 5280 advises against"))
        else:
            made = _hurt(made, "a field that certificates do not have")
    return made


def _extensions(made: Certificate, node: Node) -> Certificate:
    found, odd = [], []
    try:
        for one in node.children()[0].want(SEQUENCE, "the extensions").children()[:EXTENSIONS]:
            extension, fault = _extension(one)
            found.append(extension)
            odd += [fault] if fault else []
    except (DerError, IndexError):
        made = replace(made, said=ext.Said(faults=("the extensions cannot be read",)))
        return replace(made, extensions=tuple(found))
    said = ext.read(tuple(found))
    repeated = sorted({e.label for e in found if sum(o.oid == e.oid for o in found) > 1})
    faults = (*said.faults, *(f"{label} stands twice" for label in repeated), *odd)
    return replace(made, extensions=tuple(found), said=replace(said, faults=faults))


def _extension(node: Node) -> tuple[ext.Extension, str]:
    parts = node.want(SEQUENCE, "an extension").children()
    number, critical, fault = oid(parts[0]), False, ""
    if len(parts) == 3:
        try:
            critical = boolean(parts[1])
        except DerError:
            critical, fault = True, "whether an extension is critical cannot be read"
    value = parts[-1].want(0x04, "the value of an extension").content
    return ext.Extension(number, critical, value), fault


def spki_bits(spki: bytes) -> bytes:
    """The public key's own bits within its info. Raises `DerError`."""
    return bits(whole(spki).children()[1])[0]
