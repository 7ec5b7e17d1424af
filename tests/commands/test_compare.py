"""`triagekit compare`: where a failing journey leaves the working one, and what differs there."""

import json
from datetime import UTC, datetime, timedelta

import pytest

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(n, path, status, headers, body=""):
    return {
        "startedDateTime": (START + timedelta(seconds=n)).isoformat(), "time": 40, "cache": {}, "timings": {"send": 0, "wait": 40, "receive": 0},
        "request": {"method": "GET", "url": f"https://api.test{path}", "headers": [{"name": k, "value": v} for k, v in headers.items()], "cookies": [], "queryString": [],
                    "httpVersion": "HTTP/1.1", "headersSize": -1, "bodySize": 0},
        "response": {"status": status, "statusText": "", "headers": [{"name": "Content-Type", "value": "application/json"}], "cookies": [], "httpVersion": "HTTP/1.1",
                     "content": {"size": len(body), "mimeType": "application/json", "text": body}, "redirectURL": "", "headersSize": -1, "bodySize": len(body)},
    }  # fmt: skip


@pytest.fixture
def capture(tmp_path):
    def write(name, last=200, tenant="blue", token="aaaaaaaaaaaaaaaaaaaaaaaaaaaa"):
        steps = [(f"/v1/{p}", 200, {"x-tenant": "blue", "x-build": name}, "") for p in ("start", "list", "items", "user")]
        steps.append(("/v1/order", last, {"x-tenant": tenant, "x-build": name, "Authorization": f"Bearer {token}"}, '{"error":"forbidden"}' if last != 200 else "{}"))
        path = tmp_path / f"{name}.har"
        path.write_text(json.dumps({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": [entry(n, *s) for n, s in enumerate(steps)]}}))
        return path

    return write


def test_the_first_divergent_step_and_what_differs_there_is_named(tk, capture):
    code, out, _ = tk("compare", capture("good"), capture("bad", 403, "green"))
    assert code == 0
    assert out.splitlines()[0] == "The journeys part at GET api.test/v1/order"
    assert "x-tenant" in out and "worked with blue; failed with green" in out
    assert "request header x-build" in out.split("always different and left out:")[1]


def test_json_names_the_same_step_with_both_places(tk, capture):
    document = json.loads(tk("compare", capture("good"), capture("bad", 403, "green"), "--format", "json")[1])
    first = document["divergences"][0]
    assert (first["working"]["pointer"], first["failing"]["pointer"]) == ("/log/entries/4", "/log/entries/4")
    assert [d["what"] for d in first["differences"]] == ["request header x-tenant", "status", "body error"]
    assert document["aligned"] == 5


def test_equal_journeys_do_not_part_and_the_gate_holds(tk, capture):
    code, out, _ = tk("compare", capture("good"), capture("good"), "--fail-on")
    assert code == 0
    assert out.startswith("The journeys do not part: 5 steps")


def test_the_gate_fails_when_they_part(tk, capture):
    assert tk("compare", capture("good"), capture("bad", 403), "--fail-on")[0] == 1


def test_no_secret_of_either_capture_is_shown(tk, capture):
    secret = "Zq7Kd93mXw20PfLs81VbNt64"
    for words in ((), ("--format", "json")):
        out = tk("compare", capture("good", token=secret), capture("bad", 403, token=secret[::-1]), *words)[1]
        assert secret not in out and secret[::-1] not in out


def test_logs_are_compared_by_the_shape_of_their_lines(tk, tmp_path):
    (tmp_path / "good.log").write_text("".join(f"2026-03-01 12:00:0{n},000 INFO app step {n} done\n2026-03-01 12:00:0{n},500 INFO app saved\n" for n in range(4)))
    (tmp_path / "bad.log").write_text("2026-03-02 09:00:00,000 INFO app step 0 done\n2026-03-02 09:00:01,000 ERROR app quota exceeded\n")
    out = tk("compare", tmp_path / "good.log", tmp_path / "bad.log")[1]
    assert "quota exceeded" in out.splitlines()[0]


def test_what_cannot_be_read_is_one_error(tk, capture, tmp_path):
    assert tk("compare", capture("good"), tmp_path / "none.har")[0] == 2
    assert tk("compare", capture("good"), capture("good"), "--format", "xml")[0] == 2
