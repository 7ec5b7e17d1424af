"""Show everything that happened, of all files, on one clock."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated

import typer

from triagekit import pipeline, safetext, walk
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.run import Run
from triagekit.walk import Shown

app = o.application(__doc__)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
_COLUMNS = tuple(Shown.__dataclass_fields__)

HELP = o.shown(
    __doc__,
    "timeline customer-files/",
    "timeline customer-files/ --around incident --window 2m",
    "timeline customer-files/ --level error --format csv",
)


@app.command(help=HELP)
def timeline(
    paths: o.Paths = None,
    case: o.CaseOption = None,
    format_: Annotated[str, typer.Option("--format", help="text, json, jsonl (one object per line) or csv.")] = "text",
    since: o.SinceOption = "",
    until: o.UntilOption = "",
    tz: o.ZoneOption = "",
    host: Annotated[str, typer.Option("--host", help="Only this host.", show_default=False)] = "",
    correlation_id: Annotated[str, typer.Option("--id", help="Only what bears this correlation identifier.", show_default=False)] = "",
    level: Annotated[str, typer.Option("--level", help="Only this level and graver: info, warn, error ...", show_default=False)] = "",
    user: Annotated[str, typer.Option("--user", help="Only what names this pseudonym.", show_default=False)] = "",
    around: Annotated[str, typer.Option("--around", help="Only what is near this time; “incident” takes the case file's.", show_default=False)] = "",
    window: Annotated[str, typer.Option("--window", help="How near: 30s, 5m, 1h to either side.")] = "5m",
    max_bytes: o.MaxBytesOption = 0,
) -> int:
    if format_ not in _FORMS:
        raise TriageError(Problem("TK-USE-002", "--format", f"known are {', '.join(sorted(_FORMS))}"))
    if level and level not in walk.LEVELS:
        raise TriageError(Problem("TK-USE-002", "--level", f"known are {', '.join(walk.LEVELS)}"))
    options = o.options(case, ("", since, until), tz, (None, "support"), None, max_bytes)
    run = pipeline.analyze(o.named(paths), options)
    near, half = _near(around, window, run)
    wanted = walk.Filter(host, correlation_id, level, user, near, half)
    for text in _FORMS[format_](walk.timeline(run, options, wanted)):
        safetext.out(text)
    return Exit.PARTIAL if run.partial else Exit.RAN


def _near(around: str, window: str, run: Run) -> tuple[datetime | None, timedelta]:
    """The middle of the incident window and half its width. Raises TK-USE-002."""
    from triagekit.engine.units import seconds

    half = seconds(window)
    if half is None or half <= 0:
        raise TriageError(Problem("TK-USE-002", "--window", "write it as 30s, 5m or 1h"))
    if around == "incident":
        if run.case.incident_time is None:
            raise TriageError(Problem("TK-USE-002", "--around", "the case file names no incident_time"))
        return run.case.incident_time, timedelta(seconds=half)
    return o.moment("--around", around), timedelta(seconds=half)


def _text(rows: Iterable[Shown]) -> Iterator[str]:
    for row in rows:
        near = f" ±{row.uncertainty_s:.1f}s" if row.uncertainty_s else ""
        moved = abs(datetime.fromisoformat(row.original) - datetime.fromisoformat(row.at)) >= timedelta(milliseconds=1)
        recorded = datetime.fromisoformat(row.original).isoformat(timespec="milliseconds")
        said = [f"recorded {recorded}"] * (moved or bool(near)) + ["zone assumed"] * row.zone_assumed
        beside = f" ({', '.join(said)})" if said else ""
        level = f"{row.level:<5} " if row.level and not row.what.startswith(f"{row.level}: ") else ""
        yield f"{row.at}{near}  {safetext.line(row.artifact, 40)} {safetext.line(row.place, 60)}  {level}{safetext.line(row.what, 200)}{beside}\n"


def _json(rows: Iterable[Shown]) -> Iterator[str]:
    """One JSON array, written row by row."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(asdict(row), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _jsonl(rows: Iterable[Shown]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(asdict(row), ensure_ascii=False) + "\n"


def _csv(rows: Iterable[Shown]) -> Iterator[str]:
    yield _line(_COLUMNS)
    for row in rows:
        yield _line(" ".join(v) if isinstance(v, tuple) else str(v) for v in asdict(row).values())


def _line(cells: Iterable[str]) -> str:
    """One CSV line in which no cell is a formula (ASVS 1.2.10)."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow("'" + c if c.startswith(_FORMULA) else c for c in cells)
    return out.getvalue()


_FORMS = {"text": _text, "json": _json, "jsonl": _jsonl, "csv": _csv}
