"""The commands that write a text of the desk are one command with another text: request, handoff, closure, first-reply, status-update."""

from pathlib import Path
from typing import Annotated

import typer

from triagekit import pipeline, safetext
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.report import desk

Language = Annotated[str, typer.Option("--language", "-l", help="Language of the text: en or de.")]
Templates = Annotated[Path | None, typer.Option("--templates", help="A folder with the team's own templates.", show_default=False)]


_Zone = Annotated[str, typer.Option("--tz", help="Zone of log lines without an offset.", show_default=False)]


def application(name: str, about: str | None, *examples: str) -> typer.Typer:
    """The command of that name, which analyzes a case and prints the text of that name."""
    app = o.application(about or "")

    def write(paths: o.Paths = None, case: o.CaseOption = None, language: Language = "en", templates: Templates = None, tz: _Zone = "") -> int:
        if language not in desk.languages(name, templates):
            raise TriageError(Problem("TK-USE-002", "--language", f"known are {', '.join(desk.languages(name, templates))}"))
        run = pipeline.analyze(o.named(paths), o.options(case, ("", "", ""), tz, (None, "support"), None))
        safetext.out(desk.write(name, language, run.evidence(), templates))
        return Exit.PARTIAL if run.partial else Exit.RAN

    app.command(name, help=o.shown(about, *examples))(write)
    return app
