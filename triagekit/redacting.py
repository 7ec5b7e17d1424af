"""Writes a run's redacted copies: every artifact learnt first, then copied, verified, and audited; nothing unproven is kept."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triagekit import writing
from triagekit.evidence import RedactionNote, Skipped
from triagekit.model import Artifact, Clean, Defect, Location
from triagekit.pipeline import Run
from triagekit.roles import Source

_SPOOL = 32 << 20


@dataclass(frozen=True, slots=True)
class Copy:
    """What became of one artifact."""

    artifact: str
    name: Clean
    path: Path | None
    """Where the copy stands; None when it was withheld."""
    replaced: int
    withheld: str
    audit: Path


def redact(run: Run, folder: Path) -> list[Copy]:
    """Write the copies of every artifact under diagnosis below `folder`, and their audits in `folder/redaction/`."""
    writing.folder(folder)
    writing.folder(folder / "redaction")
    session = run.session
    session.sign(run.signatures)
    for source in run.sources:
        session.learn(source)
    session.propagate()
    artifacts = {a.id: a for a in run.artifacts}
    taken: set[str] = set()
    made = [_copy(session, source, artifacts[source.artifact], _Place(folder, run, taken)) for source in run.sources]
    run.redaction = _note(run, [audit for _, audit in made])
    return [copy for copy, _ in made]


@dataclass(slots=True)
class _Place:
    """Where copies go, and which names are taken."""

    folder: Path
    run: Run
    taken: set[str]

    def of(self, artifact: Artifact) -> str:
        """The copy's name: the artifact's own, redacted, as a path of plain words below the folder."""
        parts = [_plain(str(self.run.clean(part))) for part in artifact.name.split("/") if part not in ("", ".", "..")]
        name = "/".join(parts[-6:]) or artifact.id
        if name in self.taken:
            name = f"{artifact.id}-{name.replace('/', '-')}"
        self.taken.add(name)
        return name


def _plain(part: str) -> str:
    kept = "".join(c if c.isalnum() or c in "._-+@ =" else "_" for c in part)[:120].strip(" .")
    return kept if kept and not kept.startswith("-") else f"_{kept}"


def _copy(session: Any, source: Source, artifact: Artifact, place: _Place) -> tuple[Copy, Any]:
    name = place.of(artifact)
    audit_path = place.folder / "redaction" / f"{name.replace('/', '-')}.audit.json"
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as spool:
        audit = session.artifact(source, artifact.kind, spool)
        path = None
        if audit.withheld:
            if not audit.verified:
                artifact.defects.append(Defect("TK-RED-001", Location(artifact.id), audit.withheld))
        else:
            path = place.folder / name
            _keep(spool, path)
            place.run.redacted_sha256[artifact.id] = audit.output_sha256
    writing.whole(audit_path, audit.encode())
    return Copy(artifact.id, place.run.clean(artifact.name), path, sum(audit.items.values()), audit.withheld, audit_path), audit


def _keep(spool: Any, path: Path) -> None:
    writing.folder(path.parent)
    spool.seek(0)
    with writing.atomic(path) as out:
        while block := spool.read(1 << 20):
            out.write(block)


def _note(run: Run, audits: list[Any]) -> RedactionNote:
    by_category: dict[str, int] = {}
    for audit in audits:
        for category, n in audit.items.items():
            by_category[category] = by_category.get(category, 0) + n
    names = {a.id: run.clean(a.name) for a in run.artifacts}
    skipped = tuple(Skipped(bytes=n, why=run.clean(why)) for audit in audits for n, why in audit.not_examined)
    return RedactionNote(
        profile=run.session.policy.profile, items=sum(by_category.values()), by_category=dict(sorted(by_category.items())),
        verified=all(a.verified for a in audits), withheld=tuple(names[a.artifact] for a in audits if a.withheld), not_examined=skipped,
    )  # fmt: skip


def differences(run: Run, again: Run) -> list[str]:
    """What the diagnosis of the copies says otherwise than that of the originals: causes, verdicts, ranks. Empty when equal."""
    def spoken(judged: Run) -> list[tuple[str, str, int]]:
        return [(c.id, str(c.verdict), c.rank) for c in judged.judgement.causes]

    return [f"{a[0]} was {a[1]} at rank {a[2]}, is {b[0]} {b[1]} at rank {b[2]}" for a, b in zip(spoken(run), spoken(again), strict=False) if a != b]
