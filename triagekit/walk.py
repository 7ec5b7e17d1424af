"""Walks a case's records again, for what needs every record in order: the timeline and the comparison."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from triagekit import pipeline
from triagekit.correlate import compare as comparing
from triagekit.correlate import timeline as lines
from triagekit.correlate.timeline import Offset, Row
from triagekit.model import Clean
from triagekit.pipeline import Options, Run
from triagekit.reading.describe import excerpt
from triagekit.records import Kind, Record
from triagekit.roles import Context, Source


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the timeline as it leaves."""

    at: str
    original: str
    uncertainty_s: float
    artifact: Clean
    place: Clean
    kind: str
    what: Clean


_SHOWN = (Kind.EXCHANGE, Kind.EVENT, Kind.HANDSHAKE)


def records(source: Source, context: Context) -> Iterator[Record]:
    """The records of one artifact that have their place in time."""
    return (r for r in pipeline.read_again(source, context) if r.kind in _SHOWN)


def timeline(run: Run, options: Options) -> Iterator[Shown]:
    """Every timed record of the run's artifacts on one clock, redacted."""
    context = run.case.context()
    names = {a.id: run.clean(a.name) for a in run.artifacts}
    merged = lines.merge(lines.rows(records(s, context), run.offsets.get(s.artifact, Offset())) for s in run.sources)
    for row in merged:
        if not _outside(row.at, options):
            yield _shown(row, run, names)


def _outside(at: datetime, options: Options) -> bool:
    return bool((options.since and at < options.since) or (options.until and at > options.until))


def _shown(row: Row, run: Run, names: dict[str, Clean]) -> Shown:
    spot = row.record.location
    place = f"line {spot.line}" if spot.line else spot.pointer
    return Shown(
        at=row.at.isoformat(), original=row.original.isoformat(), uncertainty_s=row.uncertainty, artifact=names[spot.artifact],
        place=run.clean(place), kind=row.record.kind, what=run.clean(excerpt(row.record)),
    )  # fmt: skip


def compare(working: Sequence[str], failing: Sequence[str], options: Options) -> tuple[comparing.Comparison, Run]:
    """Compare two captures of the same journey. Gives the comparison and the failing run, whose session cleans its texts."""
    book = pipeline.rulebook(options.rules)
    good, bad = pipeline.analyze(working, options, book), pipeline.analyze(failing, options, book)
    return comparing.compare(_all(good), _all(bad)), bad


def _all(run: Run) -> Iterator[Record]:
    context = run.case.context()
    for source in run.sources:
        yield from records(source, context)
