"""Whose a record is: the customer's own, other people's, or nobody can say."""

import pytest

from triagekit.correlate.bearing import bearing
from triagekit.model import Location
from triagekit.records import Kind, Record


def line(number, artifact="log", **fields):
    return Record(Kind.EVENT, Location(artifact, "line", line=number), {"event.format": "json-lines", **{k.replace("__", "."): v for k, v in fields.items()}})


HAR = Location("har", "json_pointer", "/log/entries/3")
JOIN = Record(Kind.FACT, HAR, {
    "fact": "join", "join.by": "request", "join.strength": "moderate", "join.here.kind": "exchange", "join.here.source": "har", "join.here.method": "GET",
    "join.here.path": "/v1/me", "join.here.status": 401, "join.there.kind": "event", "join.there.source": "json-lines",
}, also=(Location("log", "line", line=7),))  # fmt: skip
EXTENT = Record(Kind.FACT, Location("har"), {"fact": "extent", "extent.sides": ("client",), "extent.failing": ("GET /v1/me", "POST /v1/pay")})


def test_the_joined_line_is_the_customers_and_the_rest_of_that_log_other_peoples():
    whose = bearing([JOIN, EXTENT], (), "")
    assert (whose(line(7)), whose(line(8)), whose(line(8, "another log"))) == (True, False, None)


def test_a_line_like_a_failing_request_that_found_none_may_be_the_customers():
    whose = bearing([JOIN, EXTENT], (), "")
    assert whose(line(9, event__method="POST", event__url="/v1/pay?x=1")) is None


def test_a_join_by_what_many_bear_tells_nothing():
    weak = Record(Kind.FACT, HAR, {**JOIN.fields, "join.strength": "weak"}, also=JOIN.also)
    assert not bearing([weak, EXTENT], (), "")


def test_an_artifact_of_another_incident_is_other_peoples():
    whose = bearing([EXTENT], ["log"], "")
    assert (whose(line(1)), whose(line(1, "app"))) == (False, None)


@pytest.mark.parametrize(("fields", "own"), [({"event__fields__user": "Jane@Corp.test"}, True), ({"event__text": "login of jane@corp.test failed"}, True), ({"event__fields__user": "bob"}, False), ({"event__text": "started"}, None)])
def test_the_user_of_the_case_file_is_the_customer(fields, own):
    assert bearing([], (), "jane@corp.test")(line(1, **fields)) is own


def test_what_logs_share_among_themselves_is_nobodys_while_no_capture_was_joined():
    among = Record(Kind.FACT, Location("log", "line", line=3), {**JOIN.fields, "join.here.source": "access-log"}, also=(Location("app", "line", line=5),))
    assert not bearing([among], (), "")


def test_the_join_itself_is_the_customers():
    assert bearing([JOIN, EXTENT], (), "")(JOIN) is True


def test_a_fact_is_nobodys():
    assert bearing([JOIN, EXTENT], ["log"], "jane")(Record(Kind.FACT, Location("log"), {"fact": "retry-group"})) is None
