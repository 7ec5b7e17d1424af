"""A package of what was redacted before tells what was replaced then, by the audits of then, or that none lay beside."""

import json
import shutil
import zipfile

import pytest

LOG = "2026-11-03T09:14:00Z ERROR login of jane.doe@customer.example refused: 401, password=hunter2xyz\n" * 3


@pytest.fixture
def clean(tk, tmp_path):
    """A folder of copies with their audits."""
    (tmp_path / "app.log").write_text(LOG)
    assert tk("redact", tmp_path / "app.log", "-o", tmp_path / "clean")[0] == 0
    return tmp_path / "clean"


def packed(tk, what, target):
    code, out, err = tk("package", "build", what, "-o", target)
    assert code == 0, err
    assert tk("package", "verify", target)[0] == 0
    with zipfile.ZipFile(target) as archive:
        held = {n.removeprefix("data/"): archive.read(n) for n in archive.namelist()}
    return out, held, json.loads(held["evidence.json"])["redaction"]


def test_what_was_replaced_at_first_is_counted_told_and_packed(tk, clean, tmp_path):
    audit = (clean / "redaction" / "app.log.audit.json").read_bytes()
    out, held, told = packed(tk, clean, tmp_path / "case.zip")
    assert "6 values replaced" in out and "app.log came redacted already; 6 of these" in out
    assert told["by_category"] == {"email": 3, "password": 3} and told["before"] == [{"name": "app.log", "items": 6, "by_category": {"email": 3, "password": 3}}]
    assert held["redaction/before/app.log.audit.json"] == audit
    assert b'"before":{"app.log":6}' in held["audit/audit.jsonl"] and b"came redacted already" in held["report.html"] and b"came redacted already" in held["exports/master.md"]


def test_without_the_audits_it_is_said_that_nobody_can_say(tk, clean, tmp_path):
    shutil.rmtree(clean / "redaction")
    out, held, told = packed(tk, clean, tmp_path / "case.zip")
    assert "0 values replaced" in out and "the audit of then does not lie beside it" in out
    assert told["before"] == [{"name": "clean/app.log", "items": None, "by_category": {}}]
    assert not any(n.startswith("redaction/before/") for n in held) and b"did not lie beside it" in held["report.html"]


def test_an_audit_of_other_bytes_is_not_believed(tk, clean, tmp_path):
    copy = clean / "app.log"
    copy.write_bytes(copy.read_bytes() + b"2026-11-03T09:15:00Z INFO more\n")
    _, _, told = packed(tk, clean, tmp_path / "case.zip")
    assert told["items"] == 0 and told["before"][0]["items"] is None


def test_what_was_approved_is_told_once(tk, clean, tmp_path):
    assert tk("review", clean / "app.log", "--approve", "--reason", "fine")[0] == 0
    _, _, told = packed(tk, clean, tmp_path / "case.zip")
    assert told["items"] == 6 and told["before"] == []


def test_what_came_as_it_was_made_says_nothing_of_before(tk, tmp_path):
    (tmp_path / "app.log").write_text(LOG)
    out, held, told = packed(tk, tmp_path / "app.log", tmp_path / "case.zip")
    assert told["before"] == [] and "redacted already" not in out and b'"before"' not in held["audit/audit.jsonl"]
