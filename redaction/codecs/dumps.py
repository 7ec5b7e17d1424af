"""Hex dumps as curl --trace, xxd, hexdump -C, tshark and Java's TLS debug write them, and the rows of curl --trace-ascii.

The octets of consecutive rows are one text; it is cleaned as such and written in as many rows again, offsets counted anew.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise, zip_longest
from typing import Any

from redaction.codecs.packed import unpack
from redaction.codecs.stretch import Stretch
from redaction.probes import flat, swift

_HEX_ROW = re.compile(
    r"^(?P<lead>[ \t>|]{0,12})(?P<offset>[0-9A-Fa-f]{4,8})(?P<colon>:?)(?P<gap> {1,3})(?P<octets>(?:[0-9A-Fa-f]{2}(?:[0-9A-Fa-f]{2})?[ -]{1,3}){1,32}|[0-9A-Fa-f]{2} ?)(?P<rest>[^\r\n]{0,80})(?P<end>\r?\n|\Z)", re.MULTILINE
)
_TEXT_ROW = re.compile(r"^(?P<offset>[0-9a-f]{4,8}): (?P<text>[^\r\n]*)(?P<end>\r?\n|\Z)", re.MULTILINE)
_QUICK = r"(?m)^[ \t>|]{0,12}[0-9A-Fa-f]{4,8}:? "
WIDTH = 64
"""Characters of a row of curl --trace-ascii."""
LONGEST = 4_000
"""Characters of a row, where there is more to say than there was."""


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    offset: int
    data: bytes
    match: re.Match[str]


def find(text: str) -> Iterator[Stretch]:
    """Blocks of rows whose offsets count on."""
    if swift(_QUICK).search(flat(text)) is None:
        return
    taken = 0
    for block in _blocks(_hex_rows(text)):
        data = b"".join(r.data for r in block)
        packed = unpack(data)
        plain, pack = (packed.plain, packed.pack) if packed and packed.form == "utf-8" else (data.decode("latin-1"), lambda p: p.encode("latin-1", "replace"))
        taken = block[-1].end
        yield Stretch(block[0].start, block[-1].end, plain, "dump", _Again(block, pack), sure=all(map(_agrees, block)))
    if not taken:
        for block in _blocks(_text_rows(text)):
            plain = _joined(block)
            yield Stretch(block[0].start, block[-1].end, plain, "dump", _AgainText(block))


def _hex_rows(text: str) -> Iterator[_Row]:
    for match in _HEX_ROW.finditer(text):
        octets = re.sub(r"[^0-9A-Fa-f]", "", match.group("octets"))
        if len(octets) % 2 == 0 and len(octets) <= 64:
            yield _Row(match.start(), match.end(), int(match.group("offset"), 16), bytes.fromhex(octets), match)


def _text_rows(text: str) -> Iterator[_Row]:
    for match in _TEXT_ROW.finditer(text):
        yield _Row(match.start(), match.end(), int(match.group("offset"), 16), match.group("text").encode("utf-8", "surrogatepass"), match)


def _blocks(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    block: list[_Row] = []
    for row in rows:
        last = block[-1] if block else None
        if last is not None and last.end == row.start and last.offset + len(last.data) <= row.offset <= last.offset + len(last.data) + 2:
            block.append(row)
            continue
        if block:
            yield block
        block = [row] if row.offset == 0 or not block else []
    if block:
        yield block


@dataclass(frozen=True, slots=True)
class _Again:
    """Hex rows once more."""

    block: list[_Row]
    pack: Callable[[str], bytes]

    def __call__(self, plain: str) -> str:
        first = self.block[0].match
        data, width = self.pack(plain), max(len(r.data) for r in self.block)
        pairs = 2 if re.match(r"[0-9A-Fa-f]{4} ", first.group("octets")) else 1
        pieces = _shared(data, len(self.block), (width, width))  # wider, a row would show more than a piece of a placeholder
        room = max(width, *map(len, pieces))
        rows = [self._row(first, at, piece, (room, pairs)) for at, piece in zip(_offsets(pieces), pieces, strict=True)]
        end = self.block[-1].match.group("end")
        return "".join(rows)[: -len(first.group("end")) or None] + end if end != first.group("end") else "".join(rows)

    def _row(self, like: re.Match[str], offset: int, data: bytes, form: tuple[int, int]) -> str:
        width, pairs = form
        digits = len(like.group("offset"))
        octets = " ".join(data[n : n + pairs].hex() for n in range(0, len(data), pairs))
        if like.group("octets").strip().isupper():
            octets = octets.upper()
        room = width * 2 + (width + pairs - 1) // pairs
        seen = "".join(chr(b) if 32 <= b < 127 else "." for b in data)
        bar = "|" if "|" in like.group("rest") else ""
        return f"{like.group('lead')}{offset:0{digits}x}{like.group('colon')}{like.group('gap')}{octets:<{room}} {bar}{seen}{bar}{like.group('end')}"


def _joined(block: list[_Row]) -> str:
    """The text of --trace-ascii rows: an offset that grows by two more says that a line ended between them."""
    parts: list[str] = []
    for row, following in zip(block, [*block[1:], None], strict=True):
        ended = following is not None and following.offset - row.offset - len(row.data) == 2
        parts.append(row.data.decode("utf-8", "surrogatepass") + ("\r\n" if ended else ""))
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _AgainText:
    """Rows of --trace-ascii once more."""

    block: list[_Row]

    def __call__(self, plain: str) -> str:
        first = self.block[0].match
        rows: list[str] = []
        offset, digits, end = 0, len(first.group("offset")), first.group("end") or "\n"
        for line, count in zip_longest(plain.split("\r\n"), self.counts(), fillvalue=0):
            for piece in _shared(str(line or ""), int(count), (WIDTH, LONGEST)):
                rows.append(f"{offset:0{digits}x}: {piece}{end}")
                offset += len(piece.encode("utf-8", "surrogatepass"))
            offset += 2
        made = "".join(rows)
        return made if self.block[-1].match.group("end") else made[: -len(end)]

    def counts(self) -> list[int]:
        """How many rows each line of the text took."""
        ended = [row.offset + len(row.data) + 2 == following.offset for row, following in pairwise(self.block)]
        return [len(list(rows)) for _, rows in groupby(accumulate([0, *map(int, ended)]))]


def _shared(data: Any, count: int, widths: tuple[int, int]) -> list[Any]:
    """Text or octets in rows of the usual width; in as many rows as before where the widest allowed are wide enough for it."""
    usual, widest = widths
    needed = max(1, -(-len(data) // usual))
    if needed != count and 0 < count <= max(1, len(data)) and len(data) <= count * widest:
        step, longer = divmod(len(data), count)
        ends = list(accumulate([step + 1] * longer + [step] * (count - longer)))
        return [data[a:b] for a, b in zip([0, *ends], ends, strict=False)]
    return [data[n : n + usual] for n in range(0, len(data), usual)] or [data]


def _offsets(pieces: list[bytes]) -> list[int]:
    return [0, *accumulate(map(len, pieces))][: len(pieces)]


def _agrees(row: _Row) -> bool:
    """The letters beside the octets say the same; otherwise something else stands there, and is read as well."""
    seen = "".join(chr(b) if 32 <= b < 127 else "." for b in row.data)
    return row.match.group("rest").strip(" |") in (seen.strip(" |"), "")
