"""What is wrong with a rule: file, line, column, one sentence, one suggestion. Holds our own words only."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where a value stands in a parsed file: keys and list positions from the root."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in one file."""

    file: str
    """The file as a person would name it: pack folder and path inside it."""
    line: int
    """1-based; 1 when the fault is about the file as a whole."""
    column: int
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        hint = f" ({self.suggestion})" if self.suggestion else ""
        return f"{self.file}:{self.line}:{self.column}: {self.message}{hint}"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault whose place is still a path in the tree; positions are looked up only when there is one."""

    at: Path
    message: str
    suggestion: str = ""


class RuleFault(Exception):
    """Ends the reading of one file. Carries our own sentences and places, never input."""

    def __init__(self, wrongs: Iterable[Wrong]) -> None:
        super().__init__("rule fault")
        self.wrongs = tuple(wrongs)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean x?` for the nearest known word, or nothing. Words longer than 120 characters get no advice."""
    near = difflib.get_close_matches(word[:120], list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""


def quoted(word: object) -> str:
    """A word from a rule file, made safe and short to print."""
    text = "".join(c if c.isprintable() else "?" for c in str(word)[:80])
    return f"'{text}'"
