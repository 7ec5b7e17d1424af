"""JSON of tokens and keys, read with every departure named: duplicate names, NaN, huge numbers, lone surrogates.

RFC 7519 section 4 lets a reader refuse duplicate names or take the last one; readers differ, so they are a finding.
"""

import json
from dataclasses import dataclass
from typing import Any

MAX_BYTES = 1_000_000
_DEEP = 64
PACKED = frozenset({b"\x1f\x8b", b"\x78\x9c", b"\x78\xda", b"\x78\x01"})
"""How gzip and zlib streams begin."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text holds as JSON."""

    value: Any = None
    ok: bool = False
    """False when it is not JSON at all; `problems` then says why."""
    problems: tuple[str, ...] = ()
    """not-utf8 | not-json | too-large | too-deep | compressed | cut | not-a-number | huge-number | surrogate."""
    duplicates: tuple[str, ...] = ()
    """Names that stand twice in one object, at most 8."""

    @property
    def members(self) -> dict[str, Any]:
        """The object's members; nothing when it is not an object."""
        return self.value if isinstance(self.value, dict) else {}


def parse(data: bytes) -> Parsed:
    """Read JSON. Total, bounded at 1 MB and 64 levels."""
    if len(data) > MAX_BYTES:
        return Parsed(problems=("too-large",))
    if data[:2] in PACKED:
        return Parsed(problems=("compressed",))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Parsed(problems=("not-utf8",))
    return _read(text)


def _read(text: str) -> Parsed:
    notes = _Notes()
    try:
        value = json.loads(text, object_pairs_hook=notes.pairs, parse_constant=notes.constant, parse_int=notes.integer, parse_float=notes.real)
    except RecursionError:
        return Parsed(problems=("too-deep",))
    except ValueError:
        return Parsed(problems=("cut",) if _looks_cut(text) else ("not-json",))
    if _depth(value) > _DEEP:
        return Parsed(problems=("too-deep",))
    if _surrogates(text):
        notes.problems.append("surrogate")
    return Parsed(value, True, tuple(dict.fromkeys(notes.problems)), tuple(dict.fromkeys(notes.duplicates))[:8])


def _looks_cut(text: str) -> bool:
    """An object that begins properly and never ends: a copy that was cut off."""
    stripped = text.strip()
    return stripped.startswith('{"') and not stripped.endswith("}")


def _surrogates(text: str) -> bool:
    """True when an escape leaves half of a surrogate pair behind (RFC 8259 section 8.2)."""
    if "\\ud" not in text.lower():
        return False
    try:
        json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        return False
    return False


def _depth(value: Any) -> int:
    """Levels of nesting, counted without recursion."""
    level, row = 0, [value]
    while row and level <= _DEEP:
        level += 1
        row = [child for item in row for child in (item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())]
    return level


class _Notes:
    """Collects the oddities while `json` reads."""

    __slots__ = ("duplicates", "problems")

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.duplicates: list[str] = []

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            seen: set[str] = set()
            for name, _ in pairs:
                if name in seen:
                    self.duplicates.append(name[:80])
                seen.add(name)
        return made

    def constant(self, _word: str) -> None:
        """NaN and Infinity are no JSON (RFC 8259 section 6); the value becomes null."""
        self.problems.append("not-a-number")

    def integer(self, digits: str) -> int | float:
        if len(digits) > 18:
            self.problems.append("huge-number")
            return self.real(digits)
        return int(digits)

    def real(self, digits: str) -> float:
        value = float(digits) if len(digits) <= 400 else float("inf")
        if value in (float("inf"), float("-inf")):
            self.problems.append("huge-number")
            return 0.0
        return value
