"""Turns a rule's tree into a closure over a record's fields. No code is generated and nothing is evaluated.

A closure takes a record's field map and says whether the rule holds. Text is folded to lower case once per
distinct value and reused across rules; the record's time, which only ages need, stands in the workspace.
"""

import ipaddress
import operator
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from triagekit import placeholders
from triagekit.engine import patterns
from triagekit.engine.language import All, Atom, Node, Not, Op
from triagekit.records import Type

Fields = Mapping[str, Any]
Test = Callable[[Fields], bool]
Match = Callable[[Any], bool]
"""Whether one scalar value satisfies an atom."""

_COMPARE: dict[Op, Callable[[Any, Any], bool]] = {Op.LT: operator.lt, Op.LTE: operator.le, Op.GT: operator.gt, Op.GTE: operator.ge}
_FOLD_LIMIT = 4_000_000
"""Characters kept folded before the store is emptied."""


class Workspace:
    """What closures share: lower-case forms of texts, kept while they fit, and the time of the record at hand."""

    __slots__ = ("_room", "folded", "now")

    def __init__(self) -> None:
        self.now: datetime | None = None
        self.folded: dict[str, str] = {}
        self._room = _FOLD_LIMIT

    def fold(self, text: str) -> str:
        """The text in lower case."""
        got = self.folded.get(text)
        if got is None:
            got = text.casefold()
            self._room -= len(text) + 64
            if self._room < 0:
                self.folded.clear()
                self._room = _FOLD_LIMIT - len(text)
            self.folded[text] = got
        return got


def node(tree: Node, work: Workspace) -> Test:
    """The closure for a whole tree."""
    if isinstance(tree, Atom):
        return atom(tree, work)
    if isinstance(tree, Not):
        inner = node(tree.part, work)
        return lambda f: not inner(f)
    parts = [node(part, work) for part in sorted(tree.parts, key=price)]
    return _both(parts) if isinstance(tree, All) else _either(parts)


def price(tree: Node) -> int:
    """How dear it is to ask, so that what is cheap is asked first: a long text is searched only when all else holds."""
    if isinstance(tree, Atom):
        if tree.op is Op.EXISTS or (tree.type in {Type.FLAG, Type.NUMBER} and not tree.ref):
            return 0
        return (_LONG if tree.field.endswith(".text") else 1) * (4 if tree.op is Op.RE else 1) * len(tree.values)
    return price(tree.part) if isinstance(tree, Not) else sum(map(price, tree.parts))


_LONG = 50
"""What a word costs in a text of many lines, against one in a name."""


def _both(parts: list[Test]) -> Test:
    if len(parts) == 2:
        one, two = parts
        return lambda f: one(f) and two(f)
    if len(parts) == 3:
        first, second, third = parts
        return lambda f: first(f) and second(f) and third(f)

    def every(f: Fields) -> bool:
        for part in parts:  # noqa: SIM110 - a plain loop costs half of all() over a generator
            if not part(f):
                return False
        return True

    return every


def _either(parts: list[Test]) -> Test:
    if len(parts) == 2:
        one, two = parts
        return lambda f: one(f) or two(f)

    def some(f: Fields) -> bool:
        for part in parts:  # noqa: SIM110 - as above
            if part(f):
                return True
        return False

    return some


def atom(a: Atom, work: Workspace) -> Test:
    """The closure for one atom."""
    if a.op is Op.EXISTS:
        return _exists(a)
    if a.ref:
        return _reference(a, work)
    if a.age:
        return _age(a, work)
    return _sign(a, _common(a, work) or _over_items(a, work))


def _exists(a: Atom) -> Test:
    name, wanted = a.field, bool(a.values[0])
    if wanted:
        return lambda f: f.get(name) is not None
    return lambda f: f.get(name) is None


def _sign(a: Atom, test: Test) -> Test:
    """neq: the field must be there and must not match."""
    if not a.negate:
        return test
    name = a.field
    return lambda f: f.get(name) is not None and not test(f)


