"""Offsets are measured by intersecting hard intervals; cached answers and single strays do not count."""

from dataclasses import replace
from datetime import timedelta

import pytest

from triagekit.correlate.clocks import Clocks, intersect
from triagekit.correlate.joins import Joins
from triagekit.model import Location
from triagekit.roles import Context


def answers(exchange, offset, host="api.example", count=4, **more):
    for n in range(count):
        record = exchange(n * 2.0, request__url__host=host, **more)
        yield exchange(n * 2.0, request__url__host=host, response__date=(record.at + timedelta(seconds=offset)).replace(microsecond=0), **more)


def test_the_span_that_most_share_wins():
    """One wrong interval among four does not matter."""
    assert intersect([(9.0, 11.0), (9.5, 10.5), (9.8, 12.0), (50.0, 51.0)]) == (9.8, 10.5, 3)


def test_a_clock_in_step_is_said_to_be(exchange, conclude):
    """No offset beyond a minute."""
    (fact,) = conclude(Clocks, answers(exchange, 0))
    assert (fact["clock.direction"], fact["clock.off"], fact["clock.scope"]) == ("in-step", False, "none")


def test_the_same_offset_for_all_hosts_is_the_client(exchange, conclude):
    """Two servers cannot be wrong by the same seconds."""
    facts = conclude(Clocks, [*answers(exchange, -4000, "a.example"), *answers(exchange, -4000, "b.example")])
    assert {f["clock.scope"] for f in facts} == {"all-hosts"}
    assert {f["clock.direction"] for f in facts} == {"server-behind"}


def test_an_offset_of_one_host_among_others_is_that_server(exchange, conclude):
    """The others show that the client is right."""
    facts = conclude(Clocks, [*answers(exchange, 300, "a.example"), *answers(exchange, 0, "b.example")])
    assert [(f["clock.host"], f["clock.scope"], f["clock.direction"]) for f in facts] == [("a.example", "this-host", "server-ahead"), ("b.example", "none", "in-step")]


def test_one_measured_host_cannot_tell_whose_clock_it_is(exchange, conclude):
    """Either side may be off."""
    (fact,) = conclude(Clocks, answers(exchange, 300))
    assert fact["clock.scope"] == "only-host"


@pytest.mark.parametrize("more", [{"from_cache": True}, {"response__age_s": 40}, {"cache__status": "hit"}, {"response__status": 304}, {"from_service_worker": True}])
def test_an_answer_from_a_cache_is_left_out(exchange, conclude, more):
    """Its Date is old and says nothing about a clock."""
    assert conclude(Clocks, answers(exchange, -90_000, **more)) == []


def test_one_answer_is_not_enough(exchange, conclude):
    """Two at least must agree."""
    assert conclude(Clocks, answers(exchange, 300, count=1)) == []


@pytest.mark.parametrize(("offset", "zone"), [(7200, True), (3600, True), (18_074, False), (330, False)])
def test_whole_quarter_hours_are_the_sign_of_a_time_zone(exchange, conclude, offset, zone):
    """Two hours exactly, but not five hours and 74 seconds."""
    (fact,) = conclude(Clocks, answers(exchange, offset))
    assert fact["clock.quarter_hours"] is zone


@pytest.mark.parametrize(("offset", "half", "quarter", "days"), [(7200, True, True, False), (900, False, True, False), (907, False, False, False), (7190, False, False, False), (3_456_000, False, False, True), (-1800, True, True, False)])
def test_a_zone_is_exact_and_a_clock_is_not(exchange, conclude, offset, half, quarter, days):
    """Whole half hours within seconds; nobody's zone is 40 days off."""
    (fact,) = conclude(Clocks, answers(exchange, offset, count=8))
    assert (fact["clock.half_hours"], fact["clock.quarter_hours"], fact["clock.days"]) == (half, quarter, days)


def stepped(exchange, offset_at, host="api.example", count=20):
    for n in range(count):
        record = exchange(n * 60.0, request__url__host=host)
        yield exchange(n * 60.0, request__url__host=host, response__date=(record.at + timedelta(seconds=0.05 + offset_at(n * 60.0))).replace(microsecond=0))


def seen(records):
    clocks = Clocks()
    for record in records:
        clocks.see(record)
    return list(clocks.conclude(Context()))


@pytest.mark.parametrize(("early", "late", "told"), [(0.0, 900.0, 900.0), (900.0, 0.0, 900.0), (-3600.0, 300.0, 300.0)])
def test_a_clock_that_was_set_is_told_by_the_offset_that_is_off_with_what_it_was_before_and_after(exchange, early, late, told):
    fact, step = seen(stepped(exchange, lambda s: early if s < 600 else late))
    assert (fact.get("clock.jump"), fact.get("clock.off")) == (True, True)
    assert fact.get("clock.offset_low_s") <= told <= fact.get("clock.offset_high_s")
    assert abs(fact.get("clock.before_s") - early) < 1
    assert fact.get("clock.after_low_s") <= late <= fact.get("clock.after_high_s")
    assert step.get("step.of") == "api.example"
    assert set(step.fields) | set(fact.fields) <= {*Clocks.fields, *Joins.fields, "fact"}


def test_a_clock_that_drifts_is_no_jump_and_no_skew(exchange):
    (fact,) = seen(stepped(exchange, lambda s: s / 3600 * 240, count=60))
    assert fact.get("clock.jump") is False
    assert abs(fact.get("clock.drift_s_per_h") - 240) < 5


def test_every_capture_in_which_a_host_answered_is_named(exchange):
    records = list(answers(exchange, 300))
    other = [replace(r, location=Location("other", "json_pointer", r.location.pointer)) for r in records]
    (fact,) = seen([*records, *other])
    assert [spot.artifact for spot in fact.also] == ["other"]
