"""Whether Retry-After was kept, counted from the end of the refusal."""

from dataclasses import replace

from triagekit.correlate.retries import Retries


def refusal(exchange, at, wait=10.0, **more):
    return exchange(at, response__status=429, response__retry_after_s=wait, **more)


def test_waiting_as_told_is_honoured(exchange, conclude):
    """The next request comes after the time, and succeeds."""
    (fact,) = conclude(Retries, [refusal(exchange, 0), exchange(11)])
    assert (fact["retry.honoured"], fact["retry.ignored"], fact["retry.then_accepted"]) == (True, False, True)


def test_asking_again_at_once_is_not(exchange, conclude):
    """Three requests within the time are three violations."""
    (fact,) = conclude(Retries, [refusal(exchange, 0), exchange(1), exchange(2), exchange(3)])
    assert fact["retry.too_early"] == 3
    assert fact["retry.ignored"]


def test_a_request_already_under_way_is_no_violation(exchange, conclude):
    """It was sent before the client could know."""
    (fact,) = conclude(Retries, [refusal(exchange, 0, timing__total_ms=5000.0), exchange(1), exchange(20)])
    assert fact["retry.too_early"] == 0


def test_another_credential_s_requests_do_not_count(exchange, conclude):
    """Limits are per credential."""
    (fact,) = conclude(Retries, [refusal(exchange, 0, auth__token_hash="a"), exchange(1, auth__token_hash="b")])
    assert "retry.ignored" not in fact


def test_a_refusal_without_a_time_is_only_counted(exchange, conclude):
    """Nothing was told, so nothing was ignored."""
    (fact,) = conclude(Retries, [exchange(0, response__status=429), exchange(1)])
    assert fact["retry.refusals"] == 1
    assert "retry.ignored" not in fact


def test_a_plain_503_is_an_outage_and_no_refusal(exchange, conclude):
    """Only with Retry-After does 503 ask to wait."""
    assert conclude(Retries, [exchange(0, response__status=503), exchange(1)]) == []


def test_the_dates_of_the_answers_stand_in_for_missing_times(exchange, conclude):
    """curl -v shows no times: the second request came a second after a refusal that asked for ten."""
    records = [refusal(exchange, 0), exchange(1, response__status=429, response__retry_after_s=9.0)]
    undated = [replace(r, at=None, fields={**r.fields, "response.date": r.at}) for r in records]
    (fact,) = conclude(Retries, undated)
    assert (fact["retry.ignored"], fact["retry.too_early"]) == (True, 1)
