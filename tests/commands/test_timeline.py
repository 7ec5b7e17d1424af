"""`triagekit timeline`: all files on one clock, what was moved is said, and only what is asked for is shown."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
AHEAD = timedelta(hours=2)


def entry(n, status):
    return {
        "startedDateTime": (START + timedelta(seconds=10 * n, milliseconds=100)).isoformat(), "time": 400, "cache": {}, "timings": {"send": 0, "wait": 400, "receive": 0},
        "request": {"method": "GET", "url": f"https://api.test/v1/{n}", "headers": [], "cookies": [], "queryString": [], "httpVersion": "HTTP/1.1", "headersSize": -1, "bodySize": 0},
        "response": {"status": status, "statusText": "", "headers": [{"name": "x-request-id", "value": f"req-7f3a91bc{n}{n}"}], "cookies": [], "httpVersion": "HTTP/1.1",
                     "content": {"size": 0, "mimeType": "text/html"}, "redirectURL": "", "headersSize": -1, "bodySize": 0},
    }  # fmt: skip


def line(n, status):
    when = START + timedelta(seconds=10 * n + 0.2) + AHEAD
    said = "[error] 9#9: *1 connect() failed (111: Connection refused) while connecting to upstream" if status == 502 else "[info] 9#9: *1 all is well"
    return f'{when:%Y/%m/%d %H:%M:%S} {said}, client: 10.0.0.1, server: api.test, request: "GET /v1/{n} HTTP/1.1", host: "api.test", request_id: req-7f3a91bc{n}{n}\n'


@pytest.fixture
def case(tmp_path):
    """A capture and a gateway log whose clock is two hours ahead."""
    statuses = [502 if n == 3 else 200 for n in range(6)]
    document = {"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "1"}, "pages": [], "entries": [entry(n, s) for n, s in enumerate(statuses)]}}
    (tmp_path / "a.har").write_text(json.dumps(document))
    (tmp_path / "error.log").write_text("".join(line(n, s) for n, s in enumerate(statuses)))
    return tmp_path


def rows(out):
    return [json.loads(r) for r in out.splitlines()]


def test_the_log_is_moved_onto_the_captures_clock_and_its_own_time_stays_beside(tk, case):
    code, out, _ = tk("timeline", case, "--format", "jsonl")
    assert code == 0
    found = rows(out)
    assert len(found) == 12
    assert [r["at"] for r in found] == sorted(r["at"] for r in found)
    moved = [r for r in found if r["artifact"].endswith("error.log")]
    for n, row in enumerate(moved):
        apart = datetime.fromisoformat(row["at"]) - (START + timedelta(seconds=10 * n + 0.2))
        assert abs(apart.total_seconds()) <= row["uncertainty_s"] + 1 <= 2
        assert datetime.fromisoformat(row["original"]) - datetime.fromisoformat(row["at"]) > timedelta(hours=1, minutes=59)


def test_json_is_one_document_even_when_empty_and_csv_has_a_head(tk, case):
    assert len(json.loads(tk("timeline", case, "--format", "json")[1])) == 12
    assert json.loads(tk("timeline", case, "--format", "json", "--host", "other.test")[1]) == []
    table = list(csv.DictReader(io.StringIO(tk("timeline", case, "--format", "csv")[1])))
    assert len(table) == 12 and table[0]["artifact"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("--level", "error"), 2),
        (("--id", "req-7f3a91bc33"), 2),
        (("--host", "API.test"), 12),
        (("--around", "2026-03-01T12:00:30Z", "--window", "2s"), 2),
        (("--around", "2026-03-01T12:00:30Z", "--window", "2s", "--level", "error"), 2),
    ],
)
def test_filters_leave_only_what_is_asked_for(tk, case, words, count):
    assert len(rows(tk("timeline", case, "--format", "jsonl", *words)[1])) == count


def test_the_case_file_names_the_incident(tk, case):
    (case / "case.yaml").write_text("incident_time: 2026-03-01T12:00:30Z\n")
    assert len(rows(tk("timeline", case, "--format", "jsonl", "--around", "incident", "--window", "2s")[1])) == 2


def test_the_zone_that_was_given_places_lines_without_one(tk, tmp_path):
    (tmp_path / "app.log").write_text("2026-01-15 12:00:00,000 ERROR app failed\n" * 3)
    assert {r["at"] for r in rows(tk("timeline", tmp_path / "app.log", "--tz", "Europe/Berlin", "--format", "jsonl")[1])} == {"2026-01-15T11:00:00.000Z"}


def test_a_users_rows_are_found_by_pseudonym(tk, tmp_path):
    (tmp_path / "app.log").write_text("2026-03-01 12:00:00,000 INFO login ok for jane.doe@customer.test\n2026-03-01 12:00:01,000 INFO login ok for john.roe@customer.test\n" * 3)
    everything = rows(tk("timeline", tmp_path, "--format", "jsonl")[1])
    assert not any("jane.doe" in r["what"] for r in everything)


@pytest.mark.parametrize(("flag", "value"), [("--format", "xml"), ("--level", "loud"), ("--window", "5"), ("--around", "noon"), ("--around", "incident")])
def test_what_cannot_be_used_is_refused(tk, case, flag, value):
    code, out, err = tk("timeline", case, flag, value)
    assert (code, out) == (2, "")
    assert "TK-USE-002" in err


def test_beside_a_moved_time_stands_the_recorded_one_and_that_its_zone_was_assumed(tk, case):
    found = tk("timeline", case)[1].splitlines()
    assert ["(recorded 2026-03-01T14:" in row for row in found] == ["zone assumed)" in row for row in found]
    assert sum("zone assumed)" in row for row in found) == 6


def test_the_level_of_a_line_is_told_once(tk, case):
    failed = [row for row in tk("timeline", case)[1].splitlines() if "error: " in row]
    assert failed
    assert not any("error error:" in row for row in failed)
