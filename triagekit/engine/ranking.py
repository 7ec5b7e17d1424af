"""Orders the causes of a case: what speaks before what does not, symptoms under what explains them."""

from collections.abc import Iterable, Mapping

from triagekit.engine.judge import Scale
from triagekit.engine.sighting import Sighting
from triagekit.model import SPEAKING, VERDICT_ORDER, Verdict

Order = tuple[bool, bool, int, bool, bool, int, int, str]


def explain(scales: Iterable[Scale]) -> None:
    """Nest each speaking cause under the best speaking cause that explains it. A fallen cause explains nothing."""
    ranked = sorted((s for s in scales if s.verdict in SPEAKING), key=_order)
    place = {s.cause.id: n for n, s in enumerate(ranked)}
    explainer: dict[str, str] = {}
    for scale in ranked:
        for name in scale.cause.explains:
            if name in place and name not in explainer and name != scale.cause.id and _may(scale, ranked[place[name]], explainer):
                explainer[name] = scale.cause.id
    for name, by in explainer.items():
        ranked[place[name]].explained_by = by


def _may(scale: Scale, other: Scale, explainer: Mapping[str, str]) -> bool:
    """A cause explains another only when it is at least as sure, never one that (in turn) explains it, and other people's never the customer's own."""
    if VERDICT_ORDER[scale.verdict] > VERDICT_ORDER[other.verdict] or (scale.others and not other.others):
        return False
    above = scale.cause.id
    while above in explainer:
        above = explainer[above]
        if above == other.cause.id:
            return False
    return True


def rank(scales: Iterable[Scale]) -> list[Scale]:
    """The final order: verdict, the failing request's own before other people's however sure they are, fewest contradictions, points, id; explained causes after the unexplained; coarse after specific."""
    known = list(scales)
    limit = _limit(known)
    ranked = sorted(known, key=lambda s: _order(s, limit))
    slots: dict[tuple[str, str, bool, bool], list[int]] = {}
    for n, scale in enumerate(ranked):
        slots.setdefault((scale.cause.differential, scale.verdict, bool(scale.explained_by), scale.others), []).append(n)
    for places in slots.values():
        members = sorted((ranked[n] for n in places), key=lambda s: s.cause.coarse)
        for n, scale in zip(places, members, strict=True):
            ranked[n] = scale
    return ranked


def _limit(scales: Iterable[Scale]) -> int:
    """As which verdict at best other people's causes are placed: as the best of those that are the customer's, where one is sure enough to lead."""
    mine = (s for s in scales if s.verdict in SPEAKING and not s.others and not s.explained_by)
    return min((VERDICT_ORDER[s.verdict] for s in mine if s.joined or s.verdict is not Verdict.POSSIBLE), default=0)


def _order(scale: Scale, limit: int = 0) -> Order:
    place = max(VERDICT_ORDER[scale.verdict], limit) if scale.others else VERDICT_ORDER[scale.verdict]
    return (scale.verdict not in SPEAKING, bool(scale.explained_by), place, not scale.joined, scale.others, scale.contradictions, -scale.points, scale.cause.id)


def explained_here(scale: Scale, scales: Mapping[str, Scale], sightings: Mapping[str, Sighting]) -> tuple[str, ...]:
    """Which of the ids that a cause explains are present in this case."""
    if scale.verdict not in SPEAKING:
        return ()
    causes = {name for name, other in scales.items() if other.explained_by == scale.cause.id}
    seen = {name for name in scale.cause.explains if name in sightings and sightings[name].hits}
    return tuple(name for name in scale.cause.explains if name in causes or name in seen)
