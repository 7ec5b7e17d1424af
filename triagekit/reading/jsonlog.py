"""Logs whose entries are JSON objects: one a line, or in an array, or under a key such as Records, or printed over many lines.

Recognition looks at the first objects; a form says by their keys whether they are its own.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from triagekit.model import Defect, Location
from triagekit.reading import texts
from triagekit.reading.accesslog import FIELDS
from triagekit.reading.events import room
from triagekit.reading.jsonstream import END, TOO_LONG, Cursor
from triagekit.reading.lines import Sample, location
from triagekit.reading.logtimes import Clock, clock
from triagekit.reading.unwrap import Inner, inner, unwrapped
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Context, Head, Item, Source

Object = Mapping[str, Any]
HOLDERS = ("Records", "records", "value", "events", "logEvents", "logs", "items", "results", "entries", "data", "hits")
HEAD = 65_536
"""Bytes in which a holder's key is looked for."""
"""Keys under which exports hold their array of entries."""
SAMPLED = 40
"""Objects that recognition looks at."""
LONGEST = 8 << 20
"""Bytes of one object that is still decoded."""

_decode = msgspec.json.Decoder().decode


class Entry(NamedTuple):
    """One object with its place."""

    place: Location
    made: Object | None
    """None when it could not be decoded."""
    text: str
    """The entry as it stands, for lines that are no object."""
    at: datetime | None
    """Time of the wrapping, where there is one."""


def decoded(text: str | bytes) -> Object | None:
    """The JSON object that this text is, or None."""
    try:
        made = _decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return None
    return made if isinstance(made, dict) else None


_SCALAR = r'(?:"(?:[^"\\]|\\.){0,2000}"|[\w.+-]{1,40}|\{[^{}]{0,2000}\})'
_HOLDER = rf'\s*\{{(?:\s*"[^"\\]{{0,200}}"\s*:\s*{_SCALAR}\s*,){{0,40}}\s*"({"|".join(HOLDERS)})"\s*:\s*\[\s*(?=\{{)'
_HELD = re.compile(_HOLDER)
_HELD_BYTES = re.compile(_HOLDER.encode())
"""An object's beginning up to the first entry of an array of objects under a holder's key, at the top level only."""


def _by_line(head: Head, own: Inner) -> bool:
    """Whether the entries stand one a line: the first line is a whole object, or most are; a lone line that holds an array is a document."""
    seen = own.sample.lines
    if not seen:
        return False
    if len(seen) == 1 and not own.wrapped and _HELD.match(head.text.lstrip("\ufeff")):
        return False
    whole = sum(line.lstrip().startswith("{") and (line.rstrip().endswith(("}", "},")) or len(line) >= 4_000) for line in seen)
    return whole * 2 > len(seen) or decoded(seen[0].strip().rstrip(",")) is not None


@lru_cache(maxsize=4)
def _sampled(text: str, seen: Sample, cut: bool, by_line: bool) -> tuple[Object, ...]:
    if by_line:
        rows = text.split("\n") if not seen.lines or len(seen.lines[0]) >= 4_000 else list(seen.lines)
        rows = rows[: SAMPLED * 2 - 1] if cut and len(rows) > 1 else rows[: SAMPLED * 2]
        return tuple(m for row in rows if row.lstrip().startswith("{") and (m := decoded(row.strip().rstrip(",")) or _lax(row)) is not None)[:SAMPLED]
    found: list[Object] = []
    at = _start(text)
    decoder = json.JSONDecoder()
    while 0 <= at < len(text) and len(found) < SAMPLED:
        try:
            made, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        if isinstance(made, dict):
            found.append(made)
        at = _next(text, at)
    return tuple(found)


def _lax(text: str) -> Object | None:
    """Objects with bare words such as NaN, as Python writes them."""
    if "NaN" not in text and "Infinity" not in text:
        return None
    try:
        made = json.loads(text.strip().rstrip(","))
    except (ValueError, RecursionError):
        return None
    return made if isinstance(made, dict) else None


