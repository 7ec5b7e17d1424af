"""The vendor signals as data: what one is, how the files of `rules/signals` are read, and how marks are arranged for one pass.

One file per vendor, found by being there. An unreadable entry is left out; the rest counts.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from triagekit import _home
from triagekit.records import Value
from triagekit.remembered import remembered

KINDS = ("body", "said", "title", "code", "word", "header", "cookie", "server", "location", "status", "log", "field", "flag", "challenge")
"""Places where a mark can stand. `word` is a code so distinctive that it counts in any text of the record, `field` a
record's field and its value (a star ends a beginning), `flag` the same with case, for flags that differ by it. `said` is a
sentence of a refusal, wherever it is written: in the body of an answer (400, 401, 403, or as `when` says) and in a log."""
_REFUSED = [400, 401, 403]
_WORD = re.compile(r"[a-z0-9_]")


class When(msgspec.Struct, frozen=True, omit_defaults=True):
    """The context in which a signal counts; everything given must hold."""

    statuses: frozenset[int] = frozenset()
    headers: tuple[tuple[str, str], ...] = ()
    """(name, text its value contains); an empty text asks for the header alone."""
    server: str = ""
    text: tuple[str, ...] = ()
    """Further texts of the same body or event, all of them."""
    bodies: frozenset[str] = frozenset()
    """response.body.kind."""
    formats: tuple[str, ...] = ()
    """Beginnings of event.format or dialect."""
    fields: tuple[tuple[str, str], ...] = ()
    """(field, value it has); a star ends a beginning, an exclamation mark in front asks that it is another."""


ALWAYS = When()
"""Holds for every record."""


class Signal(msgspec.Struct, frozen=True, omit_defaults=True):
    """One mark of one vendor."""

    vendor: str
    kind: str
    match: str
    """Lower case."""
    cause: str
    """Cause id, or empty when the mark says only who is in the path or who answered."""
    grade: str
    """lab | real | doc-read | doc-cited."""
    answers: str = ""
    """The party that made the answer, where the mark proves it; the values of `answered_by`."""
    product: str = ""
    """Lower-case product name for `path.products`; empty for marks of a library or a service's own errors."""
    code: str = ""
    """How the mark is shown."""
    when: When = ALWAYS
    meaning: str = ""
    reference: str = ""


REMEMBERED = 5_000
"""Header names, and values of fields, whose signals are remembered."""


@dataclass(slots=True)
class Catalogue:
    """All signals, arranged so that one pass over a record's texts finds every candidate."""

    headers: dict[str, list[Signal]] = field(default_factory=dict)
    prefixes: list[tuple[str, Signal]] = field(default_factory=list)
    cookies: list[Signal] = field(default_factory=list)
    codes: dict[str, list[Signal]] = field(default_factory=dict)
    statuses: dict[int, list[Signal]] = field(default_factory=dict)
    fields: dict[str, list[Signal]] = field(default_factory=dict)
    servers: list[Signal] = field(default_factory=list)
    locations: list[Signal] = field(default_factory=list)
    titles: list[Signal] = field(default_factory=list)
    names: tuple[str, ...] = ()
    """The names in `fields`, sorted."""
    texts: dict[str, "Texts"] = field(default_factory=dict)
    """Searches by zone: body, log, word."""
    _by_value: dict[tuple[str, type, Value], tuple[Signal, ...]] = field(default_factory=dict)
    _by_header: dict[str, tuple[tuple[Signal, ...], tuple[Signal, ...]]] = field(default_factory=dict)

    def of_header(self, header: str) -> tuple[tuple[Signal, ...], tuple[Signal, ...]]:
        """Signals of a header's name and of its beginning; remembered, for a capture repeats its headers."""
        made = self._by_header.get(header)
        if made is None:
            made = (tuple(self.headers.get(header, ())), tuple(s for prefix, s in self.prefixes if header.startswith(prefix)))
            if len(self._by_header) < REMEMBERED:
                self._by_header[header] = made
        return made


    def of_field(self, name: str, value: Value) -> tuple[Signal, ...]:
        """Signals whose mark a field's value is; remembered, for logs repeat their short values."""
        key = (name, value.__class__, value)
        made = self._by_value.get(key)
        if made is None:
            made = tuple(s for text in _items(name, value) for s in self.fields[name] if means(text if s.kind == "flag" else text.lower(), s.match))
            if len(self._by_value) >= REMEMBERED:
                self._by_value.clear()
            self._by_value[key] = made
        return made


def _items(name: str, value: Value) -> tuple[str, ...]:
    """The values of a field; Envoy joins its flags with commas."""
    return tuple(str(value).split(",")) if name == "log.flags" else texts(value)


