"""Queues in the browser and slow transfers."""

from triagekit.correlate.waits import Waits, most_at_once


def test_seven_requests_and_one_waits(exchange, conclude):
    """Six are under way, the seventh waits."""
    busy = [exchange(0, request__http_version="http/1.1", timing__total_ms=3000.0) for _ in range(6)]
    waiting = exchange(0, request__http_version="http/1.1", timing__total_ms=5000.0, timing__blocked_ms=2900.0)
    (fact,) = conclude(Waits, [*busy, waiting])
    assert (fact["queue.waiting"], fact["queue.full"], fact["queue.longest_ms"]) == (1, True, 2900)


def test_a_wait_without_a_crowd_is_no_full_queue(exchange, conclude):
    """It may be a proxy or a disk."""
    (fact,) = conclude(Waits, [exchange(0, request__http_version="http/1.1", timing__blocked_ms=900.0, timing__total_ms=1000.0)])
    assert fact["queue.full"] is False


def test_a_request_that_never_got_an_answer_does_not_count(exchange, conclude):
    """Chrome counts its whole life as blocked."""
    assert conclude(Waits, [exchange(0, response__status=None, error__kind="timeout", timing__blocked_ms=4000.0)]) == []


def test_a_slow_transfer_has_a_rate(exchange, conclude):
    """300 kB in three seconds."""
    (fact,) = conclude(Waits, [exchange(0, request__http_version="h2", timing__receive_ms=3000.0, response__body__transferred=300_000)])
    assert (fact["transfer.kb_per_s"], fact["transfer.slow"]) == (100.0, True)


def test_overlaps_are_counted_and_touching_is_none(exchange):
    """The end of one at the start of another is no overlap."""
    a, b, c = (exchange(n).at for n in range(3))
    assert most_at_once([(a, b), (b, c)]) == 1
    assert most_at_once([(a, c), (b, c)]) == 2
