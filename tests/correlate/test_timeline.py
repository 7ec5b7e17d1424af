"""One timeline: in order, complete, in constant memory, with each source's offset applied and said."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from triagekit.correlate import timeline
from triagekit.correlate.timeline import Offset, merge, rows
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
