"""Text in blocks of whole lines. What belongs together over lines (keys, folded base64, hex dumps) is never cut apart."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from redaction import survey
from redaction.edits import apply
from redaction.walkers import jsontext, jsontree

if TYPE_CHECKING:
    from redaction.copies import Copying

Stream = BinaryIO
BLOCK = 1 << 19
LONGEST_LINE = 16 << 20
"""A line beyond this goes as a whole where it cannot be cut between words."""
_GAPS = b" \t,;&\"'<>|"
_OPEN_END = re.compile(rb"(?:^|\n)(?:[ \t>|]{0,12}[0-9A-Fa-f]{4,8}:? [^\n]*|[ \t]*[A-Za-z0-9+/=_-]{40,}|[^\n]*\\)\r?\n\Z")
_TOGETHER = 8 << 20


def memory(data: bytes) -> Stream:
    """A stream over bytes in memory."""
    return io.BytesIO(data)


def decode(data: bytes) -> str:
    """Text of these bytes; octets that are no UTF-8 become lone surrogates, which `encode` turns back."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Bytes of this text."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def blocks(copying: "Copying", stream: Stream, line: int = 1) -> Iterator[bytes]:
    """The clean copy of a text; `line` is the number of its first line."""
    for data, whole in _cut(stream):
        if not whole:
            made = copying.cleaner.put("nested", decode(data[:64]) + str(len(data)), "long-line")
            copying.not_examined.append((len(data), "a line without any gap is longer than can be read at once"))
            copying.settle(prefix=f"line {line}")
            yield encode(made)
            continue
        yield from _block(copying, decode(data), line)
        line += data.count(b"\n")


def _cut(stream: Stream) -> Iterator[tuple[bytes, bool]]:
    """Blocks of whole lines, or of words where a line is too long; False for a stretch without any gap."""
    rest = b""
    while True:
        data = stream.read(BLOCK)
        buffer = rest + data
        if not data:
            if buffer:
                yield buffer, True
            return
        end = buffer.rfind(b"\n") + 1
        if end and len(buffer) < _TOGETHER and _continues(buffer[:end]):
            rest = buffer
            continue
        if not end and len(buffer) > LONGEST_LINE:
            end = max(buffer.rfind(gap) for gap in (_GAPS[n : n + 1] for n in range(len(_GAPS)))) + 1
            if end <= 0:
                yield buffer, False
                rest = b""
                continue
        if end:
            yield buffer[:end], True
        rest = buffer[end:]


def _continues(block: bytes) -> bool:
    """True when the block ends inside a key, a dump or folded base64."""
    begin = block.rfind(b"-----BEGIN ", -200_000)
    if begin >= 0 and block.find(b"-----END ", begin) < 0:
        return True
    return _OPEN_END.search(block, max(0, len(block) - 4096)) is not None


def _block(copying: "Copying", raw: str, line: int) -> Iterator[bytes]:
    """One block: lines that are JSON each by its structure, everything between them as text."""
    if raw[:1] != "{" and "\n{" not in raw:
        yield encode(_text(copying, raw, line))
        return
    plain: list[str] = []
    start = line
    rows = raw.splitlines(keepends=True) if "\x0b" not in raw and raw.isascii() else _rows(raw)
    for n, (row, parsed) in enumerate(_surveyed(copying, rows)):
        made = _json_row(copying, row, parsed, line + n) if parsed is not None else None
        if made is None:
            start = start if plain else line + n
            plain.append(row)
            continue
        if plain:
            yield encode(_text(copying, "".join(plain), start))
            plain = []
        yield encode(made)
    if plain:
        yield encode(_text(copying, "".join(plain), start))


def _rows(raw: str) -> list[str]:
    rows = raw.split("\n")
    return [row + "\n" for row in rows[:-1]] + ([rows[-1]] if rows[-1] else [])


def _surveyed(copying: "Copying", rows: list[str]) -> Iterator[tuple[str, Any]]:
    """Rows, each with what it holds as JSON or None; what is quiet in them is told for many rows together."""
    at = 0
    while at < len(rows):
        end, size = at, 0
        while end < len(rows) and size < BLOCK:
            size += len(rows[end])
            end += 1
        parsed = [_parsed(row) if row[0] == "{" else None for row in rows[at:end]]
        survey.look(copying.cleaner, parsed)
        yield from zip(rows[at:end], parsed, strict=True)
        at = end


def _parsed(row: str) -> Any:
    body = row.rstrip()
    return jsontext.parse(body) if body[-1:] == "}" else None


def _json_row(copying: "Copying", row: str, parsed: Any, line: int) -> str:
    body = row.rstrip()
    walk = jsontree.Walk(copying.cleaner)
    made = jsontext.document(copying.cleaner, body, parsed, walk, surveyed=True)
    copying.settle(walk, f"line {line} ")
    return row if made is body else made + row[len(body) :]


def _text(copying: "Copying", raw: str, line: int) -> str:
    cleaner = copying.cleaner
    edits = cleaner.edits(raw)
    cleaner.notes.clear()
    at = 0
    for edit in edits:
        if copying.ledger.wants_place(edit.notes):
            line += raw.count("\n", at, edit.start)
            at = edit.start
            copying.ledger.take(edit.notes, f"{copying.inside}line {line}")
        else:
            copying.ledger.take(edit.notes)
    return apply(raw, edits)
