"""Runs a rulebook over a case: every record once, then the judgement."""

from collections.abc import Callable
from datetime import datetime

from triagekit.engine import naive
from triagekit.engine.conclude import judgement
from triagekit.engine.grouped import Grouped
from triagekit.engine.index import Shape, Target
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


class Engine:
    """Feed every record of a case, then ask for the judgement. One instance per case.

    `paranoid` compares every match with the naive evaluator and raises `MismatchError` on a difference.
    `program` reuses rules compiled for an earlier run of the same rulebook.
    """

    def __init__(self, rulebook: Rulebook, clock: Clock | None = None, program: Program | None = None, paranoid: bool = False) -> None:
        self._book = rulebook
        self._clock = clock
        self.program = program or Program.of(rulebook)
        self._paranoid = paranoid
        self._presence = Presence(rulebook.fields)
        self._watches: dict[int, Watch] = {}
        self._ends: dict[tuple[str, Kind], datetime] = {}
        self._suppressed: dict[str, int] = {}
        silenced = {s.rule for s in rulebook.suppressions}
        self._silenced = {n: [s.scope for s in rulebook.suppressions if s.rule == r.id] for n, r in enumerate(self.program.rules) if r.id in silenced}
        self.compared = 0
        """Rule-record pairs that the paranoid mode compared."""

    def feed(self, record: Record) -> None:
        """Look at one record."""
        program = self.program
        program.work.now = when = record.at if self._clock is None else self._clock(record)
        shapes = program.shapes[record.kind]
        names = tuple(record.fields)
        shape = shapes.get(names)
        if shape is None:
            shape = self._meet(record.kind, names)
        if shape not in self._presence.shapes:
            self._presence.note(record.kind, shape)
        if shape.tellers:
            self._presence.tell(record.kind, record.fields, shape.tellers)
        if when is not None:
            self._time(record, when)
        found = program.matches(record, shape)
        if self._paranoid:
            self.compared += program.verify(record, found)
        if found:
            self._tell(found, record, when)
        if self._book.witness is not None:
            self._book.witness.see(record, when)

    def _meet(self, kind: Kind, names: tuple[str, ...]) -> Shape:
        shapes = self.program.shapes[kind]
        if len(shapes) >= _SHAPES:
            shapes.clear()
        shape = shapes[names] = Shape(frozenset(names), self.program.fields.tellers.get(kind, frozenset()).intersection(names))
        return shape

    def _time(self, record: Record, when: datetime) -> None:
        kind = record.kind
        self._presence.timed.add(kind)
        if kind in self.program.ended:
            key = (record.location.artifact, kind)
            last = self._ends.get(key)
            if last is None or when > last:
                self._ends[key] = when

    def _tell(self, found: list[Target], record: Record, when: datetime | None) -> None:
        roles: dict[int, list[int]] = {}
        for target in found:
            if target.slot in self._silenced and self._silence(target.slot, record):
                continue
            if target.role == 0:
                self._watch(target.slot).take((), record, when)
            else:
                roles.setdefault(target.slot, []).append(target.role)
        for slot, played in roles.items():
            self._watch(slot).take(tuple(sorted(played)), record, when)

    def _silence(self, slot: int, record: Record) -> bool:
        """Whether a suppression holds for this record; counts it."""
        for scope in self._silenced[slot]:
            if scope is None or naive.holds(scope, record.fields, self.program.work.now):
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

    def judge(self) -> Judgement:
        """The answer for everything fed. Call it once, after the last record."""
        sightings = self.sightings()
        if self._book.witness is not None:
            self._book.witness.conclude(sightings)
        return judgement(self._book, sightings, self._suppressed)
