"""Stable codes of what lint can say, each with a recommendation."""

from dataclasses import dataclass
from enum import StrEnum

from triagekit.engine.faults import Fault


class Level(StrEnum):
    """How much a finding weighs: an error fails the lint, advice does not."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Code:
    """One row of the table of codes."""

    what: str
    recommendation: str
    level: Level = Level.ERROR


CODES: dict[str, Code] = {
    "TK-LINT-001": Code("the rule cannot be loaded", "mend the place named; the rest of the pack runs"),
    "TK-LINT-002": Code("unknown field", "take a published name: triagekit rules fields"),
    "TK-LINT-003": Code("a test cannot be read", "write {name, records, expect}; every field must be published"),
    "TK-LINT-004": Code("a test fails", "change the rule or the test, whichever is wrong; triagekit rules why-not shows the clause"),
    "TK-LINT-010": Code("a selection is never used", "name it in the condition, or remove it"),
    "TK-LINT-011": Code("the rule is always true", "add a clause that a healthy record does not meet"),
    "TK-LINT-012": Code("a text match without a literal of at least 3 characters", "match a longer fixed text; short ones hit by chance"),
    "TK-LINT-013": Code("a quantifier inside a quantifier", "write (ab)+ instead of (a+b)+, or bound the inner one"),
    "TK-LINT-014": Code("an unescaped dot between letters", "write \\. for a full stop; a bare dot matches anything"),
    "TK-LINT-015": Code("the rule is asked of every record", "add one positive clause, so that it can be found by a value", Level.ADVICE),
    "TK-LINT-016": Code("the rule can never be true", "two clauses of one selection contradict each other; make a list of the values"),
    "TK-LINT-020": Code("too few tests", "write two that match and two that do not"),
    "TK-LINT-021": Code("no near miss", "add a test that differs from a match in one clause only and does not match"),
    "TK-LINT-022": Code("a clause no test depends on", "add a test that changes its result when this clause is dropped or negated"),
    "TK-LINT-023": Code("an evidence item no test depends on", "add a test whose verdict changes without this item", Level.ADVICE),
    "TK-LINT-030": Code("two rules that always fire together", "keep one, or add a test that tells them apart"),
    "TK-LINT-031": Code("evidence counted twice", "put both observations in one group: whenever one fires the other does too", Level.ADVICE),
    "TK-LINT-032": Code("two causes that no tests tell apart", "add a test in which the one wins and one in which the other does"),
    "TK-LINT-033": Code("a name that no rule has", "check the spelling; ids are permanent"),
    "TK-LINT-034": Code("an observation that no cause sees", "use it as evidence, or remove it", Level.ADVICE),
    "TK-LINT-035": Code("a cause that can never be likely or confirmed", "give it a proof, or support from two groups, or mark it coarse"),
    "TK-LINT-040": Code("risky advice", "never ask to switch protection off or to send a secret; say what to check instead"),
    "TK-LINT-041": Code("a placeholder in wording for people outside", "wording is sent as it stands: nothing fills it and nothing redacts it"),
    "TK-LINT-042": Code("words are missing", "every cause has ask_customer, customer_wording and looks_like", Level.ADVICE),
    "TK-LINT-050": Code("a reference in a dead form", "use https and name the clause, as in https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2"),
}
"""Codes are permanent; texts may improve."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing lint has to say."""

    file: str
    line: int
    column: int
    code: str
    rule: str
    detail: str
    """What is special about this occurrence."""

    @property
    def level(self) -> Level:
        """Error or advice."""
        return CODES[self.code].level

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {CODES[self.code].what}: {self.detail}"

    @classmethod
    def of_fault(cls, fault: Fault) -> "Finding":
        """A load fault as a finding."""
        code = "TK-LINT-002" if fault.message.startswith(("unknown field", "show names the unknown field")) else "TK-LINT-001"
        detail = fault.message + (f" ({fault.suggestion})" if fault.suggestion else "")
        return cls(fault.file, fault.line, fault.column, code, "", detail)
