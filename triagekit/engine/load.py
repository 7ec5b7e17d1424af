"""Loads rule packs: every file that can be read becomes a rule, every fault of every file is listed with its place.

A pack is a folder with `observations/<family>/<id>.yaml`, `causes/<family>/<id>.yaml` and `lists/<name>.yaml`,
and optionally `pack.yaml`, `overlays/` and `suppressions.yaml`. Later packs stand above earlier ones.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from triagekit.engine import build, yamlread
from triagekit.engine.faults import Fault, RuleFault, did_you_mean, quoted
from triagekit.engine.language import Fields
from triagekit.engine.rulebook import Cause, Observation, Origin, Rulebook
from triagekit.engine.selections import Scope
from triagekit.records import Kind, Vocabulary

MAX_FILES = 20_000
"""Rule files read from one pack."""


def load(packs: Sequence[Path], vocabulary: Mapping[Kind, Vocabulary]) -> Rulebook:
    """Every rule of these packs that can be run; what cannot is in `errors`. Never raises for what a pack holds."""
    book = Rulebook(Fields.of(vocabulary))
    digest = hashlib.sha256()
    for pack in packs:
        _Pack(Path(pack), book, digest.update).read()
    _cross_check(book)
    book.errors.sort()
    book.sha256 = digest.hexdigest()
    return book


def files(folder: Path) -> Iterator[Path]:
    """The regular .yaml files below a folder, in order of name; links are not followed."""
    found = 0
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            if name.endswith((".yaml", ".yml")) and stat.S_ISREG(path.lstat().st_mode):
                found += 1
                if found > MAX_FILES:
                    return
                yield path


def read_bytes(path: Path) -> bytes:
    """At most one byte more than a rule file may have; empty when it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(yamlread.MAX_BYTES + 1)
    except OSError:
        return b""


@dataclass(slots=True)
class _Pack:
    """One pack while it is read."""

    folder: Path
    book: Rulebook
    digest: Callable[[bytes], object]
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = self.folder.name or "rules"

    def read(self) -> None:
        for path in files(self.folder / "lists"):
            self._file(path, self._list)
        for path in files(self.folder / "observations"):
            self._file(path, self._observation)
        for path in files(self.folder / "causes"):
            self._file(path, self._cause)

    def _file(self, path: Path, take: Callable[[Any, str, Origin], None]) -> None:
        raw = read_bytes(path)
        inside = path.relative_to(self.folder)
        self.digest(f"{inside.as_posix()}\0{len(raw)}\0".encode(errors="replace") + raw)
        origin = Origin(path, f"{self.name}/{inside.as_posix()}", self.name)
        rule_id = Path(*inside.parts[1:]).with_suffix("").as_posix()
        text = ""
        try:
            text = yamlread.without_tests(yamlread.decode(raw))
            take(yamlread.parse(text), rule_id, origin)
        except RuleFault as fault:
            self.book.broken.add(rule_id)
            self.book.errors.extend(place(fault, text, origin.shown))

    def _scope(self) -> Scope:
        return Scope(self.book.fields, (), self.book.lists)

    def _list(self, tree: Any, name: str, _: Origin) -> None:
        scope = self._scope()
        items = tree.get("items") if isinstance(tree, dict) else tree
        if not isinstance(items, list) or not items or not all(isinstance(i, (str, int)) and not isinstance(i, bool) and str(i) for i in items):
            scope.wrong(("items",), "a list file holds items: and a list of texts")
            raise RuleFault(scope.wrongs)
        self.book.lists[name] = tuple(str(item) for item in items)

    def _observation(self, tree: Any, rule_id: str, origin: Origin) -> None:
        made = build.observation(tree, rule_id, self._scope(), origin)
        self._note(rule_id, self.book.observations)
        self.book.observations[rule_id] = made

    def _cause(self, tree: Any, rule_id: str, origin: Origin) -> None:
        made = build.cause(tree, rule_id, self._scope(), origin)
        self._note(rule_id, self.book.causes)
        self.book.causes[rule_id] = made

    def _note(self, rule_id: str, known: Mapping[str, Observation | Cause]) -> None:
        if rule_id in known:
            self.book.changes.append(f"{self.name} replaced {rule_id} of {known[rule_id].origin.pack} as a whole")


def place(fault: RuleFault, text: str, shown: str) -> list[Fault]:
    """The faults with line and column; the file is read a second time to find them."""
    if isinstance(fault, yamlread.At):
        return [Fault(shown, *fault.spot, w.message, w.suggestion) for w in fault.wrongs]
    spots: yamlread.Spots = {}
    try:
        yamlread.parse(text, spots)
    except RuleFault:
        spots = {}
    out = []
    for wrong in fault.wrongs:
        at = wrong.at
        while at and at not in spots:
            at = at[:-1]
        out.append(Fault(shown, *spots.get(at, (1, 1)), wrong.message, wrong.suggestion))
    return out


def _cross_check(book: Rulebook) -> None:
    """A cause that sees an observation that does not exist cannot be weighed: it is listed and not run."""
    for cause in list(book.causes.values()):
        unknown = [n for n, s in enumerate(cause.evidence) if s.sees not in book.observations and s.sees not in book.broken]
        if not unknown:
            continue
        scope = Scope(book.fields, (), book.lists)
        for n in unknown:
            name = cause.evidence[n].sees
            scope.wrong(("evidence", n, "sees"), f"no observation is called {quoted(name)}", did_you_mean(name, book.observations))
        text = yamlread.without_tests(read_bytes(cause.origin.path).decode("utf-8-sig", errors="replace"))
        book.errors.extend(place(RuleFault(scope.wrongs), text, cause.origin.shown))
        book.broken.add(cause.id)
        del book.causes[cause.id]
