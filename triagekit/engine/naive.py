"""Evaluates a rule's tree by reading it, sharing nothing with the compiled matcher but the parsed tree.

Slow and plain on purpose: the paranoid mode compares the fast matcher with it, record by record.
"""

import ipaddress
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from triagekit.engine.language import All, AnyOf, Atom, Node, Not, Op
from triagekit.placeholders import inside
from triagekit.records import Type


def holds(node: Node, fields: Mapping[str, Any], at: datetime | None) -> bool:
    """Whether the tree holds for these fields at this time."""
    if isinstance(node, All):
        return all(holds(p, fields, at) for p in node.parts)
    if isinstance(node, AnyOf):
        return any(holds(p, fields, at) for p in node.parts)
    if isinstance(node, Not):
        return not holds(node.part, fields, at)
    return atom(node, fields, at)


def atom(a: Atom, fields: Mapping[str, Any], at: datetime | None) -> bool:
    """Whether one atom holds."""
    value = fields.get(a.field)
    if a.op is Op.EXISTS:
        return bool((value is not None) == a.values[0])
    if value is None:
        return False
    items = list(value) if isinstance(value, tuple) else [value]
    if a.age:
        if at is None or not _is_time(value):
            return False
        items = [(at - value).total_seconds()]
    wanted: list[Any] = list(a.values)
    if a.ref:
        named = [fields.get(str(v)) for v in a.values]
        if a.negate and any(n is None for n in named):
            return False
        wanted = [list(n) if isinstance(n, tuple) else [] if n is None else [n] for n in named]
    elif a.op is Op.BETWEEN:
        wanted = [[tuple(a.values)]]
    else:
        wanted = [[v] for v in wanted]
    results = [any(_one(a, item, w) for item in items for w in options) for options in wanted]
    return (all(results) if a.every else any(results)) != a.negate


def _one(a: Atom, item: Any, wanted: Any) -> bool:
    if a.op in {Op.LT, Op.LTE, Op.GT, Op.GTE, Op.BETWEEN}:
        return _ordered(a, item, wanted)
    if a.ref and isinstance(item, datetime) and a.op is Op.EQ:
        return bool(item == wanted)
    if not a.ref and a.type in {Type.NUMBER, Type.FLAG, Type.TIME}:
        return _plain(a.type, item) and bool(item == wanted)
    return _text(a, _spell(item), _spell(wanted))


def _plain(kind: Type, item: Any) -> bool:
    if kind is Type.FLAG:
        return isinstance(item, bool)
    return isinstance(item, datetime) if kind is Type.TIME else isinstance(item, (int, float)) and not isinstance(item, bool)


def _ordered(a: Atom, item: Any, wanted: Any) -> bool:
    pairs = wanted if a.op is Op.BETWEEN else (wanted,)
    by_time = isinstance(item, datetime) if a.ref else a.type is Type.TIME
    left = item if by_time else _number(item)
    rights = [w if by_time else _number(w) for w in pairs]
    if left is None or None in rights or (by_time and not all(_is_time(t) for t in (left, *rights))):
        return False
    if a.op is Op.BETWEEN:
        return bool(rights[0] <= left <= rights[1])
    right = rights[0]
    return bool({Op.LT: left < right, Op.LTE: left <= right, Op.GT: left > right, Op.GTE: left >= right}[a.op])


def _is_time(value: Any) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _number(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    try:
        got = float(value) if isinstance(value, str) and len(value) <= 40 else float("nan")
    except ValueError:
        return None
    return got if got == got else None  # noqa: PLR0124 - NaN compares with nothing


def _spell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _text(a: Atom, item: str, wanted: str) -> bool:
    if a.op is Op.RE:
        return re.search(wanted, item, 0 if a.cased else re.IGNORECASE) is not None
    if a.op is Op.CIDR:
        try:
            return inside(ipaddress.ip_address(item[:64]), ipaddress.ip_network(wanted))
        except ValueError:
            return False
    if not a.cased:
        item, wanted = item.casefold(), wanted.casefold()
    if a.op is Op.CONTAINS:
        return wanted in item
    if a.op is Op.STARTSWITH:
        return item.startswith(wanted)
    if a.op is Op.ENDSWITH:
        return item.endswith(wanted)
    return item == wanted if a.ref else _wild(item, wanted)


def _wild(text: str, pattern: str) -> bool:
    """Full match with * and ?, a backslash before either taking its meaning away."""
    if "*" not in pattern and "?" not in pattern:
        return text == pattern
    out = ""
    at = 0
    while at < len(pattern):
        two = pattern[at : at + 2]
        if two in {"\\*", "\\?", "\\\\"}:
            out += re.escape(two[1])
            at += 2
            continue
        out += {"*": ".*", "?": "."}.get(pattern[at], re.escape(pattern[at]))
        at += 1
    return re.fullmatch(out, text, re.DOTALL) is not None
