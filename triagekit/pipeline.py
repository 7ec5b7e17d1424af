"""The only module that knows every floor: intake, analyzers, examiners, correlators, engine, redaction, evidence.

One run reads every artifact once, streaming; nothing holds an artifact's records. What is kept is bounded:
counters, the evidence shown, and the distinct identity materials (tokens, SAML messages, certificates).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from triagekit import __version__, dossier, plugins
from triagekit._home import HOME
from triagekit.casefile import CaseFile
from triagekit.casefile import load as load_case
from triagekit.correlate import oneclock
from triagekit.correlate.timeline import Offset
from triagekit.engine.load import load as load_rules
from triagekit.engine.rulebook import Rulebook
from triagekit.engine.run import Engine
from triagekit.evidence import Evidence, Parting, RedactionNote, Tool
from triagekit.intake import Limits, expand
from triagekit.model import Artifact, Clean, Defect, Location
from triagekit.reading import carried
from triagekit.reading.looks import looks_like
from triagekit.reading.vocabulary import SHARED
from triagekit.records import About, Coverage, FieldSpec, Kind, Material, Record, Value
from triagekit.roles import Analyzer, Context, Correlator, Examiner, Source
from triagekit.verdicts import Judgement
from triagekit.witness import Witness

MATERIALS = 20_000
"""Distinct identity materials kept per case; more are counted and said."""

NOTES = 8
"""Sentences kept that a reader says about an artifact."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about a run."""

    case: Path | None = None
    at: datetime | None = None
    timezone: str = ""
    since: datetime | None = None
    until: datetime | None = None
    policy: Path | None = None
    profile: str = "support"
    rules: tuple[Path, ...] = ()
    max_bytes: int = 0
    """Total unpacked bytes; 0 = the default budget."""
    key: bytes | None = None
    """The pseudonyms' key; None makes a new one that nobody learns."""

    def outside(self, when: datetime) -> bool:
        """Whether a time lies before `since` or after `until`."""
        return bool((self.since and when < self.since) or (self.until and when > self.until))


@dataclass(slots=True)
class Run:
    """One finished run: what was read and what was judged, raw, plus the session that makes text clean."""

    case: CaseFile
    rulebook: Rulebook
    session: Any
    """redaction.session.Session; typed loosely so that importing this module does not import redaction."""
    context: Context = field(default_factory=Context)
    """What was known of the receiving side and of zones while reading; whoever reads again needs the same."""
    artifacts: list[Artifact] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    judgement: Judgement = field(default_factory=lambda: Judgement((), ()))
    clock: list[Record] = field(default_factory=list)
    signatures: dict[str, str] = field(default_factory=dict)
    """sha256 of a signed item as it stood, to the word for its signature's verdict."""
    redaction: RedactionNote | None = None
    redacted_sha256: dict[str, str] = field(default_factory=dict)
    offsets: Mapping[str, Offset] = field(default_factory=dict)
    """Artifact id to what must be added to its times; artifacts that need nothing are left out."""
    derived: list[Record] = field(default_factory=list)
    """Records about artifacts, examined materials and facts: few, and kept."""
    decided_by_clock: dict[str, str] = field(default_factory=dict)
    """Cause id to the verdict it had before clocks were corrected, where that decided it."""
    witness: Witness = field(default_factory=Witness)
    partings: tuple[Parting, ...] = ()
    """Where the journey leaves a working one, when there was one to compare with."""

    def clean(self, text: str) -> Clean:
        """Text that may leave."""
        made: Clean = self.session.text(text)
        return made

    @property
    def tool(self) -> Tool:
        """Which program and rules judged this."""
        return Tool(name="triagekit", version=__version__, rules_version=__version__, rules_sha256=self.rulebook.sha256)

    def evidence(self) -> Evidence:
        """The document that leaves."""
        found = dossier.Found(self.artifacts, self.judgement, self.case, self.tool, self.clock, self.redaction, self.redacted_sha256, self.witness, self.partings, shipped(self.rulebook), self.rulebook, self.decided_by_clock, next((r for r in self.derived if r.get("fact") == "scope"), None))
        return dossier.build(found, self.clean)

    @property
    def partial(self) -> bool:
        """True when something could not be read; results were still written."""
        return any(a.defects for a in self.artifacts)


def shipped(book: Rulebook) -> frozenset[str]:
    """The sentences of the rules that come with this program; none where another pack changed any of them."""
    if book.changes:
        return frozenset()
    causes = [c for c in book.causes.values() if c.origin.path.is_relative_to(HOME / "rules")]
    texts = {text for c in causes for text in (c.title, c.ask_customer, c.customer_wording, c.engineer_wording, c.looks_like, *(s.get("do", "") for s in c.next_steps))}
    return frozenset(texts | {o.title for o in book.observations.values() if o.origin.path.is_relative_to(HOME / "rules")})


def vocabulary() -> dict[Kind, dict[str, FieldSpec]]:
    """Every published field by kind: the shared ones and each plug-in's own."""
    fields: dict[Kind, dict[str, FieldSpec]] = {kind: dict(SHARED[kind]) for kind in Kind}
    for plug in (*plugins.find("analyzer"), *plugins.find("examiner")):
        for kind in plug.kinds:
            fields[kind].update(plug.fields)
    for correlator in plugins.find("correlator"):
        fields[Kind.FACT].update(correlator.fields)
    return fields


