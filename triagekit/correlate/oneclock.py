"""The case's one clock: what to add to each artifact's times so that they stand on the same one.

The root is the artifact nearest to the client; the others hang on it by the offsets that were measured between two
artifacts (facts of `triagekit.correlate.joins`). Where all servers agree that the client's own clock is off (facts of
`triagekit.correlate.clocks`), everything is moved onto theirs. An artifact that hangs on nothing keeps its times.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triagekit.correlate._seen import number, text, true
from triagekit.correlate.timeline import Offset
from triagekit.records import Record

WORTH_S = 1.0
"""Offsets below this change no verdict and are not applied."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """`other` stands `seconds` ahead of `one`, give or take `uncertainty`."""

    one: str
    other: str
    seconds: float
    uncertainty: float


def offsets(facts: Iterable[Record]) -> Mapping[str, Offset]:
    """Artifact id to its offset; artifacts that need none are left out."""
    known = list(facts)
    edges = [e for f in known if f.get("fact") == "source-clock" and (e := _edge(f))]
    shift, uncertainty = _client(known)
    out: dict[str, Offset] = {}
    for root in _roots(edges):
        if root not in out:
            _hang(root, Offset(shift, uncertainty), edges, out)
    for artifact in _measured(known):
        out.setdefault(artifact, Offset(shift, uncertainty))
    return {name: made for name, made in out.items() if abs(made.seconds) >= WORTH_S or made.uncertainty}


def matter(found: Mapping[str, Offset]) -> bool:
    """True when some artifact's times must be moved against another's: what was judged across artifacts is judged again."""
    moved = [o.seconds for o in found.values() if abs(o.seconds) >= WORTH_S]
    return bool(moved)


def _edge(fact: Record) -> _Edge | None:
    low, high = number(fact, "source.offset_low_s"), number(fact, "source.offset_high_s")
    if not true(fact, "source.believed") or low is None or high is None:
        return None
    return _Edge(text(fact, "source.against"), text(fact, "source.artifact"), (low + high) / 2, (high - low) / 2)


def _client(facts: Iterable[Record]) -> tuple[float, float]:
    """What to add to the client's times when all servers say that its clock is off."""
    for fact in facts:
        if fact.get("fact") == "clock-offset" and true(fact, "clock.off") and text(fact, "clock.scope") == "all-hosts":
            low, high = number(fact, "clock.offset_low_s") or 0.0, number(fact, "clock.offset_high_s") or 0.0
            return (low + high) / 2, (high - low) / 2
    return 0.0, 0.0


def _measured(facts: Iterable[Record]) -> list[str]:
    """Artifacts whose own answers measured the client's clock."""
    return [f.location.artifact for f in facts if f.get("fact") == "clock-offset" and true(f, "clock.off") and text(f, "clock.scope") == "all-hosts"]


def _roots(edges: list[_Edge]) -> list[str]:
    """Artifacts in the order in which they may be the root: those that others were measured against first."""
    hung = {e.other for e in edges}
    names = dict.fromkeys([e.one for e in edges] + [e.other for e in edges])
    return sorted(names, key=lambda n: (n in hung, n))


def _hang(root: str, at: Offset, edges: list[_Edge], out: dict[str, Offset]) -> None:
    out[root] = at
    waiting = [root]
    while waiting:
        here = waiting.pop(0)
        for edge in sorted(edges, key=lambda e: e.uncertainty):
            if here in (edge.one, edge.other):
                there, sign = (edge.other, -1) if here == edge.one else (edge.one, 1)
                if there not in out:
                    out[there] = Offset(out[here].seconds + sign * edge.seconds, out[here].uncertainty + edge.uncertainty)
                    waiting.append(there)
