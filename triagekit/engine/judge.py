"""Weighs causes against each other: points from words, verdicts from gates, one winner per differential.

Within a group only the strongest item for and the strongest against count, so that related observations
never add up. The gates:

    conflicting    a proof and an exclusion
    confirmed      a proof, nothing that excludes
    ruled out      something excludes it
    likely         support from two groups, one strong or two moderate, and a clear lead over every rival
    possible       some support left after what weakens it; also a would-be likely cause without the lead
    not supported  looked, and nothing speaks for it
    not assessed   nothing that could speak for it could be looked at
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from triagekit.engine.rulebook import Cause, Sight
from triagekit.engine.sighting import Sighting
from triagekit.model import Verdict
from triagekit.records import Record
from triagekit.verdicts import Hit, Missing, Weighed

Whose = Callable[[Record], bool | None]
"""Whether a record is of the customer's own failing journey (True), of other people's (False), or nobody can say (None)."""

POINTS: Mapping[str, int] = {
    "proves": 12,
    "supports: strong": 6,
    "supports: moderate": 3,
    "supports: weak": 1,
    "weakens: weak": -1,
    "weakens: moderate": -3,
    "weakens: strong": -6,
}
"""Additive like log-odds; never shown as a percentage."""
LEAD = 2
"""Points by which a likely cause must lead every rival of its differential."""
JOIN_MADE = "join.strength"
"""Every join has it; where it is lacking, nothing was joined."""
JOINED = "join"
"""Group of evidence that stands at the failing request itself, found in another artifact: not somebody else's failure."""


@dataclass(slots=True)
class Scale:
    """One cause on the scales, before its rivals are looked at."""

    cause: Cause
    for_: list[Weighed] = field(default_factory=list)
    against: list[Weighed] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    points: int = 0
    verdict: Verdict = Verdict.NOT_ASSESSED
    tied: list[str] = field(default_factory=list)
    could_be_likely: bool = False
    explained_by: str = ""
    own: bool = False
    """A line that speaks for it is known to be the customer's own."""
    others: bool = False
    """All that speaks for it strongly is known to be other people's."""

    @property
    def contradictions(self) -> int:
        """Independent groups that speak against the cause."""
        return len({w.group for w in self.against})

    @property
    def joined(self) -> bool:
        """Something that speaks for it belongs to the failing request itself, and not to whoever else stands in a log."""
        return self.own or any(w.group == JOINED for w in self.for_)


def weigh(cause: Cause, sightings: Mapping[str, Sighting], whose: Whose | None = None) -> Scale:
    """The cause alone: what speaks for and against it, whose failure that is, and the verdict it could reach without rivals."""
    scale = Scale(cause)
    for sight in cause.evidence:
        sighting = sightings[sight.sees]
        if sighting.hits:
            side = scale.for_ if sight.weight.startswith(("proves", "supports")) else scale.against
            side.append(Weighed(sight.sees, sight.weight, sight.group, _nearest(sighting.hits, whose)))
        elif not sighting.assessed:
            scale.missing.append(Missing(sight.sees, sight.weight, sighting.why_not, sighting.needs))
    scale.for_.sort(key=_strength)
    scale.against.sort(key=_strength)
    if whose is not None:
        _tell_whose(scale, whose, _unjoined(cause, sightings))
    scale.points = _points(scale.for_) + _points(scale.against)
    scale.could_be_likely = _enough(scale)
    scale.verdict = _alone(scale)
    return scale


def _tell_whose(scale: Scale, whose: Whose, unjoined: bool) -> None:
    """Whether the cause is the customer's own or other people's; among items of equal weight the customer's own come first."""
    own = {w.observation for w in scale.for_ if _is_own(w.hit, whose)}
    scale.own = bool(own)
    deciding = [w for w in scale.for_ if POINTS.get(w.weight, 0) >= POINTS["supports: strong"]] or scale.for_
    scale.others = not scale.joined and bool(deciding) and all(_is_others(w.hit, whose, unjoined) for w in deciding)
    scale.for_.sort(key=lambda w: (_strength(w)[0], w.observation not in own, w.observation))


def _nearest(hits: tuple[Hit, ...], whose: Whose | None) -> Hit:
    """The burst that is shown: one that holds the customer's own record, with that record first; else the largest."""
    if whose is None:
        return hits[0]
    for hit in hits:
        own = [r for r in hit.records if whose(r)]
        if own:
            return replace(hit, records=(*own, *(r for r in hit.records if r not in own)))
    return hits[0]


def _is_own(hit: Hit, whose: Whose) -> bool:
    return any(whose(r) for r in hit.records)


