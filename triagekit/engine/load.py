"""Loads rule packs: every file that can be read becomes a rule, every fault of every file is listed with its place.

A pack is a folder with `observations/<family>/<id>.yaml`, `causes/<family>/<id>.yaml` and `lists/<name>.yaml`,
and optionally `pack.yaml`, `overlays/` and `suppressions.yaml`. Later packs stand above earlier ones.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from triagekit import __version__
from triagekit._home import HOME
from triagekit.engine import build, kept, overlays
from triagekit.engine.faults import Fault, RuleFault, did_you_mean, quoted
from triagekit.engine.language import Fields
from triagekit.engine.rulebook import Cause, Observation, Origin, Rulebook, Suppression
from triagekit.engine.selections import Scope
from triagekit.records import Kind, Vocabulary

MAX_FILES = 20_000
"""Rule files read from one pack."""


def load(packs: Sequence[Path], vocabulary: Mapping[Kind, Vocabulary], today: date | None = None) -> Rulebook:
    """Every rule of these packs that can be run; what cannot is in `errors`. Never raises for what a pack holds."""
    staged = _Staged(Rulebook(Fields.of(vocabulary)), today or datetime.now(UTC).date())
    for pack in packs:
        _Pack(Path(pack), staged).read()
    book = staged.finish()
    _cross_check(book)
    book.errors.sort()
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
            return stream.read(_yaml().MAX_BYTES + 1)
    except OSError:
        return b""


def _yaml() -> Any:
    """The reader of YAML, imported when a file is to be read: most runs know what the files hold."""
    from triagekit.engine import yamlread

    return yamlread


def _tree(path: Path) -> Any:
    read = _yaml()
    return read.parse(read.without_tests(read.decode(read_bytes(path))))


def _hashed(path: Path) -> str:
    """A file's digest."""
    return hashlib.sha256(read_bytes(path)).hexdigest()


def _parsed(folder: Path) -> dict[str, tuple[str, Any]] | None:
    """Every file of a pack's sections by name, with its digest and tree; None when one of them has a fault, which must be told each time."""
    out = {}
    try:
        for path in (p for section in ("lists", "observations", "causes", "overlays") for p in files(folder / section)):
            out[path.relative_to(folder).as_posix()] = _hashed(path), _tree(path)
    except RuleFault:
        return None
    return None if any(tree is None for _, tree in out.values()) else out


