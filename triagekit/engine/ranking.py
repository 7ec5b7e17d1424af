"""Orders the causes of a case: what speaks before what does not, symptoms under what explains them."""

from collections.abc import Iterable, Mapping

from triagekit.engine.judge import Scale
from triagekit.engine.sighting import Sighting
from triagekit.model import SPEAKING, VERDICT_ORDER

Order = tuple[bool, bool, int, bool, int, int, str]


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
    """A cause explains another only when it is at least as sure, and never one that (in turn) explains it."""
    if VERDICT_ORDER[scale.verdict] > VERDICT_ORDER[other.verdict]:
        return False
    above = scale.cause.id
    while above in explainer:
        above = explainer[above]
        if above == other.cause.id:
            return False
    return True


def rank(scales: Iterable[Scale]) -> list[Scale]:
    """The final order: verdict, the failing request's own before other people's, fewest contradictions, points, id; explained causes after the unexplained; coarse after specific."""
    ranked = sorted(scales, key=_order)
    slots: dict[tuple[str, str, bool], list[int]] = {}
    for n, scale in enumerate(ranked):
        slots.setdefault((scale.cause.differential, scale.verdict, bool(scale.explained_by)), []).append(n)
    for places in slots.values():
        members = sorted((ranked[n] for n in places), key=lambda s: s.cause.coarse)
        for n, scale in zip(places, members, strict=True):
            ranked[n] = scale
    return ranked


def _order(scale: Scale) -> Order:
    return (scale.verdict not in SPEAKING, bool(scale.explained_by), VERDICT_ORDER[scale.verdict], not scale.joined, scale.contradictions, -scale.points, scale.cause.id)


def explained_here(scale: Scale, scales: Mapping[str, Scale], sightings: Mapping[str, Sighting]) -> tuple[str, ...]:
    """Which of the ids that a cause explains are present in this case."""
    if scale.verdict not in SPEAKING:
        return ()
    causes = {name for name, other in scales.items() if other.explained_by == scale.cause.id}
    seen = {name for name in scale.cause.explains if name in sightings and sightings[name].hits}
    return tuple(name for name in scale.cause.explains if name in causes or name in seen)
