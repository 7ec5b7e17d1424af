"""Checks of rules against each other: duplicates, evidence counted twice, causes that nothing tells apart."""

from collections.abc import Iterator
from itertools import combinations, islice

from triagekit.engine.index import Shape
from triagekit.engine.lint.codes import Finding
from triagekit.engine.lint.survey import Rule, Survey
from triagekit.engine.program import Program
from triagekit.engine.rulebook import Cause
from triagekit.model import VERDICT_ORDER, Verdict
from triagekit.records import Record

_MOST = 20_000
"""Records compared at most."""
Fired = dict[str, frozenset[int]]


def check(survey: Survey) -> Iterator[Finding]:
    """Overlaps of observations and of causes, over the records of all tests."""
    fired = matches(survey)
    wanted = {r.id for r in survey.rules()}
    yield from _duplicates(survey, fired, wanted)
    yield from _twice(survey, fired, wanted)
    yield from _alike(survey, wanted)


def matches(survey: Survey) -> Fired:
    """Which records of all tests each uncorrelated observation matches."""
    program = Program.of(survey.book)
    fired: dict[str, set[int]] = {r.id: set() for r in program.rules if r.correlate is None}
    for n, record in enumerate(islice(_records(survey), _MOST)):
        program.work.now = record.at
        for target in program.matches(record, Shape(frozenset(record.fields))):
            rule = program.rules[target.slot]
            if rule.id in fired:
                fired[rule.id].add(n)
    return {name: frozenset(records) for name, records in fired.items()}


def _records(survey: Survey) -> Iterator[Record]:
    rules: list[Rule] = [*survey.book.observations.values(), *survey.book.causes.values()]
    for rule in rules:
        for test in survey.inline(rule):
            yield from test.records[:20]


def _duplicates(survey: Survey, fired: Fired, wanted: set[str]) -> Iterator[Finding]:
    same: dict[frozenset[int], list[str]] = {}
    for name, records in fired.items():
        if len(records) >= 2:
            same.setdefault(records, []).append(name)
    for names in same.values():
        for name in names[1:]:
            if wanted & {name, names[0]}:
                yield survey.at(survey.book.observations[name], "TK-LINT-030", f"{names[0]} fires on exactly the same records")


def _twice(survey: Survey, fired: Fired, wanted: set[str]) -> Iterator[Finding]:
    for cause in survey.book.causes.values():
        if cause.id not in wanted:
            continue
        items = [s for s in cause.evidence if s.weight.startswith(("proves", "supports")) and len(fired.get(s.sees, ())) >= 2]
        for one, other in combinations(items, 2):
            small, large = sorted((one, other), key=lambda s: len(fired[s.sees]))
            if one.group != other.group and fired[small.sees] < fired[large.sees]:
                yield survey.at(cause, "TK-LINT-031", f"{small.sees} never fires without {large.sees}", ("evidence",))


def _alike(survey: Survey, wanted: set[str]) -> Iterator[Finding]:
    """Pairs of specific causes of one differential in which no test lets the one, and none lets the other, come out ahead."""
    ahead = _ahead(survey)
    specific = [c for c in survey.book.causes.values() if not c.coarse]
    for one, other in combinations(specific, 2):
        if one.differential != other.differential or not wanted & {one.id, other.id}:
            continue
        lacking = [(a, b) for a, b in ((one, other), (other, one)) if (a.id, b.id) not in ahead]
        for winner, loser in lacking:
            yield survey.at(winner, "TK-LINT-032", f"no test puts it before {loser.id}")


def _ahead(survey: Survey) -> set[tuple[str, str]]:
    """Pairs (winner, loser) of some test."""
    out: set[tuple[str, str]] = set()
    for cause in survey.book.causes.values():
        for verdicts in _outcomes(cause, survey):
            for winner, loser in combinations(verdicts, 2):
                if VERDICT_ORDER[verdicts[winner]] != VERDICT_ORDER[verdicts[loser]]:
                    better = VERDICT_ORDER[verdicts[winner]] < VERDICT_ORDER[verdicts[loser]]
                    out.add((winner, loser) if better else (loser, winner))
    return out


def _outcomes(cause: Cause, survey: Survey) -> Iterator[dict[str, Verdict]]:
    for tried in survey.tried(cause):
        yield dict(tried.verdicts)
