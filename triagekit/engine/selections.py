"""Turns the selections of a `detect` block into trees, checking every field, modifier and value."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from triagekit.engine import patterns, units
from triagekit.engine.faults import Path, Wrong, did_you_mean, quoted
from triagekit.engine.language import MODIFIERS, ORDERED, TEXTUAL, All, AnyOf, Atom, Fields, Node, Op, Operand
from triagekit.records import FieldSpec, Kind, Type


@dataclass(slots=True)
class Scope:
    """What a rule may refer to while it is read, and everything wrong that was found."""

    fields: Fields
    kinds: tuple[Kind, ...]
    lists: Mapping[str, tuple[str, ...]]
    wrongs: list[Wrong] = field(default_factory=list)

    def wrong(self, at: Path, message: str, suggestion: str = "") -> None:
        """Note one fault."""
        self.wrongs.append(Wrong(at, message, suggestion))

    def field(self, name: object, at: Path) -> FieldSpec | None:
        """The spec of a field that is named at this place; notes an unknown one."""
        spec = self.fields.spec(name, self.kinds) if isinstance(name, str) else None
        if spec is None:
            names = self.fields.names(self.kinds)
            self.wrong(at, f"unknown field {quoted(name)}", did_you_mean(str(name), names) or "see triagekit rules fields")
        return spec


def selection(body: Any, scope: Scope, at: Path) -> Node | None:
    """One selection's tree, or None after noting why not."""
    if isinstance(body, dict) and body:
        parts = [_atom(key, value, scope, (*at, key)) for key, value in body.items()]
        good = tuple(p for p in parts if p is not None)
        return (good[0] if len(good) == 1 else All(good)) if good else None
    if isinstance(body, list) and body:
        branches = [selection(item, scope, (*at, n)) for n, item in enumerate(body)]
        whole = tuple(b for b in branches if b is not None)
        return (whole[0] if len(whole) == 1 else AnyOf(whole)) if whole else None
    scope.wrong(at, "a selection must be a mapping of fields, or a list of such mappings")
    return None


