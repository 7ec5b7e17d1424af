"""Show acceptance, causes, repeat customers and missing facts over a folder of packages."""

from pathlib import Path
from typing import Annotated

import typer

from triagekit import safetext, trendforms, writing
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.trends import look

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    "trends packages/",
    "trends packages/ --format html -o trends.html",
)


@app.command(help=HELP)
def trends(
    folders: Annotated[list[Path], typer.Argument(help="Folders of packages, or packages.", show_default=False)],
    format_: Annotated[str, typer.Option("--format", help="text, json, csv or html.")] = "text",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file instead of stdout.", show_default=False)] = None,
) -> int:
    if format_ not in trendforms.FORMS:
        raise TriageError(Problem("TK-USE-002", "--format", f"known are {', '.join(sorted(trendforms.FORMS))}"))
    for folder in folders:
        if not folder.exists():
            raise TriageError(Problem("TK-IO-001", str(folder)))
    found = look(folders)
    text = trendforms.FORMS[format_](found)
    if output is not None:
        writing.whole(output, text.encode())
    else:
        safetext.out(text)
    return Exit.PARTIAL if found.refused else Exit.RAN
