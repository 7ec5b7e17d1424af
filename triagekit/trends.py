"""Acceptance, causes, repeat customers and missing facts over a folder of packages.

The questions are SQL. DuckDB answers them where it is installed, SQLite (in every Python) where it is not; both give the
same rows. Customers appear as the pseudonyms of the packages, which are equal only where the packages were built
with the same key.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triagekit.errors import TriageError
from triagekit.evidence import Evidence
from triagekit.package.outcome import Outcome, outcomes
from triagekit.package.verify import open_package

_SPEAKING = ("confirmed", "likely", "conflicting", "possible")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One answer."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Trends:
    """All answers, and what could not be counted."""

    tables: tuple[Table, ...]
    counted: int
    refused: tuple[tuple[str, str], ...]
    """Package file and the reason."""


_SCHEMA = (
    "create table cases (n integer, month text, cause text, verdict text, severity text, customer text, outcome text)",
    "create table asked (n integer, what text, result text)",
    "create table gaps (n integer, what text, blocking integer)",
)
_QUESTIONS: Sequence[tuple[str, str, tuple[str, ...], str]] = (
    ("acceptance", "Acceptance", ("outcome", "cases", "per cent"),
     "select outcome, count(*) as cases, round(100.0 * count(*) / (select count(*) from cases), 1) from cases group by outcome order by cases desc, outcome"),
    ("reasons", "Why cases came back", ("result", "reason or fact", "cases"),
     "select result, what, count(*) as cases from asked group by result, what order by cases desc, result, what"),
    ("causes", "Causes", ("cause", "cases", "accepted", "came back"),
     "select cause, count(*) as cases, sum(case when outcome = 'accepted' then 1 else 0 end), sum(case when outcome in ('information_requested', 'rejected') then 1 else 0 end) "
     "from cases group by cause order by cases desc, cause"),
    ("customers", "Customers with more than one case", ("customer", "cases", "causes"),
     "select customer, count(*) as cases, count(distinct cause) from cases where customer <> '' group by customer having count(*) > 1 order by cases desc, customer"),
    ("missing", "Facts that were missing when the package was built", ("fact", "cases", "blocking in"),
     "select what, count(*) as cases, sum(blocking) from gaps group by what order by cases desc, what"),
    ("months", "By month of the first failure", ("month", "cases", "accepted"),
     "select month, count(*) as cases, sum(case when outcome = 'accepted' then 1 else 0 end) from cases group by month order by month"),
)  # fmt: skip


def look(folders: Sequence[Path], engine: str = "") -> Trends:
    """The trends of every package below these folders. `engine` is duckdb or sqlite; empty takes the first that is there."""
    told: list[tuple[Evidence, list[Outcome]]] = []
    refused: list[tuple[str, str]] = []
    for path in _packages(folders):
        try:
            opened = open_package(path)
            problem = opened.problem()
            if problem:
                raise TriageError(problem)
            known = outcomes(path) if len(opened.cases) == 1 else []
            told += [(case, known) for case in opened.cases]
        except TriageError as error:
            refused.append((path.name, error.problem.entry.what))
    return Trends(tuple(_answers(told, engine)), len(told), tuple(refused))


def _packages(folders: Sequence[Path]) -> Iterator[Path]:
    found = {p for folder in folders for p in ([folder] if folder.is_file() else folder.rglob("*.zip"))}
    yield from sorted(found)


def _answers(told: Sequence[tuple[Evidence, list[Outcome]]], engine: str) -> Iterator[Table]:
    base = connect(engine)
    try:
        for statement in _SCHEMA:
            base.execute(statement)
        for n, (case, known) in enumerate(told):
            _insert(base, n, case, known)
        for name, title, columns, question in _QUESTIONS:
            rows = tuple(tuple(_plain(v) for v in row) for row in base.execute(question).fetchall())
            yield Table(name, title, columns, rows)
    finally:
        base.close()


def connect(engine: str = "") -> Any:
    """A database in memory."""
    if engine != "sqlite":
        try:
            import duckdb

            return duckdb.connect(":memory:")
        except ImportError:
            if engine == "duckdb":
                raise
    import sqlite3

    return sqlite3.connect(":memory:")


def _plain(value: Any) -> Any:
    """DuckDB sums into wide integers and decimals; both engines give int and float here."""
    return value if value is None or isinstance(value, int | str) else int(value) if float(value).is_integer() and not isinstance(value, float) else float(value)


def _insert(base: Any, n: int, case: Evidence, known: list[Outcome]) -> None:
    row = _case(case, known)
    base.execute("insert into cases values (?, ?, ?, ?, ?, ?, ?)", [n, *(row[k] for k in ("month", "cause", "verdict", "severity", "customer", "outcome"))])
    for outcome in known:
        for what in [*outcome.needs, *([str(outcome.reason)] if outcome.reason else [])]:
            base.execute("insert into asked values (?, ?, ?)", [n, what, outcome.result])
    for gap in case.completeness.gaps:
        base.execute("insert into gaps values (?, ?, ?)", [n, gap.what, int(gap.blocking)])


def _case(case: Evidence, known: list[Outcome]) -> Mapping[str, str]:
    lead = next((c for c in case.causes if c.verdict in _SPEAKING), None)
    seen = case.completeness.facts.get("first_seen")
    return {
        "month": str(seen.value)[:7] if seen and seen.value else "unknown", "cause": lead.id if lead else "none found", "verdict": lead.verdict if lead else "",
        "severity": lead.severity if lead else "", "customer": str(case.case.customer or ""), "outcome": known[-1].result if known else "not recorded",
    }  # fmt: skip
