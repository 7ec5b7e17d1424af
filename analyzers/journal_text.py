"""systemd's journal with all its fields as text: journalctl -o verbose (a time, then indented fields) and -o export.

In an export a field whose value is no plain text stands as its name on a line, eight bytes of its length (little-endian),
the value and a line break (systemd.dev, Journal Export Formats); entries are parted by an empty line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.model import Location
from triagekit.reading.accesslog import FIELDS
from triagekit.reading.events import LIMIT
from triagekit.reading.journal import exported, journal_event
from triagekit.reading.jsonlog import Entry
from triagekit.reading.lines import lines, location, sample
from triagekit.reading.logtimes import Clock, clock, leading
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_HEADER = re.compile(r"(?:[A-Z][a-z]{2} )?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [\w:+-]{1,40}) \[s=[0-9a-f]{1,64};")
_FIELD = re.compile(r"[ \t]{1,16}([A-Z_][A-Z0-9_]{0,63})=(.*)", re.DOTALL)
_MOST = 200
"""Fields kept of one entry."""
_LONGEST = 1 << 16
"""Bytes kept of one piece of an export."""


@dataclass(slots=True)
class _Open:
    """The entry that is being read."""

    place: Location
    printed: datetime | None = None
    fields: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def put(self, name: str, value: str) -> None:
        if len(self.fields) < _MOST:
            self.fields.setdefault(name, value[:LIMIT])
            self.last = name

    def more(self, text: str) -> None:
        """A further line of the last value."""
        if self.last and len(self.fields[self.last]) < LIMIT:
            self.fields[self.last] += "\n" + text

    def made(self, when: Clock) -> Iterator[Record]:
        if self.fields:
            yield journal_event(Entry(self.place, self.fields, "", self.printed), self.fields, when, self.printed)


class _JournalText:
    name = "journal-text"
    label = "systemd journal (all fields)"
    kinds = frozenset({Kind.EVENT})
    fields: Vocabulary = FIELDS

    def recognises(self, head: Head) -> int:
        if head.data.startswith((b"__CURSOR=", b"__REALTIME_TIMESTAMP=")):
            return 96
        seen = sample(head)
        return 96 if seen.lines and _HEADER.match(seen.lines[0]) and len(seen.lines) > 1 and _FIELD.match(seen.lines[1]) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        when = clock(context, source.head)
        yield from _export(source, when) if source.head.data.startswith(b"__") else _verbose(source, when)
        yield Coverage(examined=source.head.size)
        yield About(producer="systemd")


def _verbose(source: Source, when: Clock) -> Iterator[Record]:
    entry: _Open | None = None
    for line in lines(source):
        if header := _HEADER.match(line.text):
            if entry:
                yield from entry.made(when)
            stamp = leading(header[1], when)
            entry = _Open(location(source, line), stamp.at if stamp else None)
        elif entry and (found := _FIELD.match(line.text)):
            entry.put(found[1], found[2])
        elif entry:
            entry.more(line.text.strip())
    if entry:
        yield from entry.made(when)


def _export(source: Source, when: Clock) -> Iterator[Record]:
    with source.open() as stream:
        line, offset = 1, 0
        entry: _Open | None = None
        for piece in exported(stream, _LONGEST):
            if piece.name:
                entry = entry or _Open(Location(source.artifact, "line", line=line, offset=offset, length=piece.length))
                entry.put(piece.name.decode(), piece.value.decode(errors="replace"))
            elif entry:
                yield from entry.made(when)
                entry = None
            line, offset = line + piece.breaks, offset + piece.length
        if entry:
            yield from entry.made(when)


analyzer: Analyzer = _JournalText()
