"""The witness keeps a bounded part of a case and counts all of it."""

from datetime import timedelta

import pytest

from tests.needs.conftest import AT, exchange
from triagekit import witness
from triagekit.model import Location
from triagekit.records import Kind, Record
from triagekit.witness import Rates, Witness, symptom_of


def saw(records):
    seen = Witness()
    for record in records:
        seen.see(record)
    return seen


@pytest.mark.parametrize(
    ("status", "error", "symptom"),
    [(401, None, "401"), (403, None, "403"), (429, None, "429"), (500, None, "5xx"), (504, None, "5xx"), (404, None, "other"), (200, None, ""), (None, "cert-expired", "tls"), (None, "tls-reset", "tls"),
     (None, "response-timeout", "timeout"), (None, "refused", "timeout"), (None, "cors", "other"), (None, None, ""), (200, "http-error", "")],
)  # fmt: skip
def test_a_symptom_is_named_by_status_or_transport_error(status, error, symptom):
    assert symptom_of(status, error) == symptom


def test_everything_is_counted_and_little_is_kept():
    seen = saw(exchange(429 if n % 2 else 200, n) for n in range(2_000))
    assert seen.requests == 2_000 and seen.symptoms["429"].count == 1_000
    assert len(seen.calls) == witness.CALLS and len(seen.symptoms["429"].samples) == witness.SAMPLES
    assert sum(c[0] for c in seen.rates.cells.values()) == 2_000


def test_failures_still_find_room_when_the_waterfall_is_nearly_full():
    seen = saw([*(exchange(200, n) for n in range(1_000)), exchange(503, 1_001)])
    assert seen.calls[-1].status == 503 and len(seen.calls) == witness.CALLS - witness.LATE + 1


def test_rates_coarsen_and_lose_no_request():
    rates = Rates()
    for n in range(20_000):
        rates.note(f"h{n % 3}", AT + timedelta(seconds=n), n % 10 == 0)
    assert len(rates.cells) <= witness.CELLS and rates.step > 1
    assert [sum(c[k] for c in rates.cells.values()) for k in (0, 1)] == [20_000, 2_000]


def test_many_hosts_leave_the_busiest():
    rates = Rates()
    for n in range(12_000):
        rates.note("busy" if n % 2 else f"h{n}.test", AT + timedelta(seconds=n % 50), False)
    assert len(rates.cells) <= witness.CELLS
    assert any(host == "busy" for host, _ in rates.cells)


def test_a_time_without_a_request_time_is_taken_from_the_answer():
    record = Record(Kind.EXCHANGE, Location("a0001"), {"response.status": 401, "response.date": AT}, None)
    assert saw([record]).symptoms["401"].first == AT


def test_a_window_of_the_limit_is_read_from_the_policy():
    seen = saw([exchange(200, response__ratelimit__limit=10, **{"response__headers__ratelimit-policy": ("10;w=1, 100;w=60",)})])
    assert seen.limits["api.test"].window_s == 1.0
