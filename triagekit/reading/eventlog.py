"""Reads a log of events in one known form: lines that begin an event, and lines that go on with it.

A form is a pattern for the first line with the groups it can tell (level, logger, message, host, thread, code),
and what its product's own words mean. The rest is shared: wrapping, times, folding, coverage.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from triagekit.reading.anyline import every_line
from triagekit.reading.combinedlog import combined
from triagekit.reading.events import LIMIT, Draft, event, level
from triagekit.reading.jsonlog import decoded
from triagekit.reading.lines import Line, Sample, location
from triagekit.reading.logtimes import Clock, clock, leading, near
from triagekit.reading.stacktraces import continues, is_frame, own_lines
from triagekit.reading.unwrap import Unwrapped, inner, unwrapped
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Context, Head, Item, Source

MORE = 2_000
"""Continuation lines kept of one event."""
WRITERS = 500
"""Containers whose lines are kept apart in one log."""

Enrich = Callable[[Draft, "re.Match[str]"], None]
Instead = Callable[[Draft, "re.Match[str]"], "Record | None"]


class First(Protocol):
    """Knows the first line of an event: a compiled pattern, or several."""

    def match(self, string: str, /) -> "re.Match[str] | None":
        """The match at the line's beginning, or None."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The first of several patterns that matches."""

    patterns: tuple[re.Pattern[str], ...]

    def match(self, string: str, /) -> "re.Match[str] | None":
        """The match at the line's beginning, or None."""
        return next((found for pattern in self.patterns if (found := pattern.match(string))), None)


@dataclass(frozen=True, slots=True)
class Form:
    """One log form."""

    name: str
    label: str
    first: First
    """Matches at the beginning of an event's first line. Named groups: level, logger, message, host, code, client."""
    sure: int = 85
    """How sure the recognition is when every sampled event begins so."""
    enrich: Enrich | None = None
    """Adds what the product's own words mean."""
    instead: Instead | None = None
    """Makes another record of an event that is really an exchange; None keeps the event."""
    levels: Mapping[str, str] = field(default_factory=dict)
    """The form's own level words, lower case, before the shared ones."""
    time: str = "leading"
    """leading | near | group: where an event's time stands (group: the named group `time`)."""
    client: str = ""
    kinds: frozenset[Kind] = frozenset({Kind.EVENT})
    syslog: bool = True
    """Take a syslog relay's prefix off first."""
    loose: bool = False
    """Lines that do not begin an event are events of their own, not continuations."""
    joins: bool = False
    """Every line bears the form's prefix, so that a stack trace stands in lines of one writer (the groups host, logger and pid)."""
    producer: str = ""


class EventLog:
    """The analyzer of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.name, self.label, self.kinds = form.name, form.label, form.kinds
        self.fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """By the share of sampled lines that begin an event, continuations left out of the count."""
        return likeness(inner(head, self.form.syslog).sample, self.form.first, self.form.sure)

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Every event, in order."""
        when, end = clock(context, source.head), 0
        readings: dict[str, _Reading] = {}
        for own in unwrapped(source, when, self.form.syslog):
            end = own.line.offset + own.line.length
            reading = readings.get(own.writer) or readings.setdefault(own.writer if len(readings) < WRITERS else "", _Reading(source, when, self.form))
            yield from reading.take(own)
        for reading in readings.values():
            yield from reading.end()
        yield Coverage(examined=end)
        yield About(producer=self.form.producer)


_CUT = "\x00"
"""Stands for a line that begins an event, so that it is no continuation whatever it looks like."""


def likeness(seen: Sample, first: First, sure: int) -> int:
    """`sure` when nearly every line that could begin an event does, less when fewer do, 0 below half."""
    own = list(own_lines([_CUT if first.match(line) else line for line in seen.lines]))
    hits = own.count(_CUT)
    others = len(own) - hits
    if not hits or hits * 2 < others:
        return 0
    return sure if others * 5 <= hits else sure - 10 if others <= hits else sure - 25


