"""Writes a run's redacted copies: every artifact learnt first, then copied, verified, and audited; nothing unproven is kept."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from redaction import reviewpage
from triagekit import pipeline, writing
from triagekit.evidence import RedactionNote, Skipped
from triagekit.model import SPEAKING, Artifact, Clean, Defect, Location, Verdict
from triagekit.reading.saml.expected import private_keys
from triagekit.roles import Source
from triagekit.run import Options, Run

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
    session.receive(private_keys((run.case.expect.get("saml") or {}).get("sp_key")))
    for source in run.sources:
        session.learn(source)
    session.propagate()
    artifacts = {a.id: a for a in run.artifacts}
    taken: set[str] = set()
    made = [_copy(session, source, artifacts[source.artifact], _Place(folder, run, taken)) for source in run.sources]
    run.redaction = _note(run, [audit for _, audit in made])
    page = reviewpage.render([{**audit.document(), "name": copy.name} for copy, audit in made])
    writing.whole(folder / "redaction" / "review.html", page.encode())
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


def again(run: Run, copies: list[Copy], options: Options) -> Run:
    """The diagnosis of the copies, by the same rules and the same case; what the case expects is cleaned as the copies were."""
    case = replace(run.case, expect={name: _expected(run, section) for name, section in run.case.expect.items()})
    return pipeline.analyze([str(c.path) for c in copies if c.path], options, run.rulebook, case)


def _expected(run: Run, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _expected(run, item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_expected(run, item) for item in value)
    if isinstance(value, bytes):
        return run.session.file(value)
    return str(run.clean(value)) if isinstance(value, str) else value


def differences(run: Run, copied: Run, copies: list[Copy]) -> list[str]:
    """What the diagnosis of the copies says otherwise than that of the originals: verdicts, ranks, places of evidence. Empty when equal.

    A cause whose evidence stands in an artifact without a copy is left out: there is nothing to compare it with.
    """
    alike = dict(zip([a.id for a in copied.artifacts], [c.artifact for c in copies if c.path], strict=False))
    missing = {a.id for a in run.artifacts} - set(alike.values())
    before, after = _spoken(run, {a.id: a.id for a in run.artifacts}), _spoken(copied, alike)
    left_out = {cause for cause, said in before.items() if said.artifacts & missing}
    rows: list[str] = []
    for cause, said in before.items():
        now = after.get(cause)
        if cause not in left_out and (now is None or said.different(now, by_rank=not missing)):
            rows.append(f"{cause}: {said.words()}; on the copy {now.words() if now else 'not judged'}")
    return rows


@dataclass(frozen=True, slots=True)
class _Said:
    """What a diagnosis says of one cause."""

    verdict: Verdict
    rank: int
    evidence: frozenset[tuple[str, str]]
    """Observation and place of each item for and against."""

    @property
    def artifacts(self) -> set[str]:
        """The artifacts in which its evidence stands."""
        return {place.partition("#")[0] for _, place in self.evidence}

    def different(self, other: "_Said", by_rank: bool) -> bool:
        """Whether a reader would be told something else. Only what speaks has a rank worth the name."""
        ranked = by_rank and self.verdict in SPEAKING and self.rank != other.rank
        return self.verdict != other.verdict or self.evidence != other.evidence or ranked

    def words(self) -> str:
        """For the screen, without any value."""
        places = ", ".join(sorted({o for o, _ in self.evidence})) or "nothing seen"
        return f"{self.verdict}, rank {self.rank}, {len(self.evidence)} places ({places})"


def _spoken(judged: Run, alike: Mapping[str, str]) -> dict[str, _Said]:
    made: dict[str, _Said] = {}
    for cause in judged.judgement.causes:
        items = (*cause.for_, *cause.against)
        evidence = frozenset((w.observation, _place(judged, r.location, alike)) for w in items for r in w.hit.records)
        made[cause.id] = _Said(cause.verdict, cause.rank, evidence)
    return made


def _place(judged: Run, spot: Location, alike: Mapping[str, str]) -> str:
    """A place in words that redaction does not move: byte offsets do move."""
    pointer = str(judged.clean(spot.pointer)) if spot.pointer else ""
    return f"{alike.get(spot.artifact, spot.artifact)}#{spot.kind}:{pointer}:{spot.line}"
