"""The main job on the samples that come along: one sample of each family read, judged, redacted, its evidence written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from triagekit import pipeline, plugins, redacting, writing
from triagekit._home import HOME
from triagekit.engine.rulebook import Rulebook
from triagekit.model import SPEAKING
from triagekit.run import Options, Run

SHOWN = "auth/token-expired"
"""The sample whose whole report is shown first."""
NOT_FAMILIES = frozenset({"make", "pairs", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one sample."""

    name: str
    """Family and stem, such as auth/token-expired."""
    first: str
    """The first cause that speaks, in words; empty when none does."""
    cause: str
    verdict: str
    copies: int
    withheld: int
    report: str
    """The text report."""


def samples(every: bool = False) -> dict[str, Path]:
    """Name to its file or folder: the first sample of each family, with `SHOWN` before all; or one of every cause. Near misses are left out."""
    found: dict[str, Path] = {}
    for path in sorted(p for family in (HOME / "samples").iterdir() if family.is_dir() and family.name not in NOT_FAMILIES for p in family.iterdir()):
        if ".near-miss" not in path.name and not path.name.startswith("."):
            name = f"{path.parent.name}/{path.name.split('.')[0]}"
            found[name] = min(path, found.get(name, path), key=lambda p: (p.name.count("."), p.name))  # the plainest name: the others tell of the same in other programs' words
    names = sorted(found, key=lambda n: (n != SHOWN, n))
    first = {n.split("/")[0]: n for n in reversed(names)}
    return {n: found[n] for n in names if every or n in first.values()}


def run(folder: Path, every: bool = False) -> Iterator[Done]:
    """Do the main job on each sample; copies, audits and evidence go below `folder`. Raises `TriageError` when it cannot be written."""
    book = pipeline.rulebook()
    for name, sample in samples(every).items():
        yield _one(name, sample, folder / name, book)


def _one(name: str, sample: Path, folder: Path, book: Rulebook) -> Done:
    judged = pipeline.analyze([str(sample)], Options(), book)
    copies = redacting.redact(judged, folder)
    evidence = judged.evidence()
    forms = {form.name: form for form in plugins.find("report")}
    for form in ("json", "html"):
        writing.whole(folder / f"evidence{forms[form].suffix}", forms[form].render(evidence).encode())
    title, cause, verdict = _first(judged)
    return Done(name, title, cause, verdict, sum(c.path is not None for c in copies), sum(c.path is None for c in copies), forms["text"].render(evidence))


def _first(judged: Run) -> tuple[str, str, str]:
    for cause in judged.judgement.causes:
        if cause.verdict in SPEAKING:
            return cause.title, cause.id, str(cause.verdict)
    return "", "", ""
