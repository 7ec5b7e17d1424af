"""What encoding bytes are in, and their text or UTF-8 form. Total: any bytes give text."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def encoding_of(head: bytes) -> str:
    """utf-8 | utf-8-sig | utf-16 | utf-16-le | utf-16-be | utf-32 | utf-32-le | latin-1, by mark, by the pattern of NULs, else by trial."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = _without_mark(head[:512])
    if wide:
        return wide
    return "utf-8" if _is_utf8(head) else "latin-1"


def _without_mark(probe: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: NULs stand on every second, or three of four, places of a Latin text."""
    even = probe[: len(probe) & ~1]
    if len(even) < 4 or b"\x00" not in even:
        return ""
    if len(even) >= 8 and even[0] and not any(even[1:4]) and not any(even[5:8]) and even[4]:
        return "utf-32-le"
    low, high = even[::2].count(0), even[1::2].count(0)
    half = len(even) // 2
    if high * 10 >= half * 7 and low * 10 < half:
        return "utf-16-le"
    return "utf-16-be" if low * 10 >= half * 7 and high * 10 < half else ""


def _is_utf8(head: bytes) -> bool:
    """Decodes as UTF-8; a character cut at the very end is forgiven."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def decode_head(head: bytes) -> str:
    """The head as text without NULs: by its mark, as UTF-16 or UTF-8, else as latin-1."""
    return decode(head, encoding_of(head)).replace("\x00", "")


def decode(data: bytes, encoding: str = "") -> str:
    """These bytes as text, in this encoding or the one they look like; a cut end is left out, damage becomes U+FFFD."""
    name = encoding or encoding_of(data)
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    return decoder.decode(data)


class _Utf8(io.RawIOBase):
    """A stream recoded to UTF-8."""

    def __init__(self, source: BinaryIO, encoding: str) -> None:
        super().__init__()
        self._source = source
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._ready and not self._ended:
            block = self._source.read(1 << 18)
            self._ended = not block
            self._ready = self._decoder.decode(block, final=self._ended).encode("utf-8", "replace")
        count = min(len(view), len(self._ready))
        view[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def close(self) -> None:
        self._source.close()
        super().close()


def utf8_stream(stream: BinaryIO, head: bytes) -> tuple[BinaryIO, int]:
    """The stream as UTF-8 without a mark, and the byte offset its first byte had; -1 when offsets no longer mean bytes of the artifact."""
    encoding = encoding_of(head)
    if encoding == "utf-8-sig":
        stream.read(3)
        return stream, 3
    if encoding in ("utf-8", "latin-1"):  # latin-1 here means damaged UTF-8: the JSON around it is still ASCII
        return stream, 0
    return io.BufferedReader(_Utf8(stream, encoding), 1 << 18), -1


def blocks(stream: BinaryIO, size: int = 1 << 18) -> Iterator[bytes]:
    """The stream in blocks."""
    while block := stream.read(size):
        yield block
