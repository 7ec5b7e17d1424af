"""Several packages as one: each case in its own folder, each still checked by itself."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from triagekit import bag
from triagekit.bag import Content, Member
from triagekit.errors import Problem, TriageError
from triagekit.evidence import Evidence
from triagekit.package.build import Sign, safe_name
from triagekit.package.verify import Opened, open_package
from triagekit.report.markdown import code, prose


def collect(out: BinaryIO, paths: Sequence[Path], sign: Sign | None = None) -> None:
    """Write one package of the cases in these packages. Raises the reason when one of them is refused."""
    payload: dict[str, Content] = {}
    told: list[tuple[str, Evidence]] = []
    for path in paths:
        opened = open_package(path)
        problem = opened.problem()
        if problem:
            raise TriageError(Problem(problem.code, f"{path.name} {problem.place}".strip(), problem.detail))
        _add(opened, payload, told)
    payload["README.md"] = _readme(told).encode()
    bag.write(out, payload, {"Bag-Software-Agent": f"{told[0][1].tool.name} {told[0][1].tool.version}", "External-Description": f"Redacted evidence of {len(told)} cases"}, sign)


def _add(opened: Opened, payload: dict[str, Content], told: list[tuple[str, Evidence]]) -> None:
    for root, case in zip(opened.roots, opened.cases, strict=True):
        folder = f"cases/{safe_name(case.case.id, len(told) + 1)}/"
        payload.update({folder + name.removeprefix(root): Member(opened.path, name) for name in opened.bag.digests if name.startswith(root)})
        told.append((folder, case))


def _readme(told: Sequence[tuple[str, Evidence]]) -> str:
    rows = [f"- {code(folder)} {prose(_headline(case))}" for folder, case in told]
    return "\n".join([f"# {len(told)} support cases", "", *rows, "", "Each folder has its own README.md."]) + "\n"


def _headline(case: Evidence) -> str:
    lead = next((c for c in case.causes if c.verdict in ("confirmed", "likely", "conflicting", "possible")), None)
    return f"{lead.title} ({lead.verdict})" if lead else "no cause found"