@dataclass
class _Staged:
    """Everything read and not yet built: overlays of later packs may still change it."""

    book: Rulebook
    today: date
    rules: dict[str, tuple[Any, Origin, str]] = field(default_factory=dict)
    """Section and id to the file's tree or `kept.Entry`, its place, and the id."""
    lists: Mapping[str, tuple[str, ...]] | None = None
    """Those that the rules were built with which were kept."""
    over: list[overlays.Overlay] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def scope(self) -> Scope:
        return Scope(self.book.fields, (), self.book.lists)

    def fault(self, fault: RuleFault, origin: Origin) -> None:
        """List a fault with its place."""
        text = _yaml().without_tests(read_bytes(origin.path).decode("utf-8-sig", errors="replace"))
        self.book.errors.extend(place(fault, text, origin.shown))

    def finish(self) -> Rulebook:
        """Apply the overlays and build every rule."""
        by_rule: dict[str, list[overlays.Overlay]] = {}
        for over in self.over:
            by_rule.setdefault(over.rule, []).append(over)
        for key, (tree, origin, rule_id) in self.rules.items():
            if rule_id not in by_rule and self._as_built(tree, origin, rule_id):
                continue
            whole = tree.tree() if isinstance(tree, kept.Entry) else tree
            self._build(key.partition(":")[0], self._overlaid(whole, by_rule.get(rule_id, ())), (whole, origin, rule_id))
        known = {rule_id for _, _, rule_id in self.rules.values()}
        for over in (o for o in self.over if o.rule not in known):
            scope = self.scope()
            scope.wrong(("overlay",), f"no rule is called {quoted(over.rule)}", did_you_mean(over.rule, known))
            self.fault(RuleFault(scope.wrongs), over.origin)
        self._settle_suppressions()
        self.book.sha256 = self.digest.hexdigest()
        return self.book

    def _as_built(self, tree: Any, origin: Origin, rule_id: str) -> bool:
        """Take a rule as it was built before, when it was and nothing it was built with is another now."""
        made = tree.rule(rule_id, origin) if isinstance(tree, kept.Entry) and self._same_lists else None
        if isinstance(made, Observation):
            self.book.observations[rule_id] = made
        elif made is not None:
            self.book.causes[rule_id] = made
        return made is not None

    @cached_property
    def _same_lists(self) -> bool:
        """Asked once every pack was read: a later one may replace a list."""
        return self.lists is not None and all(self.book.lists.get(name) == items for name, items in self.lists.items())

    def _overlaid(self, tree: Any, over: Sequence[overlays.Overlay]) -> Any:
        """The tree under its overlays; None when one of them disables the rule."""
        for each in over:
            if each.disable:
                self.book.changes.append(f"{each.origin.pack} disabled {each.rule} ({each.reason})")
                self.book.disabled.add(each.rule)
                return None
            try:
                changed, told = overlays.applied(each, tree if isinstance(tree, dict) else {}, self.scope())
                self._make(each.rule, changed, each.origin)
            except RuleFault as fault:
                self.fault(fault, each.origin)
                continue
            tree = changed
            self.book.changes.append(f"{each.origin.pack} changed {each.rule}: {'; '.join(told)} ({each.reason})")
        return tree

    def _make(self, rule_id: str, tree: Any, origin: Origin) -> Observation | Cause:
        observed = isinstance(tree, dict) and "detect" in tree
        return build.observation(tree, rule_id, self.scope(), origin) if observed else build.cause(tree, rule_id, self.scope(), origin)

    def _build(self, section: str, tree: Any, staged: tuple[Any, Origin, str]) -> None:
        _, origin, rule_id = staged
        if tree is None and staged[0] is not None:
            return
        try:
            if section == "observations":
                self.book.observations[rule_id] = build.observation(tree, rule_id, self.scope(), origin)
            else:
                self.book.causes[rule_id] = build.cause(tree, rule_id, self.scope(), origin)
        except RuleFault as fault:
            self.book.broken.add(rule_id)
            self.fault(fault, origin)

    def _settle_suppressions(self) -> None:
        for each in self.suppressions:
            if each.expires is not None and each.expires < self.today:
                self.book.changes.append(f"{each.pack} no longer suppresses {each.rule}: that ended on {each.expires}")
        self.book.suppressions = [s for s in self.suppressions if s.expires is None or s.expires >= self.today]