def _start(text: str) -> int:
    """Where the first entry begins: the first object, or the first one under a holder's key."""
    first = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if text[first : first + 1] == "[":
        return _next(text, first + 1)
    held = _HELD.match(text, first)
    return held.end() if held else first


def _next(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def first_objects(head: Head) -> tuple[Object, ...]:
    """The first objects of an artifact, at most SAMPLED; empty when it holds none."""
    own = inner(head)
    if own.sample.first not in ("{", "["):
        return ()
    text = "\n".join(own.sample.lines) if own.wrapped else head.text
    by_line = _by_line(head, own)
    found = _sampled(text, own.sample, head.size > len(head.data), by_line)
    return tuple(e for made in found for e in _held(made))[:SAMPLED] if by_line else found


def _held(made: Object) -> list[Object]:
    """The entries that one line holds, when it is an export of its own; else the line's object."""
    for key in HOLDERS:
        inside = made.get(key)
        if isinstance(inside, list) and inside and all(isinstance(v, dict) for v in inside) and len(made) <= 6:
            return inside
    return [made]


def entries(source: Source, when: Clock) -> Iterator[Entry]:
    """Every entry of the artifact, in order."""
    own = inner(source.head)
    if not own.wrapped and not _by_line(source.head, own):
        yield from _document(source)
        return
    for row in unwrapped(source, when):
        text = row.text.strip()
        if text and text not in ("[", "]"):
            place, made = location(source, row.line), _object(text)
            for each in _held(made) if made is not None else (None,):
                yield Entry(place, each, row.text, row.at)


def _object(text: str) -> Object | None:
    if text[0] != "{":
        return None
    made = decoded(text)
    return made if made is not None else decoded(text.rstrip(",")) or _lax(text)


def _document(source: Source) -> Iterator[Entry]:
    """Objects of an array, of an array under a key, or one after the other."""
    with source.open() as stream:
        decoded_, base = texts.utf8_stream(stream, source.head.data)
        cursor = Cursor(decoded_, max(0, base))
        first, inside = cursor.peek(), False
        while len(cursor.data) - cursor.pos < HEAD and cursor.fill():
            pass
        if first == ord("{") and (held := _HELD_BYTES.match(cursor.data, cursor.pos)):
            cursor.pos, inside = held.end(), True
        elif first == ord("["):
            cursor.pos, inside = cursor.pos + 1, True
        yield from _elements(source, cursor, inside, exact=base >= 0)


def _elements(source: Source, cursor: Cursor, inside: bool, exact: bool) -> Iterator[Entry]:
    """Objects until the array ends, or the file; what stops them before that is said as an entry that could not be read."""
    while True:
        following = cursor.peek()
        if following == ord(","):
            cursor.pos += 1
            continue
        offset = cursor.offset if exact else -1
        if following != ord("{"):
            if following != (ord("]") if inside else END):
                yield Entry(Location(source.artifact, "bytes", offset=min(offset, max(0, source.head.size - 1))), None, "", None)
            return
        length = cursor.measure(LONGEST)
        if length in (END, TOO_LONG):
            yield Entry(Location(source.artifact, "bytes", offset=offset), None, "", None)
            return
        yield Entry(Location(source.artifact, "bytes", offset=offset, length=length if exact else -1), decoded(cursor.take(length)), "", None)


def get(made: Object, path: str) -> Any:
    """The member that a dotted path names; a key that contains dots is found too."""
    if path in made:
        return made[path]
    head, _, rest = path.partition(".")
    inside = made.get(head)
    return get(inside, rest) if rest and isinstance(inside, dict) else None


_LIKELY: dict[tuple[str, ...], dict[tuple[str, ...], tuple[str, ...]]] = {}
"""Names of an entry's members, to the paths of a list that may lead somewhere among them."""
_SHAPES, _MEMBERS, _NAMES = 500, 64, 2_000
"""Sets of names remembered; members, and characters of their names, of an entry whose set is."""


def likely(made: Object, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Of these paths those that may lead somewhere in this object, in order. Remembered, because a log's entries come in few shapes."""
    names = tuple(made)
    known = _LIKELY.get(names)
    if known is None:
        known = {}
        if len(names) <= _MEMBERS and sum(map(len, names)) <= _NAMES:
            if len(_LIKELY) >= _SHAPES:
                _LIKELY.clear()
            _LIKELY[names] = known
    found = known.get(paths)
    if found is None:
        found = tuple([path for path in paths if path in made or path.partition(".")[0] in made])
        if len(known) < _SHAPES:
            known[paths] = found
    return found


def word(made: Object, *paths: str) -> str:
    """The first of these members that is a text or a number, as a text."""
    for path in likely(made, paths) if len(paths) > 2 else paths:
        value = get(made, path)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return str(value)
    return ""


def number(made: Object, *paths: str) -> float | None:
    """The first of these members that is a number, or a text that is one."""
    for path in likely(made, paths) if len(paths) > 2 else paths:
        value = get(made, path)
        if isinstance(value, str) and len(value) < 24:
            try:
                value = float(value)
            except ValueError:
                continue
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e18:
            return float(value)
    return None


def flat(made: Object, limit: int = 80) -> dict[str, str]:
    """Leaves by dotted name, lists of plain values joined, at most `limit` and five levels deep."""
    found: dict[str, str] = {}
    stack: list[tuple[str, Any, int]] = [("", made, 0)]
    while stack and len(found) < limit:
        prefix, value, depth = stack.pop()
        if isinstance(value, dict) and depth < 5:
            inside = [(f"{prefix}.{k}" if prefix else str(k), v, depth + 1) for k, v in list(value.items())[:limit]]
            stack.extend(reversed(inside))
        elif isinstance(value, list):
            plain = [str(v) for v in value[:50] if isinstance(v, str | int | float) and not isinstance(v, bool)]
            if plain:
                found[prefix] = ", ".join(plain)[:2_000]
            elif value and isinstance(value[0], dict) and depth < 5:
                stack.extend((f"{prefix}.{n}", v, depth + 1) for n, v in reversed(list(enumerate(value[:5]))))
        elif value is not None and not isinstance(value, dict):
            found[prefix] = (str(value).lower() if isinstance(value, bool) else str(value))[: room(prefix)]
    return found


Make = Callable[[Entry, Object, Clock], Record | None]


@dataclass(frozen=True, slots=True)
class JsonForm:
    """One form of JSON log."""

    name: str
    label: str
    owns: Callable[[Object], bool]
    """Whether an object is one of this form's entries."""
    make: Make
    sure: int = 92
    producer: str = ""


class JsonLog:
    """The analyzer of one form of JSON log."""

    kinds = frozenset({Kind.EVENT, Kind.EXCHANGE})
    fields: Vocabulary = FIELDS

    def __init__(self, form: JsonForm) -> None:
        self.form, self.name, self.label = form, form.name, form.label

    def recognises(self, head: Head) -> int:
        """By the share of the first objects that are its own; one is enough, as programs write their own log among their entries."""
        first = first_objects(head)
        own = sum(self.form.owns(made) for made in first)
        if not own:
            return 0
        return self.form.sure if own * 5 >= len(first) * 4 else self.form.sure - (12 if own * 3 >= len(first) else 18)

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Every entry; foreign ones are read by what their fields are called."""
        from triagekit.reading.anyline import every_line
        from triagekit.reading.jsonfields import any_object

        when, refused = clock(context, source.head), 0
        for entry in entries(source, when):
            if entry.made is not None:
                yield (self.form.make(entry, entry.made, when) if self.form.owns(entry.made) else None) or any_object(entry, entry.made, when)
            elif entry.text.strip():
                yield every_line(entry.text, entry.place, when, self.form.name)
            else:
                refused += 1
                yield unread(entry, refused)
        yield Coverage(examined=source.head.size, refused=refused)
        yield About(producer=self.form.producer)


def unread(entry: Entry, count: int) -> Defect:
    """What is said of an entry that is no readable JSON: cut off, broken or larger than an entry can be."""
    return Defect("TK-IO-012", entry.place, f"an entry is cut off, broken or larger than {LONGEST >> 20} MB; it is the {count}. that was not read")

