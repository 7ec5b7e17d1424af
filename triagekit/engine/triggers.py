"""What must be true of one field before a rule can match: the keys by which the index finds candidate rules.

A rule is split into conjunctions; in each, one atom is its *trigger*. Equality is the cheapest to look up,
then a literal in a short text, a true flag, a comparison of numbers, a literal in a long text, what most
records have (an answer of 200), a flag that is false (most are), and last the mere presence of a field.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from triagekit.engine import patterns
from triagekit.engine.language import All, AnyOf, Atom, Node, Op
from triagekit.records import Type

Conjunction = tuple[Node, ...]
_MOST = 16
"""Conjunctions one rule may be split into."""


class Cost(IntEnum):
    """How good a trigger is, best first."""

    EQUAL = 0
    LITERAL = 1
    FLAG = 2
    ORDERED = 3
    LONG_LITERAL = 4
    USUAL = 5
    FALSE = 6
    PRESENT = 7
    NONE = 8


@dataclass(frozen=True, slots=True)
class Trigger:
    """Keys of which one must be found in the field's value whenever the atom holds."""

    cost: Cost
    field: str = ""
    equal: tuple[str | int | float | bool, ...] = ()
    """Whole values, texts in lower case."""
    literals: tuple[str, ...] = ()
    """Parts of texts, in lower case."""
    ordered: Atom | None = None
    """A comparison to ask of each distinct value."""
    exact: bool = False
    """Finding a key proves the atom, so it need not be asked again."""


_NOTHING = Trigger(Cost.NONE)
_USUAL: dict[str, frozenset[object]] = {
    "response.status": frozenset({200, 304}), "response.status_class": frozenset({"2xx"}), "response.present": frozenset({True}), "request.method": frozenset({"get"}),
    "request.url.scheme": frozenset({"https"}), "response.body.kind": frozenset({"json", "html"}), "answered_by": frozenset({"origin"}), "event.level": frozenset({"info"}),
    "source": frozenset({"har", "access-log"}),
}  # fmt: skip
"""Values that most records have: as a trigger they would have every record asked for the rest. Only a matter of speed."""


def trigger(node: Node) -> Trigger:
    """The trigger of one conjunct; `Cost.NONE` when it has none."""
    return _of_atom(node) if isinstance(node, Atom) else _NOTHING


@lru_cache(maxsize=8192)
def _of_atom(node: Atom) -> Trigger:
    """As above. Remembered, because an index asks for the same atoms again and again while it is made."""
    if node.op is Op.EXISTS:
        return Trigger(Cost.PRESENT, node.field) if node.values[0] else _NOTHING
    if node.negate or node.ref or node.age or node.type is Type.TIME:
        return Trigger(Cost.PRESENT, node.field)
    if node.type is Type.FLAG or node.type is Type.NUMBER:
        return _plain(node)
    return _text(node)


def _plain(node: Atom) -> Trigger:
    if node.op is not Op.EQ:
        return Trigger(Cost.ORDERED, node.field, ordered=node, exact=True)
    values = tuple(v for v in node.values if isinstance(v, (int, float)))
    flag = Cost.FLAG if True in node.values else Cost.FALSE
    cost = Cost.USUAL if _usual(node, values) else flag if node.type is Type.FLAG else Cost.EQUAL
    return Trigger(cost, node.field, values, exact=not node.every)


def _usual(node: Atom, values: Iterable[object]) -> bool:
    usual = _USUAL.get(node.field)
    return usual is not None and not usual.isdisjoint(values)


def _text(node: Atom) -> Trigger:
    equal: list[str] = []
    literals: list[str] = []
    values = [str(v) for v in (node.values[:1] if node.every else node.values)]
    for value in values:
        keys = _keys(node.op, value, equal)
        if keys is None:
            return Trigger(Cost.PRESENT, node.field)
        literals += keys
    cost = Cost.USUAL if _usual(node, equal) else Cost.EQUAL if not literals else Cost.LONG_LITERAL if node.field.endswith(".text") else Cost.LITERAL
    pure = node.op is Op.CONTAINS or (node.op is Op.EQ and not literals)
    return Trigger(cost, node.field, tuple(equal), tuple(literals), None, pure and not node.cased and not node.every)


def _keys(op: Op, value: str, equal: list[str]) -> list[str] | None:
    """The literals that stand for this value (whole values go to `equal`); None when there is none to search."""
    low = value.casefold()
    if op is Op.RE:
        return list(patterns.literals(value)) or None
    if op in {Op.CONTAINS, Op.STARTSWITH, Op.ENDSWITH}:
        return [low]
    if op is not Op.EQ:
        return None
    parts = patterns.wildcards(low)
    if parts is None:
        equal.append(patterns.plain(low))
        return []
    pieces = [piece for part in parts if part for piece in part.split("\0")]
    best = max(pieces, key=len, default="")
    return [best] if best else None


def split(tree: Node) -> list[Conjunction]:
    """Conjunctions of which at least one holds exactly when the tree holds."""
    if isinstance(tree, AnyOf):
        out = [c for part in tree.parts for c in split(part)]
        return out if len(out) <= _MOST else [(tree,)]
    conjuncts = _flat(tree)
    if min((trigger(c).cost for c in conjuncts), default=Cost.NONE) <= Cost.FALSE:
        return [conjuncts]
    for n, part in enumerate(conjuncts):
        if isinstance(part, AnyOf):
            rest = (*conjuncts[:n], *conjuncts[n + 1 :])
            out = [(*c, *rest) for c in split(part)]
            if len(out) <= _MOST and all(min(trigger(c).cost for c in conj) <= Cost.FALSE for conj in out):
                return out
    return [conjuncts]


def _flat(tree: Node) -> Conjunction:
    if isinstance(tree, All):
        return tuple(c for part in tree.parts for c in _flat(part))
    return (tree,)
