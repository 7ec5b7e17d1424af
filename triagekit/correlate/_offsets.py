"""How far the clocks of two artifacts stand apart, from things that both of them saw.

What one side saw within [a0, a1] by its clock and the other at b by its own bounds the offset b-clock minus a-clock to
[b - a1, b + r - a0], r being the resolution of b. Such intervals are hard; their intersection (Marzullo) is the
offset. Where most but not all agree, the odd ones are other requests, a clock that was set or one that drifts. Two
offsets at the same time are nobody's clock: they are told, and none of them is believed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from statistics import median
from typing import Any

from triagekit.correlate._keys import Span

ENOUGH = 3
"""Agreeing samples from which an offset is believed."""
SHARE = 0.6
MOST = 0.9
"""Share of the samples that one account of the clock must explain before another is looked for."""
SLACK = 0.05
"""Seconds granted to both ends: recorded durations are rounded."""
QUARTER = 900.0
Bounds = Callable[[Sequence["Sample"]], tuple[float, float]]
"""How the bounds of the offset are taken from samples of one mind."""
SLOPES = 60
"""Samples between which slopes are taken."""
DRIFT = 0.05
"""Seconds per hour below which a clock does not drift."""
NEIGHBOURS = 20
"""Places by which writers of one log get out of order."""
TURNS = 4
"""Times at most that a clock is taken to have been set."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One thing that both sides saw: the hard bounds of the offset, in seconds, and when by the first side's clock."""

    low: float
    high: float
    at: datetime
    places: tuple[int, int] = (0, 0)
    """Where it stands in the one artifact and in the other, as numbers that grow through them; 0 = unknown."""
    zoned: bool = True
    """Both sides name the zone of their times."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time before a clock was set, in which the offset was another."""

    low: float
    high: float
    until: datetime
    """Last sample in it, by the first side's clock."""
    after: datetime
    """First sample behind it."""
    last: tuple[int, int] = (0, 0)
    """Places of the last thing in it in the one artifact and in the other; 0 = unknown."""
    first: tuple[int, int] = (0, 0)
    """Places of the first thing behind it."""

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Between:
    """The offset of one artifact's clock from another's: the other's time minus the one's, for the same instant."""

    low: float
    high: float
    samples: int
    agreeing: int
    earlier: tuple[Stretch, ...] = ()
    """What it was before one of the two clocks was set, in order of time."""
    drift: float = 0.0
    """Seconds per hour, when the offset grows steadily; 0 when it does not."""
    until: datetime | None = None
    """Moment at which a drifting offset is the one that is given."""
    wavers: float = 0.0
    """Seconds per hour by which the drift is uncertain."""
    rival: tuple[float, float] | None = None
    """Another offset that as many things show at the same time: the two exclude each other."""

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def jump_at(self) -> datetime | None:
        """First sample after the clock was last set; None when it was not."""
        return self.earlier[-1].after if self.earlier else None

    def around(self, when: datetime) -> tuple[float, float]:
        """The bounds of the offset at that moment by the first side's clock."""
        for one in self.earlier:
            if when < one.after:
                return one.low, one.high
        hours = _hours(when, self.until) if self.until else 0.0
        grown, more = self.drift * hours, self.wavers * abs(hours)
        return self.low - grown - more, self.high - grown + more

    def seen_from_other(self, when: datetime) -> tuple[float, float]:
        """The same for a moment by the other side's clock."""
        low, high = self.around(when - timedelta(seconds=self.middle))
        return self.around(when - timedelta(seconds=(low + high) / 2))

    @property
    def believed(self) -> bool:
        """Enough samples agree, and no other offset claims the same time."""
        return self.rival is None and self.agreeing >= ENOUGH and self.agreeing >= SHARE * self.samples

    @property
    def quarters(self) -> int:
        """Whole quarter hours of it, when it is a time zone's and not a clock's doing; else 0."""
        n = round(self.middle / QUARTER)
        return n if n and abs(self.middle - n * QUARTER) <= 60 and abs(n) <= 56 else 0


def intersect(intervals: Sequence[tuple[float, float]]) -> tuple[float, float, int]:
    """The span that most intervals share, and how many do (Marzullo's algorithm)."""
    edges = sorted([(low, -1) for low, _ in intervals] + [(high, 1) for _, high in intervals])
    best = depth = 0
    span = (0.0, 0.0)
    for n, (at, kind) in enumerate(edges):
        depth -= kind
        if depth > best:
            best, span = depth, (at, edges[n + 1][0])
    return (*span, best)


