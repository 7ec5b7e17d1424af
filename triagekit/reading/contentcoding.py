"""Bodies as they travelled, undone: chunks (RFC 9112 7.1) and content codings (RFC 9110 8.4.1), bounded and total."""

import re
import zlib

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")


def dechunk(data: bytes, limit: int = 1 << 20) -> tuple[bytes, bool]:
    """The body without its chunk frames, at most about `limit` bytes, and whether its end was seen."""
    found, at = bytearray(), 0
    while len(found) < limit:
        head = _CHUNK.match(data, at)
        if not head:
            return bytes(found), False
        size = int(head[1], 16)
        if size == 0:
            return bytes(found), True
        piece = data[head.end() : head.end() + size]
        found += piece
        at = head.end() + size
        if len(piece) < size:
            return bytes(found), False
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return bytes(found), True


def decode(data: bytes, coding: str, limit: int = 1 << 18) -> bytes | None:
    """The body without its content coding, at most `limit` bytes; None for a coding that cannot be undone or a damaged body."""
    for word in reversed([w.strip() for w in coding.lower().split(",")]):
        if word in ("", "identity"):
            continue
        if word not in ("gzip", "x-gzip", "deflate"):
            return None
        made = _inflate(data, limit)
        if made is None:
            return None
        data = made
    return data[:limit]


def _inflate(data: bytes, limit: int) -> bytes | None:
    for window in (47, -15):  # gzip or zlib by their headers; some servers send raw deflate
        machine = zlib.decompressobj(window)
        try:
            return machine.decompress(data, limit)
        except zlib.error:
            continue
    return None
