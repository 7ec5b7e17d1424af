"""The case's one clock: what to add to each artifact's times so that they stand on the same one.

The root is the artifact nearest to the client; the others hang on it by the offsets that were measured between two
artifacts (facts of `triagekit.correlate.joins`). Where all servers agree that the client's own clock is off (facts of
`triagekit.correlate.clocks`), everything is moved onto theirs. An artifact that hangs on nothing keeps its times. What
contradicts itself is told and not applied: two offsets at one time, a round of offsets that does not close, Dates that
no joined log bears out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triagekit.correlate._offsets import ENOUGH
from triagekit.correlate._rounds import Edge, Odd, hang, sound
from triagekit.correlate._seen import moment, number, text, true
from triagekit.correlate.timeline import Offset, Step, Turn
from triagekit.model import Location
from triagekit.records import Kind, Record, Value

TOLD = frozenset({"clock-offset", "clock-step", "client-clock", "issuer-clock", "source-clock", "clock-contradiction", "zone"})
"""Facts that tell of clocks."""
WORTH_S = 1.0
"""Offsets below this change no verdict and are not applied."""
TOLERANCE_S = 60.0
"""How far the clock of a log may stand from the one that writes Date without contradicting it."""
QUARTER_S = 900.0


@dataclass(frozen=True, slots=True)
class Clocks:
    """The one clock of a case."""

    offsets: Mapping[str, Offset]
    """Artifact id to its offset; artifacts that need none are left out."""
    contradictions: tuple[Record, ...] = ()
    """Facts of what contradicts itself, and was not applied."""

def read(facts: Iterable[Record]) -> Clocks:
    """The one clock by the facts of a case."""
    known = [f for f in facts if f.kind is Kind.FACT]
    edges = [e for f in known if f.get("fact") == "source-clock" and (e := _edge(f, known))]
    edges, rounds = sound(edges)
    disputed = [*_rivals(known), *map(_round, rounds)]
    client = _client(known)
    if client and (odd := _unborne(client, edges)):
        disputed.append(odd)
        client = None
    found = hang(edges, client.steps if client else {})
    for name in _without_zone(known):
        found[name] = replace(found.get(name, Offset()), zone_assumed=True)
    return Clocks({n: o for n, o in found.items() if abs(o.seconds) >= WORTH_S or o.uncertainty or o.steps or o.zone_assumed}, tuple(disputed))


def offsets(facts: Iterable[Record]) -> Mapping[str, Offset]:
    """Artifact id to its offset; artifacts that need none are left out."""
    return read(facts).offsets


def matter(found: Mapping[str, Offset]) -> bool:
    """True when some artifact's times must be moved against another's: what was judged across artifacts is judged again."""
    return any(abs(o.seconds) >= WORTH_S or o.steps for o in found.values())


@dataclass(frozen=True, slots=True)
class _Client:
    """What all servers say of the clock of the captures they were measured in."""

    fact: Record
    steps: Mapping[str, Step]


def _edge(fact: Record, known: Iterable[Record]) -> Edge | None:
    low, high = number(fact, "source.offset_low_s"), number(fact, "source.offset_high_s")
    if not true(fact, "source.believed") or low is None or high is None:
        return None
    one, other = text(fact, "source.against"), text(fact, "source.artifact")
    stretches = [f for f in known if f.get("fact") == "clock-step" and (text(f, "step.of"), text(f, "step.against")) == (other, one)]
    drift = number(fact, "source.drift_s_per_h") or 0.0
    middle, half, until = (low + high) / 2, (high - low) / 2, moment(fact, "source.drift_until")
    wavers = number(fact, "source.drift_wavers_s_per_h") or 0.0
    back = Step(middle, half, _turns(stretches, middle), drift if until else 0.0, until, wavers)
    anchor = until + timedelta(seconds=middle) if until else None
    there = Step(-middle, half, _turns(stretches, middle, behind=True), -drift / (1 + drift / 3600) if until else 0.0, anchor, wavers)
    return Edge(one, other, there, back, text(fact, "source.by"))


def _turns(stretches: list[Record], last: float, behind: bool = False) -> tuple[Turn, ...]:
    """The stretches by the clock they were measured against, or, `behind`, by the measured one, on which the offset is taken away."""
    middles = [_middle(f) for f in stretches] + [last]
    made = []
    for fact, before, now in zip(stretches, middles, middles[1:], strict=False):
        until, after = moment(fact, "step.until"), moment(fact, "step.after")
        if until is None or after is None:
            continue
        half = ((number(fact, "step.high_s") or 0.0) - (number(fact, "step.low_s") or 0.0)) / 2
        side = "" if behind else "against_"
        places = [int(number(fact, f"step.{side}{name}") or 0) for name in ("last", "first")]
        made.append(Turn(*_border(until, after, (before, now), behind), -before if behind else before, half, places[0], places[1]))
    return tuple(made)


def _border(until: datetime, after: datetime, offsets: tuple[float, float], behind: bool) -> tuple[datetime, datetime]:
    """Up to when times surely lie in a stretch, and from when on behind it, by the clock they were measured against or by the measured one.

    The clock that was set is the one that shows the longer time between the two things, or shows them turned round.
    On the other the border lies between these two; on the one that was set either may show the same time.
    """
    before, now = (timedelta(seconds=s) for s in offsets)
    gap, other = after - until, after - until + now - before
    steady = gap >= timedelta() and (other < timedelta() or gap <= other)  # the clock measured against went on as it was
    if behind:
        return (until + now, after + before) if steady else (until + before, after + now)
    return (until, after) if steady else (until + before - now, after + now - before)


def _middle(stretch: Record) -> float:
    return ((number(stretch, "step.low_s") or 0.0) + (number(stretch, "step.high_s") or 0.0)) / 2


def _client(known: list[Record]) -> _Client | None:
    """What to add to the client's times when all servers say that its clock is off, by three answers at least."""
    hosts = [f for f in known if f.get("fact") == "clock-offset" and text(f, "clock.scope") == "all-hosts"]
    if sum(number(f, "clock.agreeing") or 0 for f in hosts) < ENOUGH:
        return None
    for fact in hosts:
        if fact.get("fact") == "clock-offset" and true(fact, "clock.off") and text(fact, "clock.scope") == "all-hosts":
            after = "after_" if true(fact, "clock.jump") else "offset_"
            low, high = number(fact, f"clock.{after}low_s") or 0.0, number(fact, f"clock.{after}high_s") or 0.0
            stretches = [f for f in known if f.get("fact") == "clock-step" and (text(f, "step.of"), text(f, "step.against")) == (text(fact, "clock.host"), "")]
            places = {fact.location.artifact, *(spot.artifact for spot in fact.also)}
            return _Client(fact, dict.fromkeys(sorted(places), Step((low + high) / 2, (high - low) / 2, _turns(stretches, (low + high) / 2))))
    return None


