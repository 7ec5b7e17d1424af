"""What the checks share: the rules in question, their tests, the places of their lines, one bench to run them on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from triagekit.engine import yamlread
from triagekit.engine.faults import Path, RuleFault, Wrong
from triagekit.engine.lint.codes import Finding
from triagekit.engine.load import place, read_bytes
from triagekit.engine.rulebook import Cause, Observation, Rulebook
from triagekit.engine.testdata import Read, RuleTest, read
from triagekit.engine.trial import Bench, RunCase, Tried, chosen

Rule = Observation | Cause


@dataclass(slots=True)
class Survey:
    """One lint run."""

    book: Rulebook
    only: Sequence[str] = ()
    case: RunCase | None = None
    bench: Bench = field(init=False)
    _tests: dict[str, Read] = field(default_factory=dict)
    _tried: dict[tuple[str, str], list[Tried]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bench = Bench(self.book, self.case)

    def rules(self) -> list[Rule]:
        """The rules in question."""
        return list(chosen(self.book, self.only))

    def observations(self) -> Iterator[Observation]:
        """The observations among them."""
        return (r for r in self.rules() if isinstance(r, Observation))

    def causes(self) -> Iterator[Cause]:
        """The causes among them."""
        return (r for r in self.rules() if isinstance(r, Cause))

    def tests(self, rule: Rule) -> Read:
        """The rule's tests, read once."""
        key = rule.origin.shown
        if key not in self._tests:
            self._tests[key] = read(rule, self.book.fields)
        return self._tests[key]

    def inline(self, rule: Rule) -> list[RuleTest]:
        """Its tests that hold their own records."""
        return [t for t in self.tests(rule).tests if not t.case]

    def tried(self, rule: Rule) -> list[Tried]:
        """Its tests, run once."""
        key = (rule.origin.shown, rule.id)
        if key not in self._tried:
            self._tried[key] = [self.bench.try_(rule, test) for test in self.tests(rule).tests]
        return self._tried[key]

    def at(self, rule: Rule, code: str, detail: str, path: Path = ("id",)) -> Finding:
        """A finding at the line of that key."""
        text = read_bytes(rule.origin.path).decode("utf-8-sig", errors="replace")
        (fault,) = place(RuleFault([Wrong(path, detail)]), yamlread.without_tests(text) if path[:1] != ("tests",) else text, rule.origin.shown)
        return Finding(fault.file, fault.line, fault.column, code, rule.id, detail)
