"""Changes to a text: where, what instead, and the notes for the audit; kept apart, in order, without overlap."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Note(NamedTuple):
    """One replacement, without its value."""

    category: str
    detector: str
    """The detector or the rule of structure that found it."""
    chain: tuple[str, ...]
    """Codecs it was found inside of, outermost first."""
    placeholder: str
    shape: str = ""
    """What the value looked like, without anything of it."""


class Edit(NamedTuple):
    """One change."""

    start: int
    end: int
    new: str
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class Edits:
    """Changes and protected stretches of one text."""

    _starts: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)
    _made: dict[int, Edit] = field(default_factory=dict)

    def free(self, start: int, end: int) -> bool:
        """Nothing taken overlaps this stretch."""
        place = bisect_right(self._starts, start)
        if place and self._ends[place - 1] > start:
            return False
        return place == len(self._starts) or self._starts[place] >= end

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What of this stretch is free."""
        for a, b in (*self._within(start, end), (end, end)):
            if a > start:
                yield start, a
            start = max(start, b)

    def changing(self, start: int, end: int) -> bool:
        """Everything taken in this stretch changes; nothing of it is to stay as it is."""
        return all(a in self._made for a, _ in self._within(start, end))

    def _within(self, start: int, end: int) -> list[tuple[int, int]]:
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [(a, b) for a, b in zip(self._starts[first:last], self._ends[first:last], strict=True) if b > start]

    def protect(self, start: int, end: int) -> None:
        """Take a stretch that stays as it is."""
        place = bisect_left(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)

    def add(self, edit: Edit) -> None:
        """Take a stretch and change it. The caller has asked whether it is free."""
        self.protect(edit.start, edit.end)
        self._made[edit.start] = edit

    def __bool__(self) -> bool:
        return bool(self._made)

    def __iter__(self) -> Iterator[Edit]:
        return (self._made[start] for start in sorted(self._made))


def apply(text: str, edits: Edits, lines: bool = True) -> str:
    """The text with its changes made; `lines` keeps their number, so that places behind a change are those of the original."""
    if not edits:
        return text
    out: list[str] = []
    at = 0
    for edit in edits:
        out += (text[at : edit.start], edit.new, _line_ends(text, edit) if lines else "")
        at = edit.end
    out.append(text[at:])
    return "".join(out)


def _line_ends(text: str, edit: Edit) -> str:
    """The line ends that a change would lose."""
    missing = text.count("\n", edit.start, edit.end) - edit.new.count("\n")
    if missing <= 0:
        return ""
    first = text.index("\n", edit.start, edit.end)
    return ("\r\n" if text[first - 1 : first] == "\r" else "\n") * missing
