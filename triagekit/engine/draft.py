"""Drafts an observation from one record: the fields that tell most, a test that matches, near misses that do not.

Values pass redaction before they are written; the author then prunes clauses and gives the rule its name.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from triagekit.engine.language import Fields
from triagekit.engine.rulebook import Rulebook
from triagekit.engine.sighting import Sighting, slim
from triagekit.records import Record, Type, Value

_TELLING = re.compile(r"(?:^|[._-])(?:status|error|kind|code|codes|reason|result|verdict|problem|exception|cause|alert|challenge|fact|state|signature|valid|expired)(?:$|[._-])")
_INCIDENTAL = re.compile(
    r"(?:^|[._-])(?:id|ids|hash|host|hosts|ip|url|path|route|query|index|size|length|bytes|date|time|at|nonce|token_hash|sha256|thumbprint|serial|text|raw|source|dialect|producer)(?:$|[._-])"
    r"|^timing\.|^capture\.|_ms$|_s$|^correlation\.|header_names$|status_class$|status_recorded$|status_text$|^artifact\."
)
_MOST = 4


class Catch:
    """Waits for the record at one place of one artifact. Set it as `Rulebook.witness` before a run."""

    def __init__(self, pointer: str) -> None:
        self._pointer = pointer
        self.record: Record | None = None

    def see(self, record: Record, when: datetime | None) -> None:  # noqa: ARG002 - the engine's call
        """Keep the first record at that place."""
        spot = record.location
        if self.record is None and self._pointer in {spot.pointer, spot.pointer.lstrip("/"), f"L{spot.line}", str(spot.line), f"line={spot.line}"}:
            self.record = slim(record)

    def conclude(self, sightings: Mapping[str, Sighting]) -> None:
        """Nothing is needed from the sightings."""


def telling(record: Record, fields: Fields) -> list[str]:
    """The names of the fields that say most about what failed, best first."""
    ranked = []
    for name, value in record.fields.items():
        spec = fields.spec(name, (record.kind,))
        if spec is None or _INCIDENTAL.search(name) or spec.type is Type.TIME or not _short(value):
            continue
        score = 2 * bool(_TELLING.search(name)) + (spec.type is not Type.FLAG) + (value not in (200, "2xx", False))
        ranked.append((-score, name))
    return [name for score, name in sorted(ranked) if score <= -2][:_MOST]


def _short(value: Value) -> bool:
    items = value if isinstance(value, tuple) else (value,)
    return bool(items) and all(len(str(i)) <= 120 for i in items)


def observation(record: Record, name: str, book: Rulebook, clean: Callable[[str], str]) -> str:
    """The rule file's text. `clean` redacts one text."""
    names = telling(record, book.fields)
    clauses = {n: _value(record.fields[n], clean) for n in names}
    lines = [
        f"id: {name}",
        "title: Name the failing state in a few words",
        f"reads: [{record.kind.value}]",
        "detect:",
        "  seen:",
        *(f"    {_key(n, record.fields[n])}: {json.dumps(v, ensure_ascii=False)}" for n, v in clauses.items()),
        "  condition: seen",
        f"show: {json.dumps('{count} times: ' + ', '.join(f'{n} {{{n}}}' for n in names[:2]))}",
        "references: []",
        "tests:",
        *_test("matches the record it was drafted from", record, clauses, "match"),
        *_test("matches however often it stands there", record, {**clauses}, "match", 2),
    ]
    for n in names[:_MOST]:
        rest = {k: v for k, v in clauses.items() if k != n}
        lines += _test(f"silent without {n}", record, rest, "no_match")
    return "\n".join(lines) + "\n"


def _key(name: str, value: Value) -> str:
    return f"{name}|contains" if isinstance(value, str) and len(value) > 40 else name


def _value(value: Value, clean: Callable[[str], str]) -> object:
    if isinstance(value, tuple):
        return [clean(v) for v in value[:3]] if len(value) > 1 else clean(value[0])
    return clean(value) if isinstance(value, str) else value


def _test(name: str, record: Record, values: Mapping[str, object], expect: str, repeat: int = 1) -> list[str]:
    inner = {"kind": record.kind.value, **values, **({"repeat": repeat} if repeat > 1 else {})}
    return [f"  - name: {name}", f"    records: [{json.dumps(inner, ensure_ascii=False)}]", f"    expect: {expect}"]
