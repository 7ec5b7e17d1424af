"""Find the first step at which a failing journey leaves a working one, and what differs there."""

from pathlib import Path
from typing import Annotated

import typer

from triagekit import safetext, walk
from triagekit.commands import _options as o
from triagekit.correlate.compare import Comparison, Divergence
from triagekit.errors import Exit
from triagekit.pipeline import Run

app = o.application(__doc__)


@app.command(help=__doc__)
def compare(
    working: Annotated[str, typer.Argument(help="A capture of the journey that works.")],
    failing: Annotated[str, typer.Argument(help="A capture of the same journey that fails.")],
    case: Annotated[Path | None, typer.Option("--case", help="The case file.", show_default=False)] = None,
    fail_on_divergence: Annotated[bool, typer.Option("--fail-on", help="Exit 1 when the journeys part.")] = False,
) -> int:
    options = o.options(case, ("", "", ""), "", (None, "support"), None)
    found, run = walk.compare([working], [failing], options)
    safetext.out(_report(found, run))
    return Exit.GATE_FAILED if fail_on_divergence and found.divergences else Exit.RAN


def _report(found: Comparison, run: Run) -> str:
    if not found.divergences:
        return f"The journeys do not part: {found.aligned} steps are alike in everything that was compared.\n"
    first, *rest = found.divergences
    lines = [f"The journeys part at {run.clean(first.route)}", *_step(first, run), ""]
    lines += [f"  then at    {run.clean(d.route)}" for d in rest[:8]]
    counts = f"{found.aligned} steps aligned, {found.only_working} only in the working, {found.only_failing} only in the failing journey"
    return "\n".join([*lines, f"  {counts}"]) + "\n"


def _step(step: Divergence, run: Run) -> list[str]:
    if step.failing is None:
        return ["  The failing journey never gets there."]
    if step.working is None:
        return ["  The working journey does not take this step."]
    return [f"  {d.name:<20} worked with {safetext.line(run.clean(d.working), 60)}; failed with {safetext.line(run.clean(d.failing), 60)}" for d in step.differences[:8]]
