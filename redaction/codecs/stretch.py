"""What a codec gives: an encoded stretch, its plain text, and how to write a change into it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

FARTHEST = 4096
"""Characters that a run is followed back from its first mark."""
LONGEST = 1 << 20
"""Characters of one run."""
RECORD = r"[\[<{>*]|\d{1,4}[-/:.]\d|[A-Z][a-z]{2},? +\d|[A-Z]{4,8}\b|[EWIF]\d{4} |[a-z]{1,12}=|[A-Z][\w-]{1,40}: |\s+(?:at|File|in) |[a-z]\w*(?:\.[a-z]\w*)+\.[A-Z]"
"""How a line begins that is one of its own, whatever stands at the end of the one before."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One encoded stretch of a text."""

    start: int
    end: int
    plain: str
    codec: str
    encode: Callable[[str], str | None]
    """Text in this encoding; of a block, None when that cannot be done faithfully."""
    places: Callable[[], Sequence[int]] | None = None
    """Of a view: the place in the whole text of each character of `plain`, and of its end."""
    sure: bool = True
    """Of a block: it is one; otherwise its lines may only happen to stand beneath each other, and are read alone as well."""
    soft: re.Pattern[str] | None = None
    """Of a view: line ends that end no line of the plain text. They stay, so that what stands below keeps its line."""

    def soft_ends(self, text: str, start: int, end: int) -> str:
        """The soft line ends between two places of the whole text."""
        return "".join(self.soft.findall(text, start, end)) if self.soft is not None else ""


@cache
def _any_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]")


def runs(text: str, mark: str, ends: str) -> Iterator[tuple[int, int]]:
    """Stretches between any of the characters `ends` that hold the mark; each is looked at once, so this is linear."""
    at, last = text.find(mark), 0
    while at >= 0:
        low = max(last, at - FARTHEST)
        start = max(low, max(text.rfind(c, low, at) for c in ends) + 1)
        stop = _any_of(ends).search(text, at, at + LONGEST)
        end = stop.start() if stop is not None else min(len(text), at + LONGEST)
        yield start, end
        last = end
        at = text.find(mark, end)
