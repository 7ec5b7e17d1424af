"""Copies that a person approved leave as they are, byte for byte, with the audits that were looked at; nothing redacts them anew."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from redaction import proof
from triagekit import writing
from triagekit.package.reviews import Record
from triagekit.redacting import Copy
from triagekit.run import Run


@dataclass(frozen=True, slots=True)
class _Approved:
    """A copy as it was approved."""

    path: Path
    audit: Path
    document: Mapping[str, Any]
    """The audit, read."""


def keep(run: Run, copies: Sequence[Copy], folder: Path, records: Iterable[Record]) -> None:
    """Put each approved copy of `folder` in the place of the one just made of it; what no longer holds is left out, and refused later."""
    found = _approved(folder, records)
    if not found:
        return
    read = {a.id: a.sha256 for a in run.artifacts}
    for copy in copies:
        one = found.get(read[copy.artifact])
        if one is not None and copy.path is not None:
            writing.whole(copy.path, one.path.read_bytes())
            writing.whole(copy.audit, one.audit.read_bytes())
            run.redacted_sha256[copy.artifact] = str(one.document["output_sha256"])
            _told(run, one.document)


def stands_for(folder: Path) -> set[str]:
    """Hashes of the copies of a folder as they are and as their audits have them: a rejection of one of them is a rejection."""
    made: set[str] = set()
    for path in proof.copies([folder]):
        audit = proof.audit_of(path)
        document = proof.read(audit) if audit else None
        with path.open("rb") as stream:
            made |= {hashlib.file_digest(stream, "sha256").hexdigest(), str((document or {}).get("output_sha256"))}
    return made


def _approved(folder: Path, records: Iterable[Record]) -> dict[str, _Approved]:
    """By hash: copies whose last record approves them, and that hold without the original."""
    last = {r.sha256: r.decision for r in records}
    made: dict[str, _Approved] = {}
    for path in proof.copies([folder]):
        audit = proof.audit_of(path)
        document = proof.read(audit) if audit else None
        seen = proof.prove(path) if audit and document and last.get(str(document.get("output_sha256"))) == "approve" else None
        if audit and document and seen and seen.holds:
            made[seen.sha256] = _Approved(path, audit, document)
    return made


def _told(run: Run, document: Mapping[str, Any]) -> None:
    """The evidence says what was replaced when the copy was made."""
    replaced = document.get("replaced")
    if run.redaction is None or not isinstance(replaced, dict):
        return
    counts = Counter(run.redaction.by_category) + Counter({str(k): n for k, n in replaced.items() if isinstance(n, int)})
    run.redaction = msgspec.structs.replace(run.redaction, items=counts.total(), by_category=dict(sorted(counts.items())))
