"""Write the message that asks the customer for what is still missing."""

from typing import Annotated

import typer

from triagekit.commands import _desk
from triagekit.commands import _options as o

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    "request login.har",
    "request customer-files/ --language de",
)


@app.command(help=HELP)
def request(
    paths: o.Paths = None,
    case: o.CaseOption = None,
    language: _desk.Language = "en",
    templates: _desk.Templates = None,
    tz: Annotated[str, typer.Option("--tz", help="Zone of log lines without an offset.", show_default=False)] = "",
) -> int:
    return _desk.say("request", language, templates, _desk.Case(o.named(paths), case, tz))