def sample(one: Span, other: Span) -> Sample | None:
    """The bounds that one thing seen by both sides puts on the offset; None where neither side says how long it took.

    The side that took longer saw the whole of what the other did: a client's request holds the server's work.
    """
    sign = 1 if (one.last - one.first, one.measured) >= (other.last - other.first, other.measured) else -1
    outer, inner = (one, other) if sign > 0 else (other, one)
    if not outer.measured:
        return None
    low = (inner.first - outer.last).total_seconds() - SLACK - (outer.resolution if outer.resolution >= 1 else 0)
    high = (inner.last - outer.first).total_seconds() + inner.resolution + SLACK
    zoned = one.zoned and other.zoned
    return Sample(low, high, one.first, zoned=zoned) if sign > 0 else Sample(-high, -low, one.first, zoned=zoned)


def between(samples: Sequence[Sample]) -> Between | None:
    """The offset that most samples agree on; None without samples."""
    if not samples:
        return None
    low, high, agreeing = _shared(samples)
    whole = Between(low, high, len(samples), agreeing)
    if whole.believed and agreeing >= MOST * len(samples):
        return whole
    jumped, steady = next((made for order in _ORDERS if (made := _jumped(samples, order))), None), drifted(samples)
    if jumped and steady:  # a slow drift can be cut into pieces: then it is still one
        return jumped if len(jumped.earlier) == 1 and jumped.agreeing >= steady.agreeing else steady
    return jumped or steady or _disputed(samples, whole)


def _shared(samples: Sequence[Sample]) -> tuple[float, float, int]:
    return intersect([(s.low, s.high) for s in samples])


def hard(samples: Sequence[Sample]) -> tuple[float, float]:
    """The span that most of them share."""
    return _shared(samples)[:2]


def of_one_mind(samples: Sequence[Sample]) -> bool:
    """Enough of them agree, and nearly all."""
    return len(samples) >= ENOUGH and _shared(samples)[2] >= max(ENOUGH, MOST * len(samples))


def set_between(parts: Sequence[Sequence[Sample]], asked: int, bounds: Bounds = hard) -> Between:
    """The offset whose parts follow one another in time, each of one mind."""
    earlier = []
    for before, behind in pairwise(parts):
        low, high = bounds(before)
        one, other = (_border([s.places[n] for s in before], [s.places[n] for s in behind]) for n in (0, 1))
        earlier.append(Stretch(low, high, before[-1].at, behind[0].at, (one[0], other[0]), (one[1], other[1])))
    low, high = bounds(parts[-1])
    return Between(low, high, asked, sum(_shared(part)[2] for part in parts), tuple(earlier))


def _border(before: Sequence[int], behind: Sequence[int]) -> tuple[int, int]:
    """The last place that lies before a moment and the first behind it; zeros where places do not tell.

    A few that lie far on the wrong side are other things; those near the border were written a little out of order, and
    the border is left open there.
    """
    if min(*before, *behind) <= 0:
        return 0, 0
    last = max(before, key=lambda cut: sum(1 for b in before if b <= cut) - 2 * sum(1 for b in behind if b <= cut))
    first = min((b for b in behind if b > last), default=0)
    if not first or sum(1 for b in before if b > last) + sum(1 for b in behind if b <= last) > (1 - MOST) * (len(before) + len(behind)) + 1:
        return 0, 0
    early, late = [b for b in behind if last - NEIGHBOURS <= b <= last], [b for b in before if first <= b <= first + NEIGHBOURS]
    return min((b - 1 for b in early), default=last), max((b + 1 for b in late), default=first)


_ORDERS: tuple[Callable[[Sample], Any], ...] = (lambda s: s.at, lambda s: s.places[0], lambda s: s.places[1])
"""What orders samples: time, and where that was set back the places in either artifact."""


def _jumped(samples: Sequence[Sample], order: Callable[[Sample], Any]) -> Between | None:
    """Stretches, each of one mind, with offsets that exclude each other from one to the next."""
    parts = parted(sorted(samples, key=order))
    return set_between(parts, len(samples)) if len(parts) > 1 else None


