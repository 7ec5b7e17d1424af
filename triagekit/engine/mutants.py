"""Small wrongs done to a rule on purpose: each clause dropped or negated. A good test set notices every one."""

from collections.abc import Iterator
from dataclasses import replace

from msgspec.structs import replace as remade

from triagekit.engine import words
from triagekit.engine.correlation import Correlation
from triagekit.engine.language import All, Atom, Node, Not
from triagekit.engine.rulebook import Observation

TRUE = All(())


def trees(tree: Node) -> Iterator[tuple[str, Node]]:
    """Each mutant of a tree with the wrong that was done."""
    for path, atom in _atoms(tree, ()):
        yield f"dropped: {words.atom(atom)}", _dropped(tree, path)
        yield f"negated: {words.atom(atom)}", _replaced(tree, path, Not(atom))


Steps = tuple[int, ...]


def _atoms(tree: Node, path: Steps) -> Iterator[tuple[Steps, Atom]]:
    if isinstance(tree, Atom):
        yield path, tree
    elif isinstance(tree, Not):
        yield from _atoms(tree.part, (*path, 0))
    else:
        for n, part in enumerate(tree.parts):
            yield from _atoms(part, (*path, n))


def _replaced(tree: Node, path: Steps, new: Node) -> Node:
    if not path:
        return new
    if isinstance(tree, Not):
        return Not(_replaced(tree.part, path[1:], new))
    if isinstance(tree, Atom):
        return tree
    return remade(tree, parts=tuple(_replaced(p, path[1:], new) if n == path[0] else p for n, p in enumerate(tree.parts)))


def _dropped(tree: Node, path: Steps) -> Node:
    """The tree as if the clause had never been written: a selection left empty goes with it."""
    left = _without(tree, path)
    return TRUE if left is None else left


def _without(tree: Node, path: Steps) -> Node | None:
    if not path or isinstance(tree, Atom):
        return None
    if isinstance(tree, Not):
        inner = _without(tree.part, path[1:])
        return Not(inner) if inner is not None else None
    kept = tuple(p for p in (_without(p, path[1:]) if n == path[0] else p for n, p in enumerate(tree.parts)) if p is not None)
    return remade(tree, parts=kept) if kept else None


def correlations(c: Correlation) -> Iterator[tuple[str, Correlation]]:
    """Each mutant of a correlate block."""
    if c.within is not None:
        yield "dropped: within", replace(c, within=10.0**9)
    if c.by:
        yield "dropped: by", replace(c, by=())
    if c.without is not None:
        yield "dropped: without", replace(c, without=None)
    if c.at_least > 1:
        yield "lowered: at_least", replace(c, at_least=c.at_least - 1)
        yield "raised: at_least", replace(c, at_least=c.at_least + 1)
    if c.loop:
        yield "dropped: loop", replace(c, loop=False)
    if c.above:
        yield "dropped: above", replace(c, above=0.0)
    for n, role in enumerate(c.roles):
        for name, tree in trees(role.node):
            yield f"{role.name}: {name}", replace(c, roles=(*c.roles[:n], replace(role, node=tree), *c.roles[n + 1 :]))
    if c.without is not None:
        for name, tree in trees(c.without):
            yield f"without: {name}", replace(c, without=tree)


def rules(rule: Observation) -> Iterator[tuple[str, Observation]]:
    """Each mutant of an observation."""
    if rule.condition is not None:
        for name, tree in trees(rule.condition):
            yield name, replace(rule, condition=tree)
    if rule.correlate is not None:
        for name, changed in correlations(rule.correlate):
            yield name, replace(rule, correlate=changed)