def _without_zone(known: Iterable[Record]) -> Iterator[str]:
    return (text(f, "zone.artifact") for f in known if f.get("fact") == "zone")


def _rivals(known: Iterable[Record]) -> Iterator[Record]:
    """Artifacts whose common things show two offsets at the same time."""
    for fact in known:
        low, high = number(fact, "source.rival_low_s"), number(fact, "source.rival_high_s")
        if low is not None and high is not None:
            gap = abs((low + high) / 2 - (number(fact, "source.offset_s") or 0.0))
            yield _contradiction("two-offsets", fact.location, (text(fact, "source.against"), text(fact, "source.artifact")), gap)


def _round(odd: Odd) -> Record:
    made = _contradiction("round-does-not-close", Location(odd.edge.other), (odd.edge.one, odd.edge.other), odd.gap)
    return replace(made, fields={**made.fields, "contradiction.round": odd.artifacts})


def _unborne(client: _Client, edges: Iterable[Edge]) -> Record | None:
    """Dates that say the client is off, where every log that was joined with it says another thing, zones left out of account."""
    gaps = []
    for edge in edges:
        if edge.one in client.steps and not edge.changing:
            step = client.steps[edge.one]
            apart = edge.back.seconds - step.seconds
            apart -= round(apart / QUARTER_S) * QUARTER_S if abs(apart) > TOLERANCE_S and abs(step.seconds) > TOLERANCE_S and abs(edge.back.seconds) > TOLERANCE_S else 0.0
            gaps.append((max(0.0, abs(apart) - edge.back.uncertainty - step.uncertainty), edge))
    if not gaps or min(gap for gap, _ in gaps) <= TOLERANCE_S:
        return None
    gap, edge = min(gaps, key=lambda g: g[0])
    return _contradiction("dates-against-log", client.fact.location, (edge.one, edge.other), gap, text(client.fact, "clock.host"))


def _contradiction(sort: str, spot: Location, names: tuple[str, str], gap: float, host: str = "") -> Record:
    fields: dict[str, Value] = {"fact": "clock-contradiction", "contradiction.sort": sort, "contradiction.artifact": names[1], "contradiction.against": names[0], "contradiction.gap_s": round(gap, 1)}
    if host:
        fields["contradiction.host"] = host
    return Record(Kind.FACT, spot, fields)


