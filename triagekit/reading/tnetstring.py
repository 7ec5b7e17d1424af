"""Tagged netstrings, the form of mitmproxy's flow files: length, colon, data, one byte that says the type."""

from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

DEEPEST = 32
LONGEST = 64 << 20
"""Longest top-level value that is decoded."""


class Stretch(NamedTuple):
    """One top-level value; None when it could not be decoded."""

    offset: int
    length: int
    value: Any
    why: str = ""
    last: bool = False
    """Nothing behind it can be read."""


class BrokenError(ValueError):
    """The data is not a tagged netstring."""


def stretches(stream: BinaryIO) -> Iterator[Stretch]:
    """The values of a file one after another. Total; ends at the first byte that fits nothing."""
    offset = 0
    while True:
        prefix = stream.read(1)
        if not prefix:
            return
        while prefix[-1:] != b":" and len(prefix) < 13:
            byte = stream.read(1)
            if not byte:
                break
            prefix += byte
        digits = prefix[:-1]
        if prefix[-1:] != b":" or not digits.isdigit():
            yield Stretch(offset, len(prefix), None, "it is not a flow", last=True)
            return
        size = int(digits)
        made, taken = _read(stream, size)
        yield Stretch(offset, len(prefix) + taken, *made)
        if made[2]:
            return
        offset += len(prefix) + taken


def _read(stream: BinaryIO, size: int) -> tuple[tuple[Any, str, bool], int]:
    """The value and how many bytes it took."""
    if size > LONGEST:
        taken = 0
        while taken <= size and (block := stream.read(min(1 << 20, size + 1 - taken))):
            taken += len(block)
        return (None, "it is too long", taken <= size), taken
    data = stream.read(size + 1)
    if len(data) <= size:
        return (None, "the file ends within it", True), len(data)
    try:
        return (value(data[:size], data[size:]), "", False), len(data)
    except ValueError:
        return (None, "it is damaged", False), len(data)


def value(data: bytes, tag: bytes, depth: int = 0) -> Any:
    """The value of these bytes. Raises BrokenError."""
    if depth > DEEPEST:
        raise BrokenError
    if tag == b"]":
        return [item for item in _items(data, depth)]
    if tag == b"}":
        items = list(_items(data, depth))
        return {_key(k): v for k, v in zip(items[::2], items[1::2], strict=False)}
    return _scalar(data, tag)


def _scalar(data: bytes, tag: bytes) -> Any:
    if tag == b",":
        return data
    if tag == b";":
        return data.decode("utf-8", "replace")
    if tag == b"~":
        return None
    if tag == b"!":
        return data == b"true"
    if tag in (b"#", b"^") and len(data) < 40:
        return int(data) if tag == b"#" else float(data)
    raise BrokenError


def _key(found: Any) -> str:
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)


def _items(data: bytes, depth: int) -> Iterator[Any]:
    at = 0
    while at < len(data):
        colon = data.find(b":", at, at + 12)
        digits = data[at:colon] if colon > 0 else b""
        if not digits.isdigit():
            raise BrokenError
        end = colon + 1 + int(digits)
        if end >= len(data):
            raise BrokenError
        yield value(data[colon + 1 : end], data[end : end + 1], depth + 1)
        at = end + 1
