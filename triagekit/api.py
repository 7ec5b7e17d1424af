"""The stable way in for programs: `import triagekit`, then `triagekit.analyze`, `triagekit.redact`, `triagekit.render`.

Names, arguments and meaning here change only with a new major version. Nothing of the raw input comes back:
every text of the result has passed redaction. Failures are `TriageError`, whose `problem` has a code of the
catalogue that `triagekit explain` prints.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from triagekit import pipeline, plugins, redacting
from triagekit.errors import Exit, Problem, TriageError
from triagekit.evidence import Cause, Evidence, schema
from triagekit.model import SPEAKING
from triagekit.redacting import Copy
from triagekit.run import Options

__all__ = ["Cause", "Copy", "Evidence", "Exit", "Options", "Problem", "Redacted", "TriageError", "analyze", "forms", "named", "redact", "render", "schema"]

Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
"""One path or several; each a file, a folder or an archive."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """What a redaction gave."""

    copies: tuple[Copy, ...]
    """One for each artifact; `path` is None where the copy was withheld, and `withheld` says why."""
    evidence: Evidence
    """The diagnosis, with the redaction's summary and the copies' hashes in it."""
    differences: tuple[str, ...]
    """What the diagnosis of the copies says otherwise than that of the originals; empty when equal, or when not asked for."""

    @property
    def clean(self) -> bool:
        """True when every artifact has a copy that may leave."""
        return all(copy.path is not None for copy in self.copies)


def analyze(paths: Paths, *, case: Path | None = None, at: datetime | None = None, rules: Sequence[Path] = (), options: Options | None = None) -> Evidence:
    """Name the likely causes in what is under `paths`.

    `case` is a case file, `at` the time to judge as of (aware), `rules` are folders of further rules; `options` replaces
    them all for what is rarer. Raises `TriageError` when a path, the case file or an option cannot be used. A file that
    cannot be read in part does not raise: its `artifacts[n].defects` say so.
    """
    return pipeline.analyze(_names(paths), _options(case, at, rules, options)).evidence()


def redact(paths: Paths, folder: Path, *, case: Path | None = None, check: bool = False, options: Options | None = None) -> Redacted:
    """Write copies that may leave below `folder`, and their audits in `folder/redaction/`.

    `check` diagnoses the copies too. Raises `TriageError` when nothing readable was found or `folder` cannot be written.
    A copy in which an original value survived is not written.
    """
    chosen = _options(case, None, (), options)
    run = pipeline.analyze(_names(paths), chosen)
    copies = redacting.redact(run, Path(folder))
    if not copies:
        raise TriageError(Problem("TK-IO-013"))
    written = any(copy.path for copy in copies)
    different = redacting.differences(run, redacting.again(run, copies, chosen), copies) if check and written else []
    return Redacted(tuple(copies), run.evidence(), tuple(different))


def forms() -> tuple[str, ...]:
    """The names that `render` takes: those of `--format`."""
    return tuple(sorted(form.name for form in plugins.find("report")))


def render(evidence: Evidence, form: str = "json") -> str:
    """The evidence as json, jsonl, sarif, md, html or text. Raises `TriageError` (TK-USE-002) for another name."""
    for report in plugins.find("report"):
        if report.name == form:
            return str(report.render(evidence))
    raise TriageError(Problem("TK-USE-002", "form", f"known are {', '.join(forms())}"))


def named(evidence: Evidence) -> tuple[Cause, ...]:
    """The causes for which something speaks, best first. Those that were looked at and not found are left out."""
    return tuple(cause for cause in evidence.causes if cause.verdict in set(SPEAKING))


def _names(paths: Paths) -> list[str]:
    """The paths as the pipeline takes them; never stdin, which belongs to the program that calls."""
    given: Iterable[str | os.PathLike[str]] = [paths] if isinstance(paths, str | os.PathLike) else paths
    names = [os.fspath(path) for path in given]
    if not names:
        raise TriageError(Problem("TK-USE-001"))
    return [os.path.join(os.curdir, name) if name == "-" else name for name in names]  # noqa: PTH118  Path drops the ./


def _options(case: Path | None, at: datetime | None, rules: Sequence[Path], given: Options | None) -> Options:
    if at is not None and at.tzinfo is None:
        raise TriageError(Problem("TK-USE-002", "at", "a time without a zone"))
    return given or Options(case=Path(case) if case else None, at=at, rules=tuple(Path(r) for r in rules))
