"""Many cases in one go: a crash or a hang costs one case, a stop costs none, and no secret reaches the results."""

import json
import os
import time
from pathlib import Path

import pytest

from triagekit import batch
from triagekit.batch import Settings
from triagekit.errors import TriageError
from triagekit.ledger import Ledger

SECRET = "Zq7Kd93mXw20PfLs81VbNt64"


def odd(job, path, output):
    """A worker that crashes, hangs or fails as the case's name says."""
    name = Path(path).name
    if "crash" in name:
        os._exit(7)
    if "hang" in name:
        time.sleep(60)
    if "fault" in name:
        raise ValueError(SECRET)
    return {"id": job}


@pytest.fixture
def folder(tmp_path):
    def make(*names):
        for name in names:
            (tmp_path / "in" / name).mkdir(parents=True)
            (tmp_path / "in" / name / "app.log").write_text(f"2026-03-01 12:00:00,000 ERROR login failed password={SECRET}\n")
        Ledger(_out(tmp_path) / "ledger.sqlite").add(batch.cases([tmp_path / "in"]))
        return _out(tmp_path)

    return make


def _out(tmp_path):
    (tmp_path / "out").mkdir(exist_ok=True)
    return tmp_path / "out"


def test_a_crash_and_a_hang_cost_their_own_case_only(folder):
    output = folder(*(f"case{n}" for n in range(6)), "crash", "hang", "fault")
    states = dict(batch.run(Settings(output, timeout=2), worker=odd))
    assert sorted(states.values()).count("done") == 6
    assert Ledger(output / "ledger.sqlite").counts() == {"done": 6, "failed": 2, "timeout": 1}
    assert SECRET not in (output / "ledger.sqlite").read_bytes().decode("latin-1")


def test_a_batch_goes_on_where_it_stopped(folder):
    output = folder(*(f"case{n}" for n in range(5)))
    going = batch.run(Settings(output, workers=1), worker=odd)
    first = [next(going) for _ in range(2)]
    going.close()
    rest = list(batch.run(Settings(output), worker=odd))
    assert len(first) + len(rest) == 5
    assert len({*first, *rest}) == 5


def test_each_case_leaves_its_redacted_evidence_and_one_line(folder):
    output = folder("one", "two")
    assert {s for _, s in batch.run(Settings(output))} == {"done"}
    rows = [json.loads(r) for p in output.glob("results-*.jsonl") for r in p.read_text().splitlines()]
    assert sorted(r["id"] for r in rows) == ["c000001", "c000002"]
    documents = list((output / "evidence").glob("*.json"))
    assert len(documents) == 2
    assert not any(SECRET in p.read_text() for p in (*documents, *output.glob("results-*.jsonl")))
    assert all(p.stat().st_mode & 0o777 == 0o600 for p in (*documents, *output.glob("results-*.jsonl")))


def test_results_are_split_into_files_that_are_appended_to(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "SHARD", 2)
    for n in range(3):
        batch._Shards(tmp_path).add({"id": n})
    assert [p.read_text().count("\n") for p in sorted(tmp_path.glob("results-*.jsonl"))] == [2, 1]


def test_results_are_asked_in_sql_that_reads_nothing_else(tmp_path):
    pytest.importorskip("duckdb", reason="DuckDB is not installed here.")
    batch._Shards(tmp_path).add({"id": "c1", "cause": "a/b", "kinds": ["har"]})
    assert batch.query(tmp_path, "select cause, count(*) from results group by 1") == (["cause", "count_star()"], [("a/b", 1)])
    for sql in ("select * from read_text('/etc/hostname')", "copy results to '/tmp/x.csv'", "nonsense"):
        with pytest.raises(TriageError) as fault:
            batch.query(tmp_path, sql)
        assert fault.value.problem.code == "TK-BAT-004"


def test_a_folder_that_is_not_there_is_one_error(tmp_path):
    with pytest.raises(TriageError):
        batch.cases([tmp_path / "none"])
