"""When a route broke, and whether its credential worked elsewhere."""

from triagekit.correlate.routes import Routes


def test_the_first_failure_after_a_success(exchange, conclude):
    """Two successes, then a failure eight seconds later."""
    (fact,) = conclude(Routes, [exchange(0), exchange(2), exchange(10, response__status=401)])
    assert (fact["fact"], fact["route.successes"], fact["route.status"], fact["route.since_success_s"]) == ("route-break", 2, 401, 8.0)


def test_a_route_that_never_worked_did_not_break(exchange, conclude):
    """Only failures."""
    assert conclude(Routes, [exchange(0, response__status=401), exchange(1, response__status=401)]) == []


def test_the_same_credential_accepted_on_another_route(exchange, conclude):
    """So it is valid, and the refusal is about permission."""
    facts = conclude(Routes, [exchange(0, auth__token_hash="t"), exchange(1, auth__token_hash="t", request__route="POST api.example/v1/y", response__status=403)])
    (fact,) = [f for f in facts if f["fact"] == "token-use"]
    assert (fact["token.worked_elsewhere"], fact["token.worked_before"], fact["token.forbidden"]) == (True, True, 1)


def test_a_success_on_another_host_proves_nothing_here(exchange, conclude):
    """Audiences differ by host."""
    facts = conclude(Routes, [exchange(0, auth__token_hash="t", request__url__host="b.example", request__route="GET b.example/"), exchange(1, auth__token_hash="t", response__status=401)])
    (fact,) = [f for f in facts if f["fact"] == "token-use"]
    assert fact["token.worked_elsewhere"] is False


def test_preflights_carry_no_credential_and_do_not_count(exchange, conclude):
    """An OPTIONS success is no success of the route."""
    assert conclude(Routes, [exchange(0, request__preflight=True), exchange(1, response__status=401)]) == []


def test_a_token_refused_before_its_end_is_told(exchange, conclude):
    """By the answer's own Date; a token without an end is not called in time."""
    told = []
    for more in ({"auth__token__expired_at_server": False}, {"auth__token__expired_at_server": True}, {}):
        facts = conclude(Routes, [exchange(0, auth__token_hash="t"), exchange(1, auth__token_hash="t", response__status=401, **more)])
        told += [f["token.in_time"] for f in facts if f["fact"] == "token-use"]
    assert told == [True, False, False]