def _atom(key: str, value: Any, scope: Scope, at: Path) -> Atom | None:
    name, *words = key.split("|")
    spec = scope.field(name, at)
    unknown = [w for w in words if w not in MODIFIERS]
    for word in unknown:
        scope.wrong(at, f"unknown modifier {quoted(word)}", did_you_mean(word, MODIFIERS))
    ops = [Op(w) for w in words if w in Op.__members__.values()]
    if len(ops) > 1:
        scope.wrong(at, "a field takes one comparison only", "write the field twice with different comparisons")
    if spec is None or unknown or len(ops) > 1:
        return None
    asked = _Asked(name, spec, ops[0] if ops else Op.EQ, frozenset(words), at)
    return asked.atom(value, scope)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A key taken apart: the field, its spec, the comparison and the modifiers."""

    name: str
    spec: FieldSpec
    op: Op
    words: frozenset[str]
    at: Path

    def atom(self, value: Any, scope: Scope) -> Atom | None:
        before = len(scope.wrongs)
        listed = value if isinstance(value, list) else [value]
        if not listed:
            scope.wrong(self.at, "the list of values is empty")
        values = tuple(v for item in listed for v in self._values(item, scope))
        self._fits(values, scope)
        if len(scope.wrongs) > before:
            return None
        words = self.words
        kind = Type.NUMBER if "age" in words else self.spec.type
        return Atom(self.name, self.op, kind, values, "all" in words, "cased" in words, "neq" in words, "fieldref" in words, "age" in words)

    def _values(self, item: Any, scope: Scope) -> list[Operand]:
        if isinstance(item, str) and item.startswith("@"):
            if item[1:] in scope.lists:
                return list(scope.lists[item[1:]])
            scope.wrong(self.at, f"no list is called {quoted(item)}", did_you_mean(item[1:], scope.lists) or "lists stand in lists/*.yaml")
            return []
        if "in_list" in self.words:
            scope.wrong(self.at, "in_list takes the name of a list, such as @known-hosts")
            return []
        if "fieldref" in self.words:
            return [item] if scope.field(item, self.at) else []
        made = self._operand(item)
        if made is None:
            scope.wrong(self.at, f"{quoted(item)} is not {self._wanted()}", self._hint(item))
            return []
        return [made]

    def _operand(self, item: Any) -> Operand | None:
        """The value as the comparison needs it, or None when it does not fit the field's type."""
        if self.op is Op.EXISTS:
            return item if isinstance(item, bool) else None
        if self.op in ORDERED or "age" in self.words:
            return self._ordered(item)
        if self.op in TEXTUAL:
            return str(item) if isinstance(item, (str, int, float)) and not isinstance(item, bool) else None
        if self.spec.type is Type.FLAG:
            return item if isinstance(item, bool) else None
        if self.spec.type is Type.NUMBER:
            return self._number(item)
        if self.spec.type is Type.TIME:
            return units.moment(item)
        return str(item) if isinstance(item, (str, int, float)) and not isinstance(item, bool) else None

    def _ordered(self, item: Any) -> Operand | None:
        if "age" in self.words:
            return units.seconds(item)
        return units.moment(item) if self.spec.type is Type.TIME else self._number(item)

    def _number(self, item: Any) -> Operand | None:
        if isinstance(item, (int, float)) and not isinstance(item, bool):
            return item
        length = units.seconds(item)
        return length * 1000 if length is not None and self.name.endswith("_ms") else length

    def _wanted(self) -> str:
        if self.op is Op.EXISTS or self.spec.type is Type.FLAG:
            return "true or false"
        if "age" in self.words:
            return "a duration such as 5m"
        return {Type.NUMBER: "a number or a duration", Type.TIME: "a time such as 2024-05-01T12:00:00Z"}.get(self.spec.type, "a text")

    def _hint(self, item: Any) -> str:
        words = {"yes": "true", "on": "true", "no": "false", "off": "false"}
        if isinstance(item, str) and item.lower() in words and self._wanted() == "true or false":
            return f"write {words[item.lower()]}"
        return f"{self.name} is a {self.spec.type.value} field"

    def _fits(self, values: tuple[Operand, ...], scope: Scope) -> None:
        """Note every combination of field, comparison and modifier that has no meaning."""
        kind, op, at = self.spec.type, self.op, self.at
        if op in TEXTUAL and kind not in {Type.TEXT, Type.LIST}:
            scope.wrong(at, f"{op.value} needs a text field, and {self.name} is a {kind.value}", "compare numbers with lt, lte, gt, gte, between")
        if op in ORDERED and kind is Type.FLAG:
            scope.wrong(at, f"{op.value} has no meaning for a flag")
        if "age" in self.words and (kind is not Type.TIME or op not in ORDERED):
            scope.wrong(at, "age needs a time field and one of lt, lte, gt, gte, between", "as in tls.not_before|age|lt: 1h")
        if op is Op.BETWEEN and len(values) != 2:
            scope.wrong(at, "between takes two values, low and high")
        if op in ORDERED and op is not Op.BETWEEN and len(values) > 1:
            scope.wrong(at, f"{op.value} takes one value")
        if "all" in self.words and len(values) < 2 and "in_list" not in self.words:
            scope.wrong(at, "all needs a list of at least two values")
        if "fieldref" in self.words and op in {Op.EXISTS, Op.RE, Op.CIDR, Op.BETWEEN}:
            scope.wrong(at, f"fieldref cannot be joined with {op.value}")
        self._text(values, scope)

    def _text(self, values: tuple[Operand, ...], scope: Scope) -> None:
        for value in values if "fieldref" not in self.words else ():
            if self.op is Op.RE:
                fault = patterns.check(str(value))
                if fault:
                    scope.wrong(self.at, fault, "name the fixed words of the text in the pattern; no lookaround, no nesting of repeats")
            elif self.op is Op.CIDR and not _is_network(str(value)):
                scope.wrong(self.at, f"{quoted(value)} is not a network", "write it as 10.0.0.0/8 or fc00::/7")
            elif self.op in TEXTUAL and value == "":
                scope.wrong(self.at, f"{self.op.value} with an empty text matches everything", "use exists: true")


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True
