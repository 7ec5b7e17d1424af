"""How far a failure reaches, and that a single client's capture says nothing about other users."""

import pytest

from triagekit.correlate.scope import Scope


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
