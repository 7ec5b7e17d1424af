"""Runs a rulebook over a case: every record once, then the judgement."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from triagekit.engine import compile as compiler
from triagekit.engine import judge, question, ranking
from triagekit.engine.presence import Presence
from triagekit.engine.rulebook import Cause, Observation, Rulebook
from triagekit.engine.sighting import Sighting
from triagekit.engine.watch import Single
from triagekit.model import Verdict
from triagekit.records import Kind, Record
from triagekit.verdicts import JudgedCause, Judgement

Clock = Callable[[Record], datetime | None]
"""The time of a record, corrected for the offset of the clock that wrote it; None when unknown."""


def own_time(record: Record) -> datetime | None:
    """A record's time as its artifact says it."""
    return record.at


class Engine:
    """Feed every record of a case, then ask for the judgement. One instance per case."""

    def __init__(self, rulebook: Rulebook, clock: Clock = own_time) -> None:
        self._book = rulebook
        self._clock = clock
        self._presence = Presence(rulebook.fields)
        self._work = compiler.Workspace()
        self._watches: dict[str, Single] = {}
        self._by_kind: dict[Kind, list[tuple[compiler.Test, Single]]] = {kind: [] for kind in Kind}
        for rule in rulebook.observations.values():
            if rule.condition is None:
                continue
            watch = Single(rule)
            self._watches[rule.id] = watch
            test = compiler.node(rule.condition, self._work)
            for kind in rule.reads:
                self._by_kind[kind].append((test, watch))

    def feed(self, record: Record) -> None:
        """Look at one record."""
        self._work.now = when = self._clock(record)
        self._presence.note(record)
        fields = record.fields
        for test, watch in self._by_kind[record.kind]:
            if test(fields):
                watch.take(record, when)

    def judge(self) -> Judgement:
        """The answer for everything fed so far."""
        sightings = {rule.id: self._sighting(rule) for rule in self._book.observations.values()}
        for name in self._book.broken:
            sightings.setdefault(name, Sighting(why_not="its rule could not be loaded"))
        return judgement(self._book, sightings)

    def _sighting(self, rule: Observation) -> Sighting:
        watch = self._watches.get(rule.id)
        hits = watch.hits() if watch else ()
        if hits:
            return Sighting(hits)
        why, needs = self._presence.lacking(rule)
        return Sighting((), why, needs)


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """All causes of a case, weighed and settled."""

    ranked: list[judge.Scale]
    by_id: Mapping[str, judge.Scale]
    differentials: Mapping[str, list[judge.Scale]]


def judgement(book: Rulebook, sightings: Mapping[str, Sighting]) -> Judgement:
    """Judge the causes of a rulebook by what was seen."""
    found = _weigh(book.causes.values(), sightings)
    causes = tuple(_judged(scale, n, found, sightings) for n, scale in enumerate(found.ranked, 1))
    return Judgement(
        causes, judge.hits_of(sightings), question.questions(found.differentials),
        rules_not_run=tuple(str(fault) for fault in book.errors), changed_by_packs=tuple(book.changes),
    )  # fmt: skip


def _weigh(causes: Iterable[Cause], sightings: Mapping[str, Sighting]) -> _Verdicts:
    scales = [judge.weigh(cause, sightings) for cause in causes]
    for rivals in judge.by_differential(scales).values():
        judge.settle(rivals)
    ranking.explain(scales)
    ranked = ranking.rank(scales)
    return _Verdicts(ranked, {s.cause.id: s for s in ranked}, judge.by_differential(ranked))


def _judged(scale: judge.Scale, rank: int, found: _Verdicts, sightings: Mapping[str, Sighting]) -> JudgedCause:
    c = scale.cause
    because = ""
    if scale.verdict is Verdict.NOT_ASSESSED:
        reasons = dict.fromkeys(m.why for m in scale.missing if m.weight.startswith(("proves", "supports")))
        because = "; ".join(list(reasons)[:3])
    return JudgedCause(
        id=c.id, title=c.title, differential=c.differential, verdict=scale.verdict, rank=rank, points=scale.points,
        severity=c.severity, owner=c.owner, for_=tuple(scale.for_), against=tuple(scale.against), missing=tuple(scale.missing),
        checked_of=len(c.evidence), checked_done=len(c.evidence) - len(scale.missing),
        explains=ranking.explained_here(scale, found.by_id, sightings), explained_by=scale.explained_by, tied_with=tuple(scale.tied),
        next_steps=c.next_steps, ask_customer=c.ask_customer, customer_wording=c.customer_wording, engineer_wording=c.engineer_wording,
        looks_like=c.looks_like, references=c.references, not_assessed_because=because,
    )  # fmt: skip
