"""What came redacted already: the audits of then are counted and packed where they lie beside, else it is said that none did."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from redaction import proof
from triagekit.evidence import RedactedBefore
from triagekit.redacting import Copy
from triagekit.run import Run

PLACE = "redaction/before/"
"""Where in the package the audits of then stand."""


@dataclass(frozen=True, slots=True)
class _First:
    """The audit of a copy as it was made at first."""

    path: Path
    replaced: Mapping[str, int]


def tell(run: Run, copies: Sequence[Copy], folder: Path | None) -> dict[str, Path]:
    """Say in the run's note which artifacts came redacted and what of; the audits of then, by their place in the package.

    An audit is believed when it names the hash of the bytes that were read. A copy whose own audit was packed in the place
    of a new one, because a person approved it, is told by that.
    """
    first = _first(folder) if folder else {}
    read = {a.id: a.sha256 for a in run.artifacts}
    sources = {s.artifact: s for s in run.sources}
    rows: list[RedactedBefore] = []
    packed: dict[str, Path] = {}
    for copy in copies:
        found = first.get(read[copy.artifact])
        if found is not None and copy.audit.read_bytes() == found.path.read_bytes():
            continue
        if found is not None:
            packed[PLACE + found.path.name] = found.path
            rows.append(RedactedBefore(name=copy.name, items=sum(found.replaced.values()), by_category=dict(sorted(found.replaced.items()))))
        elif proof.placeholders_in(sources[copy.artifact]):
            rows.append(RedactedBefore(name=copy.name, items=None, by_category={}))
    _note(run, rows)
    return packed


def _first(folder: Path) -> dict[str, _First]:
    """By the hash of the copy."""
    made: dict[str, _First] = {}
    for path in proof.copies([folder]):
        audit = proof.audit_of(path)
        document = proof.read(audit) if audit else None
        if audit and document:
            made[str(document.get("output_sha256"))] = _First(audit, _counts(document.get("replaced")))
    return made


def _counts(replaced: Any) -> dict[str, int]:
    return {str(k): n for k, n in replaced.items() if isinstance(n, int) and n >= 0} if isinstance(replaced, dict) else {}


def _note(run: Run, rows: Sequence[RedactedBefore]) -> None:
    """The counts of then with those of now."""
    if run.redaction is None or not rows:
        return
    counts = Counter(run.redaction.by_category)
    for row in rows:
        counts.update(row.by_category)
    run.redaction = msgspec.structs.replace(run.redaction, items=counts.total(), by_category=dict(sorted(counts.items())), before=tuple(rows))