def _common(a: Atom, work: Workspace) -> Test | None:
    """The shapes that most clauses have, without the calls that the general form needs; None for the others."""
    if a.every or a.cased:
        return None
    if a.type in {Type.TEXT, Type.LIST} and a.op in (Op.CONTAINS, Op.EQ):
        return _common_text(a, work)
    if len(a.values) != 1:
        return None
    general, name, wanted = _over_items(a, work), a.field, a.values[0]
    if a.type is Type.FLAG and a.op is Op.EQ:
        return lambda f: f.get(name) is wanted
    if a.type is Type.NUMBER and a.op in _COMPARE:
        compare = _COMPARE[a.op]

        def ordered(f: Fields) -> bool:
            v = f.get(name)
            form = v.__class__
            return compare(v, wanted) if form is float or form is int else general(f)

        return ordered
    return None


def _common_text(a: Atom, work: Workspace) -> Test | None:
    """Any of some texts in a text, or equal to it."""
    general, name, known, fold = _over_items(a, work), a.field, work.folded.get, work.fold
    wanted = tuple(str(v).casefold() for v in a.values)
    if a.op is Op.EQ:
        return None if any(map(patterns.wildcards, wanted)) else _equals(name, frozenset(map(patterns.plain, wanted)), work, general)
    if len(wanted) == 1:
        needle = wanted[0]

        def contains(f: Fields) -> bool:
            v = f.get(name)
            return needle in (known(v) or fold(v)) if v.__class__ is str else general(f)

        return contains

    def contains_any(f: Fields) -> bool:
        v = f.get(name)
        if v.__class__ is not str:
            return general(f)
        text = known(v) or fold(v)
        for each in wanted:  # noqa: SIM110 - a plain loop costs half of any() over a generator
            if each in text:
                return True
        return False

    return contains_any


def _equals(name: str, exact: frozenset[str], work: Workspace, general: Test) -> Test:
    known, fold = work.folded.get, work.fold

    def equals(f: Fields) -> bool:
        v = f.get(name)
        if v.__class__ is str:
            return (known(v) or fold(v)) in exact
        return v is not None and general(f)

    return equals


def _over_items(a: Atom, work: Workspace) -> Test:
    name = a.field
    if a.every:
        each = [value_match(a, (value,), work) for value in a.values]

        def every(f: Fields) -> bool:
            v = f.get(name)
            if v is None:
                return False
            listed = v if v.__class__ is tuple else (v,)
            return all(any(m(item) for item in listed) for m in each)

        return every
    match = value_match(a, a.values, work)

    def some(f: Fields) -> bool:
        v = f.get(name)
        if v is None:
            return False
        if v.__class__ is tuple:
            for item in v:  # noqa: SIM110 - as above
                if match(item):
                    return True
            return False
        return match(v)

    return some


def value_match(a: Atom, values: tuple[Any, ...], work: Workspace) -> Match:
    """Whether one scalar satisfies the atom's comparison with any of these values."""
    if a.op in _COMPARE or a.op is Op.BETWEEN:
        return _ordered(a, values)
    if a.type in {Type.TEXT, Type.LIST}:
        return _textual(a, tuple(str(v) for v in values), work)
    wanted = frozenset(values)
    if a.type is Type.NUMBER:
        return lambda v: v.__class__ is not bool and isinstance(v, (int, float)) and v in wanted
    kind: type = bool if a.type is Type.FLAG else datetime
    return lambda v: isinstance(v, kind) and v in wanted


def _ordered(a: Atom, values: tuple[Any, ...]) -> Match:
    measure = _time if a.type is Type.TIME else _number
    if a.op is Op.BETWEEN:
        low, high = values[:2]

        def inside(v: Any) -> bool:
            got = measure(v)
            return got is not None and low <= got <= high

        return inside
    compare, limit = _COMPARE[a.op], values[0]

    def beyond(v: Any) -> bool:
        got = measure(v)
        return got is not None and compare(got, limit)

    return beyond


def _number(v: Any) -> Any:
    if v.__class__ is int or v.__class__ is float:
        return v
    if not isinstance(v, str) or len(v) > 40:
        return None
    try:
        got = float(v)
    except ValueError:
        return None
    return got if got == got else None  # noqa: PLR0124 - NaN compares with nothing


def _time(v: Any) -> Any:
    return v if isinstance(v, datetime) and v.tzinfo is not None else None


