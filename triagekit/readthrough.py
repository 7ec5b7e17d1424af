"""Reads every artifact of a run once, streaming, and feeds what was read to the engine and the correlators.

Nothing holds an artifact's records. What is kept is bounded: counters, the evidence shown, and the distinct identity
materials (tokens, SAML messages, certificates).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from triagekit import plugins
from triagekit.correlate import oneclock, strangers
from triagekit.correlate.bearing import Bearing, Given, bearing
from triagekit.correlate.timeline import Offset
from triagekit.engine.run import Engine
from triagekit.intake import Limits, expand
from triagekit.model import Artifact, Defect, Location
from triagekit.reading import carried
from triagekit.reading.corrected import in_time
from triagekit.reading.looks import looks_like
from triagekit.records import About, Coverage, Kind, Material, Record, Value
from triagekit.roles import Analyzer, Context, Correlator, Examiner, Source
from triagekit.run import Options, Run

MATERIALS = 20_000
"""Distinct identity materials kept per case; more are counted and said."""


_RIGHT = Offset()
NOTES = 8
"""Sentences kept that a reader says about an artifact."""


@dataclass(slots=True)
class Reading:
    """The state of one run while it reads."""

    run: Run
    options: Options
    context: Context
    engine: Engine = field(init=False)
    correlators: list[Correlator] = field(init=False)
    materials: dict[tuple[str, str], Material] = field(default_factory=dict)
    examined: list[Record] = field(default_factory=list)
    """What examiners said."""

    def __post_init__(self) -> None:
        self.engine = Engine(self.run.rulebook)
        self.correlators = [make() for make in plugins.find("correlator")]

    def everything(self, paths: Sequence[str]) -> None:
        """Read and judge all that stands under these paths; the run holds the outcome."""
        skip = {str(n) for n in self.context.files} | ({"case.yaml"} if self.run.case.folder else set())
        found = (f for f in expand(paths, Limits(total_bytes=self.options.max_bytes or Limits.total_bytes)) if not self._is_context(f.artifact, skip))
        for source, artifact in self._alone((f.source, f.artifact) for f in found):
            self._artifact(source, artifact)
        self._examine()
        self._conclude()
        self._set_clocks()
        whose = self._whose()
        self.run.judgement = self.engine.judge(whose)
        self._judge_again(whose)

    def _alone(self, found: Iterator[tuple[Source | None, Artifact]]) -> Iterator[tuple[Source | None, Artifact]]:
        """The same, after taking away what compares artifacts where there is only one: it would keep much of it for nothing."""
        first: list[tuple[Source | None, Artifact]] = []
        readable = 0
        while readable < 2 and (one := next(found, None)):
            first.append(one)
            readable += one[0] is not None
        if readable < 2:
            self.correlators = [c for c in self.correlators if not getattr(c, "compares", False)]
        return chain(first, found)

    def _whose(self) -> Bearing | None:
        """Tells the customer's own records from other people's, and notes which artifacts are of another incident; None where nothing tells."""
        facts = [r for r in self.run.derived if r.kind is Kind.FACT]
        known = {a.id: strangers.Neighbour(a.id, a.name, bool(a.timezone)) for a in self.run.artifacts}
        found = list(strangers.find(facts, known, {name: offset.seconds for name, offset in self.run.offsets.items()}, self.run.case.incident_time))
        said = {f.artifact: f.sentence for f in found}
        for artifact in self.run.artifacts:
            if artifact.id in said:
                artifact.notes.insert(0, said[artifact.id])
        self.run.strange = frozenset(f.artifact for f in found if f.another)
        return bearing(facts, self.run.strange, Given(self.run.case.case.get("user", ""), self.run.case.incident_time), self._corrected) or None

    def _corrected(self, record: Record) -> datetime | None:
        """The record's time on the case's one clock."""
        return self.run.offsets.get(record.location.artifact, _RIGHT).at(record.at, record.location)[0] if record.at else None

    def _judge_again(self, whose: Bearing | None) -> None:
        """Where clocks stand apart, everything is read and judged once more with corrected times, and what changed is noted."""
        offsets = self.run.offsets
        if not oneclock.matter(offsets):
            return
        engine = Engine(self.run.rulebook, clock=self._corrected, program=self.engine.program)
        for source in self.run.sources:
            for record in read_again(source, self.context):
                if not self._outside(record):
                    engine.feed(self._in_time(record))
        stale = {id(r) for r in self.examined}
        for record in chain((r for r in self.run.derived if id(r) not in stale), self._examined_again()):
            engine.feed(record)
        first, self.run.judgement = self.run.judgement, engine.judge(whose)
        before = {c.id: c.verdict for c in first.causes}
        self.run.decided_by_clock = {c.id: str(before[c.id]) for c in self.run.judgement.causes if before.get(c.id, c.verdict) is not c.verdict}

    def _in_time(self, record: Record) -> Record:
        """The record, marked where only a wrong clock put something out of its time."""
        offset = self.run.offsets.get(record.location.artifact)
        more = in_time(record, offset.at(record.at, record.location)[0]) if offset and record.at else None
        return replace(record, fields={**record.fields, **more}) if more else record

    def _examined_again(self) -> Iterator[Record]:
        """What is judged by the time of its use, judged at the corrected time; each record keeps the time its artifact gave."""
        original: dict[Location, datetime] = {}
        found = [_corrected(m, self.run.offsets, original) for m in self.materials.values()]
        for examiner, mine in self._examiners(found):
            with suppress(Exception):  # told when it was examined first
                for record in examiner.examine(mine, self.context):
                    yield _as_written(record, original)

    def _outside(self, record: Record) -> bool:
        return record.at is not None and self.options.outside(record.at)

    def _is_context(self, artifact: Artifact, names: set[str]) -> bool:
        folder = self.run.case.folder
        return folder is not None and Path(artifact.name).name in names and artifact.name.count("/") <= 1

    def _artifact(self, source: Source | None, artifact: Artifact) -> None:
        self.run.artifacts.append(artifact)
        if source is not None:
            self.run.sources.append(source)
            twin = self._twin(artifact)
            if twin is None:
                self._read(source, artifact)
            else:
                artifact.kind, artifact.kind_label, artifact.certainty = twin.kind, twin.kind_label, twin.certainty
                artifact.skipped.append((artifact.size, f"the same bytes as {twin.id}, which was read"))
        for record in _about(artifact):
            self._derived(record)

    def _twin(self, artifact: Artifact) -> Artifact | None:
        """An earlier artifact with the same bytes: read twice, it would double every count."""
        earlier = (a for a in self.run.artifacts[:-1] if a.sha256 == artifact.sha256 and a.size == artifact.size)
        return next(earlier, None) if artifact.sha256 and artifact.size else None

    def _derived(self, record: Record) -> None:
        """A record that no reading of an artifact gives again."""
        self.run.derived.append(record)
        self._see(record)

    def _read(self, source: Source, artifact: Artifact) -> None:
        analyzer, sure = choose(source)
        if analyzer is None:
            artifact.defects.append(Defect("TK-IO-011", Location(artifact.id), f"looks like {looks_like(source.head)}"))
            artifact.skipped.append((artifact.size, "no reader knows this form"))
            return
        artifact.kind, artifact.kind_label, artifact.certainty = analyzer.name, analyzer.label, sure
        try:
            for item in analyzer.read(source, self.context):
                self._take(item, artifact)
        except Exception as error:  # a reader that is not total is our fault; the rest of the run goes on
            artifact.defects.append(Defect("TK-INT-001", Location(artifact.id), f"reader {analyzer.name}, {type(error).__name__}"))
        _settle(artifact)

    def _take(self, item: Any, artifact: Artifact) -> None:
        if isinstance(item, Record):
            self._record(item, artifact)
        elif isinstance(item, Material):
            carried.merge(self.materials, item, MATERIALS)
        elif isinstance(item, Coverage):
            artifact.examined += item.examined
            artifact.refused += item.refused
            if item.skipped:
                artifact.skipped.append((item.skipped, item.why))
        elif isinstance(item, About):
            _apply(item, artifact)
        elif isinstance(item, Defect):
            artifact.defects.append(item)

    def _record(self, record: Record, artifact: Artifact) -> None:
        artifact.records += 1
        when = record.at
        if self._outside(record):
            return
        if when is not None:
            artifact.captured_from = min(when, artifact.captured_from or when)
            artifact.captured_to = max(when, artifact.captured_to or when)
        for material in carried.find(record):
            carried.merge(self.materials, material, MATERIALS)
        self._see(record)

    def _see(self, record: Record) -> None:
        self.run.witness.see(record)
        for correlator in self.correlators:
            correlator.see(record)
        self.engine.feed(record)

    def _examine(self) -> None:
        for examiner, mine in self._examiners(list(self.materials.values())):
            self._judged(examiner, mine)

    def _examiners(self, found: list[Material]) -> Iterator[tuple[Examiner, list[Material]]]:
        """Who has something to examine."""
        for examiner in plugins.find("examiner"):
            mine = [m for m in found if m.kind in examiner.takes]
            if mine or examiner.takes & set(self.context.expect):
                yield examiner, mine

    def _judged(self, examiner: Examiner, materials: list[Material]) -> None:
        try:
            for record in examiner.examine(materials, self.context):
                self._note_signature(record)
                self.examined.append(record)
                self._derived(record)
        except Exception as error:  # as in _read
            for artifact in self.run.artifacts[:1]:
                artifact.defects.append(Defect("TK-INT-001", Location(artifact.id), f"examiner {examiner.name}, {type(error).__name__}"))

    def _note_signature(self, record: Record) -> None:
        verdict = record.get("material.signature_verdict")
        for digest in (record.get("material.sha256"), record.get("jwt.signature.sha256")):
            if isinstance(digest, str) and isinstance(verdict, str):
                self.run.signatures[digest] = verdict
        for items, words in (("saml.signature.values", "saml.signature.kept"), ("x509.people.sha256", "x509.people.signers")):
            values, verdicts = record.get(items), record.get(words)
            if isinstance(values, tuple) and isinstance(verdicts, tuple):  # XML may bear several signatures, each with its own word
                self.run.signatures.update(zip(values, verdicts, strict=False))

    def _conclude(self) -> None:
        for correlator in self.correlators:
            for record in correlator.conclude(self.context):
                self._fact(record)

    def _fact(self, record: Record) -> None:
        if record.get("fact") in oneclock.TOLD:
            self.run.clock.append(record)
        self.run.witness.see(record)
        self.run.derived.append(record)
        self.engine.feed(record)

    def _set_clocks(self) -> None:
        """Set the clocks of the case against each other; what contradicts itself is a fact too."""
        clocks = oneclock.read(self.run.derived)
        self.run.offsets = clocks.offsets
        for record in clocks.contradictions:
            self._fact(record)


def read_again(source: Source, context: Context) -> Iterator[Record]:
    """The records of one artifact once more. Total: a reader's fault ends its stream."""
    analyzer, _ = choose(source)
    if analyzer is None:
        return
    with suppress(Exception):
        for item in analyzer.read(source, context):
            if isinstance(item, Record):
                yield item


