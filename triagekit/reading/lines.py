"""Lines of an artifact, streamed in bounded memory with their place, whatever the encoding and however long.

A line longer than the cap is cut in memory, never split in two; `Line.length` keeps its true size.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from triagekit.model import Location
from triagekit.reading import texts
from triagekit.roles import Head, Source

BLOCK = 1 << 18
"""Bytes read at a time."""
CAP = 1 << 16
"""Characters kept of one line."""
SAMPLE = 60
"""Lines of a head that recognition looks at."""
SHOWN = 4_096
"""Characters of a sampled line that recognition looks at."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]{0,32}[ -/]?[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78])")


class Line(NamedTuple):
    """One line without its line break."""

    number: int
    """1-based."""
    offset: int
    """Byte offset in the artifact."""
    length: int
    """Bytes including the line break; more than the text when it was cut."""
    text: str


def lines(source: Source, cap: int = CAP) -> Iterator[Line]:
    """Every line of the artifact. Undecodable bytes are read as latin-1, terminal colours and NULs are left out."""
    with source.open() as stream:
        encoding, start = _encoding(source.head.data)
        if encoding:
            yield from _wide(stream, encoding, start, cap)
            return
        stream.read(start)
        yield from _bytes(stream, start, cap)


def _encoding(head: bytes) -> tuple[str, int]:
    """Name of an encoding of two or four bytes a character (empty for bytes), and the length of the byte-order mark."""
    name = texts.encoding_of(head)
    if name in ("utf-16", "utf-32"):
        return name, 2 if name == "utf-16" else 4
    if name.startswith(("utf-16", "utf-32")):
        return name, 0
    return "", 3 if name == "utf-8-sig" else 0


def _bytes(stream: BinaryIO, offset: int, cap: int) -> Iterator[Line]:
    number, rest, dropped = 0, b"", 0
    while block := stream.read(BLOCK):
        parts = block.split(b"\n")
        if len(parts) == 1:
            rest, dropped = _grown(rest, block, dropped, cap)
            continue
        first = rest + parts[0]
        plain = block.isascii() and rest.isascii() and b"\x1b" not in block and b"\x00" not in block and b"\x1b" not in rest and b"\x00" not in rest
        for n, part in enumerate((first, *parts[1:-1])):
            number += 1
            length = len(part) + 1 + (dropped if n == 0 else 0)
            yield Line(number, offset, length, part[:cap].decode("ascii").rstrip("\r") if plain else _text(part, cap))
            offset += length
        rest, dropped = _grown(b"", parts[-1], 0, cap)
    if rest or dropped:
        yield Line(number + 1, offset, len(rest) + dropped, _text(rest, cap))


def _grown(rest: bytes, block: bytes, dropped: int, cap: int) -> tuple[bytes, int]:
    """The pending line with more of it, cut to four bytes a character of the cap, and how much that left out."""
    room = max(0, 4 * cap - len(rest))
    return rest + block[:room], dropped + max(0, len(block) - room)


def _text(part: bytes, cap: int) -> str:
    part = part[: 4 * cap]
    try:
        text = part.decode()
    except UnicodeDecodeError:
        text = part.decode("latin-1") if len(part) < 4 * cap else part.decode(errors="replace")
    return tidy(text[:cap]).rstrip("\r")


def tidy(text: str) -> str:
    """The text without terminal escapes and NULs."""
    if "\x1b" in text:
        text = _ESCAPES.sub("", text)
    return text.replace("\x00", "") if "\x00" in text else text


def _wide(stream: BinaryIO, encoding: str, start: int, cap: int) -> Iterator[Line]:
    decoder = getincrementaldecoder(encoding)(errors="replace")
    number, offset, rest, dropped, width = 0, start, "", 0, 4 if "32" in encoding else 2
    while block := stream.read(BLOCK):
        parts = decoder.decode(block).split("\n")
        for part in parts[:-1]:
            number += 1
            whole = rest + part
            length = width * (len(whole) + 1 + dropped) + _astral(whole, width)
            yield Line(number, offset, length, tidy(whole[:cap]).rstrip("\r"))
            offset, rest, dropped = offset + length, "", 0
        room = max(0, cap - len(rest))
        dropped += max(0, len(parts[-1]) - room)
        rest += parts[-1][:room]
    if rest:
        yield Line(number + 1, offset, width * (len(rest) + dropped) + _astral(rest, width), tidy(rest))


def _astral(text: str, width: int) -> int:
    """Bytes more than `width` a character: what UTF-16 writes in four bytes."""
    return 0 if width == 4 or text.isascii() else 2 * sum(c > "\uffff" for c in text)


def location(source: Source, line: Line, last: Line | None = None) -> Location:
    """Where a line, or the lines up to `last`, stand."""
    length = line.length if last is None else last.offset + last.length - line.offset
    return Location(source.artifact, "line", line=line.number, offset=line.offset, length=length)


@dataclass(frozen=True, slots=True)
class Sample:
    """The first lines of an artifact, for recognition."""

    lines: tuple[str, ...]
    """At most SAMPLE non-blank lines, tidied, each at most SHOWN characters."""
    first: str
    """The first non-blank character; empty when there is none."""

    def share(self, pattern: re.Pattern[str]) -> float:
        """Part of the lines that the pattern matches at their beginning."""
        return sum(pattern.match(line) is not None for line in self.lines) / len(self.lines) if self.lines else 0.0

    def hits(self, pattern: re.Pattern[str]) -> int:
        """Lines that the pattern matches at their beginning."""
        return sum(pattern.match(line) is not None for line in self.lines)

    def has(self, *marks: str) -> bool:
        """Whether any line contains any of the marks."""
        return any(mark in line for line in self.lines for mark in marks)


@lru_cache(maxsize=4)
def _sampled(text: str, complete: bool) -> Sample:
    found = text[:CAP].replace("\r\n", "\n").split("\n")
    if not complete and len(found) > 1:
        found.pop()
    kept = [tidy(line)[:SHOWN].rstrip("\r") for line in found[: 4 * SAMPLE] if line.strip()][:SAMPLE]
    return Sample(tuple(kept), kept[0].lstrip()[:1] if kept else "")


def sample(head: Head) -> Sample:
    """The head's first lines; a line cut by the head's end is left out."""
    return _sampled(head.text, head.size <= len(head.data))


def binary(head: Head) -> bool:
    """True when the bytes are not text: NULs or many control characters after decoding."""
    if not head.text:
        return False
    probe = head.text[:4096]
    odd = sum((c < " " and c not in "\t\n\r\x0b\x0c\x1b\x08\x07") or "\x7f" <= c < "\xa0" or c == "\ufffd" for c in probe)
    nuls = head.data[:4096].count(0)
    return odd * 10 > len(probe) or (nuls * 10 > min(len(head.data), 4096) and not _encoding(head.data)[0])
