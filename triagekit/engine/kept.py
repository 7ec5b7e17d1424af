"""The pack that comes along as it was read before: each file's digest, its tree still packed, and the rule that was built of it.

Reading, checking and building 2,000 rules takes longer than most cases do, and gives the same each time while the files, the
published fields and the code that builds are the same. A rule with a fault is not kept as built, so that the fault is told
each time; one that an overlay changes, or whose lists another pack replaced, is built from its tree.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from triagekit.engine import build
from triagekit.engine.correlation import Correlation
from triagekit.engine.faults import RuleFault
from triagekit.engine.language import Fields, Node, atoms
from triagekit.engine.rulebook import Cause, Observation, Origin, Sight
from triagekit.engine.selections import Scope
from triagekit.records import Kind
from triagekit.remembered import remembered, stamped

_HERE = Path(__file__).parent


class Seen(msgspec.Struct, frozen=True, array_like=True, tag=0):
    """An observation as it was built, without its id, its place and its tree."""

    title: str
    reads: tuple[Kind, ...]
    selections: dict[str, Node]
    condition: Node | None
    correlate: Correlation | None
    show: str
    references: tuple[str, ...]


class Said(msgspec.Struct, frozen=True, array_like=True, tag=1):
    """A cause as it was built, without its id, its place and its tree."""

    title: str
    differential: str
    severity: str
    owner: str
    evidence: tuple[Sight, ...]
    explains: tuple[str, ...]
    coarse: bool
    next_steps: tuple[dict[str, str], ...]
    ask_customer: str
    customer_wording: str
    engineer_wording: str
    looks_like: str
    references: tuple[str, ...]


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One file of the pack."""

    digest: str
    packed: msgspec.Raw
    """The file's tree."""
    made: Seen | Said | None = None

    def tree(self) -> Any:
        """The tree as it was parsed."""
        return msgspec.msgpack.decode(self.packed)

    def rule(self, rule_id: str, origin: Origin) -> Observation | Cause | None:
        """The rule, as building it from the tree would give it; None where it has to be built."""
        made = self.made
        if isinstance(made, Seen):
            return Observation(rule_id, made.title, made.reads, made.selections, made.condition, made.correlate, made.show, made.references, origin, Unpacked(self))
        if isinstance(made, Said):
            return Cause(
                rule_id, made.title, made.differential, made.severity, made.owner, made.evidence, made.explains, made.coarse, made.next_steps,
                made.ask_customer, made.customer_wording, made.engineer_wording, made.looks_like, made.references, origin, Unpacked(self),
            )  # fmt: skip
        return None


class Unpacked(Mapping[str, Any]):
    """A file's tree, unpacked when somebody asks: in most runs nobody does."""

    __slots__ = ("_entry", "_tree")

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._tree: dict[str, Any] | None = None

    def _whole(self) -> dict[str, Any]:
        if self._tree is None:
            self._tree = self._entry.tree()
        return self._tree

    def __getitem__(self, key: str) -> Any:
        return self._whole()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())


class Pack(msgspec.Struct, frozen=True):
    """Every file by its name in the pack, in order, and the lists that rules were built with."""

    files: dict[str, Entry]
    lists: dict[str, tuple[str, ...]]


def pack(folder: Path, fields: Fields, read: Any) -> Pack | None:
    """The pack as it stands now. `read` parses it: file to (digest, tree), None when some file has a fault that must be told each time."""

    def make() -> Pack | None:
        trees: Mapping[str, tuple[str, Any]] | None = read()
        return None if trees is None else _packed(trees, fields)

    known: Pack | None = remembered(folder, make, Pack, _code(fields))
    return known


def _code(fields: Fields) -> bytes:
    """What the outcome hangs on besides the files: the published fields, and the modules that build."""
    told = hashlib.sha256(stamped(_HERE))
    for kind, names in fields.known.items():
        told.update("\0".join([kind, *(f"{name}\1{spec.type}" for name, spec in names.items())]).encode(errors="replace"))
    return told.digest()


def _packed(trees: Mapping[str, tuple[str, Any]], fields: Fields) -> Pack:
    lists = {_id(name): tuple(str(item) for item in _items(tree)) for name, (_, tree) in trees.items() if name.startswith("lists/")}
    made = {name: Entry(digest, msgspec.Raw(msgspec.msgpack.encode(tree)), _built(name, tree, Scope(fields, (), lists))) for name, (digest, tree) in trees.items()}
    return Pack(made, lists)


def _items(tree: Any) -> list[Any]:
    items = tree.get("items") if isinstance(tree, dict) else tree
    return items if isinstance(items, list) else []


def _id(inside: str) -> str:
    return inside.partition("/")[2].rpartition(".")[0]


def _built(inside: str, tree: Any, scope: Scope) -> Seen | Said | None:
    origin = Origin("", inside, "")
    try:
        if inside.startswith("observations/"):
            o = build.observation(tree, _id(inside), scope, origin)
            return None if _timed(o) else Seen(o.title, o.reads, dict(o.selections), o.condition, o.correlate, o.show, o.references)
        if inside.startswith("causes/"):
            c = build.cause(tree, _id(inside), scope, origin)
            return Said(
                c.title, c.differential, c.severity, c.owner, c.evidence, c.explains, c.coarse, tuple(dict(s) for s in c.next_steps),
                c.ask_customer, c.customer_wording, c.engineer_wording, c.looks_like, c.references,
            )  # fmt: skip
    except RuleFault:
        pass
    return None


def _timed(rule: Observation) -> bool:
    """Whether it compares with a point in time, of which keeping would lose the zone it was written in."""
    return any(isinstance(value, datetime) for tree in rule.selections.values() for atom in atoms(tree) for value in atom.values)
