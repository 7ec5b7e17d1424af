"""The ledger of a batch: which jobs there are and what became of each, in SQLite, so that a batch can be resumed."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from triagekit.errors import Problem, TriageError

WAITING, DONE, FAILED, TIMEOUT = "waiting", "done", "failed", "timeout"
_SCHEMA = """
create table if not exists job (
  id text primary key, path text not null, state text not null default 'waiting', attempts integer not null default 0,
  seconds real, code text not null default ''
) strict;
"""


@dataclass(frozen=True, slots=True)
class Job:
    """One case of a batch."""

    id: str
    """Its number in the order of the batch, such as c000017."""
    path: str
    """Where it lies, as given. Stays in the ledger, which never leaves."""
    state: str = WAITING
    attempts: int = 0


class Ledger:
    """A ledger file. Raises TK-BAT-001 when it is not one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with self._open() as db:
                db.executescript(_SCHEMA)
        except sqlite3.Error:
            raise TriageError(Problem("TK-BAT-001", path.name)) from None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self._path, timeout=30)
        try:
            with db:
                yield db
        finally:
            db.close()

    def add(self, paths: Iterable[str]) -> int:
        """Enter jobs that are not yet in it; gives how many were new."""
        with self._open() as db:
            known = {row[0] for row in db.execute("select path from job")}
            new = [p for p in dict.fromkeys(paths) if p not in known]
            db.executemany("insert into job (id, path) values (?, ?)", [(f"c{len(known) + n:06}", p) for n, p in enumerate(new, 1)])
        return len(new)

    def waiting(self, again: bool = False) -> list[Job]:
        """Jobs still to do; with `again` those that failed or timed out too."""
        states = (WAITING, FAILED, TIMEOUT) if again else (WAITING, WAITING, WAITING)
        with self._open() as db:
            return [Job(*row) for row in db.execute("select id, path, state, attempts from job where state in (?, ?, ?) order by id", states)]

    def settle(self, job: str, state: str, seconds: float, code: str = "") -> None:
        """What became of a job."""
        with self._open() as db:
            db.execute("update job set state = ?, seconds = ?, code = ?, attempts = attempts + 1 where id = ?", (state, round(seconds, 3), code, job))

    def counts(self) -> dict[str, int]:
        """Jobs by state."""
        with self._open() as db:
            return dict(db.execute("select state, count(*) from job group by state order by state").fetchall())

    def troubled(self) -> list[tuple[str, str, str]]:
        """Id, state and code of every job that failed or timed out."""
        with self._open() as db:
            return db.execute("select id, state, code from job where state in ('failed', 'timeout') order by id").fetchall()
