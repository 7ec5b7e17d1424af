"""The clocks of two artifacts are set against each other by what both saw, and by nothing that anybody could have seen."""

from datetime import UTC, datetime, timedelta

from triagekit.correlate import _sides, _sources
from triagekit.correlate._sources import Meeting
from triagekit.model import Location
from triagekit.records import Kind, Record

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def here(second):
    fields = {"source": "har", "request.method": "GET", "request.url.path": f"/v1/{second}", "response.status": 200, "timing.total_ms": 400.0}
    return _sides.of(Record(Kind.EXCHANGE, Location("har", "json_pointer", f"/log/entries/{second}"), fields, START + timedelta(seconds=second)))


def there(second, offset):
    return _sides.of(Record(Kind.EVENT, Location("log", "line", line=second + 1), {"event.message": "x", "time.certain": True}, START + timedelta(seconds=second + 0.2 + offset)))


def meetings(offset_at, seconds, value=str):
    return [Meeting(here(s), there(s, offset_at(s)), value(s)) for s in seconds]


def measured(found):
    return _sources.measure(found, {})[("har", "log")].offset


def test_over_days_a_value_that_many_bear_binds_nothing_and_a_number_of_ones_own_does():
    days = 86_400.0 * 2
    assert ("har", "log") not in _sources.measure(meetings(lambda _: days, range(8), lambda _: "tenant-7781ab"), {})
    made = measured(meetings(lambda _: days, range(8)))
    assert made.believed
    assert made.low <= days <= made.high


def test_a_clock_that_was_set_is_told_with_every_stretch_its_moments_and_its_places():
    found = _sources.measure(meetings(lambda s: 5.0 if s < 40 else 305.0 if s < 80 else -20.0, range(0, 120, 4)), {})
    clock, *steps = _sources.facts(("har", "log"), found["har", "log"], 0, None)
    assert clock.get("source.jump") is True
    assert [round((s.get("step.low_s") + s.get("step.high_s")) / 2) for s in steps] == [5, 305]
    assert [(s.get("step.until") - START).total_seconds() for s in steps] == [36, 76]
    assert [(s.get("step.last"), s.get("step.first"), s.get("step.against_last")) for s in steps] == [(37, 41, 37), (77, 81, 77)]
    assert set(clock.fields) | {name for s in steps for name in s.fields} <= {*_sources.FIELDS, "fact"}


def test_two_offsets_at_the_same_time_are_told_and_not_believed():
    made = _sources.measure(meetings(lambda s: 0.0 if s % 8 else 500.0, range(0, 160, 4)), {})["har", "log"]
    (fact,) = _sources.facts(("har", "log"), made, 0, None)
    assert fact.get("source.believed") is False
    assert {round(fact.get("source.offset_s")), round((fact.get("source.rival_low_s") + fact.get("source.rival_high_s")) / 2)} == {0, 500}
