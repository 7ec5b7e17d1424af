"""Compressed streams, unpacked in bounded steps: gzip, bzip2, xz, and raw deflate. Our own loop, so that a budget can stop it."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

STEP = 1 << 18
"""Most bytes one step unpacks."""
READ = 1 << 16
MEMORY = 128 << 20
"""Most bytes an xz dictionary may take."""


class DamagedError(Exception):
    """The packed data ends or breaks before its end. `word` is our own and says how."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class _Machine(Protocol):
    """What zlib, bz2 and lzma decompressors have in common here."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


@dataclass(slots=True)
class Tail:
    """What stood behind the end of the packed data."""

    junk: int = 0
    """Bytes that are not part of it."""


FORMS: tuple[tuple[str, bytes], ...] = (("gzip", b"\x1f\x8b\x08"), ("bzip2", b"BZh"), ("xz", b"\xfd7zXZ\x00"))
"""Name and magic bytes of each form."""


def form_of(head: bytes) -> str:
    """One of gzip | bzip2 | xz, or empty."""
    for name, magic in FORMS:
        if head.startswith(magic) and (name != "bzip2" or head[4:10] in (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")):
            return name
    return ""


def unpack(stream: BinaryIO, form: str, tail: Tail) -> Iterator[bytes]:
    """The unpacked bytes of a whole file of this form, several members in a row included. Raises DamagedError."""
    magic = dict(FORMS)[form]
    data = stream.read(READ)
    while True:
        machine = _machine(form)
        yield from _pump(machine, stream, data)
        rest = machine.unused_data.lstrip(b"\x00") or stream.read(READ).lstrip(b"\x00")
        if not rest:
            return
        rest += stream.read(max(0, 16 - len(rest)))
        if not rest.startswith(magic):
            tail.junk = len(rest) + _drain(stream)
            return
        data = rest


def _drain(stream: BinaryIO) -> int:
    count = 0
    while block := stream.read(STEP):
        count += len(block)
    return count


def _machine(form: str) -> "_Zlib | bz2.BZ2Decompressor | lzma.LZMADecompressor":
    if form == "gzip":
        return _Zlib(31)
    if form == "bzip2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=MEMORY)


class _Zlib:
    """zlib with the manners of bz2 and lzma: it keeps its own unread input."""

    def __init__(self, window: int) -> None:
        self._inner = zlib.decompressobj(window)
        self._tail = b""

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        made = self._inner.decompress(self._tail + data, max_length)
        self._tail = self._inner.unconsumed_tail
        return made


def _pump(machine: "_Zlib | bz2.BZ2Decompressor | lzma.LZMADecompressor", stream: BinaryIO, data: bytes) -> Iterator[bytes]:
    while not machine.eof:
        try:
            made = machine.decompress(data, STEP)
        except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError, MemoryError):
            raise DamagedError("the packed data is damaged") from None
        if made:
            yield made
        data = b""
        if not machine.eof and machine.needs_input:
            data = stream.read(READ)
            if not data and not made:
                raise DamagedError("the packed data ends before its end")


def raw_deflate(stream: BinaryIO) -> Iterator[bytes]:
    """Raw deflate (zip method 8) until its own end. Raises DamagedError."""
    yield from _pump(_Zlib(-15), stream, b"")


def stored(stream: BinaryIO) -> Iterator[bytes]:
    """Bytes as they stand (zip method 0)."""
    while block := stream.read(STEP):
        yield block


def bzip2(stream: BinaryIO) -> Iterator[bytes]:
    """One bzip2 stream (zip method 12). Raises DamagedError."""
    yield from _pump(bz2.BZ2Decompressor(), stream, b"")


METHODS: dict[int, Callable[[BinaryIO], Iterator[bytes]]] = {0: stored, 8: raw_deflate, 12: bzip2}
"""Zip compression methods that are unpacked (APPNOTE 4.4.5)."""
