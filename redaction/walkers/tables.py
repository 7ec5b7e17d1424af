"""Tables with a header line: exports of users as CSV, and logs that name their fields (W3C): what a column is called says what stands in it.

Row by row and field by field, so that rows, fields and quotes stay as they were. A text is a table only where its first line
reads like names, one of them says something, and the next line has as many fields.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaction import names
from redaction.cleaner import Cleaner
from redaction.textstreams import Stream, decode, encode
from redaction.walkers import values

if TYPE_CHECKING:
    from redaction.copies import Copying

_DELIMITERS = ("\t", ";", "|", ",")
_HEADER = re.compile(r"\ufeff?\"?[^\W\d][\w .()/#@-]{0,60}\"?")
_FIELDS = re.compile(r"#Fields: {0,4}\t?(?P<names>\S+(?:[ \t]\S+){3,200})\s*\Z")
_PEOPLE = frozenset({"email", "phone", "birth-date", "person", "address", "national-id", "password", "iban", "user"})
"""Columns beside which a column called `name` names people."""
_ROW = 1 << 20
"""Characters of a row with line ends in quotes; what is longer is text."""
_NONE = frozenset({"", "-", "(null)", "NULL", "null", "\\N", "n/a", "N/A"})
_W3C = {"cs-username": "user", "c-username": "user", "x-cs-user-dn": "user", "cs-user": "user", "x-username": "user"}


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns are."""

    delimiter: str
    names: tuple[str, ...]
    categories: tuple[str, ...]
    w3c: bool = False

    def row(self, cleaner: Cleaner, row: str) -> str:
        """One row, clean."""
        body = row.rstrip("\r\n")
        spans = list(_fields(body, self.delimiter))
        if len(spans) != len(self.names) or (self.w3c and body.startswith("#")):
            return cleaner.text(row)
        made, last = [], 0
        for (start, end), name, category in zip(spans, self.names, self.categories, strict=True):
            made += [body[last:start], self._field(cleaner, body[start:end], name, category)]
            last = end
        clean = "".join(made) + body[last:] + row[len(body) :]
        return cleaner.text(clean) if self.w3c else clean

    def _field(self, cleaner: Cleaner, value: str, name: str, category: str) -> str:
        core = value.strip()
        if core in _NONE:
            return value
        if not category:
            return value if self.w3c or len(core) < 3 else cleaner.inside(value)
        at = value.index(core)
        return value[:at] + _said(cleaner, category, name, core) + value[at + len(core) :]


def _said(cleaner: Cleaner, category: str, name: str, core: str) -> str:
    if category == "address":  # in a column of its own a postal code is one
        return cleaner.secret(category, core, "column", name)
    made = values.clean(cleaner, name, core) if names.category(name) == category else core
    if made != core or names.harmless(core) or not names.plausible(category, core):
        return made if made != core else cleaner.inside(core)
    return cleaner.secret(category, core, "column", name)


def _fields(body: str, delimiter: str) -> Iterator[tuple[int, int]]:
    """Where each field's content stands, within its quotes where it has some (RFC 4180 2)."""
    at, size = 0, len(body)
    while at <= size:
        if body[at : at + 1] == '"':
            close = _closing(body, at + 1)
            yield at + 1, close
            end = body.find(delimiter, close)
        else:
            end = body.find(delimiter, at)
            yield at, end if end >= 0 else size
        if end < 0:
            return
        at = end + 1


def _closing(body: str, at: int) -> int:
    while True:
        found = body.find('"', at)
        if found < 0:
            return len(body)
        if body[found + 1 : found + 2] != '"':
            return found
        at = found + 2


def layout(head: str) -> Layout | None:
    """The columns of a text that begins so; None when it is no table."""
    lines = head.splitlines()
    if head.startswith(("#Software:", "#Version:", "#Fields:")):
        return next((made for n, line in enumerate(lines[:12]) if (made := _w3c(line, lines[n + 1 : n + 2]))), None)
    rows = [line for line in lines[:3] if line.strip()]
    if len(rows) < 2 or len(rows[0]) > 8_000:
        return None
    return next((made for delimiter in _DELIMITERS if (made := _table(rows[0], rows[1], delimiter))), None)


def _w3c(line: str, following: Sequence[str]) -> Layout | None:
    found = _FIELDS.match(line)
    if not found:
        return None
    columns = tuple(re.split(r"[ \t]", found["names"]))
    delimiter = "\t" if following and "\t" in following[0] else " "
    return Layout(delimiter, columns, tuple(_W3C.get(c.lower(), "") for c in columns), w3c=True)


def _table(first: str, second: str, delimiter: str) -> Layout | None:
    columns = tuple(first[a:b].strip("\ufeff ") for a, b in _fields(first, delimiter))
    if len(columns) < 3 or len(set(columns)) < len(columns) or not all(_HEADER.fullmatch(c) for c in columns):
        return None
    if '"' not in second and second.count(delimiter) != len(columns) - 1:
        return None
    categories = tuple(map(names.category, columns))
    if not any(categories):
        return None
    if _PEOPLE.intersection(categories):
        categories = tuple("person" if not c and names.plain(n) in ("name", "full_name", "names", "title_name") else c for n, c in zip(columns, categories, strict=True))
    return Layout(delimiter, columns, categories)


def rows(copying: "Copying", stream: Stream, columns: Layout) -> Iterator[bytes]:
    """The clean copy of a table."""
    cleaner, line, made = copying.cleaner, 1, []
    for count, row in _rows(stream):
        made.append(row if line == 1 and not columns.w3c else columns.row(cleaner, row))
        copying.settle(prefix=f"line {line}")
        line += count
        if len(made) >= 512:
            yield encode("".join(made))
            made = []
    yield encode("".join(made))


def _rows(stream: Stream) -> Iterator[tuple[int, str]]:
    """Rows with how many lines each has: a line end in quotes ends no row."""
    waiting: list[str] = []
    size = 0
    for raw in stream:
        line = decode(raw)
        if not waiting and line.count('"') % 2 == 0:
            yield 1, line
            continue
        waiting.append(line)
        size += len(line)
        if (len(waiting) > 1 and line.count('"') % 2) or size > _ROW:
            yield len(waiting), "".join(waiting)
            waiting, size = [], 0
    for line in waiting:
        yield 1, line
