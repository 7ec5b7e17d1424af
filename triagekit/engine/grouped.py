"""The watch of a correlated observation: one machine per group, fed in order of time.

Entries are buffered and sorted, so that artifacts may be read one after another and lines may be slightly
out of order. A group past its bound is worked off: its older half goes through the machine for good.
"""

from dataclasses import dataclass, field
from datetime import datetime

from triagekit.engine import units
from triagekit.engine.correlation import Correlation, Shape
from triagekit.engine.machines import Entry, Found, Machine, Tally, stamp
from triagekit.engine.orders import Absent, Chain, Gap, Sequence
from triagekit.engine.rulebook import Observation
from triagekit.engine.sighting import MOST_HITS, order, slim
from triagekit.engine.watch import Ends, Outcome, Span, burst
from triagekit.engine.windows import Window
from triagekit.records import Record, Value
from triagekit.verdicts import Hit

MAX_GROUPS = 5_000
MAX_ENTRIES = 4_096
"""Entries of one group before its older half is worked off."""
MAX_TOTAL = 40_000
"""Entries of all groups of a rule."""
MAX_RECORDS = 2_000
"""Whole records kept by one rule; entries beyond that keep their time and values only."""
_NEEDS_TIME = frozenset({Shape.ABSENT, Shape.GAP})


@dataclass(slots=True)
class Group:
    """The entries that share the values of `by`."""

    machine: Machine
    entries: list[Entry] = field(default_factory=list)
    untimed: list[Entry] = field(default_factory=list)
    reached: float = 0.0
    """Time up to which entries were worked off."""

    def work(self, upto: int) -> int:
        """Step through the first entries in order and forget them; how many held a record."""
        self.entries.sort(key=_order)
        for entry in self.entries[:upto]:
            self.machine.step(entry if entry.when >= self.reached else entry._replace(when=self.reached))
            self.reached = max(self.reached, entry.when)
        held = sum(1 for e in self.entries[:upto] if e.record is not None)
        del self.entries[:upto]
        return held


def _order(entry: Entry) -> tuple[float, tuple[str, int, int, str]]:
    return entry.when, entry.place


def machine(rule: Correlation) -> Machine:
    """A fresh machine for the shape."""
    if rule.shape is Shape.SEQUENCE:
        return Sequence(rule)
    if rule.shape is Shape.ABSENT:
        return Absent(rule)
    if rule.shape is Shape.CHAIN:
        return Chain(rule)
    return Gap(rule) if rule.shape is Shape.GAP else Window(rule)


class Grouped:
    """Watches one correlated observation."""

    def __init__(self, rule: Observation, correlate: Correlation) -> None:
        self._rule = rule
        self._correlate = correlate
        self._values = (*correlate.from_, *correlate.to, *([correlate.field] if correlate.field else []))
        self._groups: dict[tuple[Value | None, ...], Group] = {}
        self._records = 0
        self._total = 0

    def take(self, roles: tuple[int, ...], record: Record, when: datetime | None) -> None:
        """Remember one record. A record that lacks a field it is grouped or linked by is left out: absent means unknown."""
        get = record.fields.get
        key = tuple(get(name) for name in self._correlate.by)
        values = tuple(get(name) for name in self._values)
        if None in key or None in values:
            return
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) >= MAX_GROUPS:
                return
            group = self._groups[key] = Group(machine(self._correlate))
        self._add(group, Entry(when.timestamp() if when else 0.0, order(record, when)[2:], roles, values, self._keep(record)))

    def _keep(self, record: Record) -> Record | None:
        if self._records >= MAX_RECORDS:
            return None
        self._records += 1
        return slim(record)

    def _add(self, group: Group, entry: Entry) -> None:
        if not entry.when:
            if len(group.untimed) < MAX_ENTRIES:
                group.untimed.append(entry)
            return
        group.entries.append(entry)
        self._total += 1
        if len(group.entries) >= MAX_ENTRIES:
            self._work(group, MAX_ENTRIES // 2)
        elif self._total >= MAX_TOTAL:
            for each in self._groups.values():
                self._work(each, len(each.entries) // 2)

    def _work(self, group: Group, upto: int) -> None:
        self._records -= group.work(upto)
        self._total -= upto

    def outcome(self, ends: Ends) -> Outcome:
        """Every burst of every group, the largest first."""
        found: list[tuple[Found, dict[str, object]]] = []
        tallies = []
        lacking = False
        for key in sorted(self._groups, key=str):
            group = self._groups[key]
            lacking |= self._untimed(group)
            tally = self._tally(group, ends)
            tallies.append(tally)
            words = dict(zip(self._correlate.by, key, strict=True))
            found += [(f, {**words, "group": ", ".join(str(k) for k in key), **f.more}) for f in tally.found]
        found.sort(key=lambda pair: (-pair[0].count, pair[0].first, str(pair[1].get("group"))))
        hits = tuple(self._hit(f, words) for f, words in found[:MOST_HITS])
        return Outcome(hits, "" if hits else self._open(tallies, lacking), "" if hits else self._nearest(tallies))

    def _untimed(self, group: Group) -> bool:
        """Put entries without a time where order alone decides; True when a time is what is lacking."""
        if not group.untimed:
            return False
        if self._correlate.within is not None or self._correlate.shape in _NEEDS_TIME:
            return True
        if not group.reached:
            group.entries += group.untimed
            group.untimed = []
        return False

    def _tally(self, group: Group, ends: Ends) -> Tally:
        end = self._end(group, ends) if self._correlate.shape is Shape.ABSENT else 0.0
        group.work(len(group.entries))
        return group.machine.finish(end)

    def _end(self, group: Group, ends: Ends) -> float:
        """When the capture ends for this group: the earliest end among the kinds read, in the group's own artifacts where they hold them."""
        mine = {entry.place[0] for entry in group.entries}
        out = []
        for kind in self._rule.reads:
            times = {artifact: when.timestamp() for (artifact, k), when in ends.items() if k is kind}
            own = [when for artifact, when in times.items() if artifact in mine]
            if times:
                out.append(max(own or times.values()))
        return min(out, default=0.0)

    def _hit(self, found: Found, words: dict[str, object]) -> Hit:
        return burst(self._rule, tuple(found.records), Span(found.count, stamp(found.first), stamp(found.last), found.peak, words))

    def _open(self, tallies: list[Tally], lacking: bool) -> str:
        if any(t.open for t in tallies):
            return "inconclusive: the capture ends first"
        return "no capture time" if lacking else ""

    def _nearest(self, tallies: list[Tally]) -> str:
        rule, best = self._correlate, max((t.best for t in tallies), default=0.0)
        window = f" within {units.spell(rule.within)}" if rule.within else ""
        words = {
            Shape.EVENT_COUNT: f"needs {rule.at_least}{window}, saw {best:.0f}",
            Shape.VALUE_COUNT: f"needs {rule.at_least} different values of {rule.field}{window}, saw {best:.0f}",
            Shape.SEQUENCE: f"needs {len(rule.roles)} steps in order{window}, saw {best:.0f}",
            Shape.ABSENT: f"every {rule.roles[0].name if rule.roles else 'start'} was answered{window}, or none was seen",
            Shape.CHAIN: f"needs {rule.at_least} links{window}, saw {best:.0f}",
            Shape.RATIO: f"needs a share above {rule.above:.0%} of at least {rule.at_least}{window}, saw {best:.0%}",
            Shape.GAP: f"needs a silence longer than {units.spell(rule.longer_than)}, saw {units.spell(round(best))}",
        }
        return words[rule.shape]
