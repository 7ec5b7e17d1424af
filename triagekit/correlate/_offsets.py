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
        grown = self.drift * _hours(when, self.until) if self.until else 0.0
        return self.low - grown, self.high - grown

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
    jumped, steady = _jumped(samples), drifted(samples)
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
        last = tuple(max(s.places[n] for s in before) for n in (0, 1))
        first = tuple(min(s.places[n] for s in behind) for n in (0, 1))
        told = [0 < a < b for a, b in zip(last, first, strict=True)]
        earlier.append(Stretch(low, high, before[-1].at, behind[0].at, (last[0] * told[0], last[1] * told[1]), (first[0] * told[0], first[1] * told[1])))
    low, high = bounds(parts[-1])
    return Between(low, high, asked, sum(_shared(part)[2] for part in parts), tuple(earlier))


def _jumped(samples: Sequence[Sample]) -> Between | None:
    """Stretches of time, each of one mind, with offsets that exclude each other from one to the next."""
    parts = parted(sorted(samples, key=lambda s: s.at))
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
    """A steady drift: taken out by its slope (the median of all slopes, Theil-Sen), the samples agree."""
    ordered = sorted(samples, key=lambda s: s.at)[:: max(1, len(samples) // SLOPES)]
    hours = _hours(ordered[0].at, ordered[-1].at)
    slopes = [(_middle(b) - _middle(a)) / _hours(a.at, b.at) for a, b in combinations(ordered, 2) if b.at > a.at]
    if len(ordered) < 3 * ENOUGH or not slopes:
        return None
    slope, begun = median(slopes), ordered[0].at
    level = [(s.low - slope * _hours(begun, s.at), s.high - slope * _hours(begun, s.at)) for s in samples]
    low, high, agreeing = intersect(level)
    if agreeing < MOST * len(samples) or abs(slope) < DRIFT:
        return None
    return Between(low + slope * hours, high + slope * hours, len(samples), agreeing, drift=slope, until=ordered[-1].at)


def _disputed(samples: Sequence[Sample], whole: Between) -> Between:
    """The same, with the offset that most of the others agree on, where enough do and at the same time."""
    others = [s for s in samples if s.high < whole.low or s.low > whole.high]
    if len(others) < ENOUGH:
        return whole
    low, high, agreeing = _shared(others)
    return replace(whole, rival=(low, high)) if agreeing >= ENOUGH and agreeing * 2 >= whole.agreeing else whole


def _middle(sample: Sample) -> float:
    return (sample.low + sample.high) / 2


def _hours(begun: datetime, at: datetime) -> float:
    return (at - begun).total_seconds() / 3600
