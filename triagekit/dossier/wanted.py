"""What is missing, best first: for each open differential the artifact that would move its front runners apart most, and which these are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec import structs

from triagekit import evidence as ev
from triagekit.dossier import sides
from triagekit.dossier.causes import HOW_TO_COLLECT, MINUTES, WOULD_TELL, collected_as
from triagekit.dossier.found import Found
from triagekit.model import SPEAKING, Verdict
from triagekit.records import Kind
from triagekit.verdicts import JudgedCause, Judgement, Missing

RUNNERS = 5
"""Front runners of a differential that are looked at."""
DIFFERENTIALS = 4
"""Open differentials for which something is asked, the first ones."""
EACH = 2
"""Artifacts asked for to settle one differential."""
WEIGHTS: Mapping[str, int] = {"proves": 12, "excludes": 12, "supports: strong": 6, "weakens: strong": 6, "supports: moderate": 3, "weakens: moderate": 3, "supports: weak": 1, "weakens: weak": 1}
"""How far the item can move a cause, either way."""
TELLING = 3
"""An artifact separates the causes that it can move by this much."""
_NAMED = 3


@dataclass(slots=True)
class Way:
    """One artifact that could be collected, and what each front runner would gain or lose by it."""

    kind: Kind
    moves: dict[str, int] = field(default_factory=dict)
    """Cause id to the strongest item that it would bring."""
    best: Missing | None = None
    """The strongest item of all."""

    def add(self, cause: JudgedCause, missing: Missing) -> None:
        """Take one item of one cause."""
        weight = WEIGHTS.get(missing.weight, 0)
        if weight > max(self.moves.values(), default=0):
            self.best = missing
        self.moves[cause.id] = max(weight, self.moves.get(cause.id, 0))

    @property
    def settles(self) -> tuple[int, int]:
        """What it can decide: all that it moves together, then the strongest single item."""
        return sum(self.moves.values()), max(self.moves.values(), default=0)


def wanted(found: Found, clean: ev.Cleaner) -> tuple[ev.MissingItem, ...]:
    """What would settle the open differentials, most telling first and each way of collecting once, then the sides that are missing."""
    asked: dict[str, ev.MissingItem] = {}
    for name, runners in open_differentials(found.judgement)[:DIFFERENTIALS]:
        for way in ways(runners, found)[:EACH]:
            item = _item(name, runners, way, found, clean)
            asked.setdefault(item.how_to_collect, item)
    stretch = _stretch(found)
    return tuple(structs.replace(item, **stretch) if item.how_to_collect in _LOGS else item for item in (*asked.values(), *sides.items(found, clean)))


_LOGS = (HOW_TO_COLLECT[Kind.EVENT], sides.GATEWAY_LOG)
_AROUND = timedelta(minutes=2)


def _stretch(found: Found) -> dict[str, str | None]:
    """From when to when a log is asked for: around the failing requests of the client, or of the first artifact that has any."""
    extents = sorted(found.extents, key=lambda e: (e.location.artifact in found.strange, "client" not in sides.words(e, "extent.sides")))
    for extent in extents:
        first, last = extent.get("extent.failed_first"), extent.get("extent.failed_last")
        if isinstance(first, datetime) and isinstance(last, datetime):
            return {"since": ev.stamp(first - _AROUND), "until": ev.stamp(last + _AROUND)}
    return {}


def open_differentials(judged: Judgement) -> list[tuple[str, list[JudgedCause]]]:
    """Each differential whose first answer is not certain, with its front runners, in the order of the causes that lead them."""
    by_name: dict[str, list[JudgedCause]] = {}
    for cause in judged.causes:
        by_name.setdefault(cause.differential, []).append(cause)
    return [(name, _runners(causes)) for name, causes in by_name.items() if _open(causes)]


def _open(ranked: Sequence[JudgedCause]) -> bool:
    lead = ranked[0]
    return lead.verdict in SPEAKING and lead.verdict is not Verdict.CONFIRMED and not lead.explained_by and lead.concerns != "others"


def _runners(ranked: Sequence[JudgedCause]) -> list[JudgedCause]:
    """Those that speak; behind a coarse answer that stands alone also the rivals that nothing given could speak for yet."""
    speaking = [c for c in ranked if c.verdict in SPEAKING and c.concerns != "others"]
    if sum(1 for c in speaking if c.missing) < 2:
        speaking += [c for c in ranked if c.verdict is Verdict.NOT_ASSESSED and c.missing]
    return speaking[:RUNNERS]


def ways(runners: Sequence[JudgedCause], found: Found) -> list[Way]:
    """The artifacts that would bring something, most telling first."""
    made: dict[Kind, Way] = {}
    for cause in runners:
        for missing in cause.missing:
            kind = collected_as(missing, found)
            if kind is not None and WEIGHTS.get(missing.weight, 0) >= TELLING:
                made.setdefault(kind, Way(kind)).add(cause, missing)
    given = Kind.EXCHANGE if found.witness.calls else None
    return sorted(made.values(), key=lambda w: (*(-n / (2 if w.kind is given else 1) for n in w.settles), w.kind))  # another capture beside one that is there tells less


def _item(differential: str, runners: Sequence[JudgedCause], way: Way, found: Found, clean: ev.Cleaner) -> ev.MissingItem:
    named = [c for c in runners if way.moves.get(c.id, 0) >= TELLING]
    return ev.MissingItem(
        what=way.best.observation if way.best else "",
        why=clean(_why(named, len(runners))),
        how_to_collect=clean((sides.log(found) if way.kind is Kind.EVENT else "") or HOW_TO_COLLECT[way.kind]),
        separates=tuple(c.id for c in named),
        differential=differential,
        minutes=MINUTES[way.kind],
    )


def _why(named: Sequence[JudgedCause], runners: int) -> str:
    """One sentence: which front runners it tells apart; of a single one, whether it is so."""
    titles = list(_titles(named))
    if len(titles) == 1:
        return WOULD_TELL + titles[0] if runners == 1 else f"it tells this from the other possible causes: {titles[0]}"
    more = f", and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
    return "it tells apart: " + "; ".join(titles[:_NAMED]) + more


def _titles(named: Sequence[JudgedCause]) -> Iterator[str]:
    yield from dict.fromkeys(c.title for c in named)
