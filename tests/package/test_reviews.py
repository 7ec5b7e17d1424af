"""A reviewer's no counts, a yes counts for the very bytes only, and a damaged record never lets anything pass."""

import json

import pytest

from triagekit.package import reviews
from triagekit.package.reviews import Record


@pytest.mark.parametrize("word", ["approve", "approved", "APPROVE"])
def test_an_approval_of_what_leaves_passes(word):
    (record,) = reviews.parse(json.dumps({"decision": word, "sha256": "aa", "by": "R"}).encode())
    assert reviews.fault([record], {"aa"}) == ""


@pytest.mark.parametrize("data", [b"{", b"[1]", b'{"decision": "maybe"}', b"\xff\xfe", b'{"sha256": "aa"}'])
def test_a_damaged_record_is_a_rejection(data):
    assert reviews.fault(reviews.parse(data), {"aa"})


def test_the_last_word_about_the_same_bytes_counts():
    assert reviews.fault([Record("reject", "aa"), Record("approve", "aa")], {"aa"}) == ""
    assert reviews.fault([Record("approve", "aa"), Record("reject", "aa", "a name is left")], {"aa"}) == "rejected: a name is left"


def test_bytes_rejected_and_no_longer_leaving_do_not_matter():
    assert reviews.fault([Record("reject", "old"), Record("approve", "new")], {"new"}) == ""
    assert "changed" in reviews.fault([Record("approve", "old")], {"new"})


def test_records_are_found_beside_the_audits(tmp_path):
    (tmp_path / "redaction").mkdir()
    (tmp_path / "redaction" / "x.review.jsonl").write_text('{"decision":"approve","sha256":"a"}\n{"decision":"reject","sha256":"b"}\n')
    assert [r.decision for r in reviews.records(tmp_path)] == ["approve", "reject"]
