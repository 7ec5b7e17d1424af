"""The watch for what a single record shows."""

import random


def test_it_counts_all_and_keeps_the_first_five_in_order_of_time(pack, see, record):
    pack.observation("x/y", {"s": {"response.status": 401}}, show="{count} from {first.time} to {last.time}")
    records = [record({"response.status": 401}, n) for n in range(40)]
    random.Random(5).shuffle(records)
    (hit,) = see(records)["x/y"].hits
    assert hit.count == 40
    assert [r.at.second for r in hit.records] == [0, 1, 2, 3, 4]
    assert hit.shown == "40 from 2024-05-01 12:00:00 UTC to 2024-05-01 12:00:39 UTC"
    assert (hit.first.second, hit.last.second) == (0, 39)


def test_records_without_a_time_are_counted_and_shown_last(pack, see, record):
    pack.observation("x/y", {"s": {"response.status": 401}})
    (hit,) = see([record({"response.status": 401}), record({"response.status": 401}, 7)])["x/y"].hits
    assert (hit.count, [r.at is None for r in hit.records], hit.shown) == (2, [False, True], "Saw x/y")


def test_nothing_seen_is_no_hit(pack, see, record):
    pack.observation("x/y", {"s": {"response.status": 401}})
    found = see([record({"response.status": 200})])["x/y"]
    assert (found.hits, found.assessed) == ((), True)