def texts(value: Value | None) -> tuple[str, ...]:
    """A field's value as texts."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


def means(value: str, mark: str) -> bool:
    """Equal; a star at an end of the mark stands for anything."""
    if not mark.startswith("*"):
        return value.startswith(mark[:-1]) if mark.endswith("*") else value == mark
    return mark[1:-1] in value if mark.endswith("*") else value.endswith(mark[1:])


class Texts:
    """All marks of one zone in one Aho-Corasick automaton; words must stand free."""

    def __init__(self, signals: list[Signal]) -> None:
        import ahocorasick

        self._marks: dict[str, list[Signal]] = {}
        for signal in signals:
            self._marks.setdefault(signal.match, []).append(signal)
        self._automaton: Any = ahocorasick.Automaton()
        for mark in self._marks:
            self._automaton.add_word(mark, mark)
        if self._marks:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Signal]:
        """Signals whose mark stands in this lower-case text."""
        if not self._marks or not text:
            return
        seen: set[str] = set()
        for end, mark in self._automaton.iter(text):
            if mark in seen:
                continue
            for signal in self._marks[mark]:
                if signal.kind != "word" or _free(text, end - len(mark) + 1, end + 1):
                    seen.add(mark)
                    yield signal


def _free(text: str, start: int, stop: int) -> bool:
    before, after = text[start - 1 : start], text[stop : stop + 1]
    return not (_WORD.match(before) or _WORD.match(after))


@cache
def catalogue() -> Catalogue:
    """The built-in signals, read once."""
    return arrange(read(_home.HOME / "rules" / "signals"))


def read(folder: Path) -> list[Signal]:
    """Every signal of every file of a folder, by vendor; an unreadable file gives none."""
    if folder != _home.HOME / "rules" / "signals":
        return _read(folder)
    mine = Path(__file__).stat()
    kept: list[Signal] = remembered(folder, lambda: _read(folder), list[Signal], f"{mine.st_size} {mine.st_mtime_ns}".encode())
    return kept


def _read(folder: Path) -> list[Signal]:
    out: list[Signal] = []
    for tree in _trees(folder):
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            out.extend(_signal(tree, each) for entry in tree["signals"] for each in _written(entry))
    return out


def _written(entry: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The entry by each place where its mark may stand; a log line has no status of its own."""
    if entry["kind"] != "said":
        return (entry,)
    when = entry.get("when") or {}
    logged = {name: value for name, value in when.items() if name != "status"}
    return {**entry, "kind": "body", "when": {"status": _REFUSED, **when}}, {**entry, "kind": "log", "when": logged}


def _trees(folder: Path) -> list[Any]:
    """What stands in the files of a folder, those left out that are no YAML."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    out = []
    for path in sorted(folder.glob("*.yaml")):
        with suppress(OSError, yaml.YAMLError, ValueError):
            out.append(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 - a safe loader, in C where there is one
    return out


def _signal(tree: Mapping[str, Any], entry: Mapping[str, Any]) -> Signal:
    mark = str(entry["match"])
    return Signal(
        str(tree["vendor"]), str(entry["kind"]), mark if entry["kind"] == "flag" else mark.lower(), str(entry.get("cause") or ""), str(entry["grade"]),
        str(entry.get("answers") or ""), str(entry.get("product", tree.get("product")) or ""), str(entry.get("code") or mark),
        _when(entry.get("when") or {}), str(entry.get("meaning") or ""), str(entry.get("reference") or tree.get("reference") or ""),
    )  # fmt: skip


def _when(tree: Mapping[str, Any]) -> When:
    if not tree:
        return ALWAYS
    return When(
        frozenset(n for item in _listed(tree.get("status")) for n in _statuses(str(item))),
        tuple((name.strip().lower(), mark.strip().lower()) for name, _, mark in (str(h).partition(":") for h in _listed(tree.get("header")))),
        str(tree.get("server") or "").lower(),
        tuple(str(item).lower() for item in _listed(tree.get("text"))),
        frozenset(str(item) for item in _listed(tree.get("body"))),
        tuple(str(item) for item in _listed(tree.get("format"))),
        tuple((str(name), str(mark).lower()) for name, marks in (tree.get("field") or {}).items() for mark in _listed(marks)),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _statuses(word: str) -> range:
    """400, or 4xx for all of a class."""
    return range(int(word[0]) * 100, int(word[0]) * 100 + 100) if word.endswith("xx") else range(int(word), int(word) + 1)


def arrange(signals: list[Signal]) -> Catalogue:
    """The signals by the place where their marks stand."""
    known = Catalogue()
    for signal in signals:
        _place(signal, known)
    known.names = tuple(sorted(known.fields))
    words = [s for s in signals if s.kind == "word"]
    bodies = [s for s in signals if s.kind == "body"]
    logs = [s for s in signals if s.kind == "log"]
    known.texts = {"body": Texts(bodies + words), "log": Texts(logs + words), "word": Texts(words)}
    return known


def _place(signal: Signal, known: Catalogue) -> None:
    name, _, mark = signal.match.partition(":")
    if signal.kind in ("header", "challenge"):
        header = "www-authenticate" if signal.kind == "challenge" else name.strip()
        text = signal.match if signal.kind == "challenge" else mark.strip()
        if header.endswith("*"):
            known.prefixes.append((header[:-1], signal))
        else:
            known.headers.setdefault(header, []).append(_marked(signal, text))
    elif signal.kind in ("field", "flag"):
        name, _, mark = signal.match.partition("=")
        known.fields.setdefault(name.strip(), []).append(_marked(signal, mark.strip()))
    elif signal.kind == "code":
        known.codes.setdefault(signal.match, []).append(signal)
    elif signal.kind == "status":
        known.statuses.setdefault(int(signal.match), []).append(signal)
    else:
        places = {"cookie": known.cookies, "server": known.servers, "location": known.locations, "title": known.titles}
        places.get(signal.kind, []).append(signal)


def _marked(signal: Signal, mark: str) -> Signal:
    return signal if mark == signal.match else msgspec.structs.replace(signal, match=mark)
