"""Checks that hold for every rule with no code per rule. `check` runs them all; `CODES` explains each."""

from collections.abc import Callable, Iterator, Sequence

from triagekit.engine.lint import language, pairs, testing, wording
from triagekit.engine.lint.codes import CODES, Finding, Level
from triagekit.engine.lint.survey import Survey
from triagekit.engine.rulebook import Rulebook
from triagekit.engine.trial import RunCase

__all__ = ["CODES", "Finding", "Level", "check"]
_CHECKS: tuple[Callable[[Survey], Iterator[Finding]], ...] = (language.check, wording.check, testing.check, pairs.check)


def check(book: Rulebook, only: Sequence[str] = (), case: RunCase | None = None) -> list[Finding]:
    """Everything that is wrong with the rules, by file and line."""
    survey = Survey(book, only, case)
    found = [Finding.of_fault(fault) for fault in book.errors]
    for each in _CHECKS:
        found += each(survey)
    return sorted(set(found))
