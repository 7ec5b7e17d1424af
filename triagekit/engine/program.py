"""A rulebook made ready to run: every role of every observation behind one index per record kind.

The program is shared by all runs of the same rules; what a run finds stands in its watches.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from triagekit.engine import compile as compiler
from triagekit.engine import naive
from triagekit.engine.correlation import WITHOUT
from triagekit.engine.correlation import Shape as Correlated
from triagekit.engine.index import Clause, Index, Shape, Target
from triagekit.engine.language import All, Fields, Node, atoms
from triagekit.engine.rulebook import Observation, Rulebook
from triagekit.engine.triggers import split
from triagekit.records import Kind, Record


class MismatchError(Exception):
    """The fast matcher and the naive evaluator disagree: a fault of this program."""


def roles(rule: Observation) -> list[tuple[int, Node]]:
    """What a record can be to the rule: 0 for a plain match, 1 and up for the roles of its correlation."""
    correlate = rule.correlate
    if correlate is None or not correlate.roles:
        return [(0, rule.condition)] if rule.condition else []
    parts = [(n, role.node) for n, role in enumerate(correlate.roles, 1)]
    if correlate.without is not None:
        parts.append((WITHOUT, correlate.without))
    return [(n, All((rule.condition, node)) if rule.condition else node) for n, node in parts]


class _Indexes(dict[Kind, Index]):
    """Each kind's index, made when the first record of that kind comes: most cases hold few kinds."""

    def __init__(self, rules: Sequence[Observation], work: compiler.Workspace) -> None:
        super().__init__()
        self._rules, self._work = rules, work

    def __missing__(self, kind: Kind) -> Index:
        made = self[kind] = Index(self._clauses(kind), self._work)
        return made

    def _clauses(self, kind: Kind) -> Iterator[Clause]:
        for slot, rule in enumerate(self._rules):
            for role, tree in roles(rule) if kind in rule.reads else ():
                parts = split(tree)
                target = Target(slot, role, len(parts) > 1)
                for part in parts:
                    yield Clause(target, part)


class _Aged(dict[Kind, bool]):
    """Whether some rule of a kind asks for an age, found out when the first record of that kind comes."""

    def __init__(self, rules: Sequence[Observation]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, kind: Kind) -> bool:
        trees = (tree for rule in self._rules if kind in rule.reads for _, tree in roles(rule))
        made = self[kind] = any(a.age for tree in trees for a in atoms(tree))
        return made


@dataclass(slots=True)
class Program:
    """Compiled rules by kind."""

    fields: Fields
    rules: tuple[Observation, ...]
    work: compiler.Workspace
    kinds: Mapping[Kind, Index]
    ended: frozenset[Kind] = frozenset()
    """Kinds whose last record matters, because a rule waits for what does not come."""
    aged: Mapping[Kind, bool] = field(default_factory=dict)
    """Kinds whose records' time matters, because a rule asks for an age."""
    serial: int = field(default=0)
    _trees: list[tuple[frozenset[Kind], Target, Node]] | None = None

    @classmethod
    def of(cls, book: Rulebook) -> "Program":
        """Compile a rulebook."""
        work = compiler.Workspace()
        rules = tuple(book.observations.values())
        waits = {kind for rule in rules if rule.correlate and rule.correlate.shape is Correlated.ABSENT for kind in rule.reads}
        return cls(book.fields, rules, work, _Indexes(rules, work), frozenset(waits), _Aged(rules))

    @property
    def trees(self) -> list[tuple[frozenset[Kind], Target, Node]]:
        """Every role once, for the paranoid mode."""
        if self._trees is None:
            self._trees = [(frozenset(rule.reads), Target(slot, role), tree) for slot, rule in enumerate(self.rules) for role, tree in roles(rule)]
        return self._trees

    def once(self, found: list[Target]) -> list[Target]:
        """The targets, each once."""
        self.serial += 1
        serial = self.serial
        out = []
        for target in found:
            if target.many:
                if target.mark == serial:
                    continue
                target.mark = serial
            out.append(target)
        return out

    def matches(self, record: Record, shape: Shape) -> list[Target]:
        """The roles that the record plays, each once."""
        out: list[Target] = []
        self.kinds[record.kind].collect(shape, record.fields, out)
        return self.once(out)

    def verify(self, record: Record, found: list[Target]) -> int:
        """Compare with the naive evaluator; how many roles were compared. Raises `MismatchError`."""
        fast = {(t.slot, t.role) for t in found}
        mine = [(t, tree) for kinds, t, tree in self.trees if record.kind in kinds]
        slow = {(t.slot, t.role) for t, tree in mine if naive.holds(tree, record.fields, self.work.now)}
        if fast != slow or len(fast) != len(found):
            raise MismatchError(", ".join(sorted(f"{self.rules[slot].id}[{role}]" for slot, role in fast ^ slow)))
        return len(mine)
