"""Find the first step at which a failing journey leaves a working one, and what differs there."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from triagekit import safetext, walk
from triagekit.commands import _options as o
from triagekit.correlate.compare import Divergence
from triagekit.errors import Exit, Problem, TriageError
from triagekit.run import Run
from triagekit.walk import Compared

app = o.application(__doc__)

STEPS = 50
"""Divergent steps that are told."""

HELP = o.shown(
    __doc__,
    "compare working.har failing.har",
    "compare working.har failing.har --format json",
)


@app.command(help=HELP)
def compare(
    working: Annotated[str, typer.Argument(help="A capture, log or message of the journey that works.")],
    failing: Annotated[str, typer.Argument(help="The same journey where it fails.")],
    case: Annotated[Path | None, typer.Option("--case", help="The case file.", show_default=False)] = None,
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    fail_on: Annotated[bool, typer.Option("--fail-on", help="Exit 1 when the journeys part.")] = False,
    tz: o.ZoneOption = "",
) -> int:
    if format_ not in ("text", "json"):
        raise TriageError(Problem("TK-USE-002", "--format", "known are json, text"))
    found = walk.compare(o.named([working]), o.named([failing]), o.options(case, ("", "", ""), tz, (None, "support"), None))
    safetext.out(json.dumps(_document(found), ensure_ascii=False, indent=1) + "\n" if format_ == "json" else _report(found))
    if not found.comparison.aligned and not found.comparison.divergences:
        raise TriageError(Problem("TK-IO-013"))
    if fail_on and found.comparison.divergences:
        return Exit.GATE_FAILED
    return Exit.PARTIAL if found.working.partial or found.failing.partial else Exit.RAN


def _report(found: Compared) -> str:
    told = found.comparison
    counts = f"{told.aligned} steps aligned, {told.only_working} only in the working, {told.only_failing} only in the failing journey"
    lines = [_headline(found), "", *_causes(found), f"  {counts}"]
    if told.always:
        lines.append(f"  always different and left out: {', '.join(found.failing.clean(n) for n in told.always[:12])}")
    return "\n".join(lines) + "\n"


def _headline(found: Compared) -> str:
    told, run = found.comparison, found.failing
    if not told.divergences:
        return f"The journeys do not part: {told.aligned} steps are alike in everything that was compared."
    first, *rest = told.divergences
    lines = [f"The journeys part at {safetext.line(run.clean(first.route), 160)}", *_step(first, run)]
    return "\n".join([*lines, *(f"  then at    {safetext.line(run.clean(d.route), 160)}" for d in rest[:8])])


def _causes(found: Compared) -> list[str]:
    causes = [f"  only the failing one shows: {c.title} ({c.verdict}) · {c.id}" for c in found.only_failing()[:5]]
    return [*causes, ""] if causes else []


def _step(step: Divergence, run: Run) -> list[str]:
    if step.failing is None:
        return ["  The failing journey never gets there."]
    if step.working is None:
        return ["  The working journey does not take this step."]
    return [
        f"  {safetext.line(run.clean(d.name), 60):<22} worked with {safetext.line(run.clean(d.working), 80)}; failed with {safetext.line(run.clean(d.failing), 80)}"
        for d in step.differences[:10]
    ]


def _document(found: Compared) -> dict[str, Any]:
    told, clean = found.comparison, found.failing.clean
    return {
        "aligned": told.aligned,
        "only_working": told.only_working,
        "only_failing": told.only_failing,
        "always_different": [clean(n) for n in told.always],
        "causes_only_in_failing": [{"id": c.id, "title": c.title, "verdict": str(c.verdict)} for c in found.only_failing()],
        "divergences": [_divergence(d, found.failing) for d in told.divergences[:STEPS]],
    }


def _divergence(step: Divergence, run: Run) -> dict[str, Any]:
    def place(record: Any) -> dict[str, Any] | None:
        return {"line": record.location.line or None, "pointer": run.clean(record.location.pointer) or None} if record is not None else None

    rows = [{"what": run.clean(d.name), "working": run.clean(d.working), "failing": run.clean(d.failing), "weight": d.weight, "outcome": d.outcome} for d in step.differences]
    return {"step": run.clean(step.route), "working": place(step.working), "failing": place(step.failing), "differences": rows}
