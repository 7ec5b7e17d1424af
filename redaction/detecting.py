"""What a detector is, and how all of them look at one text in a single pass over their anchors."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

Check = Callable[[re.Match[str]], bool]


def _always(_: re.Match[str]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds one sort of secret or personal value in text."""

    name: str
    category: str
    """What the value is; names the placeholder."""
    pattern: re.Pattern[str]
    """Exact and linear. The group `value`, else the whole match, is replaced."""
    anchors: tuple[str, ...]
    """Lower-case literals; one of them stands in every text that matches. Empty: it looks at every text with a digit."""
    references: tuple[str, ...]
    examples: tuple[str, ...]
    """Texts in which it finds something."""
    counterexamples: tuple[str, ...]
    """Near misses in which it finds nothing."""
    confirm: Check = _always
    """Validates a candidate: checksum, prefix, context."""
    order: int = 50
    """Lower goes first: what is certain before what is a guess."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of every value."""
        for match in self.pattern.finditer(text):
            if self.confirm(match):
                yield match.span("value" if "value" in self.pattern.groupindex else 0)


@dataclass(slots=True)
class Detectors:
    """All detectors, indexed by anchor."""

    everything: tuple[Detector, ...]
    _anchors: Any = field(init=False, repr=False)
    _unanchored: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        import ahocorasick

        by_anchor: dict[str, list[int]] = {}
        for n, detector in enumerate(self.everything):
            for anchor in detector.anchors:
                by_anchor.setdefault(anchor, []).append(n)
        self._anchors = ahocorasick.Automaton()
        for anchor, numbers in by_anchor.items():
            self._anchors.add_word(anchor, tuple(numbers))
        self._anchors.make_automaton()
        self._unanchored = tuple(n for n, d in enumerate(self.everything) if not d.anchors)

    def looking(self, text: str) -> list[Detector]:
        """Detectors that could find something in this text, in order."""
        numbers: set[int] = set()
        for _, found in self._anchors.iter(text.lower()):
            numbers.update(found)
        if _DIGIT.search(text):
            numbers.update(self._unanchored)
        return [self.everything[n] for n in sorted(numbers)]

    def spans(self, text: str) -> list[tuple[int, int, Detector]]:
        """Every value found, in order, without overlap; the detector that goes first wins."""
        taken: list[tuple[int, int, Detector]] = []
        for detector in self.looking(text):
            taken += [(a, b, detector) for a, b in detector.spans(text) if b > a and not _covered(taken, a, b)]
        taken.sort(key=lambda row: row[0])
        return taken


_DIGIT = re.compile(r"\d")


def _covered(taken: list[tuple[int, int, Detector]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b, _ in taken)


@cache
def all_detectors() -> Detectors:
    """Every detector there is. Several may stand in one module as `detectors`."""
    import redaction.detectors as room

    found: list[Detector] = []
    for module in sorted(pkgutil.iter_modules(room.__path__), key=lambda m: m.name):
        loaded = importlib.import_module(f"redaction.detectors.{module.name}")
        found += getattr(loaded, "detectors", ()) or (loaded.detector,)
    return Detectors(tuple(sorted(found, key=lambda d: (d.order, d.name))))


def counts(found: Mapping[str, int]) -> int:
    """How many values in all."""
    return sum(found.values())
