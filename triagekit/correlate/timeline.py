"""One timeline over all artifacts: a k-way merge in constant memory.

Each artifact gives its records in its own order; slight disorder (a HAR sorted by page, a log written by
threads) is mended within a window of `DEPTH` records. Times are corrected by the measured offset of their
source and carry its uncertainty; the original time stays beside the corrected one.
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triagekit.records import Record

DEPTH = 2_500
"""Records held back per artifact so that slight disorder can be mended."""


@dataclass(frozen=True, slots=True)
class Offset:
    """What to add to a source's times to get the reference clock's, in seconds, with half the interval's width."""

    seconds: float = 0.0
    uncertainty: float = 0.0
    zone_assumed: bool = False
    """The source has no zone of its own; the case file's was taken."""


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


def rows(records: Iterable[Record], offset: Offset) -> Iterator[Row]:
    """The timed records of one artifact as rows in order of corrected time."""
    shift = timedelta(seconds=offset.seconds)
    timed = (Row(r.at + shift, r.at, offset.uncertainty, r) for r in records if r.at is not None)
    return _ordered(timed)


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
