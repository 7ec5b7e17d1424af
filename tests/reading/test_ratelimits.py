"""Retry-After and rate limits in seconds, whatever their spelling."""

from datetime import UTC, datetime

import pytest

from triagekit.reading.ratelimits import fields, reset, retry_after

DATE = datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)


@pytest.mark.parametrize(("value", "seconds"), [("120", 120.0), ("1.5", 1.5), ("Mon, 23 Nov 2026 08:29:35 GMT", 60.0), ("Mon, 23 Nov 2026 08:27:35 GMT", 0.0), ("6ms", 0.006), ("1m30s", 90.0), ("soon", None), ("", None)])
def test_retry_after_in_every_form(value, seconds):
    assert retry_after(value, DATE) == seconds


def test_a_date_counts_from_the_answers_own_date_never_from_ours():
    assert retry_after("Mon, 23 Nov 2026 08:29:35 GMT", None) is None


@pytest.mark.parametrize(("value", "seconds"), [("30", 30.0), (str(int(DATE.timestamp()) + 40), 40.0), (str((int(DATE.timestamp()) + 40) * 1000), 40.0), ("2026-11-23T08:28:45Z", 10.0), ("6s", 6.0)])
def test_resets_are_told_apart_by_magnitude(value, seconds):
    assert reset(value, DATE) == seconds


@pytest.mark.parametrize(
    ("headers", "limit", "remaining", "seconds"),
    [
        ({"x-ratelimit-limit": "100", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "30"}, 100, 0, 30),
        ({"ratelimit": "limit=100, remaining=50, reset=5"}, 100, 50, 5),
        ({"ratelimit-policy": '"default";q=100;w=60', "ratelimit": '"default";r=0;t=30'}, 100, 0, 30),
        ({"x-ratelimit-limit-requests": "10", "x-ratelimit-remaining-requests": "1"}, 10, 1, None),
    ],
)
def test_every_family_of_fields(headers, limit, remaining, seconds):
    found = fields({k: (v,) for k, v in headers.items()}, DATE)
    assert (found.get("response.ratelimit.limit"), found.get("response.ratelimit.remaining"), found.get("response.ratelimit.reset_s")) == (limit, remaining, seconds)


def test_of_several_limits_the_tightest_counts():
    found = fields({"x-ratelimit-remaining-requests": ("500",), "x-ratelimit-remaining-tokens": ("0",)}, DATE)
    assert found["response.ratelimit.remaining"] == 0


def test_other_fields_say_nothing():
    assert fields({"x-frame-options": ("DENY",), "x-limit": ("5",)}, DATE) == {}
