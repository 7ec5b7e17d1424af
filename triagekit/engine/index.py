"""Finds the rules that may match a record without asking each of them.

Records of one kind come in few *shapes* (sets of field names). For each shape the index knows which of its
tables apply; a table maps one field's value to the rules it triggers, and remembers values it has seen. A
bucket with many rules is indexed again by their next trigger, so that a thousand rules on one status cost
little more than ten. All literals of a field are searched in one Aho-Corasick pass where that pays.

What a key leads to is compiled when a value first leads there: of a thousand rules a case touches a few dozen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from triagekit.engine import compile as compiler
from triagekit.engine.language import All, Atom, Node
from triagekit.engine.triggers import Conjunction, Cost, Trigger, trigger
from triagekit.records import Type

_SMALL = 6
"""Rules in a bucket that are asked one by one."""
_DEEPEST = 4
_REMEMBERED = 4_096
"""Values a table remembers before it starts anew."""
_PLANS = 1_000
"""Shapes an index remembers a plan for."""
_SHORT = 300
"""Characters up to which a value is worth remembering."""
_FEW_LITERALS = 24
"""Literals up to which searching them one by one is faster than one automaton."""
_PATIENCE = 3
"""Times a table starts anew before it takes it that values do not repeat."""


@dataclass(eq=False, slots=True)
class Target:
    """A role of a rule, to be told of a match. `mark` keeps a record from being told twice."""

    slot: int
    role: int
    many: bool = False
    """Several conjunctions lead here."""
    mark: int = -1


@dataclass(eq=False, slots=True)
class Clause:
    """One conjunction on its way to its target; what triggers have proved is gone from it."""

    target: Target
    conjuncts: Conjunction
    kept: Conjunction = ()
    """Conjuncts that served as a trigger already but still have to be asked."""


@dataclass(eq=False, slots=True)
class Shape:
    """A set of field names."""

    names: frozenset[str]


Leaf = tuple[compiler.Test | None, Target]


@dataclass(eq=False, slots=True)
class Bucket:
    """What one key leads to: clauses to ask, or a finer index."""

    work: compiler.Workspace
    depth: int
    """How many indexes lead here."""
    clauses: list[Clause] = field(default_factory=list)
    """None of them is left once the bucket was opened."""
    leaves: tuple[Leaf, ...] | None = None
    """None until a value leads here."""
    finer: "Index | None" = None

    def opened(self) -> tuple[Leaf, ...]:
        """The leaves, made from the clauses; many clauses go to a finer index instead."""
        if len(self.clauses) > _SMALL and self.depth < _DEEPEST:
            self.finer = Index(self.clauses, self.work, self.depth + 1)
            self.leaves = ()
        else:
            self.leaves = tuple([leaf(clause, self.work) for clause in self.clauses])
        self.clauses = []
        return self.leaves


class Table:
    """One field's values to buckets."""

    __slots__ = ("_automaton", "_depth", "_emptied", "_exact", "_fold", "_literals", "_ordered", "_textual", "_work", "memo")

    def __init__(self, textual: bool, work: compiler.Workspace, depth: int = 0) -> None:
        self._textual = textual
        self._work = work
        self._depth = depth
        self._fold = work.fold
        self._emptied = 0
        self._ordered: dict[Atom, tuple[compiler.Match, Bucket]] = {}
        self._exact: dict[Any, Bucket] = {}
        self._literals: dict[str, Bucket] = {}
        self._automaton: Any = None
        self.memo: dict[Any, tuple[Bucket, ...]] = {}

    def add(self, found: Trigger, clause: Clause) -> None:
        """Let the trigger's keys lead to the clause."""
        for key in dict.fromkeys(found.equal):
            if key not in self._exact:
                self._exact[key] = Bucket(self._work, self._depth)
            self._exact[key].clauses.append(clause)
        for text in dict.fromkeys(found.literals):
            if text not in self._literals:
                self._literals[text] = Bucket(self._work, self._depth)
            self._literals[text].clauses.append(clause)
        if found.ordered is not None:
            if found.ordered not in self._ordered:
                self._ordered[found.ordered] = compiler.value_match(found.ordered, found.ordered.values, self._work), Bucket(self._work, self._depth)
            self._ordered[found.ordered][1].clauses.append(clause)

    def finish(self) -> None:
        """Build the automaton once every key is known."""
        if len(self._literals) > _FEW_LITERALS:
            import ahocorasick

            self._automaton = ahocorasick.Automaton()
            for literal, bucket in self._literals.items():
                self._automaton.add_word(literal, bucket)
            self._automaton.make_automaton()

    def find(self, value: Any) -> tuple[Bucket, ...]:
        """The buckets that the value leads to. Called when `memo` does not know it."""
        form = value.__class__
        if form is str and self._textual:
            found = self._search(self._fold(value))
            return self._remember(value, found) if len(value) <= _SHORT else found
        if form is tuple:
            found = tuple(dict.fromkeys(bucket for item in value for bucket in self._one(item)))
            return self._remember(value, found) if sum(len(str(item)) for item in value[:20]) <= _SHORT else found
        found = self._one(value)
        return self._remember(value, found) if form is int or form is bool else found

    def _one(self, item: Any) -> tuple[Bucket, ...]:
        if self._textual:
            return self._search(self._fold(item if item.__class__ is str else compiler.text_of(item)))
        exact = self._exact.get(item)
        found = tuple(bucket for match, bucket in self._ordered.values() if match(item)) if self._ordered else ()
        return found if exact is None else (exact, *found)

    def _search(self, text: str) -> tuple[Bucket, ...]:
        exact = self._exact.get(text)
        if self._automaton is not None:
            hits = dict.fromkeys(bucket for _, bucket in self._automaton.iter(text))
            found = tuple(hits)
        else:
            found = tuple([bucket for literal, bucket in self._literals.items() if literal in text])
        return found if exact is None else (exact, *found)

    def _remember(self, value: Any, found: tuple[Bucket, ...]) -> tuple[Bucket, ...]:
        if len(self.memo) >= _REMEMBERED:
            self.memo.clear()
            self._emptied += 1
        if self._emptied < _PATIENCE:
            self.memo[value] = found
        return found