def _as_written(record: Record, original: Mapping[Location, datetime]) -> Record:
    """The record at the time its artifact gives, saying that it was judged at a corrected one."""
    if record.location not in original:
        return record
    corrected: dict[str, Value] = {name: "corrected client" for name in ("jwt.use.clock", "saml.use.clock", "x509.use.clock") if record.get(name) == "client"}
    return replace(record, at=original[record.location], fields={**record.fields, **corrected})


def _corrected(material: Material, offsets: Mapping[str, Offset], original: dict[Location, datetime]) -> Material:
    """The same with its uses at corrected times; notes what the artifacts said.

    Of a certificate that is judged by the server's time the client's own stays: compared with it, it tells whose clock is wrong.
    """
    uses = []
    for use in material.uses:
        offset = offsets.get(use.location.artifact)
        if offset is None or use.at is None or (material.kind == "certificate" and use.server_at):
            uses.append(use)
            continue
        original[use.location] = use.at
        uses.append(replace(use, at=offset.at(use.at, use.location)[0], ended=offset.at(use.ended, use.location)[0] if use.ended else None))
    return replace(material, uses=uses)


def choose(source: Source) -> tuple[Analyzer | None, int]:
    """The analyzer that is surest it knows these bytes, and how sure; ties go to the first by name."""
    best: Analyzer | None = None
    sure = 0
    for analyzer in plugins.find("analyzer"):
        try:
            score = analyzer.recognises(source.head)
        except Exception:
            score = 0
        if score > sure:
            best, sure = analyzer, score
    return best, sure


