"""Checks of the tests of a rule: enough of them, a near miss, and every clause depended on."""

from collections.abc import Iterator
from dataclasses import replace

from msgspec.structs import replace as remade

from triagekit.engine import mutants, naive
from triagekit.engine.conclude import judgement
from triagekit.engine.language import Atom, Node, Not, atoms
from triagekit.engine.lint.codes import Finding
from triagekit.engine.lint.survey import Survey
from triagekit.engine.program import roles
from triagekit.engine.rulebook import Cause, Observation
from triagekit.engine.testdata import RuleTest
from triagekit.engine.trial import Bench
from triagekit.model import Verdict

_POSITIVE = frozenset({Verdict.CONFIRMED, Verdict.LIKELY, Verdict.CONFLICTING})


def check(survey: Survey) -> Iterator[Finding]:
    """Failing and missing tests, near misses, mutants that nothing notices."""
    for rule in survey.rules():
        for fault in survey.tests(rule).faults:
            yield Finding(fault.file, fault.line, fault.column, "TK-LINT-003", rule.id, fault.message + (f" ({fault.suggestion})" if fault.suggestion else ""))
        for tried in survey.tried(rule):
            if not tried.passed and not tried.skipped:
                yield survey.at(rule, "TK-LINT-004", f"{tried.test.name}: {tried.why}")
        yield from _observation(rule, survey) if isinstance(rule, Observation) else _cause(rule, survey)


def _observation(rule: Observation, survey: Survey) -> Iterator[Finding]:
    tests = survey.inline(rule)
    yes = [t for t in tests if t.observed == "match"]
    no = [t for t in tests if t.observed != "match"]
    if len(yes) < 2 or len(no) < 2:
        yield survey.at(rule, "TK-LINT-020", f"{len(yes)} that match, {len(no)} that do not")
    if no and not any(_near(rule, t) for t in no):
        yield survey.at(rule, "TK-LINT-021", "no test that does not match meets any clause of the rule")
    for wrong in survivors(rule, tests, survey.bench):
        yield survey.at(rule, "TK-LINT-022", wrong, ("detect",))


def _near(rule: Observation, test: RuleTest) -> bool:
    """Whether some record of the test meets a positive clause of the rule."""
    positive = [a for _, tree in roles(rule) for a in atoms(_positive(tree))]
    return any(naive.atom(a, r.fields, r.at) for r in test.records for a in positive)


def _positive(tree: Node) -> Node:
    """The tree without what is negated."""
    if isinstance(tree, Not):
        return mutants.TRUE
    return tree if isinstance(tree, Atom) else remade(tree, parts=tuple(_positive(p) for p in tree.parts))


def survivors(rule: Observation, tests: list[RuleTest], bench: Bench) -> list[str]:
    """The wrongs that no test notices."""
    return [wrong for wrong, mutant in mutants.rules(rule) if not any(_notices(mutant, test, bench) for test in tests)]


def _notices(mutant: Observation, test: RuleTest, bench: Bench) -> bool:
    if mutant.correlate is None and mutant.condition is not None:
        fires = any(naive.holds(mutant.condition, r.fields, r.at) for r in test.records if r.kind in mutant.reads)
        return fires is not (test.observed == "match")
    return bool(bench.mutant(mutant, test.records).hits) is not (test.observed == "match")


def _cause(rule: Cause, survey: Survey) -> Iterator[Finding]:
    tried = survey.tried(rule)
    wanted = _POSITIVE | ({Verdict.POSSIBLE} if rule.coarse else set())
    yes = [t for t in tried if t.test.verdict in wanted]
    no = [t for t in tried if t.test.verdict not in wanted]
    if len(yes) < 2 or len(no) < 2:
        yield survey.at(rule, "TK-LINT-020", f"{len(yes)} in which it is named, {len(no)} in which it is not")
    if no and not any(t.near or t.skipped for t in no):
        yield survey.at(rule, "TK-LINT-021", "in no test in which it is not named is any of its evidence seen")
    for sees in unused_evidence(rule, survey):
        yield survey.at(rule, "TK-LINT-023", f"without {sees} every verdict is the same", ("evidence",))


def unused_evidence(rule: Cause, survey: Survey) -> list[str]:
    """Evidence items without which every inline test of the cause gives the same verdict."""
    tests = survey.inline(rule)
    if not tests or any(t.case for t in survey.tests(rule).tests):
        return []
    seen = [survey.bench.sightings(rule, t) for t in tests]
    out = []
    for sight in rule.evidence:
        less = replace(rule, evidence=tuple(s for s in rule.evidence if s is not sight))
        book = replace(survey.book, observations={}, causes={**survey.bench.rivals(rule, ()), rule.id: less}, errors=[], suppressions=())
        changed = (next(c for c in judgement(book, s).causes if c.id == rule.id).verdict is not t.verdict for s, t in zip(seen, tests, strict=True))
        if not any(changed):
            out.append(sight.sees)
    return out


