"""Text inside bytes: plain, UTF-16, or compressed with gzip, zlib or raw deflate, within a budget; and the way back."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

LIMIT = 8 << 20
"""Bytes that one stretch may unpack to; what is larger is not text we can clean and goes as a whole."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
PICTURES = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"wOFF", b"wOF2", b"\0\1\0\0\0", b"OTTO", b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"\0\0\0\x18ftyp", b"\0\0\0\x1cftyp", b"\0\0\0 ftyp", b"\0asm", b"BM")
"""Beginnings of pictures, fonts, sounds and films."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Text out of bytes."""

    plain: str
    form: str
    """utf-8, utf-16, gzip, zlib or deflate."""
    pack: Callable[[str], bytes]


def unpack(data: bytes) -> Packed | None:
    """The text in these bytes; None when they hold none."""
    found = _text(data)
    if found is not None:
        return found
    for bits, form, may in ((31, "gzip", data[:2] == b"\x1f\x8b"), (15, "zlib", data[:1] == b"\x78"), (-15, "deflate", len(data) >= 16 and _may_begin(data))):
        inflated = _inflate(data, bits) if may else None
        inner = _text(inflated) if inflated else None
        if inner is not None:
            return Packed(inner.plain, form, lambda plain, bits=bits, inner=inner: _deflate(inner.pack(plain), bits))  # type: ignore[misc]
    return None


def _may_begin(data: bytes) -> bool:
    """Quick refusal by the first block's head (RFC 1951 3.2.3): no type 3, and a stored block says its length twice."""
    sort = data[0] >> 1 & 3
    return sort in (1, 2) or (sort == 0 and data[1] ^ data[3] == 255 == data[2] ^ data[4])


def too_large(data: bytes) -> bool:
    """A compressed stretch that unpacks to more than the budget."""
    return any(_over(data, bits) for bits, mark in ((31, b"\x1f\x8b"), (15, b"\x78")) if data.startswith(mark))


def _text(data: bytes) -> Packed | None:
    if b"\0" in data[:64]:
        return _wide(data)
    try:
        plain = data.decode()
    except UnicodeDecodeError:
        return None
    if not plain or _UNPRINTABLE.search(plain):
        return None
    return Packed(plain, "utf-8", lambda p: p.encode("utf-8", "surrogatepass"))


def _wide(data: bytes) -> Packed | None:
    for form, part in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if len(data) >= 8 and part.count(0) * 10 >= len(part) * 7:
            try:
                plain = data.decode(form)
            except UnicodeDecodeError:
                return None
            return None if _UNPRINTABLE.search(plain) else Packed(plain, "utf-16", lambda p, form=form: p.encode(form, "surrogatepass"))  # type: ignore[misc]
    return None


def _inflate(data: bytes, bits: int) -> bytes | None:
    machine = zlib.decompressobj(bits)
    try:
        out = machine.decompress(data, LIMIT)
    except zlib.error:
        return None
    return out if machine.eof or (out and not machine.unconsumed_tail and bits != -15) else None


def _over(data: bytes, bits: int) -> bool:
    machine = zlib.decompressobj(bits)
    try:
        machine.decompress(data, LIMIT)
    except zlib.error:
        return False
    return bool(machine.unconsumed_tail)


def _deflate(data: bytes, bits: int) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, bits)
    return machine.compress(data) + machine.flush()
