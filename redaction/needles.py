"""Where any of many literal texts stand, overlapping ones too, in one pass that their number does not slow down.

A machine of words is fast as long as few words begin alike, and looks through all of them at every character. RE2 builds
its automaton only as far as the text asks, so one that is asked for the beginnings alone runs as fast as memory is read;
what stands at the few places it names is then looked up. The machine serves where RE2 is missing, or has too much to say.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Generic, TypeVar

MANY = 200_000
"""Texts beyond which the machine serves."""
WIDE = 16
"""Octets of a beginning that are asked for."""
NARROW = ((2_000, WIDE), (30_000, 6), (MANY, 5))
"""The same of so many texts at most: an automaton of them all grows with both, and one of 100,000 takes some 40 MB."""
LONG = 512
"""Octets of a text that are put in order; the few longer ones are compared one by one."""
RARE = 256
"""Octets per place above which looking places up one by one is the faster way."""

VARIED = 256
"""Texts with one beginning above which it is not told how they go on."""

Told = TypeVar("Told")
_Inner = tuple[list[tuple[int, int, Told]], list[tuple[int, frozenset[bytes] | None, list[tuple[int, int, Told]]]]]
"""What stands in a beginning: for certain, and where more may begin, with the octets that must follow and what stands there if they do not."""


class Needles(Generic[Told]):
    """Literal texts, none of them empty, each with what is told where it stands."""

    def __init__(self, told: Mapping[bytes, Told], narrow: Sequence[tuple[int, int]] = NARROW) -> None:
        self._told = told
        self._heads = sorted({text[:LONG] for text in told})
        self._shorter = _prefixes(self._heads)
        """For each of the heads the number of the longest other that it begins with, or -1."""
        self._longer: dict[bytes, list[bytes]] = {}
        for text in told:
            if len(text) > LONG:
                self._longer.setdefault(text[:LONG], []).append(text)
        wide = next((wide for most, wide in narrow if len(self._heads) <= most), 0)
        self._quick: Any = _expression({head[:wide] for head in self._heads}) if wide else None
        self._inner: dict[bytes, _Inner[Told]] = {}
        self._machine: Any = None
        self._dense = False

    def __len__(self) -> int:
        return len(self._told)

    def hits(self, data: bytes) -> list[tuple[int, int, Told]]:
        """Start, end and what is told, by end, the longest first where several end together."""
        if not self._told:
            return []
        if self._quick is None:
            return list(self._all(data, 0))
        if not self._dense:
            return self._some(data)
        found = list(self._all(data, 0))
        self._dense = len(found) > _allowed(data)
        return found

    def _some(self, data: bytes) -> list[tuple[int, int, Told]]:
        found: list[tuple[int, int, Told]] = []
        left = _allowed(data)
        for place in self._quick.finditer(data):
            at, end = place.span()
            left -= 1
            if left < 0:
                self._dense = True  # the next text is likely to be of the same sort
                found += self._all(data, at)
                break
            begun = data[at:end]
            whole, going_on = self._inner[begun] if begun in self._inner else self._within(begun)
            for start, stop, told in whole:
                found.append((at + start, at + stop, told))
            for more, following, otherwise in going_on:
                if following is None or data[end : end + 2] in following or data[end : end + 1] in following:
                    found += [(at + more, at + more + len(text), self._told[text]) for text in self._at(data, at + more)]
                elif otherwise:
                    found += [(at + start, at + stop, told) for start, stop, told in otherwise]
        if len(found) > 1:
            found.sort(key=_by_end)
        return found

    def _within(self, begun: bytes) -> _Inner[Told]:
        """What stands in a beginning whatever follows it, and where in it texts may begin that go on behind its end."""
        whole: list[tuple[int, int, Told]] = []
        going_on: list[tuple[int, frozenset[bytes] | None, list[tuple[int, int, Told]]]] = []
        for n in range(len(begun)):
            following = self._following(begun[n:])
            here = [(n, n + len(text), self._told[text]) for text in self._at(begun, n)]
            if following is None or following:
                going_on.append((n, following, here))
            else:
                whole += here
        self._inner[begun] = whole, going_on
        return self._inner[begun]

    def _following(self, rest: bytes) -> frozenset[bytes] | None:
        """With what the texts that begin with these octets and are longer go on: two octets, or the only one; None where they are many."""
        n = bisect_right(self._heads, rest)
        made: set[bytes] = set()
        for head in self._heads[n : n + VARIED]:
            if not head.startswith(rest):
                return frozenset(made)
            made.add(head[len(rest) : len(rest) + 2])
        return frozenset(made) if n + VARIED >= len(self._heads) else None

    def _at(self, data: bytes, at: int) -> Iterator[bytes]:
        """What begins at this place: whatever is a beginning of the rest is one of the last head that sorts before the rest."""
        rest = data[at : at + LONG]
        n = bisect_right(self._heads, rest) - 1
        while n >= 0:
            head = self._heads[n]
            if rest.startswith(head):
                if head in self._told:
                    yield head
                yield from (text for text in self._longer.get(head, ()) if data.startswith(text, at))
            n = self._shorter[n]

    def _all(self, data: bytes, start: int) -> Iterator[tuple[int, int, Told]]:
        """Everything from this place on, by the machine."""
        if self._machine is None:
            self._machine = _machine(self._told)
        for last, text in self._machine.iter(data[start:].decode("latin-1")):
            yield start + last + 1 - len(text), start + last + 1, self._told[text]


def _allowed(data: bytes) -> int:
    return 64 + len(data) // RARE


def _prefixes(heads: Sequence[bytes]) -> list[int]:
    """For each of these texts in order the number of the longest other that it begins with, or -1."""
    made: list[int] = []
    open_: list[int] = []
    for n, head in enumerate(heads):
        while open_ and not head.startswith(heads[open_[-1]]):
            open_.pop()
        made.append(open_[-1] if open_ else -1)
        open_.append(n)
    return made


def _by_end(hit: tuple[int, int, Any]) -> tuple[int, int]:
    return hit[1], hit[0]


def _expression(beginnings: AbstractSet[bytes]) -> Any:
    """One automaton for all beginnings; None where RE2 is missing or refuses."""
    try:
        import re2
    except ImportError:
        return None
    options = re2.Options()
    options.max_mem = 64 << 20
    options.log_errors = False
    options.never_capture = True
    options.encoding = re2.Options.Encoding.LATIN1
    try:
        return re2.compile(b"|".join(map(re2.escape, sorted(beginnings))), options) if beginnings else None
    except re2.error:
        return None


def _machine(told: Mapping[bytes, Any]) -> Any:
    import ahocorasick

    made = ahocorasick.Automaton()
    for text in told:
        made.add_word(text.decode("latin-1"), text)
    made.make_automaton()
    return made
