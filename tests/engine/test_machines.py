"""Bursts and entries."""

from datetime import UTC, datetime

from triagekit.engine.machines import MAX_FOUND, Entry, begun, note, stamp


def entry(when, record=None):
    return Entry(when, ("a", 0, 0, ""), (), (), record)


def test_a_burst_counts_every_entry_and_keeps_five_records(record):
    found = begun([entry(n, record({})) for n in range(1, 8)])
    assert (found.count, found.first, found.last, len(found.records)) == (7, 1, 7, 5)


def test_bursts_past_the_bound_are_counted_into_the_last():
    done = []
    for n in range(MAX_FOUND + 10):
        note(done, begun([entry(n)]))
    assert (len(done), done[-1].count) == (MAX_FOUND, 11)


def test_no_time_is_none():
    assert stamp(0.0) is None
    assert stamp(1714564800.0) == datetime(2024, 5, 1, 12, tzinfo=UTC)