@dataclass(slots=True)
class _Pack:
    """One pack while it is read."""

    folder: Path
    staged: _Staged
    name: str = field(init=False)
    _place: str = field(init=False)
    known: Mapping[str, kept.Entry] | None = None
    """Of the pack that comes along: each file in order, as it was read before."""

    def __post_init__(self) -> None:
        self.name = self.folder.name or "rules"
        self._place = str(self.folder)

    def read(self) -> None:
        if self.folder == HOME / "rules":
            made = kept.pack(self.folder, self.staged.book.fields, lambda: _parsed(self.folder))
            self.known, self.staged.lists = (made.files, made.lists) if made else (None, None)
        if (self.folder / "pack.yaml").is_file() and not self._file("pack.yaml", self._about):
            return
        for section, take in (("lists", self._list), ("observations", self._rule), ("causes", self._rule), ("overlays", self._overlay)):
            for inside in self._inside(section):
                self._file(inside, take)
        if (self.folder / "suppressions.yaml").is_file():
            self._file("suppressions.yaml", self._suppress)

    def _inside(self, section: str) -> Iterator[str]:
        """The names of a section's files within the pack, in order."""
        if self.known is None:
            return (path.relative_to(self.folder).as_posix() for path in files(self.folder / section))
        return (inside for inside in self.known if inside.startswith(section + "/"))

    def _file(self, inside: str, take: Callable[[Any, str, Origin], None]) -> bool:
        """Read one file; False when it was refused."""
        place = f"{self._place}{os.sep}{inside}"
        entry = self.known.get(inside) if self.known else None
        digest = entry.digest if entry else _hashed(Path(place))
        self.staged.digest.update(f"{inside}\0{digest}\0".encode(errors="replace"))
        origin = Origin(place, f"{self.name}/{inside}", self.name)
        rule_id = (inside.partition("/")[2] or inside).rpartition(".")[0]
        try:
            whole = entry.tree() if entry and take != self._rule else entry
            take(_tree(Path(place)) if whole is None else whole, rule_id, origin)
        except RuleFault as fault:
            self.staged.book.broken.add(rule_id)
            self.staged.fault(fault, origin)
            return False
        return True

    def _about(self, tree: Any, _: str, origin: Origin) -> None:  # noqa: ARG002 - one shape for all
        self.name = overlays.pack(tree, self.staged.scope(), __version__)

    def _list(self, tree: Any, name: str, _: Origin) -> None:
        scope = self.staged.scope()
        items = tree.get("items") if isinstance(tree, dict) else tree
        if not isinstance(items, list) or not items or not all(isinstance(i, (str, int)) and not isinstance(i, bool) and str(i) for i in items):
            scope.wrong(("items",), "a list file holds items: and a list of texts")
            raise RuleFault(scope.wrongs)
        if name in self.staged.book.lists:
            self.staged.book.changes.append(f"{self.name} replaced the list @{name}")
        self.staged.book.lists[name] = tuple(str(item) for item in items)

    def _rule(self, tree: Any, rule_id: str, origin: Origin) -> None:
        section = origin.shown.removeprefix(f"{self.name}/").partition("/")[0]
        key = f"{section}:{rule_id}"
        if key in self.staged.rules:
            self.staged.book.changes.append(f"{self.name} replaced {rule_id} of {self.staged.rules[key][1].pack} as a whole")
        self.staged.rules[key] = (tree, origin, rule_id)

    def _overlay(self, tree: Any, _: str, origin: Origin) -> None:
        self.staged.over.append(overlays.overlay(tree, self.staged.scope(), origin))

    def _suppress(self, tree: Any, _: str, origin: Origin) -> None:
        self.staged.suppressions += overlays.suppressions(tree, self.staged.scope(), origin.pack)


def place(fault: RuleFault, text: str, shown: str) -> list[Fault]:
    """The faults with line and column; the file is read a second time to find them."""
    spot: tuple[int, int] | None = getattr(fault, "spot", None)  # yamlread.At has one, because there is no tree
    if spot is not None:
        line, column = spot
        return [Fault(shown, line, column, w.message, w.suggestion) for w in fault.wrongs]
    spots: dict[Any, tuple[int, int]] = {}
    try:
        _yaml().parse(text, spots)
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
        absent = book.broken | book.disabled
        unknown = [n for n, s in enumerate(cause.evidence) if s.sees not in book.observations and s.sees not in absent]
        if not unknown:
            continue
        scope = Scope(book.fields, (), book.lists)
        for n in unknown:
            name = cause.evidence[n].sees
            scope.wrong(("evidence", n, "sees"), f"no observation is called {quoted(name)}", did_you_mean(name, book.observations))
        text = _yaml().without_tests(read_bytes(cause.origin.path).decode("utf-8-sig", errors="replace"))
        book.errors.extend(place(RuleFault(scope.wrongs), text, cause.origin.shown))
        book.broken.add(cause.id)
        del book.causes[cause.id]
