"""What was done to an artifact, without any value: rows of category, detector, place, codecs, action and pseudonym; bytes; hashes."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from redaction.edits import Note

SMALL = 65_536
"""Inputs shorter than this could be guessed from a plain hash, so theirs is keyed."""
ROWS = 20_000
PLACES = 5


@dataclass(slots=True)
class Row:
    """Equal replacements of one artifact."""

    count: int = 0
    places: list[str] = field(default_factory=list)
    """The first few places: JSON Pointers, lines."""


@dataclass(slots=True)
class Ledger:
    """Everything that was replaced, counted; bounded."""

    rows: dict[Note, Row] = field(default_factory=dict)
    beyond: dict[str, int] = field(default_factory=dict)
    """Category to replacements that found no room of their own."""

    def take(self, notes: Iterable[Note], place: str = "") -> None:
        """Count these, which stood here."""
        for note in notes:
            row = self.rows.get(note)
            if row is None:
                if len(self.rows) >= ROWS:
                    self.beyond[note.category] = self.beyond.get(note.category, 0) + 1
                    continue
                row = self.rows[note] = Row()
            row.count += 1
            if place and len(row.places) < PLACES and place not in row.places:
                row.places.append(place)

    def wants_place(self, notes: Iterable[Note]) -> bool:
        """True when a place would still be written down."""
        return any(len(row.places) < PLACES if (row := self.rows.get(note)) else True for note in notes)

    def by_category(self) -> dict[str, int]:
        """How many values of each category."""
        made = dict(self.beyond)
        for note, row in self.rows.items():
            made[note.category] = made.get(note.category, 0) + row.count
        return dict(sorted(made.items()))


@dataclass(slots=True)
class Audit:
    """The record of one redaction."""

    artifact: str
    kind: str
    profile: str
    bytes_received: int
    not_examined: list[tuple[int, str]] = field(default_factory=list)
    """Bytes and why, of every stretch that no rule looked into; none of them is in the copy."""
    ledger: Ledger = field(default_factory=Ledger)
    input_hash: str = ""
    output_sha256: str = ""
    output_bytes: int = 0
    rules_sha256: str = ""
    policy_sha256: str = ""
    tool: str = ""
    kept: tuple[str, ...] = ()
    """What the policy keeps, in words."""
    canaries: dict[str, Any] = field(default_factory=dict)
    """How many were planted, at which kinds of place, and how many survived."""
    verifier: dict[str, Any] = field(default_factory=dict)
    verified: bool = False
    forgotten: int = 0
    """Values found that could not be remembered for the rest of the case."""
    withheld: str = ""
    """Why there is no copy; empty when there is one."""

    @property
    def bytes_examined(self) -> int:
        """Examined + not examined = received."""
        return self.bytes_received - sum(n for n, _ in self.not_examined)

    @property
    def items(self) -> dict[str, int]:
        """Category to how many values were replaced."""
        return self.ledger.by_category()

    def document(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {
            "artifact": self.artifact, "kind": self.kind, "profile": self.profile, "tool": self.tool, "rules_sha256": self.rules_sha256, "policy_sha256": self.policy_sha256,
            "bytes": {"received": self.bytes_received, "examined": self.bytes_examined, "not_examined": [{"bytes": n, "why": why} for n, why in self.not_examined]},
            "input_hash": self.input_hash, "output_sha256": self.output_sha256 or None, "output_bytes": self.output_bytes,
            "replaced": self.items, "items": [_row(note, row) for note, row in self.ledger.rows.items()], "beyond_the_rows": dict(sorted(self.ledger.beyond.items())),
            "kept_on_purpose": list(self.kept), "canaries": self.canaries, "verifier": {"passed": self.verified, **self.verifier},
            "not_propagated": self.forgotten, "withheld": self.withheld or None,
        }  # fmt: skip

    def encode(self) -> bytes:
        """The audit file."""
        return (json.dumps(self.document(), indent=1, sort_keys=True) + "\n").encode()


def _row(note: Note, row: Row) -> dict[str, Any]:
    return {"category": note.category, "detector": note.detector, "codecs": list(note.chain), "placeholder": note.placeholder, "shape": note.shape, "count": row.count, "places": row.places}


def input_hash(key: bytes, size: int, digest: bytes) -> str:
    """sha256 of the input, or its keyed form where the input is small enough to guess."""
    if size >= SMALL:
        return f"sha256:{digest.hex()}"
    return "hmac-sha256:" + hmac.digest(key, digest, hashlib.sha256).hex()
