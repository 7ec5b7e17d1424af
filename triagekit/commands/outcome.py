"""Record what became of an escalation: accepted, more information asked for, or rejected; or show what was recorded."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from triagekit import safetext
from triagekit.casefile import parse_time
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.evidence import Cleaner
from triagekit.package import outcome as outcomes

app = o.application(__doc__)

_Needs = Annotated[list[str] | None, typer.Option("--needs", help="The receiver asked for this; may be given again.", show_default=False)]

HELP = o.shown(
    __doc__,
    "outcome case.zip --accepted",
    "outcome case.zip --needs \"the gateway's log\"",
    "outcome case.zip  what was recorded so far",
)


@app.command(help=HELP)
def outcome(
    package: Annotated[Path, typer.Argument(help="The package that was sent.", show_default=False)],
    accepted: Annotated[bool, typer.Option("--accepted", help="It was accepted without a question back.")] = False,
    needs: _Needs = None,
    rejected: Annotated[str, typer.Option("--rejected", help="It was rejected, for this reason.", show_default=False)] = "",
    at: o.AtOption = "",
) -> int:
    if accepted + bool(needs) + bool(rejected) > 1:
        raise TriageError(Problem("TK-USE-002", "--accepted, --needs, --rejected", "name one of them"))
    result = "accepted" if accepted else "information_requested" if needs else "rejected" if rejected else ""
    if result:
        clean = _cleaner()
        made = outcomes.Outcome(result, clean(rejected) if rejected else None, tuple(str(clean(n)) for n in needs or ()))
        outcomes.record(package, made, _time(at))
    for row in outcomes.outcomes(package):
        more = "; ".join([*row.needs, *([row.reason] if row.reason else [])])
        safetext.out(f"{row.at}  {row.result.replace('_', ' ')}{': ' + more if more else ''}\n")
    return Exit.RAN


def _cleaner() -> Cleaner:
    """What an associate types may name a customer too."""
    from redaction.session import Session

    return Session().text


def _time(at: str) -> datetime:
    when = parse_time(at) if at else datetime.now(UTC)
    if when is None:
        raise TriageError(Problem("TK-USE-002", "--at", at))
    return when
