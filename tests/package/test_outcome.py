"""What became of an escalation continues the package's own log and cannot be changed afterwards."""

from datetime import UTC, datetime

import pytest

from triagekit.errors import TriageError
from triagekit.package import outcome
from triagekit.package.collect import collect
from triagekit.package.outcome import Outcome
from triagekit.package.verify import open_package

AT = datetime(2026, 11, 4, 8, 0, tzinfo=UTC)


def test_outcomes_are_kept_in_order_and_the_package_stays_as_it_is(package):
    before = package.read_bytes()
    outcome.record(package, Outcome("information_requested", None, ("impact.scope", "a server log")), AT)
    outcome.record(package, Outcome("rejected", "wrong team"), AT)
    assert [(o.result, o.needs, o.reason) for o in outcome.outcomes(package)] == [("information_requested", ("impact.scope", "a server log"), None), ("rejected", (), "wrong team")]
    assert package.read_bytes() == before and open_package(package).problem() is None


def test_an_outcome_that_was_changed_is_not_believed(package):
    outcome.record(package, Outcome("rejected", "wrong team"), AT)
    path = outcome.beside(package)
    path.write_bytes(path.read_bytes().replace(b"rejected", b"accepted"))
    with pytest.raises(TriageError) as caught:
        outcome.outcomes(package)
    assert caught.value.problem.code == "TK-PKG-002"


def test_an_outcome_of_another_package_is_not_believed(package, make, tmp_path):
    (tmp_path / "case.yaml").write_text("case: {id: OTHER}")
    other = tmp_path / "other.zip"
    other.write_bytes(make(tmp_path / "case.yaml").data)
    outcome.record(package, Outcome("accepted"), AT)
    outcome.beside(other).write_bytes(outcome.beside(package).read_bytes())
    assert outcome.beside(other).read_bytes()
    with pytest.raises(TriageError):
        outcome.outcomes(other)


def test_a_package_of_several_cases_has_no_outcome_of_its_own(package, tmp_path):
    with (tmp_path / "all.zip").open("wb") as out:
        collect(out, [package, package])
    with pytest.raises(TriageError) as caught:
        outcome.record(tmp_path / "all.zip", Outcome("accepted"), AT)
    assert caught.value.problem.code == "TK-USE-002"