def packs(extra: Iterable[Path] = ()) -> list[Path]:
    """Rule packs in order of precedence: built-in, site, user, then those named on the command line."""
    from platformdirs import site_config_path, user_config_path

    places = [HOME / "rules", site_config_path("triagekit") / "rules", user_config_path("triagekit") / "rules", *extra]
    return [p for n, p in enumerate(places) if n == 0 or p.is_dir() or p in extra]


def rulebook(extra: Iterable[Path] = ()) -> Rulebook:
    """The rules that a run uses."""
    return load_rules(packs(tuple(extra)), vocabulary())


def analyze(paths: Sequence[str], options: Options, rules: Rulebook | None = None, case: CaseFile | None = None) -> Run:
    """Read and judge everything under `paths`, with their case file or the one given. Raises `TriageError` only for what ends a run."""
    from redaction.session import Session

    case = case or find_case(paths, options)
    run = Run(case, rules or rulebook(options.rules), Session(key=options.key, policy=options.policy, profile=options.profile, case_terms=_terms(case)))
    run.context = _context(case, options)
    _Reading(run, options, run.context).everything(paths)
    return run


def find_case(paths: Sequence[str], options: Options) -> CaseFile:
    """The case file named with --case, or `case.yaml` in a given folder, or an empty one."""
    if options.case:
        return load_case(options.case)
    for path in paths:
        beside = Path(path) / "case.yaml"
        if path != "-" and beside.is_file():
            return load_case(beside)
    return CaseFile()


def _context(case: CaseFile, options: Options) -> Context:
    from triagekit.casefile import parse_zone

    zone = parse_zone(options.timezone) if options.timezone else case.timezone
    return replace(case.context(), timezone=zone, at=options.at)


def _terms(case: CaseFile) -> tuple[str, ...]:
    return tuple(case.case[k] for k in ("customer", "id") if k == "customer" and case.case.get(k))


@dataclass(slots=True)
class _Reading:
    """The state of one run while it reads."""

    run: Run
    options: Options
    context: Context
    engine: Engine = field(init=False)
    correlators: list[Correlator] = field(init=False)
    materials: dict[tuple[str, str], Material] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.engine = Engine(self.run.rulebook)
        self.correlators = [make() for make in plugins.find("correlator")]

    def everything(self, paths: Sequence[str]) -> None:
        skip = {str(n) for n in self.context.files} | ({"case.yaml"} if self.run.case.folder else set())
        found = (f for f in expand(paths, Limits(total_bytes=self.options.max_bytes or Limits.total_bytes)) if not self._is_context(f.artifact, skip))
        for source, artifact in self._alone((f.source, f.artifact) for f in found):
            self._artifact(source, artifact)
        self._examine()
        self._conclude()
        self.run.judgement = self.engine.judge()
        self._judge_again()

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

    def _judge_again(self) -> None:
        """Where clocks stand apart, everything is read and judged once more with corrected times, and what changed is noted."""
        self.run.offsets = offsets = oneclock.offsets(r for r in self.run.derived if r.kind is Kind.FACT)
        if len(self.run.sources) < 2 or not oneclock.matter(offsets):
            return
        shifts = {name: timedelta(seconds=offset.seconds) for name, offset in offsets.items()}
        none = timedelta()
        engine = Engine(self.run.rulebook, clock=lambda r: r.at + shifts.get(r.location.artifact, none) if r.at else None, program=self.engine.program)
        for source in self.run.sources:
            for record in read_again(source, self.context):
                if not self._outside(record):
                    engine.feed(record)
        for record in self.run.derived:
            engine.feed(record)
        first, self.run.judgement = self.run.judgement, engine.judge()
        before = {c.id: c.verdict for c in first.causes}
        self.run.decided_by_clock = {c.id: str(before[c.id]) for c in self.run.judgement.causes if before.get(c.id, c.verdict) is not c.verdict}

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
        found = list(self.materials.values())
        for examiner in plugins.find("examiner"):
            mine = [m for m in found if m.kind in examiner.takes]
            if mine or examiner.takes & set(self.context.expect):
                self._judged(examiner, mine)

    def _judged(self, examiner: Examiner, materials: list[Material]) -> None:
        try:
            for record in examiner.examine(materials, self.context):
                self._note_signature(record)
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
                if record.get("fact") in ("clock-offset", "source-clock"):
                    self.run.clock.append(record)
                self.run.witness.see(record)
                self.run.derived.append(record)
                self.engine.feed(record)


def read_again(source: Source, context: Context) -> Iterator[Record]:
    """The records of one artifact once more. Total: a reader's fault ends its stream."""
    analyzer, _ = choose(source)
    if analyzer is None:
        return
    with suppress(Exception):
        for item in analyzer.read(source, context):
            if isinstance(item, Record):
                yield item


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


def digest(data: bytes) -> str:
    """SHA-256 as hex."""
    return hashlib.sha256(data).hexdigest()


def severities(judgement: Judgement) -> Mapping[str, str]:
    """Severity by cause id."""
    return {c.id: c.severity for c in judgement.causes}
