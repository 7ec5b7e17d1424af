"""`triagekit review`: a decision with its reason, bound to the bytes."""

import hashlib
import json

import pytest

from triagekit.package import reviews


@pytest.fixture
def copied(tk, sample, tmp_path):
    tk("redact", sample("auth/token-expired.txt"), "-o", tmp_path / "clean")
    return tmp_path / "clean" / "token-expired.txt"


@pytest.mark.parametrize(("flag", "decision"), [("--approve", "approve"), ("--reject", "reject")])
def test_the_record_is_one_that_a_package_understands(tk, copied, flag, decision):
    assert tk("review", copied, flag, "--reason", "seen with jane.doe@customer.example")[0] == 0
    (record,) = reviews.records(copied.parent)
    assert (record.decision, record.sha256) == (decision, hashlib.sha256(copied.read_bytes()).hexdigest())
    assert record.reason.startswith("seen with user-") and record.at.endswith("+00:00")
    assert reviews.fault([record], {record.sha256}) == ("" if decision == "approve" else f"rejected: {record.reason}")
    assert json.loads(next(copied.parent.rglob("*.review.json")).read_text())["audit_sha256"]


def test_a_changed_copy_cannot_be_approved_but_rejected(tk, copied):
    copied.write_bytes(copied.read_bytes() + b"\n")
    assert tk("review", copied, "--approve", "--reason", "fine")[0] == 4
    assert tk("review", copied, "--reject", "--reason", "it was changed")[0] == 0


@pytest.mark.parametrize("argv", [("--reason", "x"), ("--approve", "--reject", "--reason", "x"), ("--approve",)])
def test_a_decision_needs_one_word_and_a_reason(tk, copied, argv):
    assert tk("review", copied, *argv)[0] == 2
    assert not list(copied.parent.rglob("*.review.json"))


def test_a_file_that_was_never_redacted_cannot_be_reviewed(tk, tmp_path):
    (tmp_path / "x.log").write_text("x\n")
    assert tk("review", tmp_path / "x.log", "--approve", "--reason", "fine")[0] == 2
