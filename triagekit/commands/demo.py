"""Do the main job on the samples that come along: name the causes, write redacted copies and the evidence."""

from pathlib import Path
from typing import Annotated

import typer

from triagekit import demo as samples
from triagekit import safetext, screen
from triagekit.commands import _options as o
from triagekit.demo import Done
from triagekit.errors import Exit

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    "demo",
    "demo -o demo-output --all",
)


@app.command(help=HELP)
def demo(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder for copies and evidence.")] = Path("demo-output"),
    every: Annotated[bool, typer.Option("--all", help="Every sample, not one of each family.")] = False,
) -> int:
    withheld = 0
    for number, done in enumerate(samples.run(output, every)):
        if number == 0:
            safetext.out(f"A customer sent {done.name.split('/')[1]}.txt. This is what triagekit says of it:\n\n")
            screen.report(done.report)
            safetext.out("\nThe other samples, in one line each:\n\n")
        safetext.out(_row(done))
        withheld += done.withheld
    safetext.out(f"\nRedacted copies, audits and evidence (evidence.html opens in a browser): {output}/\n")
    return Exit.REFUSED if withheld else Exit.RAN


def _row(done: Done) -> str:
    said = f"{done.first} ({done.verdict})" if done.first else "no cause named"
    return f"  {done.name:<38} {said}\n"
