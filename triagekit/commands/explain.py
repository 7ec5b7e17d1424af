"""Say what a rule or an error code means, when it fires, and what else looks like it."""

from typing import Annotated

import typer

from triagekit import pipeline, safetext
from triagekit.commands import _options as o
from triagekit.errors import CATALOGUE, Exit, Problem, TriageError

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    "explain auth/token-expired",
    "explain TK-IO-012",
)


@app.command(help=HELP)
def explain(what: Annotated[str, typer.Argument(help="A rule id such as auth/token-expired, or an error code such as TK-IO-012.")], rules: o.RulesOption = None) -> int:
    if what in CATALOGUE:
        entry = CATALOGUE[what]
        safetext.out(f"{what}: {entry.what}\n   why   {entry.why}\n   fix   {entry.fix}\n   exit  {int(entry.exit)}\n")
        return Exit.RAN
    from triagekit.engine import explain as explainer

    text = explainer.rule(pipeline.rulebook(rules or ()), what)
    if text is None:
        raise TriageError(Problem("TK-RULE-002", detail=what))
    safetext.out(text)
    return Exit.RAN
