"""What request, handoff and closure share."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from triagekit import pipeline, safetext
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.report import desk

Language = Annotated[str, typer.Option("--language", "-l", help="Language of the text: en or de.")]
Templates = Annotated[Path | None, typer.Option("--templates", help="A folder with the team's own templates.", show_default=False)]


@dataclass(frozen=True, slots=True)
class Case:
    """What the text is about."""

    paths: list[str]
    case: Path | None
    zone: str


def say(name: str, language: str, templates: Path | None, case: Case) -> int:
    """Analyze the case and print the text."""
    if language not in desk.languages(name, templates):
        raise TriageError(Problem("TK-USE-002", "--language", f"known are {', '.join(desk.languages(name, templates))}"))
    run = pipeline.analyze(case.paths, o.options(case.case, ("", "", ""), case.zone, (None, "support"), None))
    safetext.out(desk.write(name, language, run.evidence(), templates))
    return Exit.PARTIAL if run.partial else Exit.RAN
