"""Long JSON documents in bounded memory: members one by one, arrays element by element, in the lines that they stood in.

A document that is cut off or broken stays so: what is complete is cleaned by structure, the rest in place, token by token.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from redaction import survey, textstreams
from redaction.walkers import jsonplaces, jsontext, jsontree
from triagekit.reading.jsonstream import END, Cursor, Elements

if TYPE_CHECKING:
    from redaction.copies import Copying

DEEP = 4
"""Levels that are opened to find the long array; what lies below is read at once."""
_ENCODER = msgspec.json.Encoder()
_INDENT = re.compile(r"[\[{][ \t]*\r?\n(?P<indent>[ \t]+)\S")


_ITEM = r"(?:[{\"]|(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(?:,|\Z)|\Z)"
_BEGINS = re.compile(rf"\s*(?:\{{\s*(?:\"|\}}|\Z)|\[(?:\s*\[){{0,8}}\s*(?:{_ITEM}|\]\s*\Z))")


def is_json(head: str) -> bool:
    """Begins like an object or an array; a line of a log that begins with a bracket does not."""
    return _BEGINS.match(head.lstrip("\ufeff")) is not None


def is_lines(head: str) -> bool:
    """JSON lines: the first line is a whole value and another follows."""
    first, newline, rest = head.lstrip("\ufeff \t\r\n").partition("\n")
    return bool(newline) and rest.lstrip()[:1] in ("{", "[") and jsontext.parse(first.strip()) is not None


@dataclass(slots=True)
class _Raw:
    """An element as it stood and as parsed."""

    data: bytes
    value: Any


def _decode(data: bytes) -> _Raw:
    return _Raw(data, msgspec.json.decode(data))


@dataclass(slots=True)
class _Writer:
    """How the document is laid out."""

    unit: str

    def line(self, depth: int) -> bytes:
        """A line end with the indentation of this depth, or nothing."""
        return b"\n" + self.unit.encode() * depth if self.unit else b""

    def value(self, value: Any, depth: int) -> bytes:
        """A value at this depth."""
        made = _ENCODER.encode(value)
        if not self.unit:
            return made
        if self.unit.strip(" "):
            text = json.dumps(value, ensure_ascii=False, indent=self.unit).encode("utf-8", "surrogatepass")
        else:
            text = msgspec.json.format(made, indent=len(self.unit))
        return text.replace(b"\n", self.line(depth))


@dataclass(slots=True)
class _Document:
    """One document while it is copied."""

    copying: "Copying"
    cursor: Cursor
    writer: _Writer
    broken: bool = False

    def value(self, name: str, step: jsontree.Step, depth: int) -> Iterator[bytes]:
        """The value at the cursor."""
        opening = self.cursor.peek()
        if opening == ord("[") and depth <= DEEP:
            yield from self.array(name, step, depth)
        elif opening == ord("{") and depth < DEEP:
            yield from self.object(step, depth)
        elif opening != END:
            yield self.whole(name, step, depth)
        else:
            self.broken = True

    def object(self, step: jsontree.Step, depth: int) -> Iterator[bytes]:
        """Members one by one."""
        cursor = self.cursor
        yield cursor.take(1) + cursor.blank()
        first, comma = True, b""
        while True:
            following = cursor.peek()
            if following == ord("}") and not comma:
                yield cursor.take(1)
                return
            start = cursor.offset
            key = cursor.key() if following == ord('"') and (first or comma) else None
            if key is None:
                self.broken = True
                return
            yield self.key(key, cursor.behind(cursor.offset - start)) + cursor.blank()
            first = False
            yield from self.value(_name(key), jsontree.Step(step, _name(key)), depth + 1)
            if self.broken:
                return
            blank = cursor.blank()
            comma = cursor.take(1) if cursor.peek() == ord(",") else b""
            yield blank + comma + (cursor.blank() if comma else b"")

    def key(self, raw: bytes, stood: bytes) -> bytes:
        """A member's name, clean, with its colon as it stood."""
        name = _name(raw)
        made = jsontree.key_text(self.copying.cleaner, name)
        quoted = b'"' + raw + b'"' if made == name else _ENCODER.encode(made)
        return quoted + (stood[len(raw) + 2 :] or b":")

    def array(self, name: str, step: jsontree.Step, depth: int) -> Iterator[bytes]:
        """Elements one by one."""
        yield self.cursor.take(1)
        elements = Elements(self.cursor, _decode)
        for count, element in enumerate(elements):
            yield bytes(elements.between)
            yield self.element(element, name, jsontree.Step(step, count), depth + 1)
        yield bytes(elements.between)
        if elements.closed:
            yield b"]"
        else:
            self.broken = True

    def element(self, element: Any, name: str, step: jsontree.Step, depth: int) -> bytes:
        """One element, as it stood where nothing changed."""
        raw = self.stood(element)
        if raw is not None:
            return self.parsed(raw, (name, step, depth))
        if element.made is None:
            self.copying.not_examined.append((element.length, f"an element could not be read: {element.why}"))
            return _ENCODER.encode("redacted-unreadable")
        made = self.clean(element.made.value, name, step)
        return bytes(element.made.data) if made is element.made.value else self.written(element.made, made, depth)

    def stood(self, element: Any) -> bytes | None:
        """The bytes of an element that is no good object, where they are still in memory."""
        at = self.cursor.pos - element.length
        return bytes(self.cursor.data[at : self.cursor.pos]) if element.made is None and at >= 0 else None

    def clean(self, value: Any, name: str, step: jsontree.Step) -> Any:
        """A parsed value, clean, its finds counted."""
        survey.look(self.copying.cleaner, value)
        walk = jsontree.Walk(self.copying.cleaner)
        made = walk.tree(value, name, step)
        self.copying.settle(walk)
        return made

    def whole(self, name: str, step: jsontree.Step, depth: int) -> bytes:
        """A value read at once."""
        length = self.cursor.measure()
        if length <= 0:
            self.broken = True
            return b""
        return self.parsed(self.cursor.take(length), (name, step, depth))

    def parsed(self, raw: bytes, place: tuple[str, jsontree.Step, int]) -> bytes:
        """A value by its structure, or in place where it has none."""
        name, step, depth = place
        value = jsontext.parse(raw)
        if value is None and raw.strip() != b"null":
            return self.text(raw)
        made = self.clean(value, name, step)
        return raw if made is value else self.written(_Raw(raw, value), made, depth)

    def written(self, stood: _Raw, made: Any, depth: int) -> bytes:
        """A changed value in as many lines as it stood in."""
        new = self.writer.value(made, depth)
        if new.count(b"\n") == stood.data.count(b"\n"):
            return new
        in_place = jsonplaces.written(textstreams.decode(stood.data), stood.value, made)
        return new if in_place is None else textstreams.encode(in_place)

    def text(self, raw: bytes) -> bytes:
        """What cannot be parsed, cleaned in place."""
        made = jsontext.edited(self.copying.cleaner, textstreams.decode(raw))
        self.copying.settle()
        return textstreams.encode(made)


def _name(key: bytes) -> str:
    try:
        return str(json.loads(b'"' + key + b'"'))
    except ValueError:
        return key.decode("utf-8", "replace")


def document(copying: "Copying", stream: textstreams.Stream) -> Iterator[bytes]:
    """The clean copy of a document, and of whatever stands behind it."""
    cursor = Cursor(stream)
    cursor.peek()
    head = bytes(cursor.data[cursor.pos : cursor.pos + 4096]).decode("utf-8", "replace")
    found = _INDENT.match(head)
    made = _Document(copying, cursor, _Writer(found.group("indent") if found else ""))
    yield from made.value("", jsontree.Step(None, ""), 0)
    yield from _rest(made)


def _rest(made: _Document) -> Iterator[bytes]:
    """What is left: the broken end in place, anything behind the document as text."""
    cursor = made.cursor
    while True:
        data = cursor.take(len(cursor.data) - cursor.pos)
        if data.strip():
            yield made.text(data)
        elif data:
            yield data
        if not cursor.fill():
            return
