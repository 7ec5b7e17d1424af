"""Write the evidence in the form of a ticket system: jira, jira-wiki, servicenow, zendesk, slack, github, gitlab, timeline."""

from pathlib import Path
from typing import Annotated

import typer

from triagekit import pipeline, plugins, safetext, writing
from triagekit.commands import _options as o
from triagekit.commands._packages import sound
from triagekit.errors import Exit, Problem, TriageError
from triagekit.evidence import Evidence
from triagekit.package.verify import is_package
from triagekit.run import Options

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    "export customer-files/ --to jira -o ticket.json",
    "export case.zip --to slack",
    "export customer-files/ --to timeline -o timeline.csv",
)


@app.command(help=HELP)
def export(
    paths: o.Paths = None,
    to: Annotated[str, typer.Option("--to", help="jira, jira-wiki, servicenow, zendesk, slack, github, gitlab or timeline.")] = "github",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file instead of stdout.", show_default=False)] = None,
    case: o.CaseOption = None,
    tz: o.ZoneOption = "",
    policy: o.PolicyOption = None,
    profile: o.ProfileOption = "support",
) -> int:
    forms = {e.name: e for e in plugins.find("export")}
    if to not in forms:
        raise TriageError(Problem("TK-USE-002", "--to", f"known are {', '.join(sorted(forms))}"))
    named = o.named(paths)
    told, partial = _evidence(named, o.options(case, ("", "", ""), tz, (policy, profile), None))
    text = forms[to].write(told)
    if output is not None:
        writing.whole(output, safetext.block(text).encode())
    else:
        safetext.out(text)
    return Exit.PARTIAL if partial else Exit.RAN


def _evidence(paths: list[str], options: Options) -> tuple[Evidence, bool]:
    """The evidence of a package, or of the files themselves."""
    if len(paths) == 1 and paths[0] != "-" and is_package(Path(paths[0])):
        return sound(Path(paths[0])).cases[0], False
    run = pipeline.analyze(paths, options)
    return run.evidence(), run.partial
