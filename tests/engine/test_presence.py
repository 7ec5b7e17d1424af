"""What a case cannot show is not assessed, and is never a no."""

import pytest


def test_a_kind_that_never_occurred_is_what_is_needed(pack, see, record):
    pack.observation("x/log", {"s": {"event.level": "error"}, "condition": "s"}, reads=["event"])
    found = see([record({"response.status": 200})])["x/log"]
    assert (found.assessed, found.why_not, found.needs) == (False, "needs a log or console message", ("event",))


@pytest.mark.parametrize(
    ("fields", "needs"),
    [
        ({"response.status": 200}, ("timing.wait_ms",)),
        ({"timing.wait_ms": 3}, ()),
        ({"timing.wait_ms": None}, ()),
    ],
)
def test_a_needed_field_that_never_occurred_is_named(pack, see, record, fields, needs):
    pack.observation("x/slow", {"s": {"timing.wait_ms|gt": "5s"}, "condition": "s"})
    assert see([record({"x": 1}), record(fields)])["x/slow"].needs == needs


def test_one_of_several_ways_is_enough_and_a_not_needs_nothing(pack, see, record):
    detect = {"a": {"timing.wait_ms|gt": 1000}, "b": {"response.status": 504}, "c": {"tls.version": "x"}}
    pack.observation("x/either", {**detect, "condition": "(a or b) and not c"})
    pack.observation("x/both", {**detect, "condition": "a and b"})
    found = see([record({"response.status": 200})])
    assert (found["x/either"].assessed, found["x/both"].needs) == (True, ("timing.wait_ms",))


def test_a_member_of_a_family_shows_the_family(pack, see, record):
    pack.observation("x/header", {"s": {"response.headers.www-authenticate|contains": "Bearer"}, "condition": "s"})
    assert see([record({"response.headers.server": ("nginx",)})])["x/header"].assessed
    assert not see([record({"request.headers.host": ("x",)})])["x/header"].assessed


@pytest.mark.parametrize(("shows", "assessed"), [(True, True), (False, False)])
def test_a_capture_that_would_show_a_client_error_and_has_none_says_no(pack, see, record, shows, assessed):
    pack.observation("x/dns", {"s": {"error.kind": "dns"}, "condition": "s"})
    assert see([record({"response.status": 200, "capture.shows_errors": shows})])["x/dns"].assessed is assessed


def test_any_of_the_kinds_that_a_rule_reads_will_do(pack, see, record):
    pack.observation("x/error", {"s": {"error.kind": "dns"}, "condition": "s"}, reads=["exchange", "event"])
    assert see([record({"event.message": "hello"}, kind="event"), record({"response.status": 200})])["x/error"].assessed


def test_an_age_needs_a_capture_time(pack, see, record):
    pack.observation("x/old", {"s": {"tls.not_before|age|gt": "1h"}, "condition": "s"})
    from datetime import UTC, datetime

    fields = {"tls.not_before": datetime(2024, 5, 1, 10, 30, tzinfo=UTC)}
    assert see([record(fields)])["x/old"].why_not == "nothing given shows a capture time"
    assert see([record(fields, 0)])["x/old"].hits


def test_what_a_correlation_groups_by_is_needed_too(pack, see, record):
    pack.observation("x/many", {"s": {"response.status": 429}, "condition": "s"}, correlate={"type": "event_count", "by": ["auth.token_hash"], "at_least": 2})
    assert see([record({"response.status": 429})] * 2)["x/many"].needs == ("auth.token_hash",)
