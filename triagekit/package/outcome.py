"""What became of an escalation, in a file beside its package that continues the package's audit log.

The package itself is never changed, so that its manifest and signature still hold; the first line of the outcome file
names the last line of the package's own log and the package's hash.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from triagekit import evidence, writing
from triagekit.errors import Problem, TriageError
from triagekit.model import Clean
from triagekit.package import trail
from triagekit.package.trail import Trail
from triagekit.package.verify import open_package, sha256

SUFFIX = ".outcome.jsonl"
RESULTS = ("accepted", "information_requested", "rejected")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision of the receiving side."""

    result: str
    """One of `RESULTS`."""
    reason: Clean | None = None
    needs: tuple[str, ...] = ()
    """What was asked for, as names of facts or in words."""
    at: str = ""


def beside(package: Path) -> Path:
    """The outcome file of a package."""
    return package.with_name(package.name + SUFFIX)


def record(package: Path, outcome: Outcome, at: datetime) -> None:
    """Add an outcome. Raises the reason when the package or its outcome file is not whole, TK-USE-002 when it holds several cases."""
    last, count = _end(package)
    path = beside(package)
    before = path.read_bytes() if path.is_file() else b""
    wrong = trail.fault(before, last, count)
    if wrong:
        raise TriageError(Problem("TK-PKG-002", path.name, wrong))
    told = trail.read(before)
    made = Trail(str(told[-1]["hash"]) if told else last, count + len(told))
    digest = sha256(package)
    made.add("outcome", result=outcome.result, reason=str(outcome.reason or ""), needs=list(outcome.needs), at=evidence.stamp(at), package_sha256=digest)
    writing.whole(path, before + made.encode())


def _end(package: Path) -> tuple[str, int]:
    """Hash and number of the last line of a package's own audit log."""
    opened = open_package(package)
    problem = opened.problem()
    if problem:
        raise TriageError(problem)
    if len(opened.roots) != 1:
        raise TriageError(Problem("TK-USE-002", package.name, "it holds several cases; record what became of each on its own package"))
    lines = trail.read(opened.bag.kept[opened.roots[0] + "audit/audit.jsonl"])
    return str(lines[-1]["hash"]), len(lines)


def outcomes(package: Path) -> list[Outcome]:
    """Every outcome recorded of a package, in order. Raises TK-PKG-002 when the file does not continue the package's log."""
    path = beside(package)
    if not path.is_file():
        return []
    last, count = _end(package)
    data = path.read_bytes()
    wrong = trail.fault(data, last, count)
    if wrong:
        raise TriageError(Problem("TK-PKG-002", path.name, wrong))
    return [_outcome(row) for row in trail.read(data) if row.get("step") == "outcome"]


def _outcome(row: dict[str, Any]) -> Outcome:
    needs = row.get("needs")
    return Outcome(str(row.get("result")), Clean(str(row["reason"])) if row.get("reason") else None, tuple(str(n) for n in needs) if isinstance(needs, list) else (), str(row.get("at") or ""))
