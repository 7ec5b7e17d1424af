"""Sliding windows: counts, different values, shares."""

import random

import pytest

DETECT = {"hit": {"response.status": 429}, "condition": "hit"}


def counted(pack, **more):
    pack.observation("http/many", DETECT, correlate={"type": "event_count", "by": ["request.url.host"], "within": "60s", "at_least": 3, **more}, show="{count} from {group}, peak {peak}")


def hit(record, at, host="a.example", status=429):
    return record({"response.status": status, "request.url.host": host}, at)


def test_three_within_a_minute_are_one_burst(pack, see, record):
    counted(pack)
    found = see([hit(record, 0), hit(record, 20), hit(record, 59), hit(record, 300)])["http/many"]
    assert [(h.count, h.peak, h.shown) for h in found.hits] == [(3, 3, "3 from a.example, peak 3")]
    assert (found.hits[0].last - found.hits[0].first).total_seconds() == 59


def test_three_in_more_than_a_minute_are_none_and_it_says_how_near_it_came(pack, see, record):
    counted(pack)
    found = see([hit(record, 0), hit(record, 40), hit(record, 80)])["http/many"]
    assert not found.hits
    assert found.nearest == "needs 3 within 1 m, saw 2"


def test_hosts_are_counted_apart(pack, see, record):
    counted(pack)
    assert not see([hit(record, 0), hit(record, 1), hit(record, 2, "b.example")])["http/many"].hits


def test_overlapping_windows_join_to_one_burst_and_a_pause_divides(pack, see, record):
    counted(pack)
    early = [hit(record, n * 25) for n in range(8)]
    late = [hit(record, 1000 + n) for n in range(4)]
    assert [(h.count, h.peak) for h in see(early + late)["http/many"].hits] == [(8, 3), (4, 4)]


def test_records_between_two_peaks_of_one_burst_belong_to_it(pack, see, record):
    counted(pack)
    times = [0, 10, 20, 75, 78, 79]
    assert [(h.count, h.peak) for h in see([hit(record, t) for t in times])["http/many"].hits] == [(6, 4)]


def test_the_order_of_reading_changes_nothing(pack, see, record):
    counted(pack)
    records = [hit(record, n * 7 % 400) for n in range(60)]
    expected = see(records)["http/many"]
    random.Random(3).shuffle(records)
    assert see(records)["http/many"] == expected


def test_a_group_past_its_bound_still_counts_every_record(pack, see, record):
    counted(pack)
    found = see([hit(record, n) for n in range(20_000)], paranoid=False)["http/many"].hits
    assert [(h.count, h.peak) for h in found] == [(20_000, 61)]
    assert len(found[0].records) == 5


def test_records_without_a_time_leave_it_open(pack, see, record):
    counted(pack)
    found = see([hit(record, None) for _ in range(5)])["http/many"]
    assert (found.hits, found.why_not) == ((), "no capture time")


def test_without_a_window_the_whole_capture_counts(pack, see, record):
    pack.observation("http/many", DETECT, correlate={"type": "event_count", "at_least": 3})
    assert see([hit(record, None), hit(record, 5), hit(record, 90_000)])["http/many"].hits[0].count == 3


def test_different_values_are_counted_once_each(pack, see, record):
    pack.observation("http/paths", DETECT, correlate={"type": "value_count", "field": "request.url.path", "within": "10s", "at_least": 3}, show="{values}")
    paths = ["/a", "/b", "/a", "/b", "/c"]
    records = [record({"response.status": 429, "request.url.path": p}, n) for n, p in enumerate(paths)]
    assert not see(records[:4])["http/paths"].hits
    (found,) = see(records)["http/paths"].hits
    assert (found.peak, found.shown) == (3, "/a, /b, /c")
    spread = [record({"response.status": 429, "request.url.path": p}, n * 6) for n, p in enumerate("abc")]
    assert see(spread)["http/paths"].nearest == "needs 3 different values of request.url.path within 10 s, saw 2"


@pytest.mark.parametrize(("bad", "expected"), [(5, []), (6, ["60%"])])
def test_a_share_must_be_above_the_limit_and_rest_on_enough(pack, see, record, bad, expected):
    detect = {"failed": {"response.status|gte": 500}, "any": {"response.status|exists": True}}
    pack.observation("http/share", detect, correlate={"type": "ratio", "part": "failed", "whole": "any", "at_least": 10, "above": 0.5}, show="{share}")
    records = [record({"response.status": 500 if n < bad else 200}, n) for n in range(10)]
    assert [h.shown for h in see(records)["http/share"].hits] == expected
    assert not see(records[:9])["http/share"].hits
