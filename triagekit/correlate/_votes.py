"""The offset of two clocks from requests that bear no identifier: the one at which most of them meet a like one.

Many a request looks like another. A job that repeats the same requests every night would put yesterday's log on today's
capture as if a clock were a day off: over hours only what is unlike everything else binds, or the offset of a zone
where the times name none or came irregularly.
"""

import itertools
from collections.abc import Sequence
from statistics import fmean, pstdev

from triagekit.correlate._offsets import ENOUGH, MOST, QUARTER, SHARE, Between, Sample, contested, intersect, parted, set_between

WIDEST = 60.0
"""Seconds beyond which a voted interval says nothing."""
NEAR_S = (60.0, 3_660.0)
"""Offsets within these are preferred, the smaller first, to a farther one that hardly more things can have."""
ZONES = 56
"""Quarter hours that a zone lies from UTC at most."""
UNEVEN = 0.3
"""Deviation of the gaps between things, as a share of their mean, below which a machine's schedule may have made them."""
SCATTERED = 5
"""Things that must lie at irregular times."""

Votes = Sequence[Sequence[Sample]]
"""For each thing of the one artifact what it would be with each of its candidates in the other."""


def voted(rows: Votes, telling: Sequence[bool] = ()) -> Between | None:
    """The offset of things that have several candidates each on the other side: the one that most of them can have.

    `telling` says of each whether it is unlike everything else. Where two offsets share the things between them, one
    before and one after a moment, the clock was set at that moment; at the same time, they are rivals.
    """
    first = _peak(rows)
    if len(first) < ENOUGH:
        return None
    low, high = _most(list(first.values()))
    if high - low >= WIDEST or not _binding(first, (low + high) / 2, telling):
        return None
    rival = None
    if len(first) < MOST * len(rows):
        second = _peak([() if n in first else row for n, row in enumerate(rows)])
        if len(second) >= ENOUGH and len(first) + len(second) >= MOST * len(rows):
            parts = parted(sorted((*first.values(), *second.values()), key=lambda s: s.at))
            if len(parts) > 1:
                return set_between(parts, len(rows), _most)
            other = _most(list(second.values()))
            rival = other if (other[0] > high or other[1] < low) and contested(list(first.values()), list(second.values())) else None
    made = Between(low, high, len(rows), len(first), rival=rival)
    return made if rival or len(first) >= SHARE * len(rows) else None


def _peak(rows: Votes) -> dict[int, Sample]:
    """One candidate of each row that can have the offset which most can have, by row."""
    far = _fitting(rows)
    for reach in NEAR_S:
        near = _fitting([[s for s in row if s.low <= reach and s.high >= -reach] for row in rows])
        if len(near) >= max(1, MOST * len(far)):
            return near
    return far


def _fitting(rows: Votes) -> dict[int, Sample]:
    low, high, _ = intersect([(s.low, s.high) for row in rows for s in row])
    found = ((n, next((s for s in row if s.low <= high and s.high >= low), None)) for n, row in enumerate(rows))
    return {n: s for n, s in found if s is not None}


def _most(samples: Sequence[Sample]) -> tuple[float, float]:
    """The span that nine in ten of them share, all but one at least: one wrong candidate must not narrow it."""
    need = max(1, len(samples) - max(1, len(samples) // 10))
    lows, highs = sorted(s.low for s in samples), sorted(s.high for s in samples)
    return lows[need - 1], highs[len(highs) - need]


def _binding(found: dict[int, Sample], middle: float, telling: Sequence[bool]) -> bool:
    """Whether things like these can bind over so long a time."""
    if abs(middle) <= NEAR_S[-1] or sum(1 for n in found if n < len(telling) and telling[n]) >= ENOUGH:
        return True
    quarters = round(middle / QUARTER)
    whole = abs(quarters) <= ZONES and abs(middle - quarters * QUARTER) <= NEAR_S[0]
    return whole and (not all(s.zoned for s in found.values()) or _uneven(list(found.values())))


def _uneven(samples: Sequence[Sample]) -> bool:
    times = sorted(s.at.timestamp() for s in samples)
    gaps = [b - a for a, b in itertools.pairwise(times)]
    return len(times) >= SCATTERED and pstdev(gaps) >= UNEVEN * fmean(gaps) > 0
