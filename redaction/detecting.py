"""How all detectors look at one text: a single linear pass finds their anchors, each confirms around its own."""

import hashlib
import importlib
import pkgutil
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from redaction.literals import WordProbes, recall, words
from redaction.probes import Probes, flat, linear, probes
from triagekit.roles import Detector, Span

Confirm = Callable[[re.Match[str]], bool]
DENSE = frozenset({"keyed", "ipv4", "email"})
"""Detectors whose anchors stand in most lines."""
AHEAD = frozenset({"keyed"})
"""Detectors whose value stands behind their anchor, so that one may begin inside another's value."""
WORK = 12
"""Characters looked at in vain per character of text, after which a detector finishes with one linear pass."""


def always(_: re.Match[str]) -> bool:
    """Confirms every candidate."""
    return True


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compiled at first use, because a run needs few of them."""
    return re.compile(pattern)


_ALONE = re.compile("[\ud800-\udfff]")
"""What octets that are no UTF-8 become, which RE2 cannot read."""


@cache
def _beside(characters: str) -> re.Pattern[str]:
    """Matches one of the characters of a class."""
    return re.compile(f"[{characters}]")


@dataclass(frozen=True, slots=True)
class Shape:
    """A detector that knows a value by its form. The pattern keeps to what RE2 and `re` have in common."""

    name: str
    category: str
    pattern: str
    """The group `value`, else the whole match, is what goes."""
    anchors: tuple[str, ...]
    references: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    left: str = "A-Za-z0-9_"
    """Characters that do not stand before it, as in a character class; empty when any may."""
    right: str = "A-Za-z0-9_"
    """Characters that do not stand behind it."""
    lead: int = 0
    """Characters of a match that can stand in front of the anchor."""
    reach: int = 600
    """Characters from the anchor on in which a match ends, unless it runs up to the very end of them."""
    confirm: Confirm = always
    order: int = 50

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The match around this place, if it stands free and is confirmed."""
        found = self._match(text, at)
        if found is not None and self.stands(text, found):
            yield (*_value(found), self.category)

    def _match(self, text: str, at: int) -> re.Match[str] | None:
        pattern, reach = compiled(self.pattern), self.reach
        while True:
            end = at + reach
            found = pattern.match(text, at, end) if not self.lead else self._around(pattern, text, (at, end))
            if found is None or found.end() < end or end >= len(text):
                return found
            reach *= 8

    def _around(self, pattern: re.Pattern[str], text: str, window: tuple[int, int]) -> re.Match[str] | None:
        at, end = window
        for found in pattern.finditer(text, max(0, at - self.lead), end):
            if found.end() > at:
                return found if found.start() <= at else None
        return None

    def stands(self, text: str, found: re.Match[str]) -> bool:
        """Free on both sides, and confirmed."""
        start, end = found.span()
        if self.left and start and _beside(self.left).match(text, start - 1):
            return False
        if self.right and end < len(text) and _beside(self.right).match(text, end):
            return False
        return self.confirm(found)

    def everywhere(self, text: str, start: int) -> Iterator[Span]:
        """The rest of a text in one linear pass, for texts made to cost much."""
        for rough in _linear(self.pattern).finditer(text if text.isascii() else _ALONE.sub("?", text), start):
            found = compiled(self.pattern).match(text, rough.start(), rough.end())
            if found is not None and self.stands(text, found):
                yield (*_value(found), self.category)


def vendor(name: str, form: str, anchor: str, reference: str, example: str, near: str = "", **more: Any) -> Shape:
    """A key that says by its own form whose it is. `near` is a text in which nothing may be found."""
    settings: dict[str, Any] = {"category": "vendor-key", "right": "A-Za-z0-9", "order": 20, **more}
    return Shape(
        name, pattern=form, anchors=(anchor,), references=(reference,), examples=(f"key ‹{example}› end", f'"‹{example}›"'), counterexamples=(near or f"{example[:6]} alone",), **settings
    )


@cache
def _linear(pattern: str) -> Any:
    return linear(pattern)


def _value(found: re.Match[str]) -> tuple[int, int]:
    return found.span("value") if "value" in found.re.groupindex and found.group("value") is not None else found.span()


class Hit(NamedTuple):
    """A value and who found it."""

    start: int
    end: int
    category: str
    detector: str
    order: int


