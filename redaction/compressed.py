"""One compressed file (gzip, bzip2, xz): unpacked, copied as what is in it, and packed again in the same form without name or time."""

import bz2
import lzma
import tempfile
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol

from redaction.archives import BUDGET, SPOOL, Spooled, scaled
from triagekit.reading import packed
from triagekit.roles import Source

if TYPE_CHECKING:
    from redaction.copies import Copying

DEPTH = 5
"""Compressed files in compressed files that are opened."""
INSIDE = "unpacked "
"""What stands in front of every place in one."""
_SUFFIXES = (".gz", ".bz2", ".xz")


class _Machine(Protocol):
    """What compressors have in common."""

    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


_PACKERS: dict[str, Callable[[], _Machine]] = {
    "gzip": lambda: zlib.compressobj(9, zlib.DEFLATED, 31),  # its header holds no time and no name (RFC 1952 2.3)
    "bzip2": bz2.BZ2Compressor,
    "xz": lzma.LZMACompressor,
}


def copy(copying: "Copying", source: Source) -> Iterator[bytes]:
    """The file with its content clean; nothing, and why, where that cannot be read or has no copy."""
    form, size = packed.form_of(source.head.data), source.head.size
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as plain, tempfile.SpooledTemporaryFile(max_size=SPOOL) as made:
        length, why = _unpack(copying, source, form, plain)  # type: ignore[arg-type]
        before = len(copying.not_examined)
        if not why:
            inner = Spooled(source.artifact, _name(source.head.name), plain, length)  # type: ignore[arg-type]
            for piece in pack(form, copying.within(INSIDE).pieces(inner)):
                made.write(piece)
            why = _nothing(copying, before, length)
        if why:
            copying.not_examined[before:] = [(size - sum(n for n, _ in copying.not_examined[:before]), why)]
            return
        scaled(copying.not_examined, before, size)
        made.seek(0)
        while block := made.read(1 << 20):
            yield block


def _unpack(copying: "Copying", source: Source, form: str, plain: BinaryIO) -> tuple[int, str]:
    """How many bytes were written, and why that is no use; bytes behind the end are left out."""
    if copying.inside.count(INSIDE) >= DEPTH:
        return 0, "compressed files in it lie deeper than is opened"
    size, tail = 0, packed.Tail()
    try:
        with source.open() as stream:
            for chunk in packed.unpack(stream, form, tail):
                size += len(chunk)
                if size > BUDGET:
                    return size, "it unpacks to more than is opened"
                plain.write(chunk)
    except packed.DamagedError as why:
        return size, why.word
    if tail.junk:
        copying.not_examined.append((tail.junk, "bytes behind the end of the compressed data were left out"))
    return size, "" if size else "there is nothing in it"


def _nothing(copying: "Copying", before: int, length: int) -> str:
    """Why there is no copy of what was in it; empty when there is one."""
    left_out = copying.not_examined[before:]
    return left_out[0][1] if left_out and sum(n for n, _ in left_out) >= length else ""


def pack(form: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces in this form, the same for the same content."""
    machine = _PACKERS[form]()
    for piece in pieces:
        yield machine.compress(piece)
    yield machine.flush()


def _name(name: str) -> str:
    return next((name.removesuffix(s) for s in _SUFFIXES if name.endswith(s)), name)
