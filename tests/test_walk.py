"""Walking a case again: rows in order, redacted, filtered; two runs compared."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from triagekit import pipeline, walk
from triagekit.correlate.timeline import Row
from triagekit.model import Location
from triagekit.records import Kind, Record
from triagekit.run import Options
from triagekit.walk import Filter

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def row(kind=Kind.EVENT, second=0, **fields):
    at = AT + timedelta(seconds=second)
    return Row(at, at, 0.0, Record(kind, Location("a0001"), {k.replace("__", "."): v for k, v in fields.items()}, at))


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (Filter(), True),
        (Filter(host="API.test"), True),
        (Filter(host="other.test"), False),
        (Filter(level="warn"), True),
        (Filter(level="error"), False),
        (Filter(correlation_id="req-1"), True),
        (Filter(correlation_id="req-2"), False),
        (Filter(around=AT, window=timedelta(seconds=1)), True),
        (Filter(around=AT + timedelta(seconds=9), window=timedelta(seconds=1)), False),
    ],
)
def test_a_filter_takes_what_it_asks_for(wanted, taken):
    one = row(event__level="warn", event__host="api.test", correlation__ids=("x-request-id=req-1",))
    assert wanted.takes(one) is taken


def test_a_failed_request_counts_as_an_error_and_a_refused_one_as_a_warning():
    grave, refused, fine = (row(Kind.EXCHANGE, response__status=s) for s in (503, 404, 200))
    assert [Filter(level="error").takes(r) for r in (grave, refused, fine)] == [True, False, False]
    assert [Filter(level="warn").takes(r) for r in (grave, refused, fine)] == [True, True, False]


def test_rows_are_redacted_and_keep_their_correlation_identifiers(tmp_path):
    secret = "Zq7Kd93mXw20PfLs81VbNt64"
    (tmp_path / "app.log").write_text(f"2026-03-01T12:00:00Z ERROR request_id=req-77aa12 login failed password={secret} for jane.doe@customer.test\n" * 2)
    run = pipeline.analyze([str(tmp_path)], Options())
    rows = list(walk.timeline(run, Options()))
    assert len(rows) == 2
    assert not any(secret in str(r) or "jane.doe" in str(r) for r in rows)
    assert all("req-77aa12" in r.what for r in rows)


def test_causes_that_only_the_failing_run_shows_are_told(tmp_path):
    from pathlib import Path

    samples = Path(__file__).parent.parent / "samples" / "network"
    found = walk.compare([str(samples / "connection-refused.near-miss.txt")], [str(samples / "connection-refused.txt")], Options())
    assert "network/connection-refused" in [c.id for c in found.only_failing()]
    turned = walk.compare([str(samples / "connection-refused.txt")], [str(samples / "connection-refused.near-miss.txt")], Options())
    assert "network/connection-refused" not in [c.id for c in turned.only_failing()]


def test_a_document_of_rows_is_json(tmp_path):
    (tmp_path / "app.log").write_text("2026-03-01T12:00:00Z INFO started\n" * 3)
    run = pipeline.analyze([str(tmp_path)], Options())
    from dataclasses import asdict

    assert len(json.loads(json.dumps([asdict(r) for r in walk.timeline(run, Options())]))) == 3
