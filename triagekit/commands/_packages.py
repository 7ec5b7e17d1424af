"""What the commands that take packages share: open one that nothing is wrong with, or prove one and say so."""

from pathlib import Path

from triagekit import safetext, screen
from triagekit.errors import Exit, Problem, TriageError
from triagekit.package.verify import Opened, open_package


def sound(path: Path, signers: Path | None = None) -> Opened:
    """A package that nothing is wrong with. Raises the reason otherwise."""
    opened = open_package(path, signers)
    problem = opened.problem()
    if problem:
        raise TriageError(Problem(problem.code, ": ".join(p for p in (path.name, problem.place) if p), problem.detail))
    return opened


def prove(path: Path, signers: Path | None = None) -> int:
    """Say whether a package is as it was packed; gives the exit code."""
    try:
        opened = sound(path, signers)
    except TriageError as error:
        screen.problem(error.problem)
        return int(error.problem.entry.exit)
    count = len(opened.cases)
    safetext.out(f"whole     {safetext.line(path.name, 120)}  ({len(opened.bag.digests)} files, {count} case{'' if count == 1 else 's'})\n")
    safetext.out(f"          {opened.signature.words}\n" if opened.signature else "          not signed\n")
    return int(Exit.RAN)
