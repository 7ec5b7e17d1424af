"""Reads one YAML file of a rule pack: plain data, nothing clever, and total on hostile input.

Built on libyaml's event stream, so that nothing is constructed before it is checked: tags, anchors and
aliases, a second document, duplicate keys, depth and size are refused by name. Scalars follow the YAML 1.2
core schema: only `true` and `false` are flags, so `no`, `014` and `12:30:45` stay the text they look like.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from triagekit.engine.faults import Path, RuleFault, Wrong

MAX_DEPTH = 24
MAX_NODES = 60_000

Spots = dict[Path, tuple[int, int]]
"""Line and column (1-based) of each value; of its key where it has one."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:(\.[0-9]{1,17})(?:[eE][-+]?[0-9]{1,2})?)?\Z")
_WORDS: dict[str, object] = {"true": True, "True": True, "false": False, "False": False, "": None, "~": None, "null": None}
_TESTS = re.compile(r"^tests:.*?(?=^[A-Za-z_\"']|\Z)", re.MULTILINE | re.DOTALL)
_PARSER = getattr(yaml, "CSafeLoader", None) or yaml.SafeLoader
MAX_BYTES = 1_000_000 if yaml.__with_libyaml__ else 60_000
"""The pure Python parser needs 13 s for 1 MB, so where libyaml is missing the cap is lower."""


def without_tests(text: str) -> str:
    """The text with its top-level `tests` blanked out, line breaks kept: a run does not need them."""
    return _TESTS.sub(lambda m: "\n" * m.group().count("\n"), text)


def only_tests(text: str) -> str:
    """The top-level `tests` alone, on its own lines."""
    found = _TESTS.search(text)
    return "\n" * text.count("\n", 0, found.start()) + found.group() if found else ""


def decode(raw: bytes) -> str:
    """The file's text. Raises `RuleFault` for anything but UTF-8 under the size cap."""
    if len(raw) > MAX_BYTES:
        raise RuleFault([Wrong((), "the file is larger than 1 MB", "split it: one rule per file")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleFault([Wrong((), "the file is not UTF-8 text", "save it as UTF-8")]) from None


def parse(text: str, spots: Spots | None = None) -> Any:
    """The file as dicts, lists and scalars; None when it is empty. Fills `spots` when given. Raises `RuleFault`."""
    reader = None
    try:
        reader = _PARSER(text)
        return _Builder(reader.get_event, spots).document()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        spot = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        deep = isinstance(error, RecursionError) or "nesting" in str(getattr(error, "problem", ""))
        raise At(spot, "nested too deeply" if deep else "not valid YAML", _advice(error)) from None
    finally:
        if reader is not None:
            reader.dispose()


class At(RuleFault):
    """A fault whose place is a line and column, because there is no tree."""

    def __init__(self, spot: tuple[int, int], message: str, suggestion: str = "") -> None:
        super().__init__([Wrong((), message, suggestion)])
        self.spot = spot


_PROBLEMS = (
    ("nesting", "a rule needs no more than a few levels"),
    ("did not find expected key", "check the indentation of this line and the ones around it"),
    ("mapping values are not allowed", "put quotes around a text that holds a colon"),
    ("could not find expected ':'", "a key needs a colon and a space after it"),
    ("cannot start any token", "use spaces, not tabs; put quotes around a text that starts with @, ` or %"),
    ("unexpected end of stream", "a quote or bracket is not closed"),
    ("unknown escape", "use single quotes around a text with backslashes"),
)


def _advice(error: Exception) -> str:
    problem = str(getattr(error, "problem", "") or "")
    return next((hint for words, hint in _PROBLEMS if words in problem), "check quotes and indentation here")


@dataclass(slots=True)
class _Builder:
    """Turns events into a tree, refusing what a rule file has no use for."""

    next: Callable[[], Any]
    spots: Spots | None
    nodes: int = field(default=0)

    def document(self) -> Any:
        self.next()
        event = self.next()
        if type(event) is yaml.StreamEndEvent:
            return None
        tree = self._node(self.next(), (), 0)
        self.next()
        end = self.next()
        if type(end) is not yaml.StreamEndEvent:
            raise At(_spot(end), "a second YAML document is not allowed", "one rule per file; remove the --- line")
        return tree

    def _node(self, event: Any, path: Path, depth: int) -> Any:
        form = type(event)
        if form is yaml.AliasEvent or event.anchor is not None:
            raise At(_spot(event), "YAML anchors and aliases are not allowed", "write the value out; quote a text that starts with & or *")
        if event.tag is not None and event.tag != "!":
            raise At(_spot(event), "YAML tags are not allowed", "quote a text that starts with !")
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise At(_spot(event), "the file holds too many values", "split it: one rule per file")
        if form is yaml.ScalarEvent:
            return scalar(event.value) if event.implicit[0] else event.value
        if depth >= MAX_DEPTH:
            raise At(_spot(event), "nested too deeply", "a rule needs no more than a few levels")
        return self._mapping(path, depth + 1) if form is yaml.MappingStartEvent else self._sequence(path, depth + 1)

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        out: list[Any] = []
        get = self.next
        while type(event := get()) is not yaml.SequenceEndEvent:
            here = path
            if self.spots is not None:
                here = (*path, len(out))
                self.spots[here] = _spot(event)
            out.append(self._node(event, here, depth))
        return out

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        out: dict[str, Any] = {}
        get = self.next
        while type(event := get()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent or event.anchor is not None or event.tag is not None:
                raise At(_spot(event), "a key must be plain text", "use a simple word as the key")
            key = event.value
            if key in out or key == "<<":
                raise At(_spot(event), "the same key stands twice" if key in out else "YAML merge keys are not allowed", "keep one of them; write the values out")
            here = path
            if self.spots is not None:
                here = (*path, key)
                self.spots[here] = _spot(event)
            out[key] = None
            out[key] = self._node(get(), here, depth)
        return out


def _spot(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def scalar(value: str) -> Any:
    """A plain scalar's value: true, false, null, a decimal number, or the text itself."""
    if value in _WORDS:
        return _WORDS[value]
    found = _NUMBER.match(value) if value[0] in "-0123456789" else None
    if not found:
        return value
    return float(value) if found.group(1) else int(value)
