"""A policy's own patterns: linear, bounded, and nothing passes that there was no time to look at."""

import time

from redaction import ownpatterns


def test_a_pattern_finds_its_values():
    made = ownpatterns.shape({"name": "ticket", "pattern": "ACME-[0-9]{6}", "examples": []})
    assert list(made.everywhere("see ACME-123456, ACME-12", 0)) == [(4, 15, "customer")]


def test_what_cannot_be_compiled_or_is_too_long_is_none():
    assert ownpatterns.shape({"name": "x", "pattern": "(", "examples": []}) is None
    assert ownpatterns.shape({"name": "x", "pattern": "a" * 501, "examples": []}) is None
    assert ownpatterns.shape({"name": "x", "pattern": "", "examples": []}) is None


def test_a_pattern_made_to_be_slow_is_not():
    made = ownpatterns.shape({"name": "slow", "pattern": "(a+)+$", "examples": []})
    start = time.monotonic()
    list(made.everywhere("a" * 20_000 + "!", 0))
    assert time.monotonic() - start < 3


def test_where_time_runs_out_the_rest_goes():
    def engine(text, start):
        raise TimeoutError

    made = ownpatterns.OwnPattern("x", "customer", engine)
    assert list(made.everywhere("abcdef", 2)) == [(2, 6, "customer")]
