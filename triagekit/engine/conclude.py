"""From sightings to the judgement: weigh, compare, nest, rank, ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from triagekit.engine import judge, naive, question, ranking
from triagekit.engine.rulebook import Rulebook, Suppression
from triagekit.engine.sighting import Sighting
from triagekit.model import SPEAKING, Verdict
from triagekit.verdicts import JudgedCause, Judgement


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """All causes of a case, weighed and settled."""

    ranked: list[judge.Scale]
    by_id: Mapping[str, judge.Scale]
    differentials: Mapping[str, list[judge.Scale]]


def judgement(book: Rulebook, sightings: Mapping[str, Sighting], suppressed: Mapping[str, int] | None = None, whose: judge.Whose | None = None) -> Judgement:
    """Judge the causes of a rulebook by what was seen. `suppressed` counts the records silenced so far, by rule; `whose` tells the customer's own records from other people's."""
    scales = [judge.weigh(cause, sightings, whose) for cause in book.causes.values()]
    silent = {s.cause.id for s in scales if s.verdict in SPEAKING and _silenced(s, book.suppressions)}
    found = _weigh([s for s in scales if s.cause.id not in silent])
    causes = tuple(_judged(scale, n, found, sightings) for n, scale in enumerate(found.ranked, 1))
    return Judgement(
        causes, judge.hits_of(sightings), question.questions(found.differentials),
        rules_not_run=tuple(str(fault) for fault in book.errors), changed_by_packs=tuple(book.changes),
        suppressed={**(suppressed or {}), **dict.fromkeys(sorted(silent), 1)},
    )  # fmt: skip


def _silenced(scale: judge.Scale, suppressions: Iterable[Suppression]) -> bool:
    """Whether a suppression names the cause and holds for every record that speaks for it."""
    for each in suppressions:
        if each.rule == scale.cause.id:
            scope = each.scope
            if scope is None or all(naive.holds(scope, r.fields, r.at) for w in scale.for_ for r in w.hit.records):
                return True
    return False


def _weigh(scales: Sequence[judge.Scale]) -> _Verdicts:
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
        looks_like=c.looks_like, references=c.references, not_assessed_because=because, concerns="others" if scale.others else "own" if scale.own else "",
    )  # fmt: skip
