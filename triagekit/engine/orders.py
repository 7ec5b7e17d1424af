"""Machines that watch what follows what: sequence, absent, chain, gap."""

from dataclasses import dataclass, field
from itertools import islice

from triagekit.engine.correlation import WITHOUT, Correlation
from triagekit.engine.machines import Entry, Found, Tally, begun, note

_PENDING = 5_000
_OPEN_CHAINS = 1_000
_LONGEST = 500


@dataclass(slots=True)
class Sequence:
    """Steps in order. Each partial match keeps the latest possible start, so that the window is met whenever it can be."""

    rule: Correlation
    partial: list[list[Entry] | None] = field(default_factory=list)
    done: list[Found] = field(default_factory=list)
    best: int = 0

    def step(self, entry: Entry) -> None:
        """Extend the partial matches by this entry, later steps first."""
        steps = len(self.rule.roles)
        self.partial = self.partial or [None] * steps
        if WITHOUT in entry.roles:
            self.partial = [None] * steps
        for n in range(steps, 0, -1):
            if n not in entry.roles:
                continue
            before = [] if n == 1 else self.partial[n - 2]
            if before is None or (before and self._late(before[0], entry)):
                continue
            self.best = max(self.best, n)
            self.partial[n - 1] = [*before, entry]
            if n == steps:
                found = begun([*before, entry])
                found.peak = 1
                note(self.done, found)
                self.partial = [None] * steps
                return

    def _late(self, first: Entry, entry: Entry) -> bool:
        return self.rule.within is not None and entry.when - first.when > self.rule.within

    def finish(self, end: float) -> Tally:  # noqa: ARG002 - what is done is done
        """All complete sequences."""
        return Tally(self.done, self.best)


@dataclass(slots=True)
class Absent:
    """Waits after each `after` for an `expected`; where the capture ends first, nothing can be said."""

    rule: Correlation
    waiting: dict[int, Entry] = field(default_factory=dict)
    done: list[Found] = field(default_factory=list)
    count: int = 0

    def step(self, entry: Entry) -> None:
        """An `expected` ends every wait that is not over yet; an `after` begins one."""
        self._expire(entry.when, strict=True)
        if 2 in entry.roles:
            self.waiting.clear()
        elif 1 in entry.roles and len(self.waiting) < _PENDING:
            self.waiting[self.count] = entry
            self.count += 1

    def _expire(self, now: float, strict: bool) -> None:
        within = self.rule.within or 0.0
        while self.waiting:
            key = next(iter(self.waiting))
            over = now - self.waiting[key].when
            if over < within or (strict and over == within):
                return
            found = begun([self.waiting.pop(key)])
            found.peak = 1
            note(self.done, found)

    def finish(self, end: float) -> Tally:
        """Waits that the capture outlived are hits; the rest is open."""
        self._expire(end, strict=False)
        return Tally(self.done, 0, bool(self.waiting))


@dataclass(slots=True)
class Chain:
    """Links records whose `to` is the next one's `from`."""

    rule: Correlation
    open: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)
    done: list[Found] = field(default_factory=list)
    best: int = 0

    def step(self, entry: Entry) -> None:
        """Let the entry continue a chain or begin one."""
        here, there = self._ends(entry)
        chain = self.open.pop(here, [])
        if chain and self.rule.within is not None and entry.when - chain[0].when > self.rule.within:
            self._close(chain)
            chain = []
        chain = [*chain, entry] if len(chain) < _LONGEST else [*chain[:-1], entry]
        if there in self.open:
            self._close(self.open.pop(there))
        self.open[there] = chain
        if len(self.open) > _OPEN_CHAINS:
            oldest = next(iter(islice(self.open, 1)))
            self._close(self.open.pop(oldest))

    def _ends(self, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        half = len(self.rule.from_)
        words = tuple(str(v).casefold() for v in entry.values)
        return words[:half], words[half:]

    def _close(self, chain: list[Entry]) -> None:
        starts = [self._ends(e)[0] for e in chain]
        loops = self._ends(chain[-1])[1] in starts or len(set(starts)) < len(starts)
        if self.rule.loop and not loops:
            return
        self.best = max(self.best, len(chain))
        if len(chain) >= self.rule.at_least:
            found = begun(chain)
            found.peak = len(chain)
            found.more["length"] = len(chain)
            note(self.done, found)

    def finish(self, end: float) -> Tally:  # noqa: ARG002 - chains need no end
        """All chains that are long enough."""
        for chain in self.open.values():
            self._close(chain)
        self.open = {}
        return Tally(self.done, self.best)


@dataclass(slots=True)
class Gap:
    """Silence between two entries."""

    rule: Correlation
    last: Entry | None = None
    done: list[Found] = field(default_factory=list)
    best: float = 0.0

    def step(self, entry: Entry) -> None:
        """Measure the time since the entry before."""
        if self.last is not None:
            silence = entry.when - self.last.when
            self.best = max(self.best, silence)
            if silence > self.rule.longer_than:
                found = begun([self.last, entry])
                found.peak = 1
                found.more["gap"] = f"{silence:.0f} s"
                note(self.done, found)
        self.last = entry

    def finish(self, end: float) -> Tally:  # noqa: ARG002 - the end of a capture is not a gap
        """All silences."""
        return Tally(self.done, self.best)
