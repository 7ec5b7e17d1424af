"""Show everything that happened, of all files, on one clock."""

import csv
import io
import json
from dataclasses import asdict
from typing import Annotated

import typer

from triagekit import pipeline, safetext, walk
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.walk import Shown

app = o.application(__doc__)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


@app.command(help=__doc__)
def timeline(
    paths: o.Paths = None,
    case: o.CaseOption = None,
    format_: Annotated[str, typer.Option("--format", help="text, json (one object per line) or csv.")] = "text",
    since: o.SinceOption = "",
    until: o.UntilOption = "",
    tz: o.ZoneOption = "",
    max_bytes: o.MaxBytesOption = 0,
) -> int:
    if format_ not in _FORMS:
        raise TriageError(Problem("TK-USE-002", "--format", "known are csv, json, text"))
    options = o.options(case, ("", since, until), tz, (None, "support"), None, max_bytes)
    run = pipeline.analyze(o.named(paths), options)
    if format_ == "csv":
        safetext.out(_csv(list(Shown.__dataclass_fields__)))
    for row in walk.timeline(run, options):
        safetext.out(_FORMS[format_](row))
    return Exit.PARTIAL if run.partial else Exit.RAN


def _text(row: Shown) -> str:
    near = f" ±{row.uncertainty_s:.1f}s" if row.uncertainty_s else ""
    return f"{row.at}{near}  {safetext.line(row.artifact, 40)} {row.place}  {safetext.line(row.what, 200)}\n"


def _json(row: Shown) -> str:
    return json.dumps(asdict(row), ensure_ascii=False) + "\n"


def _row(row: Shown) -> str:
    return _csv([str(v) for v in asdict(row).values()])


def _csv(cells: list[str]) -> str:
    """One CSV line in which no cell is a formula (ASVS 1.2.10)."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow("'" + c if c.startswith(_FORMULA) else c for c in cells)
    return out.getvalue()


_FORMS = {"text": _text, "json": _json, "csv": _row}
