"""Artifacts hung on one another by the offsets measured between them, where going round comes back to the same time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from triagekit.correlate.timeline import Offset, Step

CLOSES_S = 1.0
"""Seconds by which a round of offsets may miss its beginning beyond what they are uncertain by."""
_WEAK = "request"


@dataclass(frozen=True, slots=True)
class Edge:
    """Two artifacts whose clocks were set against each other."""

    one: str
    other: str
    there: Step
    """From the other's times to the one's."""
    back: Step
    """From the one's times to the other's."""
    by: str = ""

    @property
    def changing(self) -> bool:
        """The offset is not one number."""
        return bool(self.there.turns or self.there.grows)

    @property
    def rank(self) -> tuple[bool, float, str, str]:
        """What was measured by identifiers first, then what is surest."""
        return self.by == _WEAK, self.there.uncertainty, self.one, self.other


class Odd(NamedTuple):
    """An edge that closes no round."""

    edge: Edge
    gap: float
    """Seconds by which the round misses its beginning."""
    artifacts: tuple[str, ...]
    """What is not set against each other for it."""


Tree = dict[str, list[Edge]]


def sound(edges: Iterable[Edge]) -> tuple[list[Edge], list[Odd]]:
    """The edges that do not contradict each other, and those that close no round.

    Where a round does not close, nothing tells which of its edges is wrong: all are left out, but those measured by
    identifiers where the odd one was measured by like requests only.
    """
    kept: Tree = {}
    odd: list[Odd] = []
    wrong: set[tuple[str, str]] = set()
    known = sorted(edges, key=lambda e: e.rank)
    for edge in known:
        way = _way(kept, edge.one, edge.other)
        if way is None:
            for end in (edge.one, edge.other):
                kept.setdefault(end, []).append(edge)
            continue
        gap = _gap(edge, way)
        if gap > CLOSES_S:
            left = [edge] if edge.by == _WEAK and all(e.by != _WEAK for e in way) else [edge, *way]
            odd.append(Odd(edge, gap, tuple(dict.fromkeys(name for e in left for name in (e.one, e.other)))))
            wrong.update((e.one, e.other) for e in left)
    return [e for e in known if (e.one, e.other) not in wrong], odd


def _way(kept: Tree, start: str, end: str) -> list[Edge] | None:
    """The edges between two artifacts; None when they do not hang together yet."""
    before: dict[str, tuple[str, Edge]] = {}
    waiting = [start]
    while waiting and end not in before:
        here = waiting.pop(0)
        for edge in kept.get(here, ()):
            there = edge.other if edge.one == here else edge.one
            if there not in before and there != start:
                before[there] = here, edge
                waiting.append(there)
    if end not in before:
        return None
    found = []
    while end != start:
        end, edge = before[end]
        found.append(edge)
    return found[::-1]


def _gap(edge: Edge, way: list[Edge]) -> float:
    """Seconds by which the way round misses the edge, beyond all that is uncertain; 0 where an offset changes in time."""
    if edge.changing or any(e.changing for e in way):
        return 0.0
    total, here = 0.0, edge.one
    for e in way:
        total += e.back.seconds if e.one == here else -e.back.seconds
        here = e.other if e.one == here else e.one
    return max(0.0, abs(total - edge.back.seconds) - edge.back.uncertainty - sum(e.back.uncertainty for e in way))


def hang(edges: list[Edge], own: Mapping[str, Step]) -> dict[str, Offset]:
    """The offset of every artifact; `own` are the steps of artifacts whose clock is known to be off by itself."""
    out: dict[str, Offset] = {}
    for root in _roots(edges):
        if root not in out:
            _hang(root, own.get(root), edges, out)
    for name, step in own.items():
        out.setdefault(name, _offset((step,)))
    return out


def _roots(edges: list[Edge]) -> list[str]:
    """Artifacts in the order in which they may be the root: those that others were measured against first."""
    hung = {e.other for e in edges}
    names = dict.fromkeys([e.one for e in edges] + [e.other for e in edges])
    return sorted(names, key=lambda n: (n in hung, n))


def _hang(root: str, own: Step | None, edges: list[Edge], out: dict[str, Offset]) -> None:
    ways: dict[str, tuple[Step, ...]] = {root: (own,) if own else ()}
    waiting = [root]
    while waiting:
        here = waiting.pop(0)
        for edge in sorted(edges, key=lambda e: e.rank):
            if here in (edge.one, edge.other):
                there, step = (edge.other, edge.there) if here == edge.one else (edge.one, edge.back)
                if there not in ways:
                    ways[there] = (step, *ways[here])
                    waiting.append(there)
    out.update((name, _offset(way)) for name, way in ways.items())


def _offset(way: tuple[Step, ...]) -> Offset:
    """One number where nothing on the way changes in time."""
    seconds, uncertainty = sum(s.seconds for s in way), sum(s.uncertainty for s in way)
    return Offset(seconds, uncertainty, steps=way if any(s.turns or s.grows for s in way) else ())
