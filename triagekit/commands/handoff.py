"""Write what the next colleague needs: the ask, what was tried, what is pending, what comes next."""

from typing import Annotated

import typer

from triagekit.commands import _desk
from triagekit.commands import _options as o

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    "handoff customer-files/",
    "handoff customer-files/ --case case.yaml",
)


@app.command(help=HELP)
def handoff(
    paths: o.Paths = None,
    case: o.CaseOption = None,
    language: _desk.Language = "en",
    templates: _desk.Templates = None,
    tz: Annotated[str, typer.Option("--tz", help="Zone of log lines without an offset.", show_default=False)] = "",
) -> int:
    return _desk.say("handoff", language, templates, _desk.Case(o.named(paths), case, tz))
