"""One timeline over all artifacts: a k-way merge in constant memory.

Each artifact gives its records in its own order; slight disorder (a HAR sorted by page, a log written by
threads) is mended within a window of `DEPTH` records. Times are corrected by the measured offset of their
source at that moment and carry its uncertainty; the original time stays beside the corrected one.
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triagekit.model import Location
from triagekit.records import Record

DEPTH = 2_500
"""Records held back per artifact so that slight disorder can be mended."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a source's time, until its clock was set, in which other seconds must be added than after it."""

    until: datetime
    """Times up to this lie in the stretch, by the source's own clock."""
    after: datetime
    """Times from this on lie behind it; between the two either may be. Before `until` where the clock leapt over that."""
    seconds: float
    uncertainty: float
    last: int = 0
    """Places in the artifact (lines, or entries) up to this lie in it; 0 = places do not tell."""
    first: int = 0
    """Places from this on lie behind it."""

    def holds(self, when: datetime, place: int) -> bool | None:
        """Whether a time lies in the stretch; None where neither place nor time can tell."""
        if place and self.last and self.first and not self.last < place < self.first:
            return place <= self.last
        if self.until >= self.after:
            return when < self.after + (self.until - self.after) / 2
        return True if when <= self.until else False if when >= self.after else None


@dataclass(frozen=True, slots=True)
class Step:
    """How one clock's times are read on another clock."""

    seconds: float
    """What to add, in the last stretch."""
    uncertainty: float
    turns: tuple[Turn, ...] = ()
    """Earlier stretches, in order."""
    grows: float = 0.0
    """Seconds per hour by which `seconds` grows."""
    anchor: datetime | None = None
    """Moment, by the source's own clock, at which a growing `seconds` holds."""
    wavers: float = 0.0
    """Seconds per hour, from that moment on or back, by which a growing offset is uncertain besides."""

    def at(self, when: datetime, place: int) -> tuple[float, float]:
        """What to add at that moment, and the uncertainty of it."""
        for n, turn in enumerate(self.turns):
            held = turn.holds(when, place)
            if held:
                return turn.seconds, turn.uncertainty
            if held is None:
                return self._between(turn, self.turns[n + 1] if n + 1 < len(self.turns) else None)
        hours = (when - self.anchor).total_seconds() / 3600 if self.anchor else 0.0
        return self.seconds + self.grows * hours, self.uncertainty + self.wavers * abs(hours)

    def _between(self, turn: Turn, then: Turn | None) -> tuple[float, float]:
        """The clock was set somewhere here: either of the two, and the uncertainty says so."""
        seconds, uncertainty = (then.seconds, then.uncertainty) if then else (self.seconds, self.uncertainty)
        half = abs(turn.seconds - seconds) / 2
        return (turn.seconds + seconds) / 2, half + max(turn.uncertainty, uncertainty)


@dataclass(frozen=True, slots=True)
class Offset:
    """What to add to a source's times to get the reference clock's, in seconds, with half the interval's width."""

    seconds: float = 0.0
    """In the last stretch of the source's time."""
    uncertainty: float = 0.0
    zone_assumed: bool = False
    """The source has no zone of its own: one was assumed, by the case file, by agreement with others, or UTC."""
    steps: tuple[Step, ...] = ()
    """From clock to clock up to the reference, where the offset changes in time; empty where it is one number."""

    def at(self, when: datetime, location: Location | None = None) -> tuple[datetime, float]:
        """A time of the source on the reference clock, and the seconds it is uncertain by to either side."""
        spot, uncertainty = place(location) if location and self.steps else 0, 0.0
        try:
            if not self.steps:
                return when + timedelta(seconds=self.seconds), self.uncertainty
            for step in self.steps:
                seconds, more = step.at(when, spot)
                when, uncertainty = when + timedelta(seconds=seconds), uncertainty + more
                spot = 0  # places are those of the source alone
        except OverflowError:  # a time at the end of the calendar stays where it is
            return when, self.uncertainty
        return when, uncertainty


def place(location: Location) -> int:
    """A number that grows through the artifact: the line, or one more than the entry's index; 0 when there is neither."""
    if location.line:
        return location.line
    _, _, index = location.pointer.rpartition("/")
    return int(index) + 1 if index.isdecimal() and len(index) < 12 else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the timeline."""

    at: datetime
    """By the reference clock."""
    original: datetime
    """As the artifact says."""
    uncertainty: float
    """Seconds to either side."""
    record: Record
    late: bool = False
    """It stood further out of order than `DEPTH` could mend."""
    zone_assumed: bool = False
    """The artifact's times name no zone; this one was assumed."""


def rows(records: Iterable[Record], offset: Offset) -> Iterator[Row]:
    """The timed records of one artifact as rows in order of corrected time."""
    return _ordered(_timed(records, offset))


def _timed(records: Iterable[Record], offset: Offset) -> Iterator[Row]:
    for record in records:
        if record.at is not None:
            at, uncertainty = offset.at(record.at, record.location)
            yield Row(at, record.at, uncertainty, record, zone_assumed=offset.zone_assumed and record.get("time.certain") is not True)


def _ordered(found: Iterable[Row]) -> Iterator[Row]:
    held: list[tuple[datetime, int, Row]] = []
    last: datetime | None = None
    for row in _released(found, held):
        if last is not None and row.at < last:
            yield replace(row, at=last, late=True)
        else:
            last = row.at
            yield row


def _released(found: Iterable[Row], held: list[tuple[datetime, int, Row]]) -> Iterator[Row]:
    """Rows as the window lets them go, then the rest of the window."""
    for serial, row in enumerate(found):
        heapq.heappush(held, (row.at, serial, row))
        if len(held) > DEPTH:
            yield heapq.heappop(held)[2]
    while held:
        yield heapq.heappop(held)[2]


def merge(streams: Iterable[Iterator[Row]]) -> Iterator[Row]:
    """All artifacts' rows in one order. Equal times keep the artifacts' order."""
    return heapq.merge(*streams, key=lambda row: row.at)
