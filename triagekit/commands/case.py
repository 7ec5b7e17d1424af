"""Draft a case file from what was read: its times and figures, and an open line for what no file can tell."""

from pathlib import Path
from typing import Annotated

import typer

from triagekit import pipeline, safetext, scaffold, writing
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.run import Options

app = o.application(o.shown(__doc__, "case new customer-files/ -o customer-files/"))


@app.callback()
def case() -> None:
    """Work with the case file."""


@app.command(help=o.shown("Draft case.yaml for these files.", "case new customer-files/  look at the draft", "case new customer-files/ -o customer-files/  write case.yaml there"))
def new(
    paths: o.Paths = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write it; without it the draft is printed.", show_default=False)] = None,
) -> int:
    run = pipeline.analyze(o.named(paths), Options())
    text = scaffold.draft(run)
    if output is None:
        safetext.out(text)
        return Exit.RAN
    target = output / "case.yaml" if output.is_dir() else output
    if target.exists():
        raise TriageError(Problem("TK-IO-005", str(target)))
    writing.whole(target, text.encode())
    safetext.talk(f"wrote {target}; next: fill it in and run triagekit analyze with it")
    return Exit.RAN
