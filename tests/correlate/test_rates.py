"""Bursts per route and floods of identical requests."""

from dataclasses import replace
from datetime import UTC, datetime

from triagekit.correlate.rates import Rates

START = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def test_a_flood_of_identical_requests(exchange, conclude):
    """Twelve times the same address within a second."""
    facts = conclude(Rates, [exchange(n * 0.05) for n in range(12)])
    assert [f["burst.per_second"] for f in facts if f["burst.identical"]] == [12]


def test_different_requests_of_one_route_are_no_flood_but_a_burst(exchange, conclude):
    """Twenty-five objects in a second."""
    facts = conclude(Rates, [exchange(n * 0.03, request__url=f"https://api.example/v1/x?id={n}") for n in range(25)])
    assert [(f["burst.identical"], f["burst.per_second"]) for f in facts] == [(False, 25)]


def test_slow_requests_are_neither(exchange, conclude):
    """One every two seconds."""
    assert conclude(Rates, [exchange(n * 2.0) for n in range(50)]) == []


def test_what_came_before_the_first_refusal_is_counted(exchange, conclude):
    """Five requests, then the sixth is refused."""
    facts = conclude(Rates, [*(exchange(n) for n in range(5)), exchange(5, response__status=429)])
    assert {f["burst.before_refusal"] for f in facts} == {5}


def test_preflights_and_cache_answers_do_not_count(exchange, conclude):
    """The application did not send them."""
    assert conclude(Rates, [exchange(n * 0.01, from_cache=True) for n in range(30)]) == []


def test_unavailable_amid_successes_is_told(exchange, conclude):
    """Of five requests in half a second some are answered and some get 503: a limit looks like that, an outage does not."""
    facts = conclude(Rates, [exchange(n * 0.1, response__status=200 if n % 2 else 503) for n in range(5)])
    assert {(f["burst.mixed"], f["burst.unavailable"]) for f in facts} == {(True, 3)}


def test_an_outage_after_a_while_is_not_mixed(exchange, conclude):
    """The last success lies ten seconds back."""
    facts = conclude(Rates, [exchange(0), exchange(10, response__status=503), exchange(11, response__status=503)])
    assert {f["burst.mixed"] for f in facts} == {False}


def test_the_date_of_the_answer_stands_in_for_a_missing_time(exchange, conclude):
    """curl -v shows no times of its own."""
    records = [exchange(n, response__status=429) for n in range(3)]
    undated = [replace(r, at=None, fields={**r.fields, "response.date": START}) for r in records]
    assert {f["burst.per_second"] for f in conclude(Rates, undated)} == {3}
