"""Patterns of the customer's own, as detectors: linear by RE2, or with `regex` under a time limit where it is missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from triagekit.roles import Span

LONGEST = 500
"""Characters of one pattern."""
SECONDS = 2.0
"""Time that one pattern may take over one text, where only `regex` is there."""


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """A detector made of a policy's pattern. It looks at whole texts, because its author names no anchor."""

    name: str
    category: str
    engine: Any
    order: int = 4
    anchors: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def near(self, text: str, at: int) -> Iterator[Span]:
        """Everything from this place on."""
        return self.everywhere(text, at)

    def everywhere(self, text: str, start: int) -> Iterator[Span]:
        """Every match; where time runs out, all that is left of the text, because it was not looked at."""
        last = start
        try:
            for found in self.engine(text, start):
                last = found.end()
                if found.end() > found.start():
                    yield (found.start(), found.end(), self.category)
        except TimeoutError:
            yield (last, len(text), self.category)


def shape(row: Mapping[str, Any]) -> OwnPattern | None:
    """The detector of one entry of a policy's `patterns`; None when it cannot be compiled."""
    source = str(row["pattern"])
    if not 0 < len(source) <= LONGEST:
        return None
    try:
        engine = _engine(source)
    except Exception:
        return None
    return OwnPattern(str(row["name"]), category(row), engine)


def category(row: Mapping[str, Any]) -> str:
    """The category of one entry, in words that a placeholder can carry."""
    return re.sub(r"[^a-z]+", "-", str(row.get("category", "customer")).lower()).strip("-") or "customer"


def _engine(source: str) -> Any:
    try:
        import re2
    except ImportError:
        import regex

        made = regex.compile(source)
        return lambda text, start: made.finditer(text, start, timeout=SECONDS)
    options = re2.Options()
    options.log_errors = False
    return re2.compile(source, options).finditer
