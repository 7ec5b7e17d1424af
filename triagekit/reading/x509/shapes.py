"""What a DER value is, by its outer shape: certificate, revocation list, request, container or key."""

from triagekit.reading.x509.der import BIT_STRING, INTEGER, OCTET_STRING, OID, SEQUENCE, DerError, Node, oid, read

_SIGNED_DATA, _DATA, _ENCRYPTED = "1.2.840.113549.1.7.2", "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.6"


def shape(data: bytes) -> str:
    """One of certificate | crl | request | pkcs7 | pkcs12 | private-key | public-key; empty when it is none of them. Total."""
    try:
        return _of(_lenient(data))
    except (DerError, IndexError):
        return ""


def _lenient(data: bytes) -> list[Node]:
    """Members of the outer value; a cut one gives those that are whole, and its cut member's beginning."""
    head = read(data[:2] + data[2:], 0) if _fits(data) else None
    if head is not None:
        return head.want(SEQUENCE, "it").children()
    return _cut(data)


def _fits(data: bytes) -> bool:
    try:
        read(data)
    except DerError:
        return False
    return True


def _cut(data: bytes) -> list[Node]:
    """A value whose end is missing: its length is believed, its members are read as far as they go."""
    if len(data) < 8 or data[0] != SEQUENCE or data[1] & 0x80 == 0:
        raise DerError("it ends early")
    at = 2 + (data[1] & 0x7F)
    if data[at] != SEQUENCE:
        raise DerError("it is none of them")
    return [Node(SEQUENCE, data, at, at + 2 + (data[at + 1] & 0x7F if data[at + 1] & 0x80 else 0), len(data))]


def _of(parts: list[Node]) -> str:
    if not parts:
        return ""
    first = parts[0]
    if first.tag == OID:
        return "pkcs7" if oid(first) == _SIGNED_DATA else ""
    if first.tag == INTEGER:
        return _numbered(parts)
    if first.tag != SEQUENCE:
        return ""
    if len(parts) == 2 and parts[1].tag == BIT_STRING:
        return "public-key"
    if len(parts) == 2 and parts[1].tag == OCTET_STRING:
        return "private-key"
    return _signed(_some(first))


def _some(node: Node) -> list[Node]:
    """As many members as can be read."""
    out: list[Node] = []
    at = node.body
    while at < node.end and len(out) < 9:
        try:
            found = read(node.buffer, at, node.end)
        except DerError:
            break
        out.append(found)
        at = found.end
    return out


def _numbered(parts: list[Node]) -> str:
    """A version number first: PKCS#12 (3), PKCS#8 and PKCS#1 keys, EC keys."""
    if len(parts) >= 2 and parts[1].tag == SEQUENCE:
        inner = parts[1].children()
        if inner and inner[0].tag == OID and oid(inner[0]) in {_DATA, _SIGNED_DATA, _ENCRYPTED} and parts[0].content == b"\x03":
            return "pkcs12"
        return "private-key" if len(parts) >= 3 and parts[2].tag == OCTET_STRING else ""
    if len(parts) >= 2 and parts[1].tag == OCTET_STRING:
        return "private-key"
    return "private-key" if len(parts) >= 9 else "public-key" if len(parts) == 2 else ""


def _signed(tbs: list[Node]) -> str:
    """The signed part tells certificate, revocation list and request apart."""
    tags = [n.tag for n in tbs]
    if tags[:1] == [0xA0] or (tags[:3] == [INTEGER, SEQUENCE, SEQUENCE] and len(tags) >= 4 and tags[3] == SEQUENCE):
        return "certificate"
    if tags[:3] == [INTEGER, SEQUENCE, SEQUENCE]:
        return "request" if len(tags) > 3 and tags[3] == 0xA0 else "crl"
    return "crl" if tags[:2] == [SEQUENCE, SEQUENCE] and len(tags) > 2 and tags[2] in {0x17, 0x18} else ""
