"""Where a person stands in a certificate: her name, address and account in the subject and in the alternative names (RFC 5280 4.1.2.6, 4.2.1.6)."""

from collections.abc import Iterator

from triagekit.reading.x509 import certificate
from triagekit.reading.x509.der import DerError, Node, oid, read, whole

Place = tuple[int, int, str]
"""Begin and end in the certificate's bytes, and the category of what stands there."""
_SAN = "2.5.29.17"
_MAIL = "1.2.840.113549.1.9.1"
_PEOPLE = {_MAIL: "email", "2.5.4.42": "person", "2.5.4.4": "person", "2.5.4.43": "person", "0.9.2342.19200300.100.1.1": "user"}
"""Attributes that only people have: e-mail address, given name, surname, initials, user id."""
_BESIDE = {"2.5.4.3": "person", "2.5.4.5": "national-id", "2.5.4.12": "person", "2.5.4.20": "phone", "2.5.4.46": "person"}
"""Attributes that name the person where one of the others says that it is one: common name, serial number, title, telephone, qualifier."""
_TEXTS = frozenset({0x0C, 0x12, 0x13, 0x14, 0x16, 0x1A})


def places(der: bytes) -> list[Place]:
    """Every place that names a person; empty for servers, authorities and what cannot be read. Total."""
    try:
        cert = certificate.parse(der)
        if cert.authority or cert.dns_names or cert.addresses:
            return []
        return _found(whole(der))
    except (DerError, IndexError, UnicodeError):
        return []


def _found(outer: Node) -> list[Place]:
    parts = outer.children()[0].children()
    parts = parts[1:] if parts[0].tag == 0xA0 else parts
    issuer, subject, more = parts[2], parts[4], parts[6:]
    names = list(_attributes(subject))
    mine = [*_alternative(more), *((v.body, v.end, _PEOPLE[n]) for n, v in names if n in _PEOPLE)]
    if not mine:
        return []
    mine += [(v.body, v.end, _BESIDE[n]) for n, v in names if n in _BESIDE]
    if issuer.raw == subject.raw:
        mine += [(a - subject.start + issuer.start, b - subject.start + issuer.start, c) for a, b, c in mine if subject.start <= a < subject.end]
    return mine


def _attributes(name: Node) -> Iterator[tuple[str, Node]]:
    for group in name.children():
        for pair in group.children():
            kind, value = pair.children()
            if value.tag in _TEXTS:
                yield oid(kind), value


def _alternative(more: list[Node]) -> Iterator[Place]:
    """E-mail addresses and accounts (otherName, as Microsoft's user principal name) of the alternative names."""
    for block in more:
        for extension in block.children()[0].children() if block.tag == 0xA3 else ():
            fields = extension.children()
            if oid(fields[0]) != _SAN:
                continue
            for entry in read(fields[-1].buffer, fields[-1].body, fields[-1].end).children():
                if entry.tag == 0x81:
                    yield entry.body, entry.end, "email"
                elif entry.tag == 0xA0:
                    yield from ((n.body, n.end, "user") for n in _leaves(entry) if n.tag in _TEXTS)


def _leaves(node: Node) -> Iterator[Node]:
    for child in node.children():
        yield from _leaves(child) if child.tag & 0x20 else (child,)
