"""Runs a rulebook over a case: every record once, then the judgement."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from triagekit.engine import naive
from triagekit.engine.conclude import judgement
from triagekit.engine.grouped import Grouped
from triagekit.engine.index import Leaf, Shape, Step, Target, open_up
from triagekit.engine.judge import Whose
from triagekit.engine.presence import Presence
from triagekit.engine.program import Program
from triagekit.engine.rulebook import Observation, Rulebook
from triagekit.engine.sighting import Sighting
from triagekit.engine.watch import Outcome, Single, Watch
from triagekit.records import Kind, Record
from triagekit.verdicts import Judgement

Clock = Callable[[Record], datetime | None]
"""The time of a record, corrected for the offset of the clock that wrote it; None when unknown."""
_SHAPES = 5_000
"""Shapes of one kind remembered before starting anew."""


@dataclass(slots=True, eq=False)
class _Plan:
    """What a run does with records of one shape."""

    shape: Shape
    steps: tuple[Step, ...]
    leaves: tuple[Leaf, ...]
    untold: tuple[str, ...]
    """Flags in this shape that would tell something when true, and have not yet."""
    timed: bool
    """The times of these records matter to some rule."""


class Engine:
    """Feed every record of a case, then ask for the judgement. One instance per case.

    `paranoid` compares every match with the naive evaluator and raises `MismatchError` on a difference.
    `program` reuses rules compiled for an earlier run of the same rulebook.
    """

    def __init__(self, rulebook: Rulebook, clock: Clock | None = None, program: Program | None = None, paranoid: bool = False) -> None:
        self._book = rulebook
        self._clock = clock
        self.program = program or Program.of(rulebook)
        self._watched = paranoid or rulebook.witness is not None
        self._paranoid = paranoid
        self._presence = Presence(rulebook.fields)
        self._plans: dict[Kind, dict[tuple[str, ...], _Plan]] = {kind: {} for kind in Kind}
        self._watches: dict[int, Watch] = {}
        self._ends: dict[tuple[str, Kind], datetime] = {}
        self._suppressed: dict[str, int] = {}
        silenced = {s.rule for s in rulebook.suppressions}
        self._silenced = {n: [s.scope for s in rulebook.suppressions if s.rule == r.id] for n, r in enumerate(self.program.rules) if r.id in silenced}
        self.compared = 0
        """Rule-record pairs that the paranoid mode compared."""

    def feed(self, record: Record) -> None:
        """Look at one record. The first index is gone through here and not in a call: this is the hot path of a run."""
        fields = record.fields
        plan = self._plans[record.kind].get(tuple(fields))
        if plan is None:
            plan = self._meet(record.kind, tuple(fields))
        for name in plan.untold:
            if fields[name] is True:
                plan.untold = self._presence.tell(record.kind, name, plan.untold)
        if plan.timed:
            self._time(record)
        found: list[Target] | None = None
        for name, known, search in plan.steps:
            buckets = known(fields[name])
            if buckets is None:
                buckets = search(fields[name])
            if buckets:
                found = found or []
                open_up(buckets, plan.shape, fields, found)
        for test, target in plan.leaves:
            if test is None or test(fields):
                found = found or []
                found.append(target)
        if found or self._watched:
            self._tell(found or [], record)

    def _meet(self, kind: Kind, names: tuple[str, ...]) -> _Plan:
        """A shape that is new to this run."""
        plans = self._plans[kind]
        if len(plans) >= _SHAPES:
            plans.clear()
        shape = Shape(frozenset(names))
        untold = self._presence.note(kind, shape.names)
        timed = kind in self.program.ended or self.program.aged[kind]
        plan = plans[names] = _Plan(shape, *self.program.kinds[kind].plan(shape), untold, timed)
        return plan

    def _when(self, record: Record) -> datetime | None:
        return record.at if self._clock is None else self._clock(record)

    def _time(self, record: Record) -> None:
        """Note when the record was, for ages and for what waits until a capture ends."""
        self.program.work.now = when = self._when(record)
        if when is None:
            return
        kind = record.kind
        self._presence.timed.add(kind)
        if kind in self.program.ended:
            key = (record.location.artifact, kind)
            last = self._ends.get(key)
            if last is None or when > last:
                self._ends[key] = when

    def _tell(self, found: list[Target], record: Record) -> None:
        when = self._when(record)
        if self._watched:
            self._verify(found, record, when)
        roles: dict[int, list[int]] | None = None
        for target in self.program.once(found) if len(found) > 1 else found:
            slot = target.slot
            if self._silenced and slot in self._silenced and self._silence(slot, record):
                continue
            watch = self._watches.get(slot) or self._watch(slot)
            if target.role == 0:
                watch.take((), record, when)
            else:
                roles = roles or {}
                roles.setdefault(slot, []).append(target.role)
        for slot, played in roles.items() if roles else ():
            self._watch(slot).take(tuple(sorted(played)), record, when)

    def _verify(self, found: list[Target], record: Record, when: datetime | None) -> None:
        if self._book.witness is not None:
            self._book.witness.see(record, when)
        if self._paranoid:
            self.program.work.now = when
            self.compared += self.program.verify(record, self.program.once(found))

    def _silence(self, slot: int, record: Record) -> bool:
        """Whether a suppression holds for this record; counts it."""
        for scope in self._silenced[slot]:
            if scope is None or naive.holds(scope, record.fields, record.at):
                name = self.program.rules[slot].id
                self._suppressed[name] = self._suppressed.get(name, 0) + 1
                return True
        return False

    def _watch(self, slot: int) -> Watch:
        watch = self._watches.get(slot)
        if watch is None:
            rule = self.program.rules[slot]
            watch = self._watches[slot] = Grouped(rule, rule.correlate) if rule.correlate else Single(rule)
        return watch

    def sightings(self) -> dict[str, Sighting]:
        """What came of every observation so far. Asks the watches, which can be done once."""
        out = {rule.id: self._sighting(slot, rule) for slot, rule in enumerate(self.program.rules)}
        for names, why in ((self._book.disabled, "its rule was switched off by a rule pack"), (self._book.broken, "its rule could not be loaded")):
            for name in names:
                out.setdefault(name, Sighting(why_not=why))
        return out

    def _sighting(self, slot: int, rule: Observation) -> Sighting:
        watch = self._watches.get(slot)
        outcome = watch.outcome(self._ends) if watch else Outcome()
        if outcome.hits:
            return Sighting(outcome.hits)
        if outcome.inconclusive:
            return Sighting((), outcome.inconclusive, (), outcome.nearest)
        why, needs = self._presence.lacking(rule)
        return Sighting((), why, needs, outcome.nearest)

    def judge(self, whose: Whose | None = None) -> Judgement:
        """The answer for everything fed. Call it once, after the last record. `whose` tells the customer's own records from other people's."""
        sightings = self.sightings()
        if self._book.witness is not None:
            self._book.witness.conclude(sightings)
        return judgement(self._book, sightings, self._suppressed, whose)
