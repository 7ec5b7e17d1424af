"""Write copies that may leave, with an audit that holds no value; withhold what cannot be proven clean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from triagekit import pipeline, redacting, safetext, screen
from triagekit.commands import _options as o
from triagekit.errors import CATALOGUE, Exit, Problem, TriageError
from triagekit.redacting import Copy
from triagekit.run import Options, Run

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    "redact login.har -o clean/",
    "redact customer-files/ -o clean/ --check  diagnose the copies too, and compare",
    "redact customer-files/ -o clean/ --policy policy.yaml",
)


@app.command(help=HELP)
def redact(
    paths: o.Paths = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The folder for the copies.", show_default=False)] = None,
    case: o.CaseOption = None,
    policy: o.PolicyOption = None,
    profile: o.ProfileOption = "support",
    check: Annotated[bool, typer.Option("--check", help="Diagnose the copies too, and fail when anything differs.")] = False,
    max_bytes: o.MaxBytesOption = 0,
) -> int:
    named = o.named(paths)
    if output is None:
        raise TriageError(Problem("TK-USE-002", "-o", "name the folder for the copies: -o clean/"))
    options = o.options(case, ("", "", ""), "", (policy, profile), None, max_bytes)
    run = pipeline.analyze(named, options)
    copies = redacting.redact(run, output)
    for copy in copies:
        safetext.out(_said(copy))
    for row in _without(run, copies):
        safetext.out(row)
    refused = _refused(run)
    if not copies and not refused:
        raise TriageError(Problem("TK-IO-013"))
    for problem in refused[:5]:
        screen.problem(problem)
    return max(_exit(run, copies, _check(run, copies, options) if check else []), Exit.REFUSED if refused else Exit.RAN)


def _refused(run: Run) -> list[Problem]:
    """Archives that were not unpacked, or not wholly, because they hold more than the budget allows."""
    return [Problem(d.code, run.clean(a.name), d.detail) for a in run.artifacts for d in a.defects if d.code == "TK-IO-021"]


def _without(run: Run, copies: list[Copy]) -> Iterator[str]:
    """A line for every file of which there is nothing to copy, with the reason: none may be missing from the folder without a word."""
    copied = {c.artifact for c in copies}
    for artifact in run.artifacts:
        told = [CATALOGUE[d.code].what for d in artifact.defects if d.code != "TK-IO-021"] + [why for _, why in artifact.skipped]
        if artifact.id not in copied and artifact.kind != "archive" and told:
            yield f"no copy   {safetext.line(run.clean(artifact.name), 80)}: {told[0]}\n"


def _said(copy: Copy) -> str:
    if copy.path is None:
        return f"withheld  {safetext.line(copy.name, 80)}: {copy.withheld}\n"
    return f"clean     {safetext.line(str(copy.path), 120)}  ({safetext.counted(copy.replaced, 'value')} replaced, verified)\n"


def _check(run: Run, copies: list[Copy], options: Options) -> list[str]:
    return redacting.differences(run, redacting.again(run, copies, options), copies) if any(c.path for c in copies) else []


def _exit(run: Run, copies: list[Copy], different: list[str]) -> int:
    for row in different[:10]:
        screen.problem(Problem("TK-RED-002", detail=row))
    if any("verifier" in c.withheld for c in copies):
        screen.problem(Problem("TK-RED-001"))
        return Exit.REFUSED
    if different:
        return Exit.GATE_FAILED
    return Exit.PARTIAL if run.partial or any(c.path is None for c in copies) else Exit.RAN
