"""Trends count what the packages say, and both databases count alike."""

from datetime import UTC, datetime

import pytest

from tests.package.conftest import book, make  # noqa: F401  # fixtures
from triagekit import trends
from triagekit.package import outcome
from triagekit.package.outcome import Outcome

AT = datetime(2026, 11, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def folder(make, tmp_path):  # noqa: F811  # the fixture imported above
    (tmp_path / "case.yaml").write_text("case: {id: CS-1, customer: Acme Rockets}")
    data = make(tmp_path / "case.yaml").data
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.zip").write_bytes(data)
    outcome.record(tmp_path / "a.zip", Outcome("accepted"), AT)
    outcome.record(tmp_path / "b.zip", Outcome("information_requested", None, ("impact.scope",)), AT)
    outcome.record(tmp_path / "b.zip", Outcome("accepted"), AT)
    (tmp_path / "broken.zip").write_bytes(data[:-200])
    return tmp_path


def table(found, name):
    return next(t for t in found.tables if t.name == name).rows


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_acceptance_reasons_causes_customers_and_gaps_are_counted(folder, engine):
    if engine == "duckdb":
        pytest.importorskip("duckdb", reason="DuckDB is not installed here; SQLite answers instead")
    found = trends.look([folder], engine)
    assert found.counted == 3 and found.refused == (("broken.zip", "this is not a package of triagekit"),)
    assert table(found, "acceptance") == (("accepted", 2, 66.7), ("not recorded", 1, 33.3))
    assert table(found, "reasons") == (("information_requested", "impact.scope", 1),)
    ((cause, count, accepted, back),) = table(found, "causes")
    assert (count, accepted, back) == (3, 2, 0) and "/" in cause
    ((customer, cases, _),) = table(found, "customers")
    assert cases == 3 and "Acme" not in customer
    assert ("impact.scope", 3, 3) in table(found, "missing")
    assert table(found, "months")[0][1:] == (3, 2)


def test_both_databases_give_the_same_rows(folder):
    pytest.importorskip("duckdb", reason="DuckDB is not installed here; SQLite answers instead")
    assert trends.look([folder], "duckdb") == trends.look([folder], "sqlite")


def test_a_folder_without_packages_has_no_trends(tmp_path):
    assert trends.look([tmp_path], "sqlite").counted == 0
