"""An artifact that does not belong is said to be so, with what to ask for; one that may belong is let be."""

from datetime import UTC, datetime, timedelta

import pytest

from triagekit.correlate import strangers
from triagekit.model import Location
from triagekit.records import Kind, Record

AT = datetime(2026, 11, 3, 9, 14, tzinfo=UTC)
KNOWN = {name: strangers.Neighbour(name, f"{name}.txt", zoned) for name, zoned in (("har", True), ("log", True), ("local", False), ("app", True))}


def extent(name, side, begin, end, failed=2, **more):
    times = {f"extent.{what}": AT + timedelta(minutes=m) for what, m in (("first", begin), ("last", end), ("failed_first", begin), ("failed_last", end))} if begin is not None else {}
    return Record(Kind.FACT, Location(name), {"fact": "extent", "extent.sides": (side,), "extent.failed": failed, **times, **{f"extent.{k}": v for k, v in more.items()}})


HAR = extent("har", "client", 0, 2, hosts=("api.shop.test",))


def found(*facts, shifts=None, incident=None):
    return list(strangers.find(facts, KNOWN, shifts or {}, incident))


@pytest.mark.parametrize(("begin", "end", "words"), [(2880, 2900, "begins 48 hours after it"), (-90, -30, "ends 30 minutes before it")])
def test_a_log_of_another_time_is_said_with_the_times_to_ask_for(begin, end, words):
    (stranger,) = found(HAR, extent("log", "gateway", begin, end))
    assert (stranger.artifact, stranger.another) == ("log", True)
    assert words in stranger.sentence
    assert "from 2026-11-03 09:12:00 UTC to 2026-11-03 09:18:00 UTC" in stranger.sentence


@pytest.mark.parametrize(("begin", "end"), [(-60, 60), (1, 1), (-30, -4), (6, 30)])
def test_a_log_that_reaches_the_failure_or_nearly_so_is_let_be(begin, end):
    assert found(HAR, extent("log", "gateway", begin, end)) == []


def test_what_is_joined_is_never_strange_and_a_measured_clock_counts():
    join = Record(Kind.FACT, Location("har"), {"fact": "join"}, also=(Location("log"),))
    late = extent("log", "gateway", 2880, 2900)
    assert found(HAR, late, join) == []
    assert found(HAR, late, shifts={"log": -2880 * 60}) == []


def test_a_log_without_a_zone_may_only_be_in_another_one():
    assert "--tz" in found(HAR, extent("local", "gateway", 60, 70))[0].sentence
    assert "--tz" not in found(HAR, extent("log", "gateway", 60, 70))[0].sentence
    assert "--tz" not in found(HAR, extent("local", "gateway", 2880, 2890))[0].sentence


def test_the_same_user_at_another_time_may_have_tried_before():
    (stranger,) = found(extent("har", "client", 0, 2, people=("jane",)), extent("log", "application", 600, 700, people=("jane",)))
    assert not stranger.another


def test_the_log_of_another_service_is_said_and_an_applications_outgoing_calls_are_not():
    (stranger,) = found(HAR, extent("log", "gateway", 0, 2, hosts=("pay.bank.test",)))
    assert stranger.another and "pay.bank.test" in stranger.sentence and "Ask for the log of the machines behind api.shop.test" in stranger.sentence
    assert found(HAR, extent("app", "application", 0, 2, hosts=("pay.bank.test",))) == []
    assert found(HAR, extent("log", "gateway", 0, 2, hosts=("api.shop.test", "pay.bank.test"))) == []


def test_an_incident_outside_of_what_a_file_covers_is_said_of_each_such_file():
    incident = AT - timedelta(hours=18)
    told = found(HAR, extent("log", "gateway", -5, 5), incident=incident)
    assert [(s.artifact, s.another) for s in told] == [("har", False), ("log", False)]
    assert all("2026-11-02 15:14:00 UTC" in s.sentence for s in told)
    assert found(HAR, incident=AT + timedelta(minutes=1)) == []


def test_two_captures_of_the_customers_may_be_two_tries():
    assert found(HAR, extent("app", "client", 2880, 2890)) == []


def test_without_a_capture_the_log_that_covers_the_incident_is_the_measure():
    here, there = extent("log", "gateway", 0, 10), extent("app", "application", 2880, 2900)
    assert [s.artifact for s in found(here, there, incident=AT)] == ["app"]
    assert found(here, there) == []
