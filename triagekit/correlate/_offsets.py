"""How far the clocks of two artifacts stand apart, from things that both of them saw.

What one side saw within [a0, a1] by its clock and the other at b by its own bounds the offset b-clock minus a-clock to
[b - a1, b + r - a0], r being the resolution of b. Such intervals are hard; their intersection (Marzullo) is the
offset. Where most but not all agree, the odd ones are other requests or a clock that jumped.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from statistics import median

from triagekit.correlate._keys import Span
from triagekit.correlate.clocks import intersect

ENOUGH = 3
"""Agreeing samples from which an offset is believed."""
SHARE = 0.6
SLACK = 0.05
"""Seconds granted to both ends: recorded durations are rounded."""
QUARTER = 900.0
SLOPES = 60
"""Samples between which slopes are taken."""
WIDEST = 60.0
"""Seconds beyond which a voted interval says nothing."""
DRIFT = 0.05
"""Seconds per hour below which a clock does not drift."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One thing that both sides saw: the hard bounds of the offset, in seconds, and when by the first side's clock."""

    low: float
    high: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Between:
    """The offset of one artifact's clock from another's: the other's time minus the one's, for the same instant."""

    low: float
    high: float
    samples: int
    agreeing: int
    jump_at: datetime | None = None
    """The samples before and after this moment agree among themselves, and not with each other."""
    before: float = 0.0
    """Offset before the jump, in seconds."""
    drift: float = 0.0
    """Seconds per hour, when the offset grows steadily; 0 when it does not."""
    until: datetime | None = None
    """Moment at which a drifting offset is the one that is given."""

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def around(self, when: datetime) -> tuple[float, float]:
        """The bounds of the offset at that moment by the first side's clock."""
        half = (self.high - self.low) / 2
        if self.jump_at and when < self.jump_at:
            return self.before - half, self.before + half
        grown = self.drift * _hours(when, self.until) if self.until else 0.0
        return self.low - grown, self.high - grown

    @property
    def believed(self) -> bool:
        """Enough samples agree."""
        return self.agreeing >= ENOUGH and self.agreeing >= SHARE * self.samples

    @property
    def quarters(self) -> int:
        """Whole quarter hours of it, when it is a time zone's and not a clock's doing; else 0."""
        n = round(self.middle / QUARTER)
        return n if n and abs(self.middle - n * QUARTER) <= 60 and abs(n) <= 56 else 0


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
    return Sample(low, high, one.first) if sign > 0 else Sample(-high, -low, one.first)


def between(samples: list[Sample]) -> Between | None:
    """The offset that most samples agree on; None without samples."""
    if not samples:
        return None
    low, high, agreeing = intersect([(s.low, s.high) for s in samples])
    whole = Between(low, high, len(samples), agreeing)
    if whole.believed and agreeing >= 0.9 * len(samples):
        return whole
    return _jumped(samples) or _drifted(samples) or whole


def _jumped(samples: list[Sample]) -> Between | None:
    """Two stretches of time, each of one mind, with offsets that exclude each other."""
    ordered = sorted(samples, key=lambda s: s.at)
    best: tuple[int, Between] | None = None
    for cut in range(ENOUGH, len(ordered) - ENOUGH + 1):
        early, late = (intersect([(s.low, s.high) for s in part]) for part in (ordered[:cut], ordered[cut:]))
        agreeing = early[2] + late[2]
        apart = late[0] > early[1] or late[1] < early[0]
        if apart and agreeing >= 0.9 * len(ordered) and min(early[2], late[2]) >= ENOUGH and (best is None or agreeing > best[0]):
            best = agreeing, Between(late[0], late[1], len(ordered), agreeing, ordered[cut].at, (early[0] + early[1]) / 2)
    return best[1] if best else None


def voted(rows: list[list[Sample]]) -> Between | None:
    """The offset of things that have several candidates each on the other side: the one that most of them can have.

    Where two offsets share the things between them, one before and one after a moment, the clock was set at that moment.
    """
    first = _peak(rows)
    if len(first) < ENOUGH:
        return None
    low, high = _most(first)
    if high - low >= WIDEST:
        return None
    if len(first) < 0.9 * len(rows):
        second = _peak([row for row in rows if not any(s in first for s in row)])
        if len(second) >= ENOUGH and len(first) + len(second) >= 0.9 * len(rows) and (jumped := _set_between(first, second, len(rows))):
            return jumped
    return Between(low, high, len(rows), len(first)) if len(first) >= SHARE * len(rows) else None


def _peak(rows: list[list[Sample]]) -> list[Sample]:
    """One candidate of each row that can have the offset which most can have."""
    if not rows:
        return []
    low, high, _ = intersect([(s.low, s.high) for row in rows for s in row])
    fitting = (next((s for s in row if s.low <= high and s.high >= low), None) for row in rows)
    return [s for s in fitting if s is not None]


def _most(samples: list[Sample]) -> tuple[float, float]:
    """The span that nine in ten of them share, all but one at least: one wrong candidate must not narrow it."""
    need = max(1, len(samples) - max(1, len(samples) // 10))
    lows, highs = sorted(s.low for s in samples), sorted(s.high for s in samples)
    return lows[need - 1], highs[len(highs) - need]


def _set_between(one: list[Sample], other: list[Sample], asked: int) -> Between | None:
    early, late = sorted((one, other), key=lambda part: min(s.at for s in part))
    begun = min(s.at for s in late)
    if max(s.at for s in early) >= begun:
        return None
    (before_low, before_high), (low, high) = _most(early), _most(late)
    return Between(low, high, asked, len(one) + len(other), begun, (before_low + before_high) / 2)


def _drifted(samples: list[Sample]) -> Between | None:
    """A steady drift: taken out by its slope (the median of all slopes, Theil-Sen), the samples agree."""
    ordered = sorted(samples, key=lambda s: s.at)[:: max(1, len(samples) // SLOPES)]
    hours = _hours(ordered[0].at, ordered[-1].at)
    slopes = [(_middle(b) - _middle(a)) / _hours(a.at, b.at) for a, b in combinations(ordered, 2) if b.at > a.at]
    if len(ordered) < 3 * ENOUGH or not slopes:
        return None
    slope, begun = median(slopes), ordered[0].at
    level = [(s.low - slope * _hours(begun, s.at), s.high - slope * _hours(begun, s.at)) for s in samples]
    low, high, agreeing = intersect(level)
    if agreeing < 0.9 * len(samples) or abs(slope) < DRIFT:
        return None
    return Between(low + slope * hours, high + slope * hours, len(samples), agreeing, drift=slope, until=ordered[-1].at)


def _middle(sample: Sample) -> float:
    return (sample.low + sample.high) / 2


def _hours(begun: datetime, at: datetime) -> float:
    return (at - begun).total_seconds() / 3600
