"""Machines that watch a sliding window: event_count, value_count, ratio. Overlapping windows make one burst."""

from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import islice

from triagekit.engine.correlation import Correlation, Shape
from triagekit.engine.machines import Entry, Found, Tally, begun, note

_WIDEST = 20_000
"""Entries a window holds; older ones leave early beyond that."""
PART, WHOLE = 1, 2


@dataclass(slots=True)
class Window:
    """Entries of the last `within` seconds and the burst they may be part of."""

    rule: Correlation
    inside: deque[Entry] = field(default_factory=deque)
    burst: Found | None = None
    done: list[Found] = field(default_factory=list)
    best: float = 0.0
    values: Counter[object] = field(default_factory=Counter)
    parts: int = 0
    between: list[Entry] = field(default_factory=list)
    """Entries since the burst last grew; they join it when it grows again before the window has passed."""
    seen: int = 0
    """Entries in the window, those that no longer fit included."""

    def step(self, entry: Entry) -> None:
        """Let the window move to this entry."""
        if self.rule.shape is Shape.RATIO and WHOLE not in entry.roles:
            return
        self._enter(entry)
        within = self.rule.within
        while within is not None and (entry.when - self.inside[0].when > within or len(self.inside) > _WIDEST):
            self._leave()
        if len(self.inside) > _WIDEST:
            self.inside.popleft()  # without a window nothing leaves the count
        if self.burst is not None and within is not None and self.burst.last < self.inside[0].when:
            self._close()
        met, peak = self._measure()
        if met:
            self._burst(entry, peak)
        elif self.burst is not None:
            self.between.append(entry)

    def _enter(self, entry: Entry) -> None:
        self.inside.append(entry)
        self.seen += 1
        if self.rule.shape is Shape.VALUE_COUNT and entry.values[0] is not None:
            self.values[entry.values[0]] += 1
        self.parts += PART in entry.roles

    def _leave(self) -> None:
        gone = self.inside.popleft()
        self.seen -= 1
        self.parts -= PART in gone.roles
        value = gone.values[0] if gone.values else None
        if value is not None:
            self.values[value] -= 1
            if self.values[value] <= 0:
                del self.values[value]

    def _measure(self) -> tuple[bool, int]:
        """Whether the window meets the rule now, and the figure for its peak."""
        if self.rule.shape is Shape.RATIO:
            share = self.parts / self.seen
            if self.seen >= self.rule.at_least:
                self.best = max(self.best, share)
            return self.seen >= self.rule.at_least and share > self.rule.above, self.parts
        size = len(self.values) if self.rule.shape is Shape.VALUE_COUNT else self.seen
        self.best = max(self.best, size)
        return size >= self.rule.at_least, size

    def _burst(self, entry: Entry, peak: int) -> None:
        if self.burst is None:
            self.burst = begun(list(self.inside))
        else:
            for missed in (*self.between, entry):
                self.burst.add(missed)
        self.between.clear()
        if peak >= self.burst.peak:
            self.burst.peak = peak
            self.burst.more.update(self._words())

    def _words(self) -> dict[str, object]:
        if self.rule.shape is Shape.RATIO:
            return {"share": f"{self.parts / self.seen:.0%}"}
        if self.rule.shape is Shape.VALUE_COUNT:
            return {"values": ", ".join(sorted(str(v)[:80] for v in islice(self.values, 20)))}
        return {}

    def _close(self) -> None:
        self.between.clear()
        if self.burst is not None:
            note(self.done, self.burst)
            self.burst = None

    def finish(self, end: float) -> Tally:  # noqa: ARG002 - a window needs no end
        """All bursts."""
        self._close()
        return Tally(self.done, self.best)