def parted(ordered: list[Sample], turns: int = TURNS) -> list[list[Sample]]:
    """The samples cut at the moments at which a clock was set; empty when cutting makes no sense of them."""
    if of_one_mind(ordered):
        return [ordered]
    if turns == 0 or len(ordered) < 2 * ENOUGH:
        return []
    first = _first_of_one_mind(ordered)
    rest = parted(ordered[first:], turns - 1) if first else []
    if not rest:
        return []
    (low, high, _), (next_low, next_high, _) = _shared(ordered[:first]), _shared(rest[0])
    return [ordered[:first], *rest] if next_low > high or next_high < low else []


def _first_of_one_mind(ordered: list[Sample]) -> int:
    """How many samples from the first on agree best with each other and least with those behind them; 0 when none do."""
    best, found = 0, 0
    for cut in range(ENOUGH, len(ordered) - ENOUGH + 1):
        _, _, agreeing = _shared(ordered[:cut])
        strangers = cut - agreeing
        if agreeing < max(ENOUGH, MOST * cut):
            if strangers > ENOUGH:
                break
            continue
        if agreeing - 2 * strangers > best:
            best, found = agreeing - 2 * strangers, cut
    return found


def drifted(samples: Sequence[Sample]) -> Between | None:
    """A steady drift: taken out by its slope (the median of all slopes, Theil-Sen), the samples agree.

    Each two of them bound the slope hard; it is uncertain by half of what all pairs leave open.
    """
    ordered = sorted(samples, key=lambda s: s.at)[:: max(1, len(samples) // SLOPES)]
    slopes = [(_middle(b) - _middle(a)) / _hours(a.at, b.at) for a, b in combinations(ordered, 2) if b.at > a.at]
    if len(ordered) < 3 * ENOUGH or not slopes:
        return None
    slope, begun = median(slopes), ordered[0].at
    low, high, agreeing = intersect(_levelled(samples, slope, begun))
    if agreeing < MOST * len(samples) or abs(slope) < DRIFT:
        return None
    fitting = [s for s, (at_least, at_most) in zip(ordered, _levelled(ordered, slope, begun), strict=True) if at_least <= high and at_most >= low]
    pairs = [(a, b, _hours(a.at, b.at)) for a, b in combinations(fitting, 2) if b.at > a.at]
    least = max(((b.low - a.high) / hours for a, b, hours in pairs), default=slope)
    most = min(((b.high - a.low) / hours for a, b, hours in pairs), default=slope)
    wavers = max(0.0, most - slope, slope - least)
    until = ordered[-1].at
    grown, loose = slope * _hours(begun, until), [wavers * _hours(_binding(fitting, slope, begun, side), until) for side in (0, 1)]
    return Between(low + grown - loose[0], high + grown + loose[1], len(samples), agreeing, drift=slope, until=until, wavers=wavers)


def _binding(samples: Sequence[Sample], slope: float, begun: datetime, side: int) -> datetime:
    """When the sample was that bounds the offset from below (0) or from above (1): the farther from it, the more the slope's uncertainty counts."""
    bounds = [(levelled[side] * (1 if side else -1), s.at) for s, levelled in zip(samples, _levelled(samples, slope, begun), strict=True)]
    return min(bounds, default=(0.0, begun))[1]


def _levelled(samples: Sequence[Sample], slope: float, begun: datetime) -> list[tuple[float, float]]:
    """The samples' bounds with a drift taken out."""
    return [(s.low - slope * _hours(begun, s.at), s.high - slope * _hours(begun, s.at)) for s in samples]


def _disputed(samples: Sequence[Sample], whole: Between) -> Between:
    """The same, with the offset that enough of the others agree on at the same time or in a stretch of their own."""
    others = [s for s in samples if s.high < whole.low or s.low > whole.high]
    if len(others) < ENOUGH:
        return whole
    low, high, _ = _shared(others)
    second = [s for s in others if s.low <= high and s.high >= low]
    return replace(whole, rival=(low, high)) if contested([s for s in samples if s not in others], second) else whole


def contested(first: Sequence[Sample], second: Sequence[Sample]) -> bool:
    """Whether a second offset casts doubt on the first: it has half as many things, or a stretch of time to itself, too short to be sure of."""
    if len(second) < ENOUGH:
        return False
    begun, ended = min(s.at for s in second), max(s.at for s in second)
    return len(second) * 2 >= len(first) or not any(begun < s.at < ended for s in first)


def _middle(sample: Sample) -> float:
    return (sample.low + sample.high) / 2


def _hours(begun: datetime, at: datetime) -> float:
    return (at - begun).total_seconds() / 3600