def _is_others(hit: Hit, whose: Whose, unjoined: bool) -> bool:
    """All its records are other people's; of those that were only counted, the cause's own look at joins must say so."""
    return all(whose(r) is False for r in hit.records) and (hit.count <= len(hit.records) or unjoined)


def _unjoined(cause: Cause, sightings: Mapping[str, Sighting]) -> bool:
    """Joins were looked at for this cause, and none spoke: what was joined does not even have the field that it would speak by."""
    looked = [sightings[s.sees] for s in cause.evidence if s.group == JOINED]
    return bool(looked) and all(not s.hits and (s.assessed or JOIN_MADE not in s.needs) for s in looked)


def _strength(item: Weighed) -> tuple[int, str]:
    return (-abs(POINTS.get(item.weight, 100)), item.observation)


def _points(items: Iterable[Weighed]) -> int:
    """The best of each group; two proofs read off one record are one proof, whatever their groups."""
    best: dict[str, int] = {}
    proved: set[object] = set()
    for item in items:
        points = POINTS.get(item.weight, 0)
        if item.weight == "proves" and item.hit.records:
            record = item.hit.records[0]
            points = 0 if (record.kind, record.location) in proved else points
            proved.add((record.kind, record.location))
        if abs(points) > abs(best.get(item.group, 0)):
            best[item.group] = points
    return sum(best.values())


def _strongest(items: Iterable[Weighed]) -> dict[str, int]:
    best: dict[str, int] = {}
    for item in items:
        best[item.group] = max(best.get(item.group, 0), POINTS.get(item.weight, 0))
    return best


def _enough(scale: Scale) -> bool:
    """Support from two groups at least, one of them strong or two of them moderate, not outweighed."""
    groups = sorted(_strongest(scale.for_).values(), reverse=True)
    strong, moderate = POINTS["supports: strong"], POINTS["supports: moderate"]
    enough = len(groups) >= 2 and (groups[0] >= strong or groups[1] >= moderate)
    return enough and scale.points >= strong


def _alone(scale: Scale) -> Verdict:
    proved = any(w.weight == "proves" for w in scale.for_)
    excluded = any(w.weight == "excludes" for w in scale.against)
    if proved:
        return Verdict.CONFLICTING if excluded else Verdict.CONFIRMED
    if excluded:
        return Verdict.RULED_OUT
    if scale.for_ and scale.points > 0:
        return Verdict.LIKELY if scale.could_be_likely else Verdict.POSSIBLE
    return Verdict.NOT_SUPPORTED if scale.for_ or _looked(scale) else Verdict.NOT_ASSESSED


def _looked(scale: Scale) -> bool:
    """True when at least one item that could have spoken for the cause was looked for."""
    missing = {m.observation for m in scale.missing}
    return any(s.sees not in missing for s in scale.cause.evidence if _speaks_for(s))


def _speaks_for(sight: Sight) -> bool:
    return sight.weight.startswith(("proves", "supports"))


def settle(scales: list[Scale]) -> None:
    """Compare the causes of one differential: without a clear lead a likely cause is only possible, and the tie is named."""
    speaking = [s for s in scales if s.verdict in {Verdict.CONFIRMED, Verdict.LIKELY, Verdict.CONFLICTING, Verdict.POSSIBLE}]
    held_back = []
    for scale in speaking:
        if scale.verdict is not Verdict.LIKELY:
            continue
        rivals = [r for r in speaking if r is not scale and _competes(r, scale) and scale.points - r.points < LEAD]
        if rivals:
            held_back.append((scale, rivals))
    for scale, rivals in held_back:
        scale.verdict = Verdict.POSSIBLE
        for rival in rivals:
            if rival.cause.id not in scale.tied:
                scale.tied.append(rival.cause.id)
            if scale.cause.id not in rival.tied:
                rival.tied.append(scale.cause.id)
    for scale in speaking:
        scale.tied.sort()


def _competes(rival: Scale, scale: Scale) -> bool:
    """A coarse answer names the family, and a symptom its cause: neither competes with the other; nor does what is not about this very request."""
    related = rival.cause.id in scale.cause.explains or scale.cause.id in rival.cause.explains
    elsewhere = (scale.joined and not rival.joined) or (rival.others and not scale.others)
    return rival.cause.coarse == scale.cause.coarse and not related and not elsewhere


def by_differential(scales: Iterable[Scale]) -> dict[str, list[Scale]]:
    """The causes of each differential."""
    out: dict[str, list[Scale]] = {}
    for scale in scales:
        out.setdefault(scale.cause.differential, []).append(scale)
    return out


def hits_of(sightings: Mapping[str, Sighting]) -> tuple[Hit, ...]:
    """Every hit, by observation id."""
    return tuple(hit for name in sorted(sightings) for hit in sightings[name].hits)
