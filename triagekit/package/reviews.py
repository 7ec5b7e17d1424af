"""Review records: what a person said of redacted copies, bound to the hash of what was looked at.

A record is a JSON object in `redaction/<name>.review.json` (or a line of a `.review.jsonl`): decision (approve or reject), sha256 of the
bytes that were reviewed, reason, by, at.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LIMIT = 1_000_000
SUFFIXES = (".review.json", ".review.jsonl")
"""How the files are named that hold records."""


@dataclass(frozen=True, slots=True)
class Record:
    """One decision."""

    decision: str
    """approve | reject."""
    sha256: str
    reason: str = ""
    by: str = ""
    at: str = ""


def files(folder: Path) -> dict[str, bytes]:
    """The review files of a folder of copies, by name."""
    places = (folder, folder / "redaction")
    found = (p for place in places if place.is_dir() for p in sorted(place.iterdir()) if p.name.endswith(SUFFIXES) and p.is_file())
    return {p.name: p.read_bytes()[:_LIMIT] for p in found}


def records(folder: Path) -> list[Record]:
    """Every record in a folder of copies."""
    return [record for data in files(folder).values() for record in parse(data)]


def parse(data: bytes) -> Iterator[Record]:
    """The records in one file; what is none is a rejection, so that a damaged record never lets anything pass."""
    text = data.decode("utf-8", "replace")
    try:
        whole = json.loads(text)
        rows: Iterable[Any] = whole if isinstance(whole, list) else [whole]
    except ValueError:
        rows = [_line(line) for line in text.splitlines() if line.strip()]
    for row in rows:
        yield _record(row)


def _line(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _record(row: Any) -> Record:
    if not isinstance(row, dict):
        return Record("reject", "", "a review record that cannot be read")

    def word(*names: str) -> str:
        return next((str(row[n])[:500] for n in names if row.get(n)), "")

    decision = "approve" if word("decision", "verdict").lower() in ("approve", "approved") else "reject"
    return Record(decision, word("sha256", "output_sha256"), word("reason", "why"), word("by", "reviewer"), word("at", "reviewed_at"))


def fault(found: Iterable[Record], leaving: set[str]) -> str:
    """Why what leaves must not; empty when nobody objects. The last record about the same bytes counts."""
    last = {record.sha256: record for record in found}
    for record in last.values():
        if record.decision == "reject" and (record.sha256 in leaving or not record.sha256):
            return f"rejected: {record.reason}" if record.reason else "rejected in review"
        if record.decision == "approve" and record.sha256 not in leaving:
            return "a copy that was approved has changed since"
    return ""
