"""A small strict reader of DER (X.690 section 10), total and bounded: what is no DER raises `DerError` with a reason and nothing else."""

from dataclasses import dataclass

INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, SEQUENCE, SET = 0x02, 0x03, 0x04, 0x05, 0x06, 0x30, 0x31
BOOLEAN, ENUMERATED, UTC_TIME, GENERALIZED_TIME = 0x01, 0x0A, 0x17, 0x18
CHILDREN = 20_000
"""Members read of one value; none that is meant to be used has more."""


class DerError(ValueError):
    """Not DER. `str()` says what is wrong, in our words."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value with its tag. Offsets count from the start of `buffer`."""

    tag: int
    buffer: bytes
    start: int
    body: int
    end: int

    @property
    def content(self) -> bytes:
        """The value without tag and length."""
        return self.buffer[self.body : self.end]

    @property
    def raw(self) -> bytes:
        """The value with tag and length."""
        return self.buffer[self.start : self.end]

    @property
    def number(self) -> int:
        """Number of a context tag such as [3]."""
        return self.tag & 0x1F

    @property
    def contextual(self) -> bool:
        return self.tag & 0xC0 == 0x80

    def children(self) -> list["Node"]:
        """The members of a constructed value. Raises `DerError`."""
        if not self.tag & 0x20:
            raise DerError("a value that has no members was expected to have some")
        out: list[Node] = []
        at = self.body
        while at < self.end:
            if len(out) >= CHILDREN:
                raise DerError("a value has too many members")
            found = read(self.buffer, at, self.end)
            out.append(found)
            at = found.end
        return out

    def want(self, tag: int, what: str) -> "Node":
        """Itself when it has this tag. Raises `DerError`."""
        if self.tag != tag:
            raise DerError(f"{what} has another type than it should")
        return self


def read(buffer: bytes, at: int = 0, end: int | None = None) -> Node:
    """The value that starts at `at`. Raises `DerError`."""
    limit = len(buffer) if end is None else end
    if at + 2 > limit:
        raise DerError("it ends early")
    tag, first = buffer[at], buffer[at + 1]
    if tag & 0x1F == 0x1F:
        raise DerError("a tag is longer than certificates use")
    body = at + 2
    if first < 0x80:
        length = first
    else:
        length, body = _long(buffer, body, first & 0x7F, limit)
    if body + length > limit:
        raise DerError("it ends early")
    return Node(tag, buffer, at, body, body + length)


def _long(buffer: bytes, body: int, count: int, limit: int) -> tuple[int, int]:
    """A length of several octets, in its shortest form (X.690 10.1)."""
    if count == 0:
        raise DerError("a length is left open, which DER does not allow")
    if count > 4 or body + count > limit:
        raise DerError("a length is impossible")
    length = int.from_bytes(buffer[body : body + count], "big")
    if length < 0x80 or buffer[body] == 0:
        raise DerError("a length is not written in its shortest form")
    return length, body + count


def whole(buffer: bytes) -> Node:
    """The one value that fills the buffer. Raises `DerError`, also when something follows it."""
    found = read(buffer)
    if found.end != len(buffer):
        raise DerError("something follows after its end")
    return found


def integer(node: Node) -> int:
    """Raises `DerError`, also for a form that is not the shortest (X.690 8.3.2)."""
    data = node.want(INTEGER, "a number").content if node.tag != ENUMERATED else node.content
    if not data:
        raise DerError("a number is empty")
    if len(data) > 1 and ((data[0] == 0 and data[1] < 0x80) or (data[0] == 0xFF and data[1] >= 0x80)):
        raise DerError("a number is not written in its shortest form")
    return int.from_bytes(data, "big", signed=True)


def boolean(node: Node) -> bool:
    """Raises `DerError`, also for values other than 00 and FF (X.690 11.1)."""
    data = node.want(BOOLEAN, "a yes or no").content
    if data not in (b"\x00", b"\xff"):
        raise DerError("a yes or no is neither")
    return data == b"\xff"


def oid(node: Node) -> str:
    """Dotted form. Raises `DerError`."""
    data = node.want(OID, "an object identifier").content
    if not data or len(data) > 200 or data[-1] & 0x80:
        raise DerError("an object identifier is malformed")
    arcs, value = [], 0
    for octet in data:
        value = value << 7 | octet & 0x7F
        if not octet & 0x80:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def bits(node: Node) -> tuple[bytes, int]:
    """Octets of a bit string and how many bits at its end are unused. Raises `DerError`."""
    data = node.want(BIT_STRING, "a bit string").content
    if not data or data[0] > 7 or (len(data) == 1 and data[0]):
        raise DerError("a bit string is malformed")
    return data[1:], data[0]


def named_bits(content: bytes) -> frozenset[int]:
    """Numbers of the bits that are set, of a bit string's content. Raises `DerError`."""
    if not content or content[0] > 7:
        raise DerError("a bit string is malformed")
    return frozenset(n for n in range((len(content) - 1) * 8 - content[0]) if content[1 + n // 8] >> (7 - n % 8) & 1)
