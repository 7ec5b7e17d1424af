"""What came of one observation: seen (with its hits), looked for and not seen, or not assessed and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from triagekit.engine.build import SHOWN
from triagekit.model import Location
from triagekit.records import Kind, Record
from triagekit.verdicts import Hit

MOST_HITS = 20
"""Bursts reported of one observation, the largest first; the first of them tells how many there were."""
KEPT = 5
"""Records shown with a hit."""
_LONG = 2_000
Key = tuple[bool, float, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Sighting:
    """The outcome of one observation."""

    hits: tuple[Hit, ...] = ()
    """Bursts, the largest first; empty = not seen."""
    why_not: str = ""
    """Set when it could not be assessed: what was lacking, as a clause."""
    needs: tuple[str, ...] = ()
    """Record kinds or fields that would settle it."""
    nearest: str = ""
    """How near a correlation came."""

    @property
    def assessed(self) -> bool:
        """False when the case does not hold what the observation needs."""
        return bool(self.hits) or not self.why_not


def order(record: Record, when: datetime | None) -> Key:
    """Sorts records by time, then by place, so that the order of feeding changes nothing."""
    spot = record.location
    return (when is None, when.timestamp() if when else 0.0, spot.artifact, spot.line, spot.offset, spot.pointer)


def slim(record: Record) -> Record:
    """The record with long texts cut, so that keeping it for the evidence costs little; one copy for all the rules that keep it."""
    global _slimmed
    last, made = _slimmed
    if last is not record:
        made = _cut(record)
        _slimmed = record, made
    return made


def _cut(record: Record) -> Record:
    fields = record.fields
    if not any(v.__class__ is str and len(v) > _LONG for v in fields.values()):
        return record
    cut = {name: v[:_LONG] if isinstance(v, str) else v for name, v in fields.items()}
    return Record(record.kind, record.location, cut, record.at, record.also)


_slimmed: tuple[Record | None, Record] = (None, Record(Kind.FACT, Location(""), {}))
"""The record that was cut last, and what was made of it: many rules keep the same one, one after another."""


_SENTENCE = 15
"""Characters of a value beyond which it is a sentence, not a name or a number."""


def show(template: str, record: Record | None, more: Mapping[str, object]) -> str:
    """The `show` text with its names filled in; one pass, so that a value is never read as a template.

    A sentence that two fields share, as a challenge and its body do, is said once.
    """
    said: set[str] = set()

    def fill(found: re.Match[str]) -> str:
        name = found.group(1)
        value = more.get(name)
        if value is None and record is not None:
            value = record.fields.get(name)
        words = _words(value)
        if len(words) > _SENTENCE and words in said:
            return ""
        said.add(words)
        return words

    filled = SHOWN.sub(fill, template)
    return filled.rstrip()


def _words(value: object) -> str:
    if value is None or value == "":
        return "(not recorded)"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S %Z").strip()
    if isinstance(value, tuple):
        return ", ".join(str(v) for v in value[:5])[:300]
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1e4 else f"{value:.0f}"
    return str(value)[:300]
