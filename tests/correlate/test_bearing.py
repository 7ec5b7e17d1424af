"""Whose a record is: the customer's own, other people's, or nobody can say."""

from datetime import UTC, datetime, timedelta

import pytest

from triagekit.correlate.bearing import Given, bearing
from triagekit.model import Location
from triagekit.records import Kind, Record

NOBODY = Given()


def line(number, artifact="log", **fields):
    return Record(Kind.EVENT, Location(artifact, "line", line=number), {"event.format": "json-lines", **{k.replace("__", "."): v for k, v in fields.items()}})


HAR = Location("har", "json_pointer", "/log/entries/3")
JOIN = Record(Kind.FACT, HAR, {
    "fact": "join", "join.by": "request", "join.strength": "moderate", "join.here.kind": "exchange", "join.here.source": "har", "join.here.method": "GET",
    "join.here.path": "/v1/me", "join.here.status": 401, "join.there.kind": "event", "join.there.source": "json-lines",
}, also=(Location("log", "line", line=7),))  # fmt: skip
EXTENT = Record(Kind.FACT, Location("har"), {"fact": "extent", "extent.sides": ("client",), "extent.failing": ("GET /v1/me", "POST /v1/pay")})


def test_the_joined_line_is_the_customers_and_the_rest_of_that_log_other_peoples():
    whose = bearing([JOIN, EXTENT], (), NOBODY)
    other = {"event__method": "GET", "event__url": "/v1/cart"}
    assert (whose(line(7)), whose(line(8, **other)), whose(line(8, "another log", **other))) == (True, False, None)


def test_a_line_that_tells_of_no_request_may_belong_to_any():
    whose = bearing([JOIN, EXTENT], (), NOBODY)
    assert whose(line(9, event__text="could not reach the database")) is None
    assert whose(line(9, event__text="request_id=8f3a2b1c9d0e refused")) is False


def test_every_line_that_bears_the_customers_number_is_the_customers():
    by_id = Record(Kind.FACT, HAR, {**JOIN.fields, "join.by": "correlation-id", "join.strength": "strong", "join.value": "8f3a2b1c9d0e"}, also=JOIN.also)
    whose = bearing([by_id, EXTENT], (), NOBODY)
    assert whose(line(90, correlation__ids=("request-id=8f3a2b1c9d0e",))) is True
    assert whose(line(91, correlation__ids=("request-id=1f3a2b1c9d0f",))) is False


def test_a_second_line_of_the_same_request_at_the_same_moment_is_not_taken_for_anothers():
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    join = Record(Kind.FACT, HAR, {**JOIN.fields, "join.apart_s": 1.0}, at, also=JOIN.also)
    same = {"event.format": "nginx-error", "event.method": "GET", "event.url": "/v1/me"}
    near, far = (Record(Kind.EVENT, Location("log", "line", line=n), same, at + timedelta(seconds=n)) for n in (2, 200))
    whose = bearing([join, EXTENT], (), NOBODY)
    assert (whose(near), whose(far)) == (None, False)
    moved = bearing([join, EXTENT], (), NOBODY, lambda r: r.at and r.at - timedelta(seconds=199 if r is far else 0))
    assert moved(far) is None


def test_a_line_like_a_failing_request_that_found_none_may_be_the_customers():
    whose = bearing([JOIN, EXTENT], (), NOBODY)
    assert whose(line(9, event__method="POST", event__url="/v1/pay?x=1")) is None


def test_a_join_by_what_many_bear_tells_nothing():
    weak = Record(Kind.FACT, HAR, {**JOIN.fields, "join.strength": "weak"}, also=JOIN.also)
    assert not bearing([weak, EXTENT], (), NOBODY)


def test_an_artifact_of_another_incident_is_other_peoples():
    whose = bearing([EXTENT], ["log"], NOBODY)
    assert (whose(line(1)), whose(line(1, "app"))) == (False, None)


@pytest.mark.parametrize(("fields", "own"), [({"event__fields__user": "Jane@Corp.test"}, True), ({"event__text": "login of jane@corp.test failed"}, True), ({"event__fields__user": "bob"}, False), ({"event__text": "started"}, None)])
def test_the_user_of_the_case_file_is_the_customer(fields, own):
    assert bearing([], (), Given("jane@corp.test"))(line(1, **fields)) is own


def test_what_logs_share_among_themselves_is_nobodys_while_no_capture_was_joined():
    among = Record(Kind.FACT, Location("log", "line", line=3), {**JOIN.fields, "join.here.source": "access-log"}, also=(Location("app", "line", line=5),))
    assert not bearing([among], (), NOBODY)


def test_the_join_itself_is_the_customers():
    assert bearing([JOIN, EXTENT], (), NOBODY)(JOIN) is True


def test_a_fact_is_nobodys():
    assert bearing([JOIN, EXTENT], ["log"], Given("jane"))(Record(Kind.FACT, Location("log"), {"fact": "retry-group"})) is None


@pytest.mark.parametrize(("minutes", "whose_it_is"), [(0, None), (14, None), (-120, False), (16, False)])
def test_what_stands_far_from_the_incident_is_something_else(minutes, whose_it_is):
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    reaching = Record(Kind.FACT, Location("log"), {"fact": "extent", "extent.sides": ("gateway",), "extent.failed": 2, "extent.first": at - timedelta(hours=3), "extent.last": at})
    whose = bearing([reaching], (), Given(incident=at))
    stood = Record(Kind.EVENT, Location("log", "line", line=1), {"event.format": "nginx-error"}, at + timedelta(minutes=minutes))
    assert whose(stood) is whose_it_is
    assert not bearing([reaching], (), Given(incident=at + timedelta(days=1))), "an artifact that does not reach the incident tells nothing"


def test_what_the_client_itself_recorded_is_no_line_of_a_log():
    by_id = Record(Kind.FACT, HAR, {**JOIN.fields, "join.by": "correlation-id", "join.strength": "strong", "join.value": "8f3a2b1c9d0e"}, also=JOIN.also)
    recorded = Record(Kind.EXCHANGE, HAR, {"source": "har", "correlation.ids": ("x-request-id=8f3a2b1c9d0e",)})
    assert bearing([by_id, EXTENT], (), NOBODY)(recorded) is None
