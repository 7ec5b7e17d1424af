"""JSON entries are read by what their fields are called."""

from datetime import UTC, datetime

import pytest

from triagekit.model import Location
from triagekit.reading.jsonfields import access_of, any_object, duration, ids_of, level_of, stack_of, time_of
from triagekit.reading.jsonlog import Entry
from triagekit.reading.logtimes import Clock
from triagekit.records import Kind

CLOCK = Clock(UTC, 2026, True)
AT = datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)


@pytest.mark.parametrize("made", [{"time": "2026-11-23T08:28:35Z"}, {"ts": 1795422515}, {"timestamp": 1795422515000}, {"@t": "2026-11-23T09:28:35+01:00"}, {"t": {"$date": "2026-11-23T08:28:35Z"}}, {"timeUnixNano": 1795422515000000000}])
def test_times_in_every_unit_are_the_same_moment(made):
    assert time_of(made, CLOCK) == (AT, True)


def test_small_numbers_and_flags_are_no_times():
    assert time_of({"time": 5, "ts": True, "date": "soon"}, CLOCK) == (None, False)


@pytest.mark.parametrize(("made", "level"), [({"level": 50}, "error"), ({"level": 35}, "info"), ({"lvl": "WARN"}, "warn"), ({"severity": "CRITICAL"}, "fatal"), ({"PRIORITY": "3"}, "error"), ({"level": 3, "short_message": "x"}, "error"), ({"reqId": "x", "level": 2}, "warn"), ({"level": "loud"}, "")])
def test_levels_as_words_and_numbers(made, level):
    assert level_of(made) == level


def test_a_request_needs_method_target_and_status():
    assert access_of({"method": "GET", "url": "/a", "status": 404}).status == 404
    assert access_of({"method": "GET", "url": "/a"}) is None
    assert access_of({"method": "GET", "url": "/a", "status": 1}) is None
    assert access_of({"method": "run", "url": "/a", "status": 404}) is None


@pytest.mark.parametrize(("made", "ms"), [({"duration_ms": 5}, 5.0), ({"request_time": "0.25"}, 250.0), ({"latency": "12ms"}, 12.0), ({"event.duration": 5_000_000}, 5.0), ({"duration": 3, "response_flags": "-"}, 3.0), ({"took": "1m"}, 60000.0), ({}, None), ({"duration": True}, None)])
def test_durations_by_name_and_unit(made, ms):
    assert duration(made) == ms


def test_ids_stand_in_the_entry_and_in_its_headers():
    made = {"trace_id": "abcd1234", "user_id": "u-1234", "request": {"headers": {"X-Request-Id": ["efgh5678"]}}, "x": 1}
    assert ids_of(made) == [("trace-id", "abcd1234"), ("x-request-id", "efgh5678")]


def test_a_stack_is_found_as_text_list_or_object():
    assert stack_of({"stack": "Error: x\n  at y"}).startswith("Error: x")
    assert stack_of({"exc_info": ["a", "b"]}) == "a\nb"
    assert stack_of({"exception": {"type": "ValueError", "message": "x", "stacktrace": "at y"}}) == "ValueError: x\nat y"


def test_an_entry_with_a_stack_stays_an_event():
    made = {"method": "GET", "url": "/a", "status": 500, "stack": "Error: x\n    at y (/a.js:1:2)"}
    assert any_object(Entry(Location("a0001"), made, "", None), made, CLOCK).kind is Kind.EVENT


@pytest.mark.parametrize("made", [{}, {"time": [], "level": {}, "msg": None}, {"status": float("nan"), "method": "GET", "url": "/"}, {"a": {"b": {"c": {"d": {"e": {"f": {}}}}}}}, {"duration": "x" * 1000}])
def test_odd_values_leave_their_fields_absent(made):
    any_object(Entry(Location("a0001"), made, "", None), made, CLOCK)


def read(made):
    return any_object(Entry(Location("a1"), made, "", None), made, CLOCK)


def test_a_request_line_in_one_member_is_a_request():
    """nginx's $request, and the dash that says that nobody behind was asked."""
    record = read({"time": "2026-09-14T08:12:03Z", "request": "GET /b HTTP/1.1", "status": "500", "upstream_status": "-", "upstream_addr": "-"})
    assert (record.get("request.method"), record.get("request.url.path"), record.get("response.status")) == ("GET", "/b", 500)
    assert (record.get("log.upstream_status"), record.get("log.upstream")) == ("-", None)


_REFUSED = {"time": "2026-11-23T08:28:35Z", "level": "warn", "method": "GET", "path": "/v1/me", "status": 401}


def test_a_line_that_says_why_a_request_failed_keeps_its_words():
    said = any_object(Entry(Location("a0001"), _REFUSED, "", None), {**_REFUSED, "message": "ExpiredSignatureError: Signature has expired"}, CLOCK)
    assert said.kind is Kind.EVENT
    assert (said.get("event.status"), said.get("event.url"), said.get("event.level")) == (401, "/v1/me", "warn")


@pytest.mark.parametrize("message", ["GET /v1/me answered 401", "request failed with status 401", "Unauthorized", ""])
def test_a_line_that_only_sums_a_failed_request_up_is_a_request(message):
    assert any_object(Entry(Location("a0001"), _REFUSED, "", None), {**_REFUSED, "message": message}, CLOCK).kind is Kind.EXCHANGE


@pytest.mark.parametrize(("time", "told"), [("2026-11-23T08:28:35", False), ("2026-11-23T08:28:35Z", None)])
def test_an_answered_request_whose_time_names_no_zone_says_so(time, told):
    made = {"time": time, "method": "GET", "path": "/a", "status": 200}
    assert any_object(Entry(Location("a"), made, "", None), made, CLOCK).get("time.certain") is told
