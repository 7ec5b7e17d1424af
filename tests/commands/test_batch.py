"""`triagekit batch`: run, status, resume, query."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def done(tk, sample, tmp_path):
    for n in range(2):
        (tmp_path / "in" / f"case{n}").mkdir(parents=True)
        (tmp_path / "in" / f"case{n}" / "trace.txt").write_text(Path(sample("auth/token-expired.txt")).read_text())
    code, out, err = tk("batch", "run", tmp_path / "in", "-o", tmp_path / "out")
    assert code == 0, err
    assert out.startswith("2 done")
    return tmp_path / "out"


def test_status_tells_how_far_it_is(tk, done):
    assert tk("batch", "status", "-o", done)[1].startswith("2 done")
    assert json.loads(tk("batch", "status", "-o", done, "--format", "json")[1]) == {"states": {"done": 2}, "troubled": []}


def test_resume_has_nothing_to_do_after_a_whole_run(tk, done):
    code, out, _ = tk("batch", "resume", "-o", done)
    assert (code, out.startswith("nothing to do")) == (0, True)


def test_query_counts_causes(tk, done):
    pytest.importorskip("duckdb", reason="DuckDB is not installed here.")
    rows = json.loads(tk("batch", "query", "select cause, count(*) as n from results group by 1", "-o", done, "--format", "json")[1])
    assert [r["n"] for r in rows] == [2]


@pytest.mark.parametrize("command", [("status",), ("resume",), ("query", "select 1")])
def test_a_folder_that_is_no_batch_is_one_error(tk, tmp_path, command):
    code, out, err = tk("batch", *command, "-o", tmp_path)
    assert (code, out) == (2, "")
    assert "TK-BAT-001" in err
