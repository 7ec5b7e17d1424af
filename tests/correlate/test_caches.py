"""Copies older than a write, and personal answers from a shared store."""

from datetime import timedelta

from triagekit.correlate.caches import Caches


def test_a_copy_older_than_the_write_is_stale(exchange, conclude):
    """Written at second 10, read at 20, and the copy is a minute old."""
    write = exchange(10, request__method="PUT")
    read = exchange(20, response__age_s=60, cache__status="hit")
    (fact,) = conclude(Caches, [write, read])
    assert fact["copy.older_than_write"] is True
    assert 9 < fact["copy.since_write_s"] < 10


def test_a_copy_made_after_the_write_is_fresh(exchange, conclude):
    """The copy is five seconds old, the write ten."""
    (fact,) = conclude(Caches, [exchange(10, request__method="PUT"), exchange(20, response__age_s=5, cache__status="hit")])
    assert fact["copy.older_than_write"] is False


def test_a_new_item_makes_the_list_above_it_stale(exchange, conclude):
    """PATCH /v1/x/7 changes /v1/x too."""
    write = exchange(1, request__method="PATCH", request__url__path="/v1/x/7")
    (fact,) = conclude(Caches, [write, exchange(3, response__age_s=50)])
    assert fact["copy.older_than_write"] is True


def test_a_refused_write_changes_nothing(exchange, conclude):
    """The resource is as it was."""
    assert conclude(Caches, [exchange(1, request__method="PUT", response__status=403), exchange(3, response__age_s=50)]) == []


def test_the_browser_s_own_copy_is_aged_by_its_date(exchange, conclude):
    """From its Date to the request."""
    read = exchange(20, from_cache=True)
    old = exchange(20, from_cache=True, response__date=read.at - timedelta(seconds=90))
    (fact,) = conclude(Caches, [exchange(10, request__method="POST"), old])
    assert (fact["copy.browser"], fact["copy.age_s"], fact["copy.older_than_write"]) == (True, 90.0, True)


def test_a_shared_copy_that_sets_a_session_is_told(exchange, conclude):
    """Whoever reads it gets the same cookie."""
    (fact,) = conclude(Caches, [exchange(0, cache__status="hit", response__cookie_names=("SESSIONID",))])
    assert (fact["copy.sets_cookie"], fact["copy.sets_session"]) == (True, True)


def test_the_browser_s_own_copy_shares_nothing_and_misses_are_no_copies(exchange, conclude):
    """A cookie in an answer of the origin is as it should be."""
    own = exchange(0, from_cache=True, response__cookie_names=("SESSIONID",))
    miss = exchange(1, cache__status="miss", response__cookie_names=("SESSIONID",))
    assert conclude(Caches, [own, miss]) == []
