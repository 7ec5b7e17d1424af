"""Watches: what a run has found so far of one observation."""

from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from triagekit.engine.rulebook import Observation
from triagekit.engine.sighting import KEPT, Key, order, show, slim
from triagekit.records import Kind, Record
from triagekit.verdicts import Hit

Ends = Mapping[tuple[str, Kind], datetime]
"""Time of the last record of each kind in each artifact."""


Kept = tuple[Key, Record, datetime | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a watch concludes."""

    hits: tuple[Hit, ...] = ()
    inconclusive: str = ""
    """Why it could neither be seen nor denied."""
    nearest: str = ""
    """How near it came: needs 10 within 60 s, saw 7."""


class Watch(Protocol):
    """Told of every record that plays a role in the rule."""

    def take(self, roles: tuple[int, ...], record: Record, when: datetime | None) -> None:
        """Note one record in its roles."""

    def outcome(self, ends: Ends) -> Outcome:
        """What it comes to."""


@dataclass(slots=True)
class Single:
    """Any one record is enough: counts them and keeps the first few in order of time."""

    rule: Observation
    count: int = 0
    first: datetime | None = None
    last: datetime | None = None
    kept: list[Kept] = field(default_factory=list)
    _full: datetime | None = None
    """Time of the last record kept, once enough are kept."""

    def take(self, roles: tuple[int, ...], record: Record, when: datetime | None) -> None:  # noqa: ARG002 - the protocol's
        """Note one matching record."""
        self.count += 1
        if when is not None:
            if self.last is None or when > self.last:
                self.last = when
            if self._full is not None and when > self._full:
                return
            if self.first is None or when < self.first:
                self.first = when
        self._keep(record, when)

    def _keep(self, record: Record, when: datetime | None) -> None:
        key = order(record, when)
        if len(self.kept) >= KEPT:
            if key >= self.kept[-1][0]:
                return
            self.kept.pop()
        insort(self.kept, (key, slim(record), when), key=_key)
        if len(self.kept) >= KEPT:
            self._full = self.kept[-1][2]

    def outcome(self, ends: Ends) -> Outcome:  # noqa: ARG002 - the protocol's
        """One hit for all matching records, or none."""
        if not self.count:
            return Outcome()
        records = tuple(record for _, record, _ in self.kept)
        return Outcome((burst(self.rule, records, Span(self.count, self.first, self.last, 1)),))


def _key(kept: Kept) -> Key:
    return kept[0]


@dataclass(frozen=True, slots=True)
class Span:
    """The figures of a burst."""

    count: int
    first: datetime | None
    last: datetime | None
    peak: int
    more: Mapping[str, object] = field(default_factory=dict)
    """Further words for the `show` text."""


def burst(rule: Observation, records: tuple[Record, ...], span: Span) -> Hit:
    """The hit that reports a burst."""
    words = {**span.more, "count": span.count, "first.time": span.first, "last.time": span.last, "peak": span.peak}
    shown = show(rule.show or rule.title, records[0] if records else None, words)
    return Hit(rule.id, rule.title, shown, records, span.count, span.first, span.last, span.peak)
