"""Walks a case's records again, for what needs every record in order: the timeline and the comparison."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from triagekit import pipeline
from triagekit.correlate import compare as comparing
from triagekit.correlate import timeline as lines
from triagekit.correlate.timeline import Offset, Row
from triagekit.model import SPEAKING, Clean, Verdict
from triagekit.reading.describe import excerpt
from triagekit.readthrough import read_again
from triagekit.records import Kind, Record
from triagekit.roles import Context, Source
from triagekit.run import Options, Run
from triagekit.verdicts import JudgedCause

LEVELS = ("trace", "debug", "info", "notice", "warn", "error", "fatal")
"""Levels of events from the least to the gravest."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the timeline as it leaves."""

    at: str
    """On the case's one clock, UTC."""
    original: str
    """As the artifact says, with its own offset."""
    uncertainty_s: float
    """Seconds to either side."""
    artifact: Clean
    place: Clean
    kind: str
    level: str
    """Of an event; error for a request that failed."""
    host: Clean
    what: Clean
    ids: tuple[Clean, ...]
    """Correlation identifiers, name=value."""
    zone_assumed: bool = False
    """The artifact's time names no zone; `original` is in the one that was assumed."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted; an empty entry asks for nothing."""

    host: str = ""
    correlation_id: str = ""
    """Part of an identifier."""
    level: str = ""
    """This level and what is graver."""
    user: str = ""
    """A pseudonym as redaction made it."""
    around: datetime | None = None
    """Middle of the incident window."""
    window: timedelta = timedelta(minutes=5)
    """Half its width."""

    def takes(self, row: Row) -> bool:
        """Whether the raw row is wanted; what needs clean text is asked later."""
        record = row.record
        if self.around is not None and abs(row.at - self.around) > self.window:
            return False
        if self.host and self.host.lower() != _host(record).lower():
            return False
        if self.level and LEVELS.index(_level(record) or "info") < LEVELS.index(self.level):
            return False
        return not self.correlation_id or any(self.correlation_id in i for i in _ids(record)) or self.correlation_id in str(record.get("event.text") or "")


_SHOWN = (Kind.EXCHANGE, Kind.EVENT, Kind.HANDSHAKE)


def records(source: Source, context: Context) -> Iterator[Record]:
    """The records of one artifact that have their place in time."""
    return (r for r in read_again(source, context) if r.kind in _SHOWN)


def timeline(run: Run, options: Options, wanted: Filter | None = None) -> Iterator[Shown]:
    """Every timed record of the run's artifacts on one clock, redacted."""
    wanted = wanted or Filter()
    names = {a.id: run.clean(a.name) for a in run.artifacts}
    merged = lines.merge(lines.rows(records(s, run.context), run.offsets.get(s.artifact, Offset())) for s in run.sources)
    for row in merged:
        if not options.outside(row.at) and wanted.takes(row):
            shown = _shown(row, run, names)
            if not wanted.user or wanted.user in shown.what:
                yield shown


def _shown(row: Row, run: Run, names: dict[str, Clean]) -> Shown:
    record = row.record
    spot = record.location
    place = f"line {spot.line}" if spot.line else spot.pointer
    return Shown(
        at=row.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"), original=row.original.isoformat(), uncertainty_s=round(row.uncertainty, 3),
        artifact=names[spot.artifact], place=run.clean(place), kind=record.kind, level=_level(record), host=run.clean(_host(record)), what=run.clean(excerpt(record)),
        ids=tuple(run.clean(i) for i in _ids(record)[:5]), zone_assumed=row.zone_assumed,
    )  # fmt: skip


def _host(record: Record) -> str:
    return str(record.get("request.url.host") or record.get("event.url.host") or record.get("server.name") or record.get("event.host") or "")


def _ids(record: Record) -> tuple[str, ...]:
    found = record.get("correlation.ids")
    return found if isinstance(found, tuple) else ()


def _level(record: Record) -> str:
    level = str(record.get("event.level") or "")
    if level in LEVELS:
        return level
    status = record.get("response.status")
    if record.get("error.kind") or (isinstance(status, int) and status >= 500):
        return "error"
    return "warn" if isinstance(status, int) and status >= 400 else ""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two runs, and where their journeys part."""

    comparison: comparing.Comparison
    working: Run
    failing: Run

    def only_failing(self) -> list[JudgedCause]:
        """Causes that are confirmed or likely in the failing run and do not speak in the working one, best first."""
        quiet = {c.id for c in self.working.judgement.causes if c.verdict not in SPEAKING}
        known = {c.id for c in self.working.judgement.causes}
        loud = (Verdict.CONFIRMED, Verdict.LIKELY, Verdict.CONFLICTING)
        return [c for c in self.failing.judgement.causes if c.verdict in loud and not c.explained_by and (c.id in quiet or c.id not in known)]


def compare(working: Sequence[str], failing: Sequence[str], options: Options) -> Compared:
    """Compare two captures of the same journey. The texts of both must be cleaned by the failing run's session."""
    book = pipeline.rulebook(options.rules)
    good, bad = pipeline.analyze(working, options, book), pipeline.analyze(failing, options, book)
    return Compared(comparing.compare(_all(good), _all(bad), (good.derived, bad.derived)), good, bad)


def _all(run: Run) -> Iterator[Record]:
    for source in run.sources:
        yield from records(source, run.context)
