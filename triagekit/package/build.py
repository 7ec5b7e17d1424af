"""Builds the package of one case: redacted copies, evidence, report, exports, audits; the originals stay where they are.

The same input, key, policy and version give the same bytes: no time of day, no name of the machine, sorted names.
"""

import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from triagekit import bag, evidence, plugins, redacting, safetext
from triagekit.bag import Content
from triagekit.canonical import Json
from triagekit.dossier.build import own_sentences
from triagekit.errors import Problem, TriageError
from triagekit.evidence import Evidence
from triagekit.model import Clean
from triagekit.package import before, reviews
from triagekit.package.readme import readme
from triagekit.package.reviewed import keep, stands_for
from triagekit.package.trail import Trail
from triagekit.redacting import Copy
from triagekit.run import Run, shipped

Sign = Callable[[bytes], bytes]
"""Makes the signature of the tag manifest."""
_REPORTS = {"html": "report.html", "sarif": "findings.sarif", "md": "exports/master.md"}
"""Report form to its place in the package."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build."""

    evidence: Evidence
    withheld: tuple[str, ...]
    """Artifacts whose copies are not inside, with the reason."""


def build(out: BinaryIO, run: Run, sign: Sign | None = None, reviewed: Path | None = None) -> Built:
    """Write the package of a finished run. `reviewed` is a folder with review records. Raises TK-RED-001 or TK-PKG-004 when it must not leave."""
    with tempfile.TemporaryDirectory(prefix="tk-") as made:
        folder = Path(made)
        copies = redacting.redact(run, folder)
        if any(not c.path and "verifier" in c.withheld for c in copies):
            raise TriageError(Problem("TK-RED-001"))
        records = reviews.records(reviewed) if reviewed else []
        if reviewed:
            keep(run, copies, reviewed, records)
        _refuse_rejected(run, records, stands_for(reviewed) if reviewed else set())
        first = before.tell(run, copies, reviewed)
        known = dict(run.session.vault.values)
        told = run.evidence()
        made_from = documents(told)
        _prove(run, known, told)
        payload: dict[str, Content] = {**_copies(copies, folder), **first, **made_from}
        payload.update({f"redaction/{n}": data for n, data in reviews.files(reviewed).items()} if reviewed else {})
        payload["audit/audit.jsonl"] = _trail(told, records, made_from).encode()
        bag.write(out, payload, info(told), sign)
    return Built(told, tuple(f"{c.name}: {c.withheld}" for c in copies if c.path is None))


def _copies(copies: list[Copy], folder: Path) -> dict[str, Content]:
    found: dict[str, Content] = {f"artifacts/redacted/{c.path.relative_to(folder).as_posix()}": c.path for c in copies if c.path}
    return found | {f"redaction/{c.audit.name}": c.audit for c in copies}


def documents(told: Evidence) -> dict[str, bytes]:
    """Everything that is made from the evidence alone."""
    forms = {form.name: form for form in plugins.find("report")}
    made = {
        "README.md": _file(readme(told)),
        "evidence.json": evidence.encode(told),
        "evidence.schema.json": (json.dumps(evidence.schema(), indent=1, sort_keys=True) + "\n").encode(),
    }
    made |= {place: _file(forms[name].render(told)) for name, place in _REPORTS.items() if name in forms}
    return made | {f"exports/{e.name}{e.suffix}": _file(e.write(told)) for e in plugins.find("export")}


def _file(text: str) -> bytes:
    """A text as it is packed: nothing in it acts on a terminal or hides from a reader."""
    return safetext.block(text).encode("utf-8")


def info(told: Evidence) -> dict[str, str]:
    """The bag's own description (RFC 8493 2.2.2)."""
    name = safetext.line(" ".join(str(told.case.id or "").split()))
    rows = {"Bag-Software-Agent": f"{told.tool.name} {told.tool.version}", "External-Description": "Redacted evidence of a support case; no original is inside"}
    return {**rows, **({"External-Identifier": name} if name else {})}


def _refuse_rejected(run: Run, records: list[reviews.Record], named: set[str]) -> None:
    """Raises TK-PKG-004 where a reviewer said no, or where what was reviewed is no longer what would leave.

    A copy that was rejected does not leave by being redacted once more either: `named` are the hashes of the copies read.
    """
    leaving = set(run.redacted_sha256.values())
    last = {record.sha256: record for record in records}
    fault = reviews.fault(records, leaving) or reviews.fault([r for r in last.values() if r.decision == "reject"], named)
    if fault:
        raise TriageError(Problem("TK-PKG-004", detail=fault))


def _prove(run: Run, known: Mapping[str, str], told: Evidence) -> None:
    """The verifier looks for every value of the artifacts in what the evidence says. Raises TK-RED-001 when one stands there.

    Everything else in the package is made from the evidence alone. Our own sentences are left out: a header's name in one
    of them gives nothing away, whatever a redactor took for a value in the artifact.
    """
    from redaction.policy import NEVER_KEPT
    from redaction.verifier import Verifier

    kept = frozenset(c for c in set(known.values()) - NEVER_KEPT if run.session.policy.action(c) == "keep")
    seen = Verifier(known, kept)
    ours = own_sentences(shipped(run.rulebook)) | set(run.rulebook.causes) | set(run.rulebook.observations)
    said = "\n".join(text for text in _texts(msgspec.to_builtins(told)) if text not in ours)
    seen.look_into(io.BytesIO(safetext.block(said).encode()))
    if not seen.passed:
        raise TriageError(Problem("TK-RED-001", "evidence.json"))


def _texts(value: Any) -> Iterator[str]:
    """Every text that a document says: its values, and names with a space in them, which only a case file makes."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from _texts(inside)
        yield from (str(name) for name in value if " " in str(name))
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _texts(inside)


def _trail(told: Evidence, records: list[reviews.Record], payload: Mapping[str, bytes]) -> Trail:
    trail = Trail()
    for a in told.artifacts:
        trail.add("intake", artifact=a.id, bytes=a.bytes, sha256=a.sha256)
        trail.add("identify", artifact=a.id, kind=a.kind, certainty=a.certainty, defects=[d.code for d in a.defects])
    speaking = [f"{c.id} {c.verdict}" for c in told.causes if c.verdict in ("confirmed", "likely", "conflicting", "possible")]
    trail.add("analyze", tool=f"{told.tool.name} {told.tool.version}", rules_sha256=told.tool.rules_sha256, judged=len(told.causes), findings=speaking)
    for a in told.artifacts:
        trail.add("redact", artifact=a.id, output_sha256=a.redacted_sha256, profile=told.redaction.profile)
    trail.add("verify", verified=told.redaction.verified, items=told.redaction.items, withheld=[safetext.line(w) for w in told.redaction.withheld], **_before(told))
    for record in records:
        trail.add("review", decision=record.decision, sha256=record.sha256, by=safetext.line(record.by), at=safetext.line(record.at))
    trail.add("build", evidence_sha256=_sha(payload["evidence.json"]), schema=told.schema_version)
    for name in sorted(n for n in payload if n.startswith("exports/")):
        trail.add("export", file=name, sha256=_sha(payload[name]))
    return trail


def _before(told: Evidence) -> dict[str, Json]:
    """What came redacted already, and how many values were replaced then; null where nobody can say."""
    return {"before": {safetext.line(row.name): row.items for row in told.redaction.before}} if told.redaction.before else {}


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def safe_name(case: Clean | None, number: int) -> str:
    """A folder name for a case in a collection: its id as plain characters, or its number."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in str(case or ""))[:60].strip("_-")
    return f"{number:03d}-{kept}" if kept else f"{number:03d}"
