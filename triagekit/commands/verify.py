"""Prove redacted copies or packages again, without the original: audit, hash, placeholders and forms."""

from pathlib import Path

from redaction import proof
from triagekit import safetext, screen
from triagekit.commands import _options as o
from triagekit.commands._packages import prove
from triagekit.errors import Exit, Problem, TriageError
from triagekit.package.verify import is_package

app = o.application(__doc__)

HELP = o.shown(
    __doc__,
    "verify clean/",
    "verify case.zip",
)


@app.command(help=HELP)
def verify(paths: o.Paths = None) -> int:
    named = [Path(p) for p in o.named(paths)]
    packages = [p for p in named if is_package(p)]
    found = list(proof.copies([p for p in named if p not in packages]))
    if not found and not packages:
        raise TriageError(Problem("TK-IO-013"))
    return max([*(prove(package) for package in packages), *(_one(copy) for copy in found)])


def _one(copy: Path) -> int:
    name = safetext.line(str(copy), 120)
    if not copy.is_file():
        screen.problem(Problem("TK-IO-001", str(copy)))
        return Exit.UNUSABLE
    try:
        made = proof.prove(copy)
    except OSError:
        screen.problem(Problem("TK-IO-002", str(copy)))
        return Exit.UNUSABLE
    if made.holds:
        safetext.out(f"holds     {name}  ({made.placeholders} placeholders)\n")
        return Exit.RAN
    for row in (*made.problems, *(f"something of the category {c} shows in it" for c in made.leaks)):
        safetext.out(f"fails     {name}: {row}\n")
    return Exit.REFUSED if made.leaks else Exit.GATE_FAILED
