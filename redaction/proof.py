"""Proves a redacted copy again without the original: its audit, its hash, its placeholders, and the forms of what must not be there."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redaction.verifier import Verifier
from triagekit.placeholders import PLACEHOLDER
from triagekit.roles import Source

LIMIT = 64 << 20
"""Bytes of an audit that are read."""
FOLDER = "redaction"
SUFFIX = ".audit.json"
_HASHED = re.compile(rb"redacted-[a-z-]{1,40}-[a-z2-7]{13}(?![a-z0-9])|(?:user|host)-[a-z2-7]{13}[@.]redacted\.invalid")
_BEGINS = re.compile(rb"redacted-[a-z]")


@dataclass(slots=True)
class Proof:
    """What was found about one copy."""

    sha256: str
    """Of the copy as it stands."""
    problems: list[str] = field(default_factory=list)
    """Why it is not the copy that was proven, as sentences without any value."""
    leaks: list[str] = field(default_factory=list)
    """Categories of what still shows in it by its form."""
    placeholders: int = 0

    @property
    def holds(self) -> bool:
        """Nothing is wrong with it."""
        return not self.problems and not self.leaks


def audit_of(copy: Path) -> Path | None:
    """The audit of a copy: in the folder `redaction` of the output folder, wherever below it the copy stands."""
    path = copy.absolute()
    for above in path.parents:
        found = above / FOLDER / ("-".join(path.relative_to(above).parts) + SUFFIX)
        if found.is_file():
            return found
    return None


def copies(paths: list[Path]) -> Iterator[Path]:
    """Every copy named, or in a folder that was named; audits, pages and records are none."""
    for path in paths:
        if path.is_dir():
            yield from (p for p in sorted(path.rglob("*")) if p.is_file() and FOLDER not in p.relative_to(path).parts and not p.name.startswith("."))
        else:
            yield path


def read(audit: Path) -> dict[str, Any] | None:
    """An audit's document; None when it is none."""
    try:
        with audit.open("rb") as stream:
            made = json.loads(stream.read(LIMIT))
    except (OSError, ValueError, RecursionError):
        return None
    return made if isinstance(made, dict) and isinstance(made.get("bytes"), dict) else None


def prove(copy: Path) -> Proof:
    """Look at a copy with nothing but its audit at hand. Raises OSError when the copy cannot be read."""
    found = audit_of(copy)
    document = read(found) if found else None
    kept = {str(row).partition(" ")[0] for row in (document or {}).get("kept_on_purpose", ())}
    seen = Verifier({}, frozenset(kept))
    with copy.open("rb") as stream:
        made = Proof(hashlib.file_digest(stream, "sha256").hexdigest())
        seen.look_into(stream)
        stream.seek(0)
        made.placeholders = _placeholders(stream.read(LIMIT))
    made.leaks = sorted({hit.category for hit in seen.hits})
    made.problems = list(_audited(document, made.sha256)) if found else ["it has no audit in the folder redaction beside it"]
    return made


def _audited(document: dict[str, Any] | None, sha256: str) -> Iterator[str]:
    if document is None:
        yield "its audit cannot be read"
        return
    told = document["bytes"]
    skipped = sum(int(row.get("bytes", 0)) for row in told.get("not_examined", ()) if isinstance(row, dict))
    if document.get("output_sha256") != sha256:
        yield "it is not the copy that the audit speaks of: it was changed since, or belongs to another run"
    if not document.get("verifier", {}).get("passed"):
        yield "the audit does not say that the verifier passed it"
    if document.get("canaries", {}).get("survived"):
        yield "the audit says that a canary survived"
    if told.get("received") != int(told.get("examined", -1)) + skipped:
        yield "the audit does not account for every byte"


def placeholders_in(source: Source) -> bool:
    """Whether a file came with placeholders that bear the hash of a value: it was redacted before."""
    return _HASHED.search(source.read(LIMIT)) is not None


def _placeholders(data: bytes) -> int:
    return len(PLACEHOLDER.findall(data.decode("utf-8", "replace"))) if _BEGINS.search(data) else 0
