"""Whole artifacts as copies that may leave, streaming. The form decides by content: JSON by structure, the rest as text.

What is damaged, cut off or unknown is cleaned as text. Binary that cannot be read is withheld and said to be so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from redaction import binaries, jsonstreams, textstreams
from redaction.audit import Ledger
from redaction.cleaner import Cleaner
from redaction.walkers import jsontext, jsontree, tables
from triagekit.reading import texts
from triagekit.roles import Source

WHOLE = 4 << 20
"""JSON, XML, messages and forms up to this size are read at once; longer JSON element by element."""
_MARKS = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16": b"\xff\xfe"}


@dataclass(slots=True)
class Copying:
    """One artifact while it is copied."""

    cleaner: Cleaner
    ledger: Ledger = field(default_factory=Ledger)
    not_examined: list[tuple[int, str]] = field(default_factory=list)
    inside: str = ""
    """Of an archive's member: what stands before every place in it."""

    def within(self, name: str) -> "Copying":
        """The copying of a member, with the same ledger."""
        return Copying(self.cleaner, self.ledger, self.not_examined, self.inside + name)

    def again(self) -> "Copying":
        """The copying of what was copied already, with the same ledger."""
        return Copying(self.cleaner, self.ledger)

    def pieces(self, source: Source) -> Iterator[bytes]:
        """The clean copy, piece by piece, in the encoding of the original."""
        head = source.head
        found = binaries.form(head)
        if found:
            yield from found(self, source)
            return
        encoding = texts.encoding_of(head.data)
        made = self._utf8(source)
        if encoding in ("utf-8", "latin-1"):
            yield from made
        elif encoding == "utf-8-sig":
            yield _MARKS[encoding]
            yield from made
        else:
            yield from _wide(made, encoding, head.data)

    def _utf8(self, source: Source) -> Iterator[bytes]:
        head = source.head
        stream, _ = texts.utf8_stream(source.open(), head.data)
        with stream:
            if jsonstreams.is_json(head.text) and not jsonstreams.is_lines(head.text):
                yield from self._json(source, stream)
            elif columns := tables.layout(head.text):
                yield from tables.rows(self, stream, columns)
            elif head.size <= WHOLE:
                yield from self.whole(stream.read(4 * WHOLE))
            else:
                yield from textstreams.blocks(self, stream)

    def _json(self, source: Source, stream: textstreams.Stream) -> Iterator[bytes]:
        if source.head.size > WHOLE:
            yield from jsonstreams.document(self, stream)
            return
        data = stream.read(4 * WHOLE)
        parsed = jsontext.parse(data)
        if parsed is None:
            yield from self._nearly(data)
            return
        walk = jsontree.Walk(self.cleaner)
        made = jsontext.document(self.cleaner, textstreams.decode(data), parsed, walk)
        self.settle(walk)
        yield textstreams.encode(made)

    def _nearly(self, data: bytes) -> Iterator[bytes]:
        """JSON that only lenient readers take (NaN, lone surrogates), or that is cut off or broken."""
        text = textstreams.decode(data)
        if jsontext.lenient(text):
            made = textstreams.encode(jsontext.edited(self.cleaner, text))
            self.settle()
            yield made
        else:
            yield from jsonstreams.document(self, textstreams.memory(data))

    def whole(self, data: bytes) -> Iterator[bytes]:
        """A short artifact: by the structure of the whole, where it has one."""
        raw = textstreams.decode(data)
        for structure in self.cleaner.structures:
            made = structure(self.cleaner, raw)
            if made is not None:
                self.settle()
                yield textstreams.encode(made)
                return
        yield from textstreams.blocks(self, textstreams.memory(data))

    def settle(self, walk: jsontree.Walk | None = None, prefix: str = "") -> None:
        """Count what was noted since the last time, at the places where it stood."""
        notes, self.cleaner.notes = self.cleaner.notes, []
        if not notes:
            return
        prefix = self.inside + prefix
        places = walk.places if walk else []
        bounds = [n for n, _ in places] + [len(notes)]
        self.ledger.take(notes[: bounds[0]], prefix)
        for (start, step), end in zip(places, bounds[1:], strict=True):
            stretch = notes[start:end]
            self.ledger.take(stretch, prefix + step.pointer() if self.ledger.wants_place(stretch) else "")
        if walk:
            walk.places.clear()


def _wide(pieces: Iterator[bytes], encoding: str, head: bytes) -> Iterator[bytes]:
    """UTF-8 pieces in a wide encoding, with the mark that the original had."""
    marked = head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\0\0\xfe\xff"
    name = encoding
    if encoding in ("utf-16", "utf-32"):
        name += "-be" if head[:2] == b"\xfe\xff" or head[:1] == b"\0" else "-le"
    if marked:
        yield "\ufeff".encode(name)
    for piece in pieces:
        yield piece.decode("utf-8", "surrogateescape").encode(name, "surrogatepass")