def _apply(about: About, artifact: Artifact) -> None:
    artifact.producer = about.producer or artifact.producer
    artifact.timezone = about.timezone or artifact.timezone
    if about.sanitized is not None:
        artifact.sanitized = about.sanitized
    if about.certainty is not None:
        artifact.certainty = about.certainty
    if about.note and about.note not in artifact.notes and len(artifact.notes) < NOTES:
        artifact.notes.append(about.note)


def _settle(artifact: Artifact) -> None:
    """Account for every byte: what a reader did not report is said to be unreached."""
    reported = artifact.examined + sum(n for n, _ in artifact.skipped)
    if reported == 0 and not artifact.defects:
        artifact.examined = artifact.size
    elif reported < artifact.size:
        artifact.skipped.append((artifact.size - reported, "not reached by the reader; still redacted as text"))


def _about(artifact: Artifact) -> Iterator[Record]:
    """One record that sums an artifact up, and one for each of its defects, so that rules can see them."""
    base: dict[str, Value] = {
        "artifact.kind": artifact.kind,
        "artifact.producer": artifact.producer,
        "artifact.sanitized": artifact.sanitized,
        "artifact.records": artifact.records,
    }
    looks = next((d.detail.removeprefix("looks like ") for d in artifact.defects if d.detail.startswith("looks like ")), "")
    if looks:
        base["artifact.looks_like"] = looks
    yield Record(Kind.DEFECT, Location(artifact.id), base)
    for defect in artifact.defects:
        yield Record(Kind.DEFECT, defect.location, {**base, "defect.code": defect.code, "defect.detail": defect.detail})
