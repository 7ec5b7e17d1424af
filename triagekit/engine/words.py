"""Rules in words: what an atom asks, what a selection needs, what a correlation counts."""

from datetime import datetime

from triagekit.engine import units
from triagekit.engine.correlation import Correlation, Shape
from triagekit.engine.language import All, Atom, Node, Not, Op

_VERBS = {
    Op.EQ: "is", Op.CONTAINS: "contains", Op.STARTSWITH: "begins with", Op.ENDSWITH: "ends with", Op.RE: "matches", Op.CIDR: "lies in",
    Op.LT: "is below", Op.LTE: "is at most", Op.GT: "is above", Op.GTE: "is at least", Op.BETWEEN: "is between",
}  # fmt: skip


def atom(a: Atom) -> str:
    """One question in words, such as: response.status is 401 or 403."""
    if a.op is Op.EXISTS:
        return f"{a.field} is {'recorded' if a.values[0] else 'not recorded'}"
    subject = f"the age of {a.field}" if a.age else a.field
    verb = f"is recorded and not: {_VERBS[a.op]}" if a.negate else _VERBS[a.op]
    joint = " and " if a.every or a.op is Op.BETWEEN else " or "
    cased = " (case matters)" if a.cased else ""
    return f"{subject} {verb} {joint.join(_value(a, v) for v in a.values[:12])}{' ...' if len(a.values) > 12 else ''}{cased}"


def _value(a: Atom, value: object) -> str:
    if a.ref:
        return f"the value of {value}"
    if a.age and isinstance(value, (int, float)):
        return units.spell(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"


def node(tree: Node, indent: str = "") -> list[str]:
    """A whole tree, one line for each question."""
    if isinstance(tree, Atom):
        return [indent + atom(tree)]
    if isinstance(tree, Not):
        return [f"{indent}not:", *node(tree.part, indent + "  ")]
    head = "all of:" if isinstance(tree, All) else "any of:"
    return [indent + head, *(line for part in tree.parts for line in node(part, indent + "  "))]


def correlation(c: Correlation) -> str:
    """A correlate block in one sentence."""
    window = f" within {units.spell(c.within)}" if c.within else " in the whole capture"
    by = f", for each {' and '.join(c.by)}" if c.by else ""
    names = [role.name for role in c.roles]
    if c.shape is Shape.EVENT_COUNT:
        return f"at least {c.at_least} such records{window}{by}"
    if c.shape is Shape.VALUE_COUNT:
        return f"at least {c.at_least} different values of {c.field}{window}{by}"
    if c.shape is Shape.SEQUENCE:
        return f"in this order{window}{by}: {', then '.join(names)}" + (", with nothing in between that forbids it" if c.without else "")
    if c.shape is Shape.ABSENT:
        return f"after {names[0]} no {names[1]}{window}{by}"
    if c.shape is Shape.CHAIN:
        loop = " and comes back to where it was" if c.loop else ""
        return f"a chain of at least {c.at_least} records{window}{by} in which {', '.join(c.to)} leads to the next one's {', '.join(c.from_)}{loop}"
    if c.shape is Shape.RATIO:
        return f"more than {c.above:.0%} of {names[1]} are {names[0]}, of at least {c.at_least}{window}{by}"
    return f"a silence longer than {units.spell(c.longer_than)} between two such records{by}"
