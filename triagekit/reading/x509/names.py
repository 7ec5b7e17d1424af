"""Distinguished names and general names (RFC 5280 4.1.2.4 and 4.2.1.6), compared as section 7.1 says."""

import ipaddress
import unicodedata
from dataclasses import dataclass

from triagekit.reading.x509.der import SEQUENCE, SET, DerError, Node, oid, whole

_SHORT = {
    "2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.9": "street", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "title",
    "2.5.4.17": "postalCode", "2.5.4.42": "GN", "2.5.4.46": "dnQualifier", "2.5.4.97": "organizationIdentifier", "1.2.840.113549.1.9.1": "emailAddress", "0.9.2342.19200300.100.1.25": "DC", "0.9.2342.19200300.100.1.1": "UID",
}  # fmt: skip
COMMON_NAME, EMAIL = "2.5.4.3", "1.2.840.113549.1.9.1"
_DECODERS = {0x0C: "utf-8", 0x13: "ascii", 0x16: "ascii", 0x14: "latin-1", 0x1A: "ascii", 0x12: "ascii", 0x1E: "utf-16-be", 0x1C: "utf-32-be"}

Attribute = tuple[str, str]
"""Type (dotted) and value as written."""


@dataclass(frozen=True, slots=True)
class Name:
    """A distinguished name."""

    rdns: tuple[tuple[Attribute, ...], ...] = ()
    faults: tuple[str, ...] = ()
    """What about its encoding is wrong."""

    @property
    def key(self) -> tuple[tuple[Attribute, ...], ...]:
        """Equal for names that RFC 5280 7.1 calls equal: case, spaces and string type do not count."""
        return tuple(tuple(sorted((kind, folded(value)) for kind, value in rdn)) for rdn in self.rdns)

    def first(self, kind: str) -> str:
        """The last and most specific value of an attribute type, else empty."""
        return next((v for rdn in reversed(self.rdns) for k, v in rdn if k == kind), "")

    def all(self, kind: str) -> tuple[str, ...]:
        """All values of an attribute type."""
        return tuple(v for rdn in self.rdns for k, v in rdn if k == kind)

    def __str__(self) -> str:
        return ", ".join("+".join(f"{_SHORT.get(k, k)}={v}" for k, v in rdn) for rdn in self.rdns)[:1000]


def folded(value: str) -> str:
    """Value prepared for comparison (RFC 4518): NFKC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def name(node: Node) -> Name:
    """Read a Name. Raises `DerError` only when its frame is broken."""
    rdns, faults = [], []
    for rdn in node.want(SEQUENCE, "a name").children():
        pairs = []
        for pair in rdn.want(SET, "part of a name").children():
            kind, value = _pair(pair)
            text, fault = _text(value)
            faults += [fault] if fault else []
            pairs.append((kind, text))
        if not pairs:
            faults.append("an empty part")
        rdns.append(tuple(pairs))
    return Name(tuple(rdns), tuple(faults))


def _pair(node: Node) -> tuple[str, Node]:
    parts = node.want(SEQUENCE, "part of a name").children()
    if len(parts) != 2:
        raise DerError("part of a name is not a type and a value")
    return oid(parts[0]), parts[1]


def _text(node: Node) -> tuple[str, str]:
    encoding = _DECODERS.get(node.tag)
    if encoding is None:
        return node.content.hex(), "a value that is no text"
    try:
        return node.content.decode(encoding), ""
    except UnicodeDecodeError:
        return node.content.decode("utf-8", "replace"), "a text in another encoding than it says"


@dataclass(frozen=True, slots=True)
class General:
    """A general name."""

    kind: str
    """email | dns | dir | uri | ip | other | rid."""
    value: str
    name: Name = Name()
    octets: bytes = b""
    fault: str = ""


_KINDS = {0: "other", 1: "email", 2: "dns", 3: "x400", 4: "dir", 5: "edi", 6: "uri", 7: "ip", 8: "rid"}


def general(node: Node) -> General:
    """Read one GeneralName. Raises `DerError`."""
    kind = _KINDS.get(node.number) if node.contextual else None
    if kind is None:
        raise DerError("a general name is of no known kind")
    if kind == "dir":
        found = name(whole(node.content))
        return General(kind, str(found), found)
    if kind == "ip":
        return _address(node.content)
    if kind in {"email", "dns", "uri"}:
        return _ascii(kind, node.content)
    return General(kind, node.content.hex()[:200], octets=node.content)


def _ascii(kind: str, data: bytes) -> General:
    try:
        return General(kind, data.decode("ascii"))
    except UnicodeDecodeError:
        return General(kind, data.decode("utf-8", "replace"), fault="characters beyond ASCII")


def _address(data: bytes) -> General:
    """4 or 16 octets; in a name constraint twice as many (address and mask)."""
    if len(data) in {4, 16}:
        return General("ip", str(ipaddress.ip_address(data)), octets=data)
    fault = "" if len(data) in {8, 32} else "an address of impossible length"
    return General("ip", data.hex(), octets=data, fault=fault)


def generals(node: Node) -> tuple[General, ...]:
    """Read a list of general names. Raises `DerError`."""
    return tuple(general(child) for child in node.children())