def text_of(v: Any) -> str:
    """A scalar as text: flags as true or false, numbers as written in JSON."""
    if v.__class__ is str:
        return str(v)
    if v.__class__ is bool:
        return "true" if v else "false"
    return v.isoformat() if isinstance(v, datetime) else str(v)


def _textual(a: Atom, values: tuple[str, ...], work: Workspace) -> Match:
    if a.op is Op.RE:
        searches = [patterns.regex(v, a.cased) for v in values]
        return lambda v: any(search(text_of(v)) for search in searches)
    if a.op is Op.CIDR:
        return _cidr(values)
    wanted = values if a.cased else tuple(v.casefold() for v in values)
    fold = work.fold
    seen: Callable[[Any], str] = text_of if a.cased else lambda v: fold(v if v.__class__ is str else text_of(v))
    if a.op is Op.EQ:
        return _equal(wanted, seen)
    if a.op is Op.CONTAINS:
        if len(wanted) == 1:
            needle = wanted[0]
            return lambda v: needle in seen(v)

        def any_in(v: Any) -> bool:
            text = seen(v)
            for needle in wanted:  # noqa: SIM110 - as above
                if needle in text:
                    return True
            return False

        return any_in
    if a.op is Op.STARTSWITH:
        return lambda v: seen(v).startswith(wanted)
    return lambda v: seen(v).endswith(wanted)


def _equal(wanted: tuple[str, ...], seen: Callable[[Any], str]) -> Match:
    split = {w: patterns.wildcards(w) for w in wanted}
    exact = frozenset(patterns.plain(w) for w, parts in split.items() if parts is None)
    globs = [patterns.glob(parts) for parts in split.values() if parts is not None]
    if not globs:
        return lambda v: seen(v) in exact

    def match(v: Any) -> bool:
        text = seen(v)
        return text in exact or any(g(text) for g in globs)

    return match


def _cidr(values: tuple[str, ...]) -> Match:
    networks = [ipaddress.ip_network(v) for v in values]

    @lru_cache(maxsize=1024)  # a case has few addresses and names them often
    def inside(text: str) -> bool:
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            return False
        return any(placeholders.inside(address, n) for n in networks)

    return lambda v: inside(text_of(v)[:64])


def _age(a: Atom, work: Workspace) -> Test:
    name, match = a.field, _ordered(a, a.values)

    def test(f: Fields) -> bool:
        v: datetime | None = _time(f.get(name))
        if work.now is None or v is None:
            return False
        return match((work.now - v).total_seconds()) is not a.negate

    return test


def _reference(a: Atom, work: Workspace) -> Test:
    name, others, relate = a.field, a.values, _relation(a, work)
    quantify = all if a.every else any

    def test(f: Fields) -> bool:
        left = f.get(name)
        rights = [f.get(str(o)) for o in others]
        if left is None or (a.negate and None in rights):
            return False
        return quantify(_refers(left, right, relate) for right in rights) is not a.negate

    return test


def _refers(left: Any, right: Any, relate: Callable[[Any, Any], bool]) -> bool:
    if right is None:
        return False
    lefts = left if left.__class__ is tuple else (left,)
    rights = right if right.__class__ is tuple else (right,)
    return any(relate(one, other) for one in lefts for other in rights)


def _relation(a: Atom, work: Workspace) -> Callable[[Any, Any], bool]:
    if a.op in _COMPARE:
        compare = _COMPARE[a.op]

        def ordered(one: Any, other: Any) -> bool:
            measure = _time if isinstance(one, datetime) else _number
            left, right = measure(one), measure(other)
            return left is not None and right is not None and compare(left, right)

        return ordered
    fold = work.fold
    words: Callable[[Any], str] = text_of if a.cased else lambda v: fold(text_of(v))
    if a.op is Op.CONTAINS:
        return lambda one, other: words(other) in words(one)
    if a.op is Op.STARTSWITH:
        return lambda one, other: words(one).startswith(words(other))
    if a.op is Op.ENDSWITH:
        return lambda one, other: words(one).endswith(words(other))
    return lambda one, other: one == other if isinstance(one, datetime) else words(one) == words(other)