@dataclass(slots=True)
class Scanner:
    """Detectors behind one pass over their anchors; those that hit often have a pass of their own."""

    detectors: tuple[Detector, ...]
    _passes: list[tuple[Probes, list[Detector]]] = field(init=False)
    _whole: list[Detector] = field(init=False)
    """Detectors without anchors look at every text: patterns of a policy."""

    def __post_init__(self) -> None:
        often = [d for d in self.detectors if d.name in DENSE]
        rest = [d for d in self.detectors if d.name not in DENSE and d.anchors]
        self._whole = [d for d in self.detectors if not d.anchors]
        self._passes = [_together([d]) for d in often] + _grouped(rest)

    @property
    def anchored(self) -> bool:
        """Every detector has anchors, so that what they do not touch needs no other look."""
        return not self._whole

    def touched(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Stretches of a flat text that together touch the beginning of every anchor."""
        for one, _ in self._passes:
            yield from one.spans(data)

    def scan(self, text: str, placeholders: Sequence[tuple[int, int]] = ()) -> list[Hit]:
        """Every value found, in order, without overlap; the lowest order wins, then the longest.

        What holds a piece of one of the placeholders gives way to what stands beside them, for it was looked at before.
        """
        data = flat(text)
        made = _Pass(text)
        for whole in self._whole:
            made.found += (Hit(*span, whole.name, whole.order) for span in whole.near(text, 0))
        for one, owners in self._passes:
            for at, numbers in one.hits(data):
                for n in numbers:
                    made.look(owners[n], at)
        if len(made.found) < 2:
            return made.found
        return _free(made.found) if not placeholders else _beside_placeholders(made.found, placeholders)


def _together(detectors: Sequence[Detector]) -> tuple[Probes, list[Detector]]:
    anchors = [(anchor, d) for d in detectors for anchor in d.anchors]
    if len(detectors) == 1:
        return probes(["|".join(f"(?:{a})" for a, _ in anchors)]), [detectors[0]]
    return probes([a for a, _ in anchors]), [d for _, d in anchors]


GROUP = 40
"""Expressions in one automaton: their states multiply, so several small ones cost less than a large one."""


def _grouped(detectors: Sequence[Detector]) -> list[tuple[Probes, list[Detector]]]:
    """Anchors that begin with words behind one pass for all words, the others in groups."""
    anchors = sorted(((anchor, d) for d in detectors for anchor in d.anchors), key=lambda a: (not words(a[0]), a[0], a[1].name))
    worded = [(a, d) for a, d in anchors if words(a)]
    groups = [anchors[n : n + GROUP] for n in range(len(worded), len(anchors), GROUP)]
    return [(WordProbes([a for a, _ in worded]), [d for _, d in worded])] * bool(worded) + [(probes([a for a, _ in g]), [d for _, d in g]) for g in groups]


@dataclass(slots=True)
class _Pass:
    """One scan of one text, with what each detector has cost so far."""

    text: str
    found: list[Hit] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    """Detector to where its last find ended: an anchor inside it is not looked at again, unless its value lies ahead."""
    cost: dict[str, int] = field(default_factory=dict)

    def look(self, detector: Detector, at: int) -> None:
        """Let a detector look around an anchor."""
        name = detector.name
        inside = at < self.ends.get(name, 0)
        if inside and (name not in AHEAD or self.cost.get(name, 0) > WORK * len(self.text) + 100_000):
            return
        spent = 0
        for start, end, category in detector.near(self.text, at):
            if end > start:
                self.found.append(Hit(start, end, category, name, detector.order))
                self.ends[name] = max(end, self.ends.get(name, 0))
                spent += end - start
        if inside or not spent:
            self._in_vain(detector, at, spent)

    def _in_vain(self, detector: Detector, at: int, spent: int) -> None:
        cost = self.cost[detector.name] = self.cost.get(detector.name, 0) + max(spent, min(getattr(detector, "reach", 200), len(self.text) - at))
        if cost > WORK * len(self.text) + 100_000 and isinstance(detector, Shape):
            self.ends[detector.name] = len(self.text)
            self.found += (Hit(*span, detector.name, detector.order) for span in detector.everywhere(self.text, at))


def _beside_placeholders(found: list[Hit], placeholders: Sequence[tuple[int, int]]) -> list[Hit]:
    ends = [end for _, end in placeholders]

    def clear(hit: Hit) -> bool:
        if hit.order == 0 and hit.category == "token":  # which holds the placeholder of its own signature: its beginning is no token by itself
            return True
        place = bisect_right(ends, hit.start)
        return place == len(ends) or placeholders[place][0] >= hit.end

    beside = _free([hit for hit in found if clear(hit)])
    return _free(beside + [hit for hit in found if not clear(hit) and not _overlaps(hit, beside)])


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    """Whether it shares a place with one of these, which are in order and apart."""
    place = bisect_left(others, hit)
    return (place > 0 and others[place - 1].end > hit.start) or (place < len(others) and others[place].start < hit.end)


def _free(found: list[Hit]) -> list[Hit]:
    found.sort()
    if all(a.end <= b.start for a, b in pairwise(found)):
        return found
    found.sort(key=lambda h: (h.order, h.start, -h.end))
    taken: list[Hit] = []
    for hit in found:
        place = bisect_left(taken, hit)
        if (place == 0 or taken[place - 1].end <= hit.start) and (place == len(taken) or taken[place].start >= hit.end):
            taken.insert(place, hit)
    return taken


@cache
def all_detectors() -> tuple[Detector, ...]:
    """Every detector there is, by order. A module holds one as `detector` or a vendor's several as `detectors`."""
    import redaction.detectors as room

    found: list[Detector] = []
    for module in sorted(pkgutil.iter_modules(room.__path__), key=lambda m: m.name):
        loaded = importlib.import_module(f"redaction.detectors.{module.name}")
        found += getattr(loaded, "detectors", ()) or (loaded.detector,)
    return tuple(sorted(found, key=lambda d: (d.order, d.name)))


@cache
def fingerprint() -> str:
    """sha256 over all detectors' names, forms and anchors: which rules made a copy."""
    digest = hashlib.sha256()
    for detector in all_detectors():
        digest.update(repr((detector.name, detector.anchors, getattr(detector, "pattern", ""))).encode())
    return digest.hexdigest()


@cache
def scanner() -> Scanner:
    """The scanner over all detectors."""
    recall([anchor for detector in all_detectors() for anchor in detector.anchors])
    return Scanner(all_detectors())
