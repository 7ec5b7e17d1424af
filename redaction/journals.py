"""The export form of systemd's journal, where some values are told with their length in bytes: what changes one counts it anew."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from redaction import textstreams
from triagekit.reading import journal
from triagekit.roles import Source

if TYPE_CHECKING:
    from redaction.copies import Copying

LONGEST = 4 << 20
"""Bytes of one value that is still looked into."""
MARKS = (b"__CURSOR=", b"__REALTIME_TIMESTAMP=")
"""What an export begins with."""


def copy(copying: "Copying", source: Source) -> Iterator[bytes]:
    """The clean copy: lines as text, values with a length each by itself."""
    with source.open() as stream:
        plain, begun, line = b"", 1, 1
        for piece in journal.exported(stream, LONGEST):
            if piece.whole and not piece.sized:
                begun, plain = (begun, plain + piece.raw) if plain else (line, piece.raw)
            if plain and (piece.sized or not piece.whole or (not piece.name and len(plain) >= textstreams.BLOCK)):
                yield from textstreams.blocks(copying, textstreams.memory(plain), begun)
                plain = b""
            if piece.sized or not piece.whole:
                yield _alone(copying, piece, line)
            line += piece.breaks
        yield from textstreams.blocks(copying, textstreams.memory(plain), begun)


def _alone(copying: "Copying", piece: journal.Piece, line: int) -> bytes:
    cleaner = copying.cleaner
    if piece.whole:
        value = textstreams.encode(cleaner.inside(textstreams.decode(piece.value)))
    else:
        copying.not_examined.append((piece.length, "a value of the journal is longer than can be read at once"))
        value = textstreams.encode(cleaner.put("nested", textstreams.decode(piece.value[:64]) + str(piece.length), "long-line"))
    copying.settle(prefix=f"line {line}")
    return journal.sized(piece.name, value) if piece.sized else (piece.name + b"=" if piece.name else b"") + value + b"\n"
