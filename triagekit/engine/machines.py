"""What correlations have in common: entries in order of time, and machines that step through them.

A machine sees the entries of one group in order and notes bursts. It keeps no more than its window.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from triagekit.engine.sighting import KEPT
from triagekit.records import Record, Value

MAX_FOUND = 200
"""Bursts one machine remembers; those beyond are counted into the last."""


class Entry(NamedTuple):
    """One record in its roles; sorts by time, then by place."""

    when: float
    """Seconds since 1970; 0 when unknown."""
    place: tuple[str, int, int, str]
    roles: tuple[int, ...]
    values: tuple[Value | None, ...]
    record: Record | None
    """None when the store for evidence is full."""


@dataclass(slots=True)
class Found:
    """One burst."""

    first: float
    last: float
    count: int = 0
    peak: int = 0
    records: list[Record] = field(default_factory=list)
    more: dict[str, object] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Let one more entry belong to the burst."""
        self.count += 1
        self.last = entry.when
        if entry.record is not None and len(self.records) < KEPT:
            self.records.append(entry.record)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a machine comes to."""

    found: list[Found]
    best: float = 0.0
    """How near it came, in the unit of its own threshold."""
    open: bool = False
    """The capture ended before it could be decided."""


class Machine(Protocol):
    """Steps through the entries of one group."""

    def step(self, entry: Entry) -> None:
        """Look at the next entry; times never go back."""

    def finish(self, end: float) -> Tally:
        """The result when the last record of the capture stood at `end` (0 = unknown)."""


def begun(entries: list[Entry]) -> Found:
    """A burst of these entries."""
    found = Found(entries[0].when, entries[-1].when)
    for entry in entries:
        found.add(entry)
    return found


def note(done: list[Found], found: Found) -> None:
    """Remember a burst, within bounds."""
    if len(done) < MAX_FOUND:
        done.append(found)
    else:
        done[-1].count += found.count


def stamp(when: float) -> datetime | None:
    """The aware time; None for no time."""
    return datetime.fromtimestamp(when, UTC) if when else None
