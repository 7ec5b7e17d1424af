"""Reads a program's log in no particular form: what begins an event, what goes on with it, and what each line says.

An event begins with a time, a level, a JSON object or an access-log line. Frames, causes and indented lines
belong to the event before. In a log whose events begin with a time, so does everything else up to the next one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from triagekit.reading.accesslog import FIELDS
from triagekit.reading.anyline import every_line, is_logfmt
from triagekit.reading.combinedlog import combined
from triagekit.reading.events import LIMIT
from triagekit.reading.jsonlog import decoded
from triagekit.reading.lines import Line, Sample, location
from triagekit.reading.logtimes import Clock, clock, leading, near
from triagekit.reading.stacktraces import continues, is_frame, opens, own_lines
from triagekit.reading.templates import Templates, mined
from triagekit.reading.unwrap import Unwrapped, inner, unwrapped
from triagekit.records import About, Coverage, Kind, Record, Value, Vocabulary
from triagekit.roles import Context, Head, Item, Source

MORE = 2_000
"""Continuation lines kept of one event."""
WRITERS = 500
"""Containers whose lines are kept apart in one log."""
_LEVEL = re.compile(r"[\[(<]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|trace|debug|info|notice|warn|warning|error|fatal|critical)[\])>]?[:\s|]")
_CLOCK = Clock(UTC, 1970, False)


def begins(text: str) -> bool:
    """True for a line that begins an event by its own marks."""
    if not text or text[0] in " \t" or is_frame(text):
        return False
    if text[0] == "{":
        return decoded(text) is not None
    return _timed(text) or _LEVEL.match(text) is not None or opens(text) or is_logfmt(text) or ('" ' in text and combined(text, _CLOCK) is not None)


def _timed(text: str) -> bool:
    """True for a line with a full time at its beginning, or near it: E, [2026-11-23T08:28:35 #7], 7:M 23 Nov 2026 08:28:35."""
    return leading(text, _CLOCK) is not None or near(text, _CLOCK, 48) is not None


@dataclass(frozen=True, slots=True)
class Look:
    """What the first lines of an artifact look like."""

    lines: int
    """Lines that are neither blank nor a continuation."""
    began: int
    """Of these, lines that begin an event."""
    timed: int
    """Of these, lines that begin with a time."""


def look(seen: Sample) -> Look:
    """Count what begins an event among the sampled lines."""
    own = list(own_lines(seen.lines))
    return Look(len(own), sum(begins(line) for line in own), sum(map(_timed, own)))


class AppLog:
    """An analyzer of program logs; `sure` says how sure it is by what the first lines look like."""

    kinds = frozenset({Kind.EVENT, Kind.EXCHANGE})
    fields: Vocabulary = FIELDS

    def __init__(self, name: str, label: str, sure: Callable[[Head, Look], int], note: str = "") -> None:
        self.name, self.label, self.sure, self.note = name, label, sure, note

    def recognises(self, head: Head) -> int:
        """By the share of the first lines that begin an event."""
        return self.sure(head, look(inner(head).sample))

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Every event, in order."""
        seen, when = look(inner(source.head).sample), clock(context, source.head)
        known = mined(own.text for own in unwrapped(source, when) if own.text and own.text[0] not in " \t" and not is_frame(own.text))
        readings: dict[str, _Reading] = {}
        end = 0
        for own in unwrapped(source, when):
            end = own.line.offset + own.line.length
            reading = readings.get(own.writer) or readings.setdefault(own.writer if len(readings) < WRITERS else "", _Reading(source, when, self.name, seen.timed * 2 >= seen.lines > 0, known))
            yield from reading.take(own)
        for reading in readings.values():
            yield from reading.end()
        yield Coverage(examined=end)
        yield About(note=self.note)


_ANSWERED = re.compile(r'"[A-Z]{3,9} \S{1,4000} HTTP/[\d.]{1,4}" [1-5]\d\d ')
"""A line about an answered request is whole; what follows it without a time is another's, as Django's warnings are."""


@dataclass(slots=True)
class _Reading:
    source: Source
    clock: Clock
    form: str
    timed: bool
    """Events begin with a time; what does not belongs to the one before."""
    templates: Templates
    rows: list[str] = field(default_factory=list)
    size: int = 0
    first: Line | None = None
    last: Line | None = None
    outer: datetime | None = None
    writer: str = ""

    def take(self, own: Unwrapped) -> Iterator[Record]:
        """One line more; the event before it, when this line begins another."""
        if self.rows and self._more(own):
            return
        yield from self.end()
        if own.text.strip():
            self.rows, self.size, self.first, self.last, self.outer, self.writer = [own.text], len(own.text), own.line, own.line, own.at, own.writer

    def end(self) -> Iterator[Record]:
        """The event that is still open."""
        if self.rows:
            yield self._event()

    def _more(self, own: Unwrapped) -> bool:
        """Take the line as part of the event before it, when it is."""
        text = own.text
        if not (self._belongs(text) if own.begins is None else not own.begins):
            return False
        self.size += len(text)
        if len(self.rows) < MORE and self.size < 2 * LIMIT:
            self.rows.append(text)
        self.last = own.line
        return True

    def _belongs(self, text: str) -> bool:
        if continues(text, self.rows):
            return True
        if opens(text):
            return len(self.rows) == 1 and not opens(self.rows[0]) and begins(self.rows[0])
        return self.timed and not begins(text) and not _ANSWERED.search(self.rows[0][:4_096])

    def _event(self) -> Record:
        while len(self.rows) > 1 and not self.rows[-1].strip():
            self.rows.pop()
        head, text = self.rows[0], "\n".join(self.rows)
        first = self.first if self.first is not None else Line(0, 0, 0, "")
        place = location(self.source, first, self.last if len(self.rows) > 1 else None)
        self.rows = []
        made = every_line(head, place, self.clock, self.form, text, self.outer)
        template, count = self.templates.of(head)
        more: dict[str, Value] = {"event.template": template, "event.template_count": count} if template else {}
        if self.writer:
            more["event.fields.container"] = self.writer
        return replace(made, fields={**made.fields, **more}) if more and made.kind is Kind.EVENT else made
