"""Analyze many cases in one go, resume where it stopped, and ask the results."""

import json
from pathlib import Path
from typing import Annotated

import typer

from triagekit import batch as batches
from triagekit import safetext
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.ledger import DONE, Ledger

app = o.application(
    o.shown(
        __doc__,
        "batch run cases/ -o batch-output --jobs 4",
        "batch resume -o batch-output",
        'batch query "select cause, count(*) from results group by 1"',
    )
)

_Output = Annotated[Path, typer.Option("-o", "--output", help="The folder for evidence, results and the ledger.")]
_Jobs = Annotated[int, typer.Option("--jobs", "-j", help="Workers at once.", min=1)]
_Timeout = Annotated[float, typer.Option("--timeout", help="Seconds that one case may take.", min=1)]
_Cluster = Annotated[str, typer.Option("--cluster", help="Address of a Dask scheduler, such as tcp://host:8786.", show_default=False)]


@app.command(help=o.shown("Analyze every case below these folders.", "batch run cases/ -o batch-output --jobs 4"))
def run(
    folders: Annotated[list[Path], typer.Argument(help="Folders in which each file or folder is one case.", show_default=False)],
    output: _Output = Path("batch-output"),
    jobs: _Jobs = 2,
    timeout: _Timeout = 120.0,
    cluster: _Cluster = "",
) -> int:
    from triagekit import writing

    found = batches.cases(folders)
    writing.folder(output)
    Ledger(output / "ledger.sqlite").add(found)
    return _run(batches.Settings(output, jobs, timeout, cluster), again=False)


@app.command(help=o.shown("Go on where a batch stopped; what failed or timed out is tried again.", "batch resume -o batch-output"))
def resume(output: _Output = Path("batch-output"), jobs: _Jobs = 2, timeout: _Timeout = 120.0, cluster: _Cluster = "") -> int:
    _must_be(output)
    return _run(batches.Settings(output, jobs, timeout, cluster), again=True)


def _run(settings: batches.Settings, again: bool) -> int:
    states: dict[str, int] = {}
    for _, state in batches.run(settings, again):
        states[state] = states.get(state, 0) + 1
    safetext.out(_line(states) + f"   results in {settings.output}\n")
    return Exit.RAN if set(states) <= {DONE} else Exit.PARTIAL


def _line(states: dict[str, int]) -> str:
    return ", ".join(f"{n} {state}" for state, n in sorted(states.items())) or "nothing to do"


@app.command(help=o.shown("Say how far a batch is, and which cases failed.", "batch status -o batch-output"))
def status(output: _Output = Path("batch-output"), format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text") -> int:
    _must_be(output)
    ledger = Ledger(output / "ledger.sqlite")
    counts, troubled = ledger.counts(), ledger.troubled()
    if format_ == "json":
        safetext.out(json.dumps({"states": counts, "troubled": [{"id": i, "state": s, "code": c} for i, s, c in troubled]}, indent=1) + "\n")
    else:
        safetext.out(_line(counts) + "\n" + "".join(f"  {i}  {s:<8} {c}\n" for i, s, c in troubled))
    return Exit.RAN


@app.command(help=o.shown("Ask the results in SQL.", 'batch query "select cause, count(*) from results group by 1"'))
def query(
    sql: Annotated[str, typer.Argument(help="SQL over the table results, such as: select cause, count(*) from results group by 1")],
    output: _Output = Path("batch-output"),
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> int:
    _must_be(output)
    names, rows = batches.query(output, sql)
    if format_ == "json":
        safetext.out(json.dumps([dict(zip(names, row, strict=True)) for row in rows], default=str, indent=1) + "\n")
    else:
        safetext.out("\t".join(names) + "\n" + "".join("\t".join(map(str, row)) + "\n" for row in rows))
    return Exit.RAN


def _must_be(output: Path) -> None:
    if not (output / "ledger.sqlite").is_file():
        raise TriageError(Problem("TK-BAT-001", str(output), "there is no ledger"))
