"""W3C fields by the names that IIS, CloudFront and others give them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from triagekit.reading.logtimes import Clock
from triagekit.reading.w3cfields import access, when

CLOCK = Clock(timezone(timedelta(hours=2)), 2026, True)


def test_milliseconds_for_iis_and_seconds_for_cloudfront():
    told = {"cs-method": "GET", "cs-uri-stem": "/a", "sc-status": "200", "time-taken": "250"}
    assert access(told, CLOCK, False).total_ms == 250.0
    assert access({**told, "time-taken": "0.25"}, CLOCK, True).total_ms == 250.0
    assert access({**told, "time-taken": "soon"}, CLOCK, True).total_ms is None


def test_query_agent_user_and_substatus():
    made = access({"cs-method": "GET", "cs-uri-stem": "/a", "cs-uri-query": "x=1", "cs(user-agent)": "A+B%20C", "cs-username": "bob", "sc-substatus": "2", "sc-win32-status": "5", "s-port": "443"}, CLOCK, False)
    assert (made.target, made.agent, made.user, made.scheme) == ("/a?x=1", "A B C", "bob", "https")
    assert made.extra == {"log.substatus": 2, "log.win32_status": 5, "log.user": "bob"}


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ({"date": "2026-11-23", "time": "08:28:35"}, datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)),
        ({"date-utc": "2026-11-23", "time-utc": "08:28:35"}, datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)),
        ({"date-local": "2026-11-23", "time-local": "08:28:35"}, datetime(2026, 11, 23, 6, 28, 35, tzinfo=UTC)),
        ({"date": "2026-13-40", "time": "99:99:99"}, None),
        ({}, None),
    ],
)
def test_times_are_utc_unless_the_names_say_local(told, at):
    assert when(told, CLOCK) == at


def test_ids_are_named_as_support_asks_for_them():
    assert access({"x-edge-request-id": "abc=="}, CLOCK, True).ids == [("x-amz-cf-id", "abc==")]
