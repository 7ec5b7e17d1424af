"""Where a certificate names a person, and where it names its owner at all (RFC 5280 4.1.2.6, 4.2.1.6)."""

from collections.abc import Iterator

from triagekit.reading.interception import vendor
from triagekit.reading.x509 import certificate, known
from triagekit.reading.x509.der import DerError, Node, oid, read, whole

Place = tuple[int, int, str]
"""Begin and end in the certificate's bytes, and the category of what stands there."""
_SAN = "2.5.29.17"
_CHALLENGE = "1.2.840.113549.1.9.7"
_MAIL = "1.2.840.113549.1.9.1"
_COMMON = "2.5.4.3"
_PEOPLE = {_MAIL: "email", "2.5.4.42": "person", "2.5.4.4": "person", "2.5.4.43": "person", "0.9.2342.19200300.100.1.1": "user"}
"""Attributes that only people have: e-mail address, given name, surname, initials, user id."""
_BESIDE = {"2.5.4.3": "person", "2.5.4.5": "national-id", "2.5.4.12": "person", "2.5.4.20": "phone", "2.5.4.46": "person"}
"""Attributes that name the person where one of the others says that it is one: common name, serial number, title, telephone, qualifier."""
_OWNER = {
    "2.5.4.3": "name", "2.5.4.10": "organisation", "2.5.4.11": "organisation", "2.5.4.7": "address", "2.5.4.8": "address", "2.5.4.9": "address", "2.5.4.17": "address", "2.5.4.5": "organisation",
    "0.9.2342.19200300.100.1.25": "organisation",
}  # fmt: skip
"""Attributes that name the owner, whoever that is: common name, organization and unit, place, street, postal code, registration number, domain component."""
_TEXTS = frozenset({0x0C, 0x12, 0x13, 0x14, 0x16, 0x1A, 0x1E})


def places(der: bytes) -> list[Place]:
    """Every place that names a person; empty for what names none, for public authorities and for what cannot be read. Total.

    Of a server or an authority only mail addresses are people's: its common name is a host's or its own.
    """
    try:
        cert = certificate.parse(der)
        public = known.public(cert)
        if cert.authority and public:
            return []
        found = _found(whole(der))
        if cert.authority or cert.dns_names or cert.addresses:
            found = [place for place in found if place[2] == "email"]
        return found if public else list(dict.fromkeys((*found, *_mail_of_issuer(whole(der)))))
    except (DerError, IndexError, UnicodeError, ValueError):
        return []


def requested(der: bytes) -> list[Place]:
    """Every place in a certificate request that names a person, or holds the password for revoking it (PKCS#9 5.4.1). Total."""
    try:
        pairs = list(_pairs(whole(der), 12))
    except DerError:
        return []
    mine = [(v.body, v.end, "password" if n == _CHALLENGE else _PEOPLE.get(n, "email")) for n, v in pairs if n in _PEOPLE or n == _CHALLENGE or (n == _COMMON and b"@" in v.content)]
    if not any(category in ("email", "person", "user") for _, _, category in mine):
        return mine
    return mine + [(v.body, v.end, _BESIDE[n]) for n, v in pairs if n in _BESIDE and b"." not in v.content]


def _pairs(node: Node, depth: int) -> Iterator[tuple[str, Node]]:
    """Texts behind an object identifier, wherever they stand."""
    inner = node.children() if node.tag & 0x20 and depth else []
    if len(inner) == 2 and inner[0].tag == 0x06:
        held = inner[1].children() if inner[1].tag == 0x31 else [inner[1]]
        yield from ((oid(inner[0]), one) for one in held if one.tag in _TEXTS)
    for one in inner:
        yield from _pairs(one, depth - 1)


def owner(der: bytes) -> list[Place]:
    """Every place that names whose certificate it is or who issued it; host names are of the category `host`. Total.

    Authorities and products that are known by their names stay, and so does the page of a network's sign-in: they are the cause.
    """
    try:
        cert = certificate.parse(der)
        issuer, subject, more = _parts(whole(der))
        if known.portal(cert):
            return []
        famous = known.public(cert) or bool(known.bad_root(cert)) or bool(vendor(str(cert.issuer)))
        of = ([] if famous else [issuer]) + ([] if famous and cert.authority else [subject])
        made = [(v.body, v.end, _OWNER[n]) for name in of for n, v in _attributes(name) if n in _OWNER]
        named = [(a, b, c if c != "name" else "host" if _host(der[a:b]) else "organisation") for a, b, c in made]
        return [*named, *_hosts(more)]
    except (DerError, IndexError, UnicodeError, ValueError):
        return []


def _host(text: bytes) -> bool:
    return b"." in text and b" " not in text and not text.replace(b".", b"").isdigit()


def _parts(outer: Node) -> tuple[Node, Node, list[Node]]:
    parts = outer.children()[0].children()
    parts = parts[1:] if parts[0].tag == 0xA0 else parts
    return parts[2], parts[4], parts[6:]


def _found(outer: Node) -> list[Place]:
    issuer, subject, more = _parts(outer)
    names = list(_attributes(subject))
    mine = [*_alternative(more), *((v.body, v.end, _PEOPLE[n]) for n, v in names if n in _PEOPLE), *((v.body, v.end, "email") for n, v in names if n == _COMMON and b"@" in v.content)]
    if not mine:
        return []
    taken = {start for start, _, _ in mine}
    mine += [(v.body, v.end, _BESIDE[n]) for n, v in names if n in _BESIDE and v.body not in taken]
    if issuer.raw == subject.raw:
        mine += [(a - subject.start + issuer.start, b - subject.start + issuer.start, c) for a, b, c in mine if subject.start <= a < subject.end]
    return mine


def _mail_of_issuer(outer: Node) -> Iterator[Place]:
    """An authority's mail address goes where it issues as where it is the subject, or the names would not chain."""
    return ((v.body, v.end, "email") for n, v in _attributes(_parts(outer)[0]) if n == _MAIL)


def _attributes(name: Node) -> Iterator[tuple[str, Node]]:
    for group in name.children():
        for pair in group.children():
            kind, value = pair.children()
            if value.tag in _TEXTS:
                yield oid(kind), value


def _names(more: list[Node]) -> Iterator[Node]:
    """The entries of the alternative names."""
    for block in more:
        for extension in block.children()[0].children() if block.tag == 0xA3 else ():
            fields = extension.children()
            if oid(fields[0]) == _SAN:
                yield from read(fields[-1].buffer, fields[-1].body, fields[-1].end).children()


def _hosts(more: list[Node]) -> Iterator[Place]:
    yield from ((entry.body, entry.end, "host") for entry in _names(more) if entry.tag in (0x82, 0x86))


def _alternative(more: list[Node]) -> Iterator[Place]:
    """E-mail addresses and accounts (otherName, as Microsoft's user principal name) of the alternative names."""
    for entry in _names(more):
        if entry.tag == 0x81:
            yield entry.body, entry.end, "email"
        elif entry.tag == 0xA0:
            yield from ((n.body, n.end, "user") for n in _leaves(entry) if n.tag in _TEXTS)


def _leaves(node: Node) -> Iterator[Node]:
    for child in node.children():
        yield from _leaves(child) if child.tag & 0x20 else (child,)
