"""Check a redaction policy, and say which line of it decides at a place."""

from pathlib import Path
from typing import Annotated

import typer

from triagekit import safetext, screen
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError

app = o.application(
    o.shown(
        __doc__,
        "policy lint policy.yaml",
        "policy explain app.log#L17",
    )
)


@app.command(help=o.shown("Check a policy: every line is understood, every pattern finds its examples; exit 1 when one is not.", "policy lint policy.yaml"))
def lint(file: Annotated[Path, typer.Argument(help="The policy (YAML).")]) -> int:
    from redaction import policyfile

    if not file.is_file():
        raise TriageError(Problem("TK-IO-001", str(file)))
    found = list(policyfile.lint(file))
    for problem in found:
        screen.problem(problem)
    if not found:
        safetext.out("the policy is sound\n")
    return Exit.GATE_FAILED if found else Exit.RAN


@app.command(help=o.shown("Say what is replaced at a place of a file, and which line of the policy decided.", "policy explain login.har#/log/entries/0", "policy explain app.log#L17 --policy policy.yaml"))
def explain(
    place: Annotated[str, typer.Argument(help="PATH#POINTER, such as login.har#/log/entries/0 or app.log#L17.")],
    policy: o.PolicyOption = None,
    profile: o.ProfileOption = "support",
) -> int:
    from redaction import explaining
    from redaction.session import Session
    from triagekit.intake import expand

    path, mark, pointer = place.partition("#")
    if not mark or not pointer:
        raise TriageError(Problem("TK-USE-002", "PATH#POINTER", "name a place, such as login.har#/log/entries/0 or app.log#L17"))
    session = Session(policy=policy, profile=profile)
    sources = [found.source for found in expand([path]) if found.source is not None]
    last = ""
    for row in (row for source in sources for row in explaining.explain(session, source, pointer)):
        within = f", inside {' then '.join(row.codecs)}" if row.codecs else ""
        if row.place != last:
            safetext.out(f"{safetext.line(session.text(row.place), 160)}\n")
        safetext.out(f"   {row.category} (found by {row.detector}{within}): {row.action}, by {row.origin}\n")
        last = row.place
    if not last:
        safetext.out(f"nothing is found there{''.join(f': {why}' for source in sources if (why := explaining.beyond(source, pointer)))}\n")
    return Exit.RAN