@dataclass(slots=True)
class _Reading:
    source: Source
    clock: Clock
    form: Form
    found: re.Match[str] | None = None
    rows: list[str] = field(default_factory=list)
    first: Line | None = None
    last: Line | None = None
    outer: datetime | None = None
    size: int = 0
    """Characters of the rows so far."""
    writer: str = ""

    def take(self, own: Unwrapped) -> Iterator[Record]:
        """One line more; the event before it, when this line begins another."""
        found = self.form.first.match(own.text)
        if found is not None and self.form.joins and self._joined(own, found):
            return
        goes_on = found is None and not self.form.loose and not self._foreign(own.text)
        if self.rows and (goes_on if own.begins is None else not own.begins):
            self._more(own)
            return
        yield from self.end()
        if found is not None or own.text.strip():
            self.found, self.rows, self.first, self.last, self.outer = found, [own.text], own.line, own.line, own.at
            self.size, self.writer = len(own.text), own.writer

    def end(self) -> Iterator[Record]:
        """The event that is still open."""
        if self.rows:
            yield self._event()

    def _joined(self, own: Unwrapped, found: re.Match[str]) -> bool:
        """Take a line that goes on with the stack trace of the event before it, when the same writer wrote it."""
        before = self.found
        if not self.rows or before is None or any(_part(before, n) != _part(found, n) for n in ("host", "logger", "pid")):
            return False
        text = found["message"]
        if not continues(text, self.rows if len(self.rows) > 1 else [before["message"]]):
            return False
        self._more(own._replace(text=text))
        return True

    def _foreign(self, text: str) -> bool:
        """True for a line that begins an event of another form: what else writes into the same file."""
        if not text or text[0] in " \t" or is_frame(text):
            return False
        if text[0] == "{":
            return decoded(text) is not None
        return leading(text, self.clock) is not None or ('" ' in text and combined(text, self.clock) is not None)

    def _more(self, own: Unwrapped) -> None:
        self.size += len(own.text)
        if len(self.rows) < MORE and self.size < 2 * LIMIT:
            self.rows.append(own.text)
        self.last = own.line

    def _event(self) -> Record:
        draft = self._draft()
        head, found, self.rows = self.rows[0], self.found, []
        if found is None:
            return every_line(head, draft.location, self.clock, self.form.name, draft.text, self.outer)
        other = self.form.instead(draft, found) if self.form.instead and found is not None else None
        return other or event(draft)

    def _draft(self) -> Draft:
        while len(self.rows) > 1 and not self.rows[-1].strip():
            self.rows.pop()
        head, found, form = self.rows[0], self.found, self.form
        first = self.first if self.first is not None else Line(0, 0, 0, "")
        several = len(self.rows) > 1
        draft = Draft(location(self.source, first, self.last if several else None), form.name, "\n".join(self.rows) if several else head, client=form.client)
        self._timed(draft, head)
        if found is not None:
            groups = found.groupdict()
            word = (groups.get("level") or "").lower()
            draft.level = form.levels.get(word) or level(word)
            draft.logger, draft.host = groups.get("logger") or "", groups.get("host") or ""
            draft.message = groups.get("message") or ""
            if code := groups.get("code"):
                draft.extra["event.code"] = code
            if client := groups.get("client"):
                draft.extra["event.client"] = client
            if form.enrich:
                form.enrich(draft, found)
        if self.writer:
            draft.pairs["container"] = self.writer
        return draft

    def _timed(self, draft: Draft, head: str) -> None:
        if self.form.time == "group" and self.found is not None:
            stamp = leading(self.found["time"] or "", self.clock)
        elif self.form.time == "near":
            stamp = near(head, self.clock) or leading(head, self.clock)
        else:
            stamp = leading(head, self.clock)
        if stamp:
            draft.at, draft.certain = stamp.at, stamp.certain
        elif self.outer is not None:
            draft.at, draft.certain = self.outer, True
        elif stamp is None and self.form.time != "near" and self.found is not None and (far := near(head, self.clock)):
            draft.at, draft.certain = far.at, far.certain


def _part(found: re.Match[str], name: str) -> str | None:
    return found[name] if name in found.re.groupindex else None
