"""The detection language as a tree: atoms over fields, joined by and, or, not. Sigma's words, nothing else.

A *selection* is a mapping (all must hold) or a list of mappings (any may hold). A key is a field with
modifiers, `response.headers.server|contains|all`; a value is one item or a list (any of them, with `all`
every one of them). Text compares without case unless `cased`; in a plain equality `*` and `?` are
wildcards and a backslash takes their meaning away. A field that holds a list matches when any item does;
with `all`, every listed value must match some item. An absent field matches nothing but `exists: false`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from triagekit.records import FieldSpec, Kind, Type, Vocabulary


class Op(StrEnum):
    """What an atom asks of a field's value."""

    EQ = "eq"
    CONTAINS = "contains"
    STARTSWITH = "startswith"
    ENDSWITH = "endswith"
    RE = "re"
    CIDR = "cidr"
    EXISTS = "exists"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    BETWEEN = "between"


ORDERED = frozenset({Op.LT, Op.LTE, Op.GT, Op.GTE, Op.BETWEEN})
TEXTUAL = frozenset({Op.CONTAINS, Op.STARTSWITH, Op.ENDSWITH, Op.RE, Op.CIDR})
MODIFIERS = frozenset(op.value for op in Op if op is not Op.EQ) | {"neq", "all", "cased", "fieldref", "age", "in_list"}
"""Every word that may follow a field after a bar."""

Operand = str | int | float | bool | datetime


class Atom(msgspec.Struct, frozen=True, tag=0, tag_field="form", array_like=True):
    """One question about one field."""

    field: str
    op: Op
    type: Type
    values: tuple[Any, ...]
    """Of `Operand`. What to compare with; field names when `ref`; seconds when `age`; low and high when BETWEEN."""
    every: bool = False
    """All values must match, not any."""
    cased: bool = False
    negate: bool = False
    """neq: the field is there and does not match."""
    ref: bool = False
    age: bool = False
    """Compare the seconds from the field's time to the record's own time."""


class All(msgspec.Struct, frozen=True, tag=1, tag_field="form", array_like=True):
    """Every part holds."""

    parts: tuple["Node", ...]


class AnyOf(msgspec.Struct, frozen=True, tag=2, tag_field="form", array_like=True):
    """At least one part holds."""

    parts: tuple["Node", ...]


class Not(msgspec.Struct, frozen=True, tag=3, tag_field="form", array_like=True):
    """The part does not hold."""

    part: "Node"


Node = Atom | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Fields:
    """Looks field names up in the published vocabularies of the kinds that a rule reads."""

    known: Mapping[Kind, Vocabulary]
    families: Mapping[Kind, tuple[str, ...]]
    """Prefixes of published families, each ending in a dot."""
    tellers: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    """Flags that tell, when true, which other fields would be shown."""

    @classmethod
    def of(cls, vocabulary: Mapping[Kind, Vocabulary]) -> "Fields":
        """Index the published names once per load."""
        families = {kind: tuple(name[:-1] for name in names if name.endswith(".*")) for kind, names in vocabulary.items()}
        return cls(vocabulary, families, {kind: _tellers(names) for kind, names in vocabulary.items()})

    def spec(self, name: str, kinds: tuple[Kind, ...]) -> FieldSpec | None:
        """The field's spec in the first kind that publishes it, itself or through a family."""
        for kind in kinds:
            known = self.known.get(kind, {})
            if name in known:
                return known[name]
            family = self.family(name, kind)
            if family:
                return known[family + "*"]
        return None

    def family(self, name: str, kind: Kind) -> str:
        """The prefix of the published family that the name belongs to, or nothing."""
        return next((f for f in self.families.get(kind, ()) if name.startswith(f) and len(name) > len(f)), "")

    def names(self, kinds: tuple[Kind, ...]) -> list[str]:
        """All published names of these kinds, for suggestions."""
        return sorted({name for kind in kinds for name in self.known.get(kind, {})})


def _tellers(names: Vocabulary) -> frozenset[str]:
    told = {teller for spec in names.values() for teller in spec.shown_by}
    return frozenset(t for t in told if t in names and names[t].type is Type.FLAG)


def atoms(node: Node) -> list[Atom]:
    """Every atom of a tree, left to right."""
    if isinstance(node, Atom):
        return [node]
    if isinstance(node, Not):
        return atoms(node.part)
    return [atom for part in node.parts for atom in atoms(part)]
