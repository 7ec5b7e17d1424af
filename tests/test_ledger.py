"""The ledger of a batch: each case once, what became of it, and what is still to do."""

import pytest

from triagekit.errors import TriageError
from triagekit.ledger import DONE, FAILED, TIMEOUT, Ledger


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "ledger.sqlite")


def test_a_case_is_entered_once_and_keeps_its_number(ledger):
    assert ledger.add(["a", "b", "a"]) == 2
    assert ledger.add(["b", "c"]) == 1
    assert [(j.id, j.path) for j in ledger.waiting()] == [("c000001", "a"), ("c000002", "b"), ("c000003", "c")]


def test_what_is_done_is_not_done_again_and_what_failed_only_when_asked(ledger):
    ledger.add(["a", "b", "c", "d"])
    for job, state in (("c000001", DONE), ("c000002", FAILED), ("c000003", TIMEOUT)):
        ledger.settle(job, state, 1.0, "" if state == DONE else "TK-INT-001")
    assert [j.path for j in ledger.waiting()] == ["d"]
    assert [(j.path, j.attempts) for j in ledger.waiting(again=True)] == [("b", 1), ("c", 1), ("d", 0)]
    assert ledger.counts() == {"done": 1, "failed": 1, "timeout": 1, "waiting": 1}
    assert [row[0] for row in ledger.troubled()] == ["c000002", "c000003"]


def test_a_ledger_is_found_again(ledger, tmp_path):
    ledger.add(["a"])
    assert [j.path for j in Ledger(tmp_path / "ledger.sqlite").waiting()] == ["a"]


def test_a_file_that_is_no_ledger_is_one_error(tmp_path):
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database at all, but long enough to look like one" * 40)
    with pytest.raises(TriageError) as fault:
        Ledger(tmp_path / "ledger.sqlite")
    assert fault.value.problem.code == "TK-BAT-001"
