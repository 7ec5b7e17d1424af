"""Texts inside DER, changed where they stand: lengths are counted anew, every other octet stays as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

from triagekit.reading.x509.der import OCTET_STRING, DerError, Node, read, whole

Change = Callable[[Node, str], str]
"""What a text becomes; the node says where it stands."""
Inside = Callable[[Node], bytes | None]
"""What a whole value becomes; None when it is looked into like any other."""
_ENCODINGS = {0x0C: "utf-8", 0x12: "ascii", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1A: "ascii", 0x1C: "utf-32-be", 0x1E: "utf-16-be", 0x81: "ascii", 0x82: "ascii", 0x86: "ascii"}
"""Types of text, and mail, host and address among alternative names (RFC 5280 4.2.1.6), with how they are written."""
ADDRESS = 0x87
"""An IP address among alternative names, in octets."""
_NARROW = frozenset({0x12, 0x13, 0x14, 0x1A})
"""Types that do not have every character of a placeholder; what is changed in them becomes UTF-8."""
DEPTH = 24
"""Values inside values that are looked into."""


@dataclass(frozen=True, slots=True)
class _Rewriting:
    change: Change
    inside: Inside

    def value(self, node: Node, depth: int) -> bytes:
        encoding = _ENCODINGS.get(node.tag)
        if encoding:
            return _text(node, encoding, self.change)
        if node.tag == ADDRESS and len(node.content) in (4, 16):
            return _address(node, self.change)
        if depth and (node.tag & 0x20 or node.tag == OCTET_STRING):
            own = self.inside(node)
            return self.members(node, depth - 1) if own is None else own
        return node.raw

    def members(self, node: Node, depth: int) -> bytes:
        """A value made of values; octets count as one where they hold exactly one value, as extensions do."""
        try:
            inner = node.children() if node.tag & 0x20 else [_only(node)]
        except DerError:
            return node.raw
        made = b"".join(self.value(one, depth) for one in inner)
        return node.raw if made == node.content else value(node.tag, made)


def rewritten(der: bytes, change: Change, inside: Inside = lambda _: None) -> bytes:
    """The value with its texts changed. Total: what is no DER comes back as it is."""
    try:
        return _Rewriting(change, inside).value(whole(der), DEPTH)
    except DerError:
        return der


def _only(node: Node) -> Node:
    found = read(node.buffer, node.body, node.end)
    if found.end != node.end:
        raise DerError("more than one value")
    return found


def _address(node: Node, change: Change) -> bytes:
    """An address in octets; what is made of it must be one of the same sort."""
    made = change(node, str(ip_address(node.content)))
    try:
        octets = ip_address(made).packed
    except ValueError:
        return node.raw
    return value(node.tag, octets) if len(octets) == len(node.content) else node.raw


def _text(node: Node, encoding: str, change: Change) -> bytes:
    try:
        plain = node.content.decode(encoding)
    except UnicodeDecodeError:
        plain, encoding = node.content.decode("latin-1"), "latin-1"
    made = change(node, plain)
    if made == plain:
        return node.raw
    return value(0x0C, made.encode("utf-8", "replace")) if node.tag in _NARROW else value(node.tag, made.encode(encoding, "replace"))


def value(tag: int, content: bytes) -> bytes:
    """Tag, length in its shortest form (X.690 10.1), content."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(octets))) + octets + content
