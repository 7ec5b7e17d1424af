"""The templates of a log: what its lines say when their numbers and names are left out, and how often each is said.

The rare line is often the one that matters. Digit-stripped shapes are counted first, which is cheap; only the
distinct ones are mined for templates (Drain, He et al. 2017, as drain3 does it).
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

SHAPES = 20_000
"""Distinct shapes counted of one log; lines of further shapes have no template."""
LONGEST = 1_000
"""Characters of a line that its shape is made of."""

_VARIABLE = re.compile(r"0x[0-9a-fA-F]+|\b[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,12}){0,4}\b|\d+", re.ASCII)
_TIME = re.compile(r"[\[(<\"']{0,2}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:<\*>|[/:.,+ TZ\-\[\]]|UTC|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)*(?:<\*>)(?:Z|UTC)?[\])\"']{0,2}[\s:,|-]{0,8}")


def shape(line: str) -> str:
    """The line with its numbers and identifiers replaced by <*>, without the time it begins with."""
    made = _VARIABLE.sub("<*>", line[:LONGEST])
    stamp = _TIME.match(made)
    return made[stamp.end() :] if stamp else made


@dataclass(slots=True)
class Templates:
    """The templates of one log."""

    by_shape: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Shape to its template and how many lines have that template."""

    def of(self, line: str) -> tuple[str, int]:
        """Template and count for a line; empty and 0 when its shape was not counted."""
        return self.by_shape.get(shape(line), ("", 0))


def mined(lines: Iterable[str]) -> Templates:
    """Count the shapes of these lines and mine their templates. Streams; memory is bounded by SHAPES."""
    counted: Counter[str] = Counter()
    for line in lines:
        made = shape(line)
        if made in counted or len(counted) < SHAPES:
            counted[made] += 1
    return Templates(_clustered(counted))


def _clustered(counted: Counter[str]) -> dict[str, tuple[str, int]]:
    try:
        from drain3.drain import Drain
    except ImportError:
        return {made: (made, count) for made, count in counted.items()}
    miner = Drain(sim_th=0.6, depth=5, max_children=200)
    clusters, totals = {}, Counter[int]()
    for made, count in counted.items():
        cluster = miner.add_log_message(made)[0]
        clusters[made] = cluster
        totals[cluster.cluster_id] += count
    return {made: (cluster.get_template()[:LONGEST], totals[cluster.cluster_id]) for made, cluster in clusters.items()}
