"""From sightings to the judgement: weigh, compare, nest, rank, ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triagekit.engine import judge, question, ranking
from triagekit.engine.rulebook import Cause, Rulebook
from triagekit.engine.sighting import Sighting
from triagekit.model import Verdict
from triagekit.verdicts import JudgedCause, Judgement


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