Key = tuple[str, object]
"""A field and what is looked for in it."""
Step = tuple[str, Callable[[Any], Any], Callable[[Any], tuple[Bucket, ...]]]
"""Field, the table's memo, the table's search."""
Plan = tuple[tuple[Step, ...], tuple[Leaf, ...]]
"""For one shape: tables to look into, leaves to ask anyway."""


class Index:
    """Clauses arranged by trigger."""

    __slots__ = ("_always", "_depth", "_plans", "_present", "_tables", "_work")

    def __init__(self, clauses: Iterable[Clause], work: compiler.Workspace, depth: int = 0) -> None:
        self._work = work
        self._depth = depth
        self._tables: dict[tuple[str, bool], Table] = {}
        self._present: dict[str, list[Leaf]] = {}
        self._always: list[Leaf] = []
        self._plans: dict[Shape, Plan] = {}
        listed = list(clauses)
        shared = _sharing(listed)
        for clause in listed:
            self._place(clause, shared)
        for table in self._tables.values():
            table.finish()

    def _place(self, clause: Clause, shared: Mapping[Key, int]) -> None:
        found = [trigger(c) for c in clause.conjuncts]
        n = min(range(len(found)), key=lambda i: (found[i].cost, _crowd(found[i], shared)), default=-1)
        if n < 0 or found[n].cost is Cost.NONE:
            self._always.append(leaf(clause, self._work))
        elif found[n].cost is Cost.PRESENT:
            self._present.setdefault(found[n].field, []).append(leaf(clause, self._work))
        else:
            best = found[n]
            rest = (*clause.conjuncts[:n], *clause.conjuncts[n + 1 :])
            kept = clause.kept if best.exact else (*clause.kept, clause.conjuncts[n])
            clause.target.many = clause.target.many or len(best.equal) + len(best.literals) > 1
            self._table(clause.conjuncts[n], best.field).add(best, Clause(clause.target, rest, kept))

    def _table(self, node: Node, name: str) -> Table:
        textual = getattr(node, "type", Type.TEXT) in {Type.TEXT, Type.LIST}
        key = (name, textual)
        if key not in self._tables:
            self._tables[key] = Table(textual, self._work, self._depth)
        return self._tables[key]

    def collect(self, shape: Shape, fields: Mapping[str, Any], out: list[Target]) -> None:
        """Add the target of every clause that holds for these fields; a target may come more than once when `many`."""
        plan = self._plans.get(shape)
        if plan is None:
            if len(self._plans) >= _PLANS:
                self._plans.clear()
            plan = self._plans[shape] = self.plan(shape)
        for name, known, search in plan[0]:
            value = fields[name]
            buckets = known(value)
            if buckets is None:
                buckets = search(value)
            if buckets:
                open_up(buckets, shape, fields, out)
        for test, target in plan[1]:
            if test is None or test(fields):
                out.append(target)

    def plan(self, shape: Shape) -> Plan:
        """What to look into for records of this shape."""
        steps = tuple((name, table.memo.get, table.find) for (name, _), table in self._tables.items() if name in shape.names)
        leaves = [leaf for name, found in self._present.items() if name in shape.names for leaf in found]
        return steps, (*self._always, *leaves)


def open_up(buckets: Iterable[Bucket], shape: Shape, fields: Mapping[str, Any], out: list[Target]) -> None:
    """Ask the clauses of these buckets."""
    for bucket in buckets:
        leaves = bucket.leaves
        for test, target in bucket.opened() if leaves is None else leaves:
            if test is None or test(fields):
                out.append(target)
        if bucket.finer is not None:
            bucket.finer.collect(shape, fields, out)


def leaf(clause: Clause, work: compiler.Workspace) -> Leaf:
    """What is still to be asked of a clause, as one closure; None where nothing is."""
    asked = (*clause.conjuncts, *clause.kept)
    if not asked:
        return None, clause.target
    return compiler.node(asked[0] if len(asked) == 1 else All(asked), work), clause.target


def _sharing(clauses: Iterable[Clause]) -> dict[Key, int]:
    """How many clauses ask for each key: the rarest is the best trigger."""
    counts: dict[Key, int] = {}
    for clause in clauses:
        for conjunct in clause.conjuncts:
            for key in _keys(trigger(conjunct)):
                counts[key] = counts.get(key, 0) + 1
    return counts


def _keys(found: Trigger) -> Iterable[Key]:
    keys = [(found.field, key) for key in (*found.equal, *found.literals)]
    return [*keys, (found.field, found.ordered)] if found.ordered else keys


def _crowd(found: Trigger, shared: Mapping[Key, int]) -> int:
    """Rules that share the keys: few are better, but a comparison is asked of every value, so there a shared one is."""
    crowd = sum(shared.get(key, 0) for key in _keys(found))
    return -crowd if found.ordered else crowd
