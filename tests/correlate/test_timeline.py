"""One timeline: in order, complete, in constant memory, with each source's offset applied and said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from triagekit.correlate import timeline
from triagekit.correlate.timeline import Offset, Step, Turn, merge, place, rows
from triagekit.model import Location
from triagekit.records import Kind, Record

START = datetime(2026, 11, 3, tzinfo=UTC)


def record(second, artifact="a0001"):
    return Record(Kind.EVENT, Location(artifact, "line", line=1), {}, START + timedelta(seconds=second))


@given(st.lists(st.lists(st.integers(0, 10_000), max_size=60), max_size=5))
def test_every_timed_record_comes_once_and_in_order(artifacts):
    streams = [rows([record(s, str(n)) for s in seconds], Offset()) for n, seconds in enumerate(artifacts)]
    merged = list(merge(streams))
    assert len(merged) == sum(map(len, artifacts))
    assert [r.at for r in merged] == sorted(r.at for r in merged)
    assert not any(r.late for r in merged)


def test_an_offset_moves_the_corrected_time_and_keeps_the_original():
    (row,) = rows([record(100)], Offset(-30, 1.5))
    assert (row.at, row.original, row.uncertainty) == (START + timedelta(seconds=70), START + timedelta(seconds=100), 1.5)


def test_what_is_too_far_out_of_order_is_said_and_never_lost(monkeypatch):
    monkeypatch.setattr(timeline, "DEPTH", 2)
    found = list(rows([record(s) for s in (10, 11, 12, 13, 1)], Offset()))
    assert [r.late for r in found].count(True) == 1
    assert len(found) == 5 and [r.at for r in found] == sorted(r.at for r in found)


def test_the_merge_holds_no_more_than_its_window():
    taken = []

    def many():
        for second in range(timeline.DEPTH * 3):
            taken.append(second)
            yield record(second)

    next(iter(merge([rows(many(), Offset())])))
    assert len(taken) <= timeline.DEPTH + 2


def test_a_record_without_a_time_has_no_place_on_it():
    assert list(rows([Record(Kind.EVENT, Location("a"), {})], Offset())) == []


TURN = Turn(START + timedelta(seconds=100), START + timedelta(seconds=420), -10.0, 0.5, last=40, first=50)


def test_a_clock_that_was_set_is_corrected_apart_before_and_after():
    offset = Offset(-320, 0.5, steps=(Step(-320, 0.5, (TURN,)),))
    before, after, between = rows([at_line(90, 39), at_line(500, 50), at_line(250, 45)], offset)
    assert [((r.at - START).total_seconds(), r.uncertainty) for r in (before, after, between)] == [(80, 0.5), (85, 155.5), (180, 0.5)]


def at_line(second, line):
    return Record(Kind.EVENT, Location("a0001", "line", line=line), {}, START + timedelta(seconds=second))


def test_without_places_time_tells_before_from_after_but_where_the_clock_was_set_back():
    back = replace(TURN, last=0, first=0)
    ahead = replace(back, until=TURN.after, after=TURN.until)
    assert [back.holds(START + timedelta(seconds=s), 0) for s in (100, 200, 420)] == [True, None, False]
    assert [ahead.holds(START + timedelta(seconds=s), 0) for s in (99, 200, 300, 421)] == [True, True, False, False]


def test_between_two_places_time_may_still_tell():
    assert [TURN.holds(START + timedelta(seconds=s), 45) for s in (90, 200, 430)] == [True, None, False]


def test_a_time_at_the_end_of_the_calendar_stays_where_it_is():
    end = datetime.max.replace(tzinfo=UTC)
    assert Offset(3600, 1).at(end)[0] == end


def test_places_grow_through_an_artifact():
    assert [place(Location("a", "line", line=7)), place(Location("a", "json_pointer", "/log/entries/4")), place(Location("a", "json_pointer", "/x/y"))] == [7, 5, 0]


def test_a_row_says_that_its_zone_was_assumed_unless_it_named_one_itself():
    named = Record(Kind.EVENT, Location("a0001"), {"time.certain": True}, START)
    assert [r.zone_assumed for r in rows([record(1), named], Offset(zone_assumed=True))] == [False, True]
