"""Name the likely causes in what a customer sent, with the evidence for and against."""

from pathlib import Path
from typing import Annotated

import typer

from triagekit import pipeline, plugins, safetext, screen, writing
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.evidence import Evidence
from triagekit.model import VERDICT_ORDER, Verdict
from triagekit.roles import Report

app = o.application(__doc__)

_Format = Annotated[str, typer.Option("--format", help="text, json, jsonl, sarif, md or html.")]
_Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
_Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file instead of stdout.", show_default=False)]
_FailOn = Annotated[str, typer.Option("--fail-on", help="Exit 1 when a cause reaches this verdict.", show_default=False)]

HELP = o.shown(
    __doc__,
    "analyze login.har app.log",
    "analyze customer-files/ --tz Europe/Berlin  log lines without an offset are of Berlin",
    "analyze login.har --format html -o report.html",
    "analyze customer-files/ --fail-on likely  exit code 1 when a cause is likely or confirmed",
)


@app.command(help=HELP)
def analyze(
    paths: o.Paths = None,
    case: o.CaseOption = None,
    format_: _Format = "text",
    json_: _Json = False,
    output: _Output = None,
    fail_on: _FailOn = "",
    at: o.AtOption = "",
    tz: o.ZoneOption = "",
    since: o.SinceOption = "",
    until: o.UntilOption = "",
    policy: o.PolicyOption = None,
    profile: o.ProfileOption = "support",
    rules: o.RulesOption = None,
    max_bytes: o.MaxBytesOption = 0,
) -> int:
    named = o.named(paths)
    report = chosen("json" if json_ else format_)
    gate = _gate(fail_on)
    run = pipeline.analyze(named, o.options(case, (at, since, until), tz, (policy, profile), rules, max_bytes))
    evidence = run.evidence()
    _write(report.render(evidence), output, report.name)
    problems(evidence)
    if report.name == "text" and output is None:
        safetext.talk(f"next: triagekit redact {' '.join(_shell(p) for p in named)} -o clean/")
    return _exit(evidence, gate)


def chosen(name: str) -> Report:
    """The report form of that name. Raises TK-USE-002."""
    found: Report | None = plugins.named("report", name)
    if found is None:
        known = sorted(r.name for r in plugins.find("report"))
        raise TriageError(Problem("TK-USE-002", "--format", f"known are {', '.join(known)}"))
    return found


def _gate(name: str) -> Verdict | None:
    if not name:
        return None
    if name not in set(Verdict):
        raise TriageError(Problem("TK-USE-002", "--fail-on", f"known are {', '.join(Verdict)}"))
    return Verdict(name)


def _write(text: str, output: Path | None, form: str) -> None:
    if output is not None:
        writing.whole(output, text.encode())
    elif form == "text":
        screen.report(text)
    else:
        safetext.out(text)


def problems(evidence: Evidence) -> None:
    """Say on stderr what could not be read."""
    for artifact in evidence.artifacts:
        for defect in artifact.defects[:5]:
            line = f", line {defect.location.line}" if defect.location and defect.location.line else ""
            _, _, detail = defect.what.partition(": ")
            screen.problem(Problem(defect.code, f"{artifact.name}{line}", detail))


def _shell(path: str) -> str:
    return f"'{path}'" if " " in path else path


def _exit(evidence: Evidence, gate: Verdict | None) -> int:
    read = [a for a in evidence.artifacts if a.records and not a.context]
    codes = {d.code for a in evidence.artifacts for d in a.defects}
    if "TK-IO-021" in codes:
        return Exit.REFUSED
    if gate is not None and any(VERDICT_ORDER[Verdict(c.verdict)] <= VERDICT_ORDER[gate] for c in evidence.causes):
        return Exit.GATE_FAILED
    if codes:
        return Exit.PARTIAL if read else Exit.UNUSABLE
    return Exit.RAN
