"""Watches for observations that any single record can make."""

from bisect import insort
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.engine.rulebook import Observation
from triagekit.engine.sighting import KEPT, Key, order, show, slim
from triagekit.records import Record
from triagekit.verdicts import Hit


@dataclass(slots=True)
class Single:
    """Counts the records that match and keeps the first few in order of time."""

    rule: Observation
    count: int = 0
    first: datetime | None = None
    last: datetime | None = None
    kept: list[tuple[Key, Record]] = field(default_factory=list)

    def take(self, record: Record, when: datetime | None) -> None:
        """Note one matching record."""
        self.count += 1
        if when is not None:
            self.first = when if self.first is None or when < self.first else self.first
            self.last = when if self.last is None or when > self.last else self.last
        key = order(record, when)
        if len(self.kept) < KEPT:
            insort(self.kept, (key, slim(record)), key=lambda pair: pair[0])
        elif key < self.kept[-1][0]:
            self.kept.pop()
            insort(self.kept, (key, slim(record)), key=lambda pair: pair[0])

    def hits(self) -> tuple[Hit, ...]:
        """One hit for all matching records, or none."""
        if not self.count:
            return ()
        records = tuple(record for _, record in self.kept)
        more = {"count": self.count, "first.time": self.first, "last.time": self.last, "peak": self.count}
        shown = show(self.rule.show or self.rule.title, records[0], more)
        return (Hit(self.rule.id, self.rule.title, shown, records, self.count, self.first, self.last, 1),)
