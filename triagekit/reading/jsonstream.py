"""JSON documents with one long array, read element by element in bounded memory, broken ones included.

An element's end is found with `bytes.find`, not by parsing: a raw line feed and an unescaped quote cannot
stand inside a JSON string (RFC 8259 7), so the line break before a closing brace at the element's own
indentation, or the text between two elements, marks a boundary exactly. Every guess is proven by decoding;
where it fails, a scanner that knows strings and brackets finds the true end.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Generic, NamedTuple, TypeVar

CHUNK = 1 << 20
"""Bytes read at a time."""
LIMIT = 64 << 20
"""Longest element that is decoded; a longer one is stepped over and said."""

_BLANK = re.compile(rb"[ \t\r\n]*+")
_STRUCTURE = re.compile(rb'["{}\[\]]')
_SCALAR = re.compile(rb"[^,\]}\s]{1,4096}")
_OPENING = re.compile(rb'\{[ \t\r\n]{0,200}"[^"\\]{0,64}"')

END = -1
TOO_LONG = -2


class Cursor:
    """A place in a byte stream, with what lies ahead of it in memory."""

    __slots__ = ("_base", "_stream", "data", "ended", "pos")

    def __init__(self, stream: BinaryIO, base: int = 0) -> None:
        self._stream, self._base = stream, base
        self.data = bytearray()
        self.pos = 0
        self.ended = False

    @property
    def offset(self) -> int:
        """Absolute offset of the cursor."""
        return self._base + self.pos

    def fill(self) -> bool:
        """Read one chunk more, dropping what lies behind; False at the end."""
        if self.pos >= CHUNK:
            self._drop()
        block = b"" if self.ended else self._stream.read(CHUNK)
        self.ended = not block
        self.data += block
        return bool(block)

    def _drop(self) -> None:
        del self.data[: self.pos]
        self._base += self.pos
        self.pos = 0

    def peek(self) -> int:
        """The next byte that is no white space, the cursor on it; END when there is none."""
        while True:
            found = _BLANK.match(self.data, self.pos)
            self.pos = found.end() if found else self.pos
            if self.pos < len(self.data):
                return self.data[self.pos]
            if not self.fill():
                return END

    def blank(self) -> bytes:
        """The white space at the cursor, the cursor behind it; of very much of it, the first part."""
        made = bytearray()
        while True:
            found = _BLANK.match(self.data, self.pos)
            end = found.end() if found else self.pos
            if len(made) < CHUNK:
                made += self.data[self.pos : end]
            self.pos = end
            if self.pos < len(self.data) or not self.fill():
                return bytes(made)

    def behind(self, length: int) -> bytes:
        """The last bytes that the cursor went over, where they are still in memory."""
        return bytes(memoryview(self.data)[self.pos - length : self.pos]) if length <= self.pos else b""

    def measure(self, limit: int = LIMIT) -> int:
        """Length of the JSON value at the cursor by its brackets and quotes; END when it is cut, TOO_LONG beyond `limit`."""
        first = self.peek()
        if first in (ord("{"), ord("[")):
            return self._container(limit)
        if first == ord('"'):
            return self._string(1, limit)
        found = _SCALAR.match(self.data, self.pos)
        return found.end() - self.pos if found else END

    def _container(self, limit: int) -> int:
        depth, at = 0, 0
        while True:
            found = _STRUCTURE.search(self.data, self.pos + at)
            if not found:
                at = len(self.data) - self.pos
                if at > limit:
                    return TOO_LONG
                if not self.fill():
                    return END
                continue
            at = found.end() - self.pos
            kind = found[0]
            if kind == b'"':
                at = self._string(at, limit)
                if at < 0:
                    return at
            else:
                depth += 1 if kind in b"{[" else -1
                if depth == 0:
                    return at

    def _string(self, at: int, limit: int) -> int:
        """Where the string that is open at `at` (counted from the cursor) has its end."""
        while True:
            end = self.data.find(b'"', self.pos + at)
            if end < 0:
                if len(self.data) - self.pos > limit:
                    return TOO_LONG
                at = max(at, len(self.data) - self.pos)
                if not self.fill():
                    return END
                continue
            if not self._escaped(end):
                return end + 1 - self.pos
            at = end + 1 - self.pos

    def _escaped(self, place: int) -> bool:
        """An odd run of backslashes stands in front."""
        start = place
        while start > self.pos and self.data[start - 1] == 0x5C:
            start -= 1
        return (place - start) % 2 == 1

    def take(self, length: int) -> bytes:
        """These bytes, the cursor behind them."""
        piece = bytes(memoryview(self.data)[self.pos : self.pos + length])
        self.pos += length
        return piece

    def skip_to(self, mark: bytes) -> int:
        """Step over everything up to and with `mark`, or to the end, keeping little in memory; bytes stepped over."""
        start = self.offset
        while True:
            found = self.data.find(mark, self.pos)
            if found >= 0:
                self.pos = found + len(mark)
                return self.offset - start
            self.pos = max(self.pos, len(self.data) - len(mark) + 1)
            self._drop()
            if not self.fill():
                self.pos = len(self.data)
                return self.offset - start

    def skip_rest(self) -> int:
        """Step over everything that is left; bytes stepped over."""
        start = self.offset
        while True:
            self.pos = len(self.data)
            self._drop()
            if not self.fill():
                return self.offset - start

    def key(self) -> bytes | None:
        """The member name at the cursor, raw, the cursor behind its colon; None when there is none."""
        if self.peek() != ord('"'):
            return None
        length = self._string(1, 1 << 16)
        if length < 0:
            return None
        start = self.offset
        name = self.take(length)[1:-1]
        if self.peek() != ord(":"):
            self.pos = max(0, start - self._base)  # no name: it is left for who reads on
            return None
        self.pos += 1
        return name

    def members(self) -> Iterator[bytes]:
        """Names of the object at the cursor; the caller steps over each value. Ends behind the brace, or where it is broken."""
        if self.peek() != ord("{"):
            return
        self.pos += 1
        while True:
            following = self.peek()
            if following == ord(","):
                self.pos += 1
                continue
            if following == ord("}"):
                self.pos += 1
                return
            name = self.key()
            if name is None:
                return
            yield name


Made = TypeVar("Made")


class Element(NamedTuple, Generic[Made]):
    """One element of the array; `made` is None when it could not be decoded."""

    offset: int
    length: int
    made: Made | None
    why: str = ""
    """Why it was refused, in our words."""


class Elements(Generic[Made]):
    """The elements of the array whose opening bracket lies just behind the cursor.

    `decode` gets an element's bytes and raises ValueError for anything but exactly one good value.
    """

    __slots__ = ("_before", "_cursor", "_decode", "_ends", "_pattern", "between", "closed", "cut_at")

    def __init__(self, cursor: Cursor, decode: Callable[[bytes], Made]) -> None:
        self._cursor, self._decode = cursor, decode
        self._ends: list[tuple[bytes, int]] = []
        self._pattern: re.Pattern[bytes] | None = None
        self._before = cursor.offset
        """Where the element before ended; the opening bracket for the first."""
        self.closed = False
        self.between = bytearray()
        """What stood between the last two elements, or before the bracket that closed: commas and white space, within reason."""
        self.cut_at = -1
        """Offset of an element that the end of the data cuts off; -1 when none is."""

    def __iter__(self) -> Iterator[Element[Made]]:
        cursor = self._cursor
        self.between = bytearray()
        while True:
            self.between += cursor.blank()
            following = cursor.peek()
            if following == ord(","):
                cursor.pos += 1
                if len(self.between) < CHUNK:
                    self.between += b","
                continue
            if following in (ord("]"), END):
                cursor.pos += following != END
                self.closed = following != END
                return
            if following == ord("{"):
                self._learn()
                found = self._one()
            else:
                found = self._foreign()
            if found is None:
                return
            self._before = cursor.offset
            yield found
            self.between = bytearray()

    def _learn(self) -> None:
        """Take note of how elements are set apart here: by an indented brace, or by the text between two of them."""
        cursor = self._cursor
        gap = cursor.offset - self._before
        if len(self._ends) >= 8 or not 0 <= gap <= min(200, cursor.pos):
            return
        opening = _OPENING.match(cursor.data, cursor.pos)
        if opening is None:
            return
        between = bytes(cursor.data[cursor.pos - gap : cursor.pos])
        if b"\n" in opening[0] and b"\n" in between:
            mark = (b"\n" + between.rpartition(b"\n")[2] + b"}", 0)
        elif between.count(b",") == 1:
            mark = (b"}" + between + opening[0], len(between) + len(opening[0]))
        else:
            return
        if mark not in self._ends:
            self._ends.append(mark)
            self._pattern = re.compile(b"|".join(re.escape(m) for m, _ in self._ends)) if len(self._ends) > 1 else None

    def _guess(self) -> int:
        """Length up to the next boundary; END when there is none, TOO_LONG when it is beyond the limit."""
        cursor, at = self._cursor, 0
        if not self._ends:
            return END
        longest = max(len(m) for m, _ in self._ends)
        while True:
            found, behind = self._next_mark(cursor.pos + at)
            if found >= 0:
                return found - behind - cursor.pos
            at = max(at, len(cursor.data) - cursor.pos - longest)
            if at > LIMIT:
                return TOO_LONG
            if not cursor.fill():
                return END

    def _next_mark(self, start: int) -> tuple[int, int]:
        """End of the next mark, and how much of it belongs to what follows; (-1, 0) when there is none in memory."""
        if self._pattern is None:
            mark, behind = self._ends[0]
            found = self._cursor.data.find(mark, start)
            return (found + len(mark), behind) if found >= 0 else (-1, 0)
        match = self._pattern.search(self._cursor.data, start)
        return (match.end(), dict(self._ends)[match[0]]) if match else (-1, 0)

    def _one(self) -> Element[Made] | None:
        cursor = self._cursor
        guess = self._guess()
        if guess > 0 and (found := self._try(guess)):
            return found
        length = cursor.measure(LIMIT if guess < 0 else max(4 * guess, CHUNK))
        if length > 0 and length != guess and (found := self._try(length)):
            return found
        if length == TOO_LONG and guess <= 0:
            return self._refuse(self._over(), "it is too long")
        if guess > 0 or length > 0:
            cursor.pos += min(n for n in (guess, length) if n > 0)
            return self._refuse(min(n for n in (guess, length) if n > 0), "it is not valid JSON")
        self.cut_at = cursor.offset
        return None

    def _try(self, length: int) -> Element[Made] | None:
        cursor = self._cursor
        try:
            made = self._decode(bytes(memoryview(cursor.data)[cursor.pos : cursor.pos + length]))
        except (ValueError, RecursionError):
            return None
        offset = cursor.offset
        cursor.pos += length
        return Element(offset, length, made)

    def _refuse(self, length: int, why: str) -> Element[Made]:
        """An element that was stepped over."""
        return Element(self._cursor.offset - length, length, None, why)

    def _over(self) -> int:
        """Step over an element that is longer than the limit, to the next mark if one is known; how long it was."""
        mark, behind = self._ends[0] if self._ends else (b"\x00", 0)
        length = self._cursor.skip_to(mark)
        self._cursor.pos -= behind
        return length - behind

    def _foreign(self) -> Element[Made] | None:
        """Something that is no object among the elements."""
        cursor = self._cursor
        length = cursor.measure(CHUNK)
        if length <= 0:
            self.cut_at = cursor.offset
            return None
        cursor.pos += length
        return self._refuse(length, "it is not an object")

