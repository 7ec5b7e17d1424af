"""Runs the tests that stand in rules: observations alone, causes among their rivals, samples through the whole program."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from triagekit.engine.faults import Fault
from triagekit.engine.program import Program
from triagekit.engine.rulebook import Cause, Observation, Rulebook
from triagekit.engine.run import Engine
from triagekit.engine.sighting import Sighting
from triagekit.engine.testdata import RuleTest, read
from triagekit.model import Verdict
from triagekit.records import Record
from triagekit.verdicts import JudgedCause, Judgement

RunCase = Callable[[str], Judgement | None]
"""Runs a sample, such as samples/auth/token-expired, through the whole program; None when there is no such sample."""
_LOUD = frozenset({Verdict.CONFIRMED, Verdict.LIKELY, Verdict.CONFLICTING})


@dataclass(frozen=True, slots=True)
class Tried:
    """One test that was run."""

    test: RuleTest
    passed: bool
    expected: str
    got: str
    why: str = ""
    """One sentence when it failed."""
    skipped: bool = False
    first: str = ""
    """For a cause: the cause that ranked first."""
    near: bool = False
    """For a cause: some of its own evidence was seen."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """For a cause: the verdict of it and its rivals."""


@dataclass(slots=True)
class Trial:
    """All tests of a rulebook."""

    tried: list[Tried] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    """Tests that could not be read."""

    @property
    def failed(self) -> list[Tried]:
        """Tests that did not pass."""
        return [t for t in self.tried if not t.passed and not t.skipped]

    def confusion(self) -> dict[tuple[str, str], int]:
        """(expected, got) to how many tests, skipped ones left out."""
        return dict(Counter((t.expected, t.got) for t in self.tried if not t.skipped))


def run(book: Rulebook, only: Sequence[str] = (), case: RunCase | None = None) -> Trial:
    """Run every test of every rule, or of the rules named or of those whose id starts with a name and a slash."""
    out = Trial()
    bench = Bench(book, case)
    for rule in chosen(book, only):
        found = read(rule, book.fields)
        out.faults += found.faults
        out.tried += [bench.try_(rule, test) for test in found.tests]
    return out


def chosen(book: Rulebook, only: Sequence[str]) -> Iterator[Observation | Cause]:
    """The rules that these names mean; all when none are given."""
    everything: list[Observation | Cause] = [*book.observations.values(), *book.causes.values()]
    for rule in everything:
        if not only or any(rule.id == name or rule.id.startswith(name.rstrip("/") + "/") for name in only):
            yield rule


class Bench:
    """Runs tests, reusing compiled parts of the rulebook."""

    def __init__(self, book: Rulebook, case: RunCase | None = None) -> None:
        self._book = book
        self._case = case
        self._parts: dict[tuple[str, ...], tuple[Rulebook, Program]] = {}

    def try_(self, rule: Observation | Cause, test: RuleTest) -> Tried:
        """Run one test of one rule."""
        return self._observation(rule, test) if isinstance(rule, Observation) else self._cause(rule, test)

    def observe(self, rule: Observation, records: Iterable[Record]) -> Sighting:
        """What the observation alone makes of these records."""
        engine = self._engine((rule.id,))
        for record in records:
            engine.feed(record)
        return engine.sightings()[rule.id]

    def _engine(self, names: tuple[str, ...]) -> Engine:
        """An engine of these observations and the causes whose ids are among the names."""
        if names not in self._parts:
            observations = {n: self._book.observations[n] for n in names if n in self._book.observations}
            causes = {n: self._book.causes[n] for n in names if n in self._book.causes}
            part = replace(self._book, observations=observations, causes=causes, errors=[], suppressions=(), witness=None)
            self._parts[names] = part, Program.of(part)
        part, program = self._parts[names]
        return Engine(part, program=program)

    def _observation(self, rule: Observation, test: RuleTest) -> Tried:
        if test.case:
            return Tried(test, True, test.observed, "", "a sample proves causes, not observations", skipped=True)
        sighting = self.observe(rule, test.records)
        got = _observed(sighting)
        passed = got == test.observed or (test.observed == "no_match" and not sighting.hits)
        nearest = f"; {sighting.nearest}" if sighting.nearest else ""
        return Tried(test, passed, test.observed, got, "" if passed else f"expected {test.observed}, got {got}{nearest}")

    def _cause(self, rule: Cause, test: RuleTest) -> Tried:
        judged = self._judge(rule, test)
        expected = test.verdict.value if test.verdict else ""
        if judged is None:
            missing = self._case is not None
            return Tried(test, False, expected, "no sample", f"no sample {test.case}" if missing else "samples are run by the whole program only", not missing)
        mine = next(c for c in judged.causes if c.id == rule.id)
        ranked = judged.causes if test.case else [c for c in judged.causes if c.differential == rule.differential]
        rank = next(n for n, c in enumerate(ranked, 1) if c.id == rule.id)
        why = _why(test, mine, rank, judged.causes)
        verdicts = {c.id: c.verdict for c in judged.causes if c.differential == rule.differential}
        return Tried(test, not why, expected, mine.verdict.value, why, first=ranked[0].id, near=bool(mine.for_ or mine.against), verdicts=verdicts)

    def _judge(self, rule: Cause, test: RuleTest) -> Judgement | None:
        if test.case:
            return self._case(test.case) if self._case else None
        return self._fed(rule, test).judge()

    def rivals(self, rule: Cause, never: Sequence[str]) -> dict[str, Cause]:
        """The causes a test of this one is judged among: its differential, what it explains, what must never win."""
        return {c.id: c for c in self._book.causes.values() if c.differential == rule.differential or c.id in never or c.id in rule.explains}

    def sightings(self, rule: Cause, test: RuleTest) -> dict[str, Sighting]:
        """What is seen in the records of a cause's test."""
        return self._fed(rule, test).sightings()

    def _fed(self, rule: Cause, test: RuleTest) -> Engine:
        rivals = self.rivals(rule, test.never)
        seen = {s.sees for c in rivals.values() for s in c.evidence} | {n for n in rule.explains if n in self._book.observations}
        engine = self._engine((*sorted(seen), *rivals))
        for record in test.records:
            engine.feed(record)
        return engine

    def mutant(self, rule: Observation, records: Iterable[Record]) -> Sighting:
        """What a changed observation makes of these records."""
        part = replace(self._book, observations={rule.id: rule}, causes={}, errors=[], suppressions=(), witness=None)
        engine = Engine(part)
        for record in records:
            engine.feed(record)
        return engine.sightings()[rule.id]


def _observed(sighting: Sighting) -> str:
    if sighting.hits:
        return "match"
    if sighting.why_not.startswith("inconclusive"):
        return "inconclusive"
    return "not_assessed" if sighting.why_not else "no_match"


def _why(test: RuleTest, mine: JudgedCause, rank: int, causes: Sequence[JudgedCause]) -> str:
    """What is wrong with the result, in one sentence; empty when nothing is."""
    if test.verdict is not None and mine.verdict is not test.verdict:
        seen = ", ".join(w.observation for w in (*mine.for_, *mine.against)) or "nothing"
        tied = f", tied with {', '.join(mine.tied_with)}" if mine.tied_with else ""
        return f"expected {test.verdict.value}, got {mine.verdict.value} with {mine.points} points (seen: {seen}{tied})"
    if test.rank and rank != test.rank:
        return f"expected rank {test.rank}, got {rank}; first is {causes[0].id} ({causes[0].verdict.value})"
    loud = [c.id for c in causes if c.id in test.never and c.verdict in _LOUD]
    unknown = [n for n in test.never if not any(c.id == n for c in causes)]
    if loud:
        return f"{', '.join(loud)} must never be more than possible here"
    return f"never names no cause: {', '.join(unknown)}" if unknown else ""
