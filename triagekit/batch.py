"""Many cases in one go: a pool that survives crashing and hanging workers, results as JSON lines, a ledger to resume from.

Each file or folder directly below the named folders is one case. For each the redacted evidence is written, and one line of
the summary; nothing else leaves a worker. `--cluster` hands the same work to Dask instead of the pool.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as TooSlow
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triagekit import writing
from triagekit.errors import Problem, TriageError
from triagekit.ledger import DONE, FAILED, TIMEOUT, Job, Ledger

SHARD = 5_000
"""Lines of one results file."""
Worker = Callable[[str, str, str], dict[str, Any]]
"""Does one job: id, path, output folder; gives the summary line. Must be importable in a worker."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a batch is run."""

    output: Path
    workers: int = 2
    timeout: float = 120.0
    """Seconds that one case may take."""
    cluster: str = ""
    """Address of a Dask scheduler; empty for the pool of this machine."""


def cases(folders: Sequence[Path]) -> list[str]:
    """What lies directly below the folders, in order of name. Raises TK-IO-001."""
    found: list[str] = []
    for folder in folders:
        if not folder.is_dir():
            raise TriageError(Problem("TK-IO-001", str(folder)))
        found += [str(p) for p in sorted(folder.iterdir()) if not p.name.startswith(".") and (p.is_dir() or p.is_file())]
    return found


def work(job: str, path: str, output: str) -> dict[str, Any]:
    """Analyze one case, write its redacted evidence, and sum it up."""
    from triagekit import pipeline, plugins
    from triagekit.run import Options

    run = pipeline.analyze([path], Options(), _rules())
    evidence = run.evidence()
    form = next(f for f in plugins.find("report") if f.name == "json")
    writing.whole(Path(output) / "evidence" / f"{job}.json", form.render(evidence).encode())
    first = next(iter(evidence.causes), None)
    speaks = first is not None and first.verdict in ("confirmed", "likely", "conflicting", "possible")
    return {
        "id": job, "cause": first.id if speaks and first else "", "verdict": first.verdict if speaks and first else "", "severity": first.severity if speaks and first else "",
        "fingerprint": first.fingerprint if speaks and first else "", "causes": sum(c.verdict in ("confirmed", "likely") for c in evidence.causes),
        "artifacts": len(evidence.artifacts), "records": sum(a.records for a in evidence.artifacts), "bytes": sum(a.bytes for a in evidence.artifacts),
        "kinds": sorted({a.kind for a in evidence.artifacts}), "defects": sorted({d.code for a in evidence.artifacts for d in a.defects}),
    }  # fmt: skip


_BOOK: list[Any] = []


def _rules() -> Any:
    """The rules of this worker, loaded once."""
    from triagekit import pipeline

    if not _BOOK:
        _BOOK.append(pipeline.rulebook())
    return _BOOK[0]


def run(settings: Settings, again: bool = False, worker: Worker = work) -> Iterator[tuple[str, str]]:
    """Do every waiting job of the ledger; gives id and state as each is settled. May be stopped and resumed at any time."""
    ledger = Ledger(settings.output / "ledger.sqlite")
    writing.folder(settings.output / "evidence")
    shards = _Shards(settings.output)
    jobs = ledger.waiting(again)
    for job, result, state, code, seconds in _done(jobs, settings, worker):
        if result is not None:
            shards.add(result)
        ledger.settle(job.id, state, seconds, code)
        yield job.id, state


Outcome = tuple[Job, dict[str, Any] | None, str, str, float]


def _done(jobs: Sequence[Job], settings: Settings, worker: Worker) -> Iterator[Outcome]:
    if settings.cluster:
        yield from _on_cluster(jobs, settings, worker)
        return
    from pebble import ProcessPool

    with ProcessPool(max_workers=settings.workers, max_tasks=200) as pool:
        for few in (jobs[n : n + 500] for n in range(0, len(jobs), 500)):  # submitted in parts, so that a batch of any size fits in memory
            begun = time.monotonic()
            futures: dict[Any, Job] = {pool.schedule(worker, args=[j.id, j.path, str(settings.output)], timeout=settings.timeout): j for j in few}
            for future in as_completed(futures):
                yield _settled(futures[future], future, begun)


def _on_cluster(jobs: Sequence[Job], settings: Settings, worker: Worker) -> Iterator[Outcome]:
    try:
        from distributed import Client
    except ImportError:
        raise TriageError(Problem("TK-BAT-002")) from None
    with Client(settings.cluster) as client:
        executor = client.get_executor()
        begun = time.monotonic()
        futures = {executor.submit(worker, j.id, j.path, str(settings.output)): j for j in jobs}
        for future in as_completed(futures):
            yield _settled(futures[future], future, begun)


def _settled(job: Job, future: "Future[Any]", begun: float) -> Outcome:
    """Result, state and a code of ours; an exception's text carries input and is never read."""
    seconds = time.monotonic() - begun
    try:
        return job, future.result(), DONE, "", seconds
    except TooSlow:
        return job, None, TIMEOUT, "TK-BAT-003", seconds
    except TriageError as error:
        return job, None, FAILED, error.problem.code, seconds
    except Exception as error:
        code = error.args[0] if error.args and isinstance(error.args[0], str) and error.args[0].startswith("TK-") and len(error.args[0]) < 12 else "TK-INT-001"
        return job, None, FAILED, code, seconds


class _Shards:
    """Summary lines in files of at most `SHARD` lines, appended to where the last run left off."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        found = sorted(folder.glob("results-*.jsonl"))
        self._number = len(found) or 1
        self._lines = _count(found[-1]) if found else 0

    def add(self, result: dict[str, Any]) -> None:
        if self._lines >= SHARD:
            self._number, self._lines = self._number + 1, 0
        path = self._folder / f"results-{self._number:04}.jsonl"
        new = not path.exists()
        with path.open("a", encoding="utf-8") as stream:
            if new:
                path.chmod(0o600)
            stream.write(json.dumps(result, ensure_ascii=False, sort_keys=True) + "\n")
        self._lines += 1


def _count(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in stream)


def query(output: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Ask the summary lines (table `results`) in SQL with DuckDB, which reads nothing else. Raises TK-BAT-002, -004."""
    try:
        import duckdb
    except ImportError:
        raise TriageError(Problem("TK-BAT-002", detail="pip install duckdb")) from None
    files = sorted(str(p) for p in output.glob("results-*.jsonl"))
    if not files:
        raise TriageError(Problem("TK-BAT-001", str(output), "there are no results yet"))
    with duckdb.connect(":memory:") as db:
        db.execute("create table results as select * from read_json_auto(?, union_by_name = true)", [files])
        db.execute("set enable_external_access = false")
        try:
            cursor = db.execute(sql)
            return [d[0] for d in cursor.description or ()], cursor.fetchall()
        except duckdb.Error:
            raise TriageError(Problem("TK-BAT-004")) from None
