"""Write the first reply to the customer: what came in, what it looks like, what comes next."""

from typing import Annotated

import typer

from triagekit.commands import _desk
from triagekit.commands import _options as o

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    "first-reply customer-files/",
    "first-reply customer-files/ --language de",
)


@app.command(help=HELP)
def first_reply(
    paths: o.Paths = None,
    case: o.CaseOption = None,
    language: _desk.Language = "en",
    templates: _desk.Templates = None,
    tz: Annotated[str, typer.Option("--tz", help="Zone of log lines without an offset.", show_default=False)] = "",
) -> int:
    return _desk.say("first-reply", language, templates, _desk.Case(o.named(paths), case, tz))
