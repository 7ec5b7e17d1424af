"""How far a failure reaches, and that a single client's capture says nothing about other users."""

from datetime import UTC, datetime

import pytest

from triagekit.correlate.scope import Scope
from triagekit.model import Location
from triagekit.records import Kind, Record


def logged(exchange, second, user, status, path="/v1/x"):
    return exchange(second, **{"source": "access-log", "log.client": user, "response.status": status, "request.url.path": path, "request.route": f"GET api.example{path}"})


@pytest.mark.parametrize(
    ("rows", "reach"),
    [
        ([("a", 500), ("b", 200), ("c", 200)], "one_user"),
        ([("a", 500), ("b", 500), ("c", 200)], "some_users"),
        ([("a", 500), ("b", 500)], "all_users"),
        ([("a", 500), ("a", 200)], "unknown"),
    ],
)
def test_logs_tell_users_apart(exchange, conclude, rows, reach):
    (fact,) = conclude(Scope, [logged(exchange, n, user, status) for n, (user, status) in enumerate(rows)])
    assert fact["scope.reach"] == reach


def test_a_capture_of_one_client_says_nothing_about_other_users(exchange, conclude):
    (fact,) = conclude(Scope, [exchange(n, auth__token_hash=f"t{n}", response__status=500) for n in range(3)])
    assert (fact["scope.reach"], fact["scope.users"]) == ("unknown", 0)


def test_since_when_which_share_and_which_endpoints(exchange, conclude):
    rows = [exchange(n, response__status=500 if n in (3, 5) else 200, request__route=f"GET api.example/{n % 2}") for n in range(8)]
    (fact,) = conclude(Scope, rows)
    assert (fact["scope.requests"], fact["scope.failed"], fact["scope.share"]) == (8, 2, 0.25)
    assert (fact["scope.since"], fact["scope.until"]) == (rows[3].at, rows[5].at)
    assert (fact["scope.endpoints"], fact["scope.healed"]) == ("one_endpoint", True)


def test_where_nothing_failed_nothing_is_said(exchange, conclude):
    assert conclude(Scope, [exchange(n) for n in range(3)]) == []


def event(seconds, user, level="error", **fields):
    known = {"event.format": "json-lines", "event.level": level, "event.fields.user": user, **{k.replace("__", "."): v for k, v in fields.items()}}
    return Record(Kind.EVENT, Location("app", "line", line=seconds + 1), known, datetime(2026, 3, 1, 12, 0, seconds, tzinfo=UTC))


def test_a_request_that_stands_in_several_artifacts_is_counted_once_in_each(exchange, conclude):
    capture = [exchange(n, response__status=500 if n else 200) for n in range(2)]
    gateway = [Record(r.kind, Location("gateway", "line", line=n + 1), dict(r.fields), r.at) for n, r in enumerate(logged(exchange, n, user, 500 if n == 1 else 200) for n, user in enumerate("abcd"))]
    server, client = conclude(Scope, [*capture, *gateway])
    assert (server["scope.view"], server["scope.failed"], server["scope.requests"], server["scope.reach"]) == ("server", 1, 4, "one_user")
    assert (client["scope.view"], client["scope.failed"], client["scope.requests"], client["scope.reach"]) == ("client", 1, 2, "unknown")


def test_an_endpoint_heals_for_the_user_who_failed_and_not_by_anothers_success(exchange, conclude):
    (fact,) = conclude(Scope, [logged(exchange, 0, "a", 500), logged(exchange, 1, "b", 200), logged(exchange, 2, "a", 500)])
    assert (fact["scope.healed"], fact["scope.broken"], fact["scope.recovered"], fact["scope.retried"]) == (False, 1, 0, 1)
    (fact,) = conclude(Scope, [logged(exchange, 0, "a", 500), logged(exchange, 1, "b", 500), logged(exchange, 2, "a", 200)])
    assert (fact["scope.healed"], fact["scope.broken"], fact["scope.recovered"]) == (True, 2, 1)


def test_what_fails_again_after_a_success_is_not_healed(exchange, conclude):
    (fact,) = conclude(Scope, [exchange(n, response__status=status) for n, status in enumerate((500, 200, 500))])
    assert (fact["scope.healed"], fact["scope.recovered"]) == (False, 0)


def test_the_last_failure_and_the_healing_have_their_places(exchange):
    scope = Scope()
    for n, status in enumerate((500, 500, 200)):
        scope.see(exchange(n, response__status=status))
    (fact,) = scope.conclude(None)
    assert [place.pointer for place in (fact.location, *fact.also)] == ["/log/entries/0", "/log/entries/1", "/log/entries/2"]


def test_a_programs_log_tells_who_failed_and_not_who_was_spared(conclude):
    (fact,) = conclude(Scope, [event(0, "jane"), event(1, "bob", event__url="/v1/me?x"), event(2, "-")])
    assert (fact["scope.reach"], fact["scope.failing_users"], fact["scope.view"]) == ("some_users", 2, "program")
    assert "scope.requests" not in fact
    (fact,) = conclude(Scope, [event(0, "jane"), event(1, "bob", level="info")])
    assert fact["scope.reach"] == "one_user"
