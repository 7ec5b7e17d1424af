"""What each rule costs: how it is found, how long its clauses take, how often it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter_ns

from triagekit.engine import compile as compiler
from triagekit.engine import words
from triagekit.engine.program import roles
from triagekit.engine.rulebook import Observation, Rulebook
from triagekit.engine.sighting import Sighting
from triagekit.engine.triggers import Cost, split, trigger
from triagekit.records import Record

_MOST = 20_000


class Sample:
    """Keeps the records that pass, up to a bound. Set it as `Rulebook.witness` before a run."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def see(self, record: Record, when: datetime | None) -> None:  # noqa: ARG002 - the engine's call
        """Keep one record."""
        if len(self.records) < _MOST:
            self.records.append(record)

    def conclude(self, sightings: Mapping[str, Sighting]) -> None:
        """Nothing is needed from the sightings."""


@dataclass(frozen=True, slots=True, order=True)
class Price:
    """One rule's cost."""

    nanoseconds: float
    """For asking all its clauses of one record of its kinds, without the index."""
    rule: str
    found_by: str
    """How the index finds it."""
    fired: int


def prices(book: Rulebook, records: Sequence[Record]) -> list[Price]:
    """Every observation's cost over these records, dearest first."""
    return sorted((_price(rule, records) for rule in book.observations.values()), reverse=True)


def _price(rule: Observation, records: Sequence[Record]) -> Price:
    work = compiler.Workspace()
    tests = [compiler.node(tree, work) for _, tree in roles(rule)]
    mine = [r for r in records if r.kind in rule.reads]
    fired = 0
    started = perf_counter_ns()
    for record in mine:
        work.now = record.at
        for test in tests:
            fired += test(record.fields)
    spent = perf_counter_ns() - started
    return Price(spent / max(1, len(mine)), rule.id, found_by(rule), fired)


def found_by(rule: Observation) -> str:
    """The triggers by which the index finds the rule, in words."""
    best = [min((trigger(c) for c in conj), key=lambda t: t.cost, default=None) for _, tree in roles(rule) for conj in split(tree)]
    told = []
    for found in best:
        if found is None or found.cost is Cost.NONE:
            told.append("asked of every record")
        elif found.cost is Cost.PRESENT:
            told.append(f"{found.field} recorded")
        elif found.ordered:
            told.append(words.atom(found.ordered))
        else:
            told.append(f"{found.field} = {' | '.join(str(k) for k in (*found.equal, *found.literals)[:3])}")
    return "; ".join(dict.fromkeys(told))


def table(priced: Sequence[Price], most: int = 20) -> str:
    """The dearest rules as text."""
    head = f"{'ns/record':>10} {'fired':>8}  rule (found by)"
    return "\n".join([head, *(f"{p.nanoseconds:>10.0f} {p.fired:>8}  {p.rule} ({p.found_by})" for p in priced[:most])]) + "\n"
