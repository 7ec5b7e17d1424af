"""Checks of what an observation asks."""

import re
from collections.abc import Iterator

from triagekit.engine import patterns
from triagekit.engine.condition import Condition
from triagekit.engine.faults import Path
from triagekit.engine.language import All, AnyOf, Atom, Node, Not, Op, atoms
from triagekit.engine.lint.codes import Finding
from triagekit.engine.lint.survey import Survey
from triagekit.engine.program import roles
from triagekit.engine.rulebook import Observation
from triagekit.engine.triggers import Cost, split, trigger
from triagekit.records import Type

_DOT = re.compile(r"(?<![\\\[])(?<=[a-z0-9])\.(?=[a-z]{2,4}(?![a-z+*?{]))", re.IGNORECASE)


def check(survey: Survey) -> Iterator[Finding]:
    """Unused selections, always or never true, literals, regexes, cost."""
    for rule in survey.observations():
        for code, detail, path in _rule(rule):
            yield survey.at(rule, code, detail, path)


Said = tuple[str, str, Path]


def _rule(rule: Observation) -> Iterator[Said]:
    used = _used(rule)
    for name in rule.selections:
        if name not in used:
            yield "TK-LINT-010", f"{name} is never used", ("detect", name)
    for _, tree in roles(rule):
        if _always(tree):
            yield "TK-LINT-011", "every record meets it", ("detect",)
        if _never(tree):
            yield "TK-LINT-016", "no record can meet it", ("detect",)
        if any(min((trigger(c).cost for c in conj), default=Cost.NONE) is Cost.NONE for conj in split(tree)):
            yield "TK-LINT-015", "it has no clause that a value can be looked up by", ("detect",)
    for name, tree in rule.selections.items():
        for atom in atoms(tree):
            for code, detail in _atom(atom):
                yield code, detail, ("detect", name)


def _used(rule: Observation) -> set[str]:
    """Selections that the condition or a role of the correlation names."""
    block = rule.raw.get("correlate") or {}
    texts = [str(rule.raw["detect"].get("condition") or ""), *(str(v) for k, v in block.items() if k in {"without", "after", "expected", "part", "whole"})]
    texts += [str(step) for step in block.get("steps") or ()]
    used: set[str] = set() if any(texts) else set(rule.selections)
    for text in filter(None, texts):
        parsed = Condition(text, rule.selections, ())
        parsed.parse()
        used |= parsed.used
    return used


def _always(tree: Node) -> bool:
    """True when absence of everything meets it, or when it holds whatever one field says."""
    if isinstance(tree, Atom):
        return False
    if isinstance(tree, Not):
        return _never(tree.part)
    if isinstance(tree, All):
        return all(_always(part) for part in tree.parts)
    return any(_always(part) for part in tree.parts) or _complement(tree)


def _complement(tree: AnyOf) -> bool:
    """One part and its negation: a or not a; a field recorded or not recorded."""
    negated = [p.part for p in tree.parts if isinstance(p, Not)]
    if any(p in negated for p in tree.parts):
        return True
    exists = {(p.field, p.values[0]) for p in tree.parts if isinstance(p, Atom) and p.op is Op.EXISTS}
    return any((name, not wanted) in exists for name, wanted in exists)


def _never(tree: Node) -> bool:
    if isinstance(tree, Atom):
        return False
    if isinstance(tree, Not):
        return _always(tree.part)
    if isinstance(tree, AnyOf):
        return all(_never(part) for part in tree.parts)
    return any(_never(part) for part in tree.parts) or _contradiction(tree)


def _contradiction(tree: All) -> bool:
    """A part and its negation, or one scalar field that must equal two different values."""
    flat = _flat(tree)
    negated = [p.part for p in flat if isinstance(p, Not)]
    if any(p in negated for p in flat):
        return True
    wanted: dict[str, set[object]] = {}
    for part in flat:
        if isinstance(part, Atom) and part.op is Op.EQ and not (part.negate or part.ref or part.every) and part.type in {Type.NUMBER, Type.FLAG}:
            known = wanted.setdefault(part.field, set(part.values))
            known &= set(part.values)
            if not known:
                return True
    return False


def _flat(tree: Node) -> list[Node]:
    return [leaf for part in tree.parts for leaf in _flat(part)] if isinstance(tree, All) else [tree]


def _atom(atom: Atom) -> Iterator[tuple[str, str]]:
    for value in atom.values if atom.type in {Type.TEXT, Type.LIST} and not atom.ref else ():
        text = str(value)
        if atom.op is Op.RE:
            if patterns.nested_quantifier(text):
                yield "TK-LINT-013", text
            if _DOT.search(text):
                yield "TK-LINT-014", text
        elif atom.op is Op.CONTAINS and len(text.strip()) < patterns.MIN_LITERAL:
            yield "TK-LINT-012", f"{atom.field} contains {text!r}"
        elif atom.op is Op.EQ and (parts := patterns.wildcards(text)) and max(len(p or "") for p in parts) < patterns.MIN_LITERAL:
            yield "TK-LINT-012", f"{atom.field} is {text!r}"


