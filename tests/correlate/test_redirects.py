"""Redirect chains, loops and sign-in round trips."""

from triagekit.correlate.redirects import Redirects


def hop(exchange, at, path, to, **more):
    return exchange(at, request__url=f"https://app.example{path}", request__url__host="app.example", request__url__path=path, response__status=302, response__location=to, **more)


def test_a_chain_ends_at_its_answer(exchange, conclude):
    """Two redirects and a page."""
    end = exchange(2, request__url="https://app.example/c", request__url__path="/c")
    (fact,) = conclude(Redirects, [hop(exchange, 0, "/a", "/b"), hop(exchange, 1, "/b", "/c"), end])
    assert (fact["chain.hops"], fact["chain.loop"], fact["chain.end_status"]) == (2, False, 200)


def test_a_loop_is_the_third_visit(exchange, conclude):
    """Back and forth between two addresses."""
    steps = [hop(exchange, n, "/a" if n % 2 == 0 else "/b", "/b" if n % 2 == 0 else "/a") for n in range(6)]
    (fact,) = conclude(Redirects, steps)
    assert fact["chain.loop"]
    assert fact["chain.visits"] == 3


def test_a_normal_sign_in_is_no_loop(exchange, conclude):
    """It passes its start twice."""
    steps = [hop(exchange, 0, "/", "/login"), hop(exchange, 1, "/login", "/callback", response__cookie_names=("sid",)), hop(exchange, 2, "/callback", "/")]
    (fact,) = conclude(Redirects, [*steps, exchange(3, request__url="https://app.example/", request__url__host="app.example", request__url__path="/")])
    assert (fact["chain.loop"], fact["chain.login"], fact["chain.sets_cookies"]) == (False, True, 1)


def test_redirects_that_nobody_followed_are_no_chain(exchange, conclude):
    """One redirect alone."""
    assert conclude(Redirects, [hop(exchange, 0, "/a", "/b")]) == []


def test_a_change_of_scheme_is_counted(exchange, conclude):
    """http and https in turn, the sign of a proxy that hides the scheme."""
    steps = []
    for n in range(6):
        scheme, other = ("http", "https") if n % 2 == 0 else ("https", "http")
        steps.append(exchange(n, request__url=f"{scheme}://app.example/", request__url__scheme=scheme, request__url__host="app.example", request__url__path="/", response__status=301, response__location=f"{other}://app.example/"))
    (fact,) = conclude(Redirects, steps)
    assert fact["chain.scheme_flips"] == 5


def test_a_post_that_a_redirect_turned_into_a_get_is_told(exchange, conclude):
    """301 and 302 do that; 307 keeps the method."""
    for second, lost in (("GET", True), ("POST", False)):
        end = exchange(1, request__method=second, request__url="https://app.example/b", request__url__path="/b", response__status=405)
        facts = conclude(Redirects, [hop(exchange, 0, "/a", "/b", request__method="POST"), end])
        assert [f["chain.method_lost"] for f in facts] == ([True] if lost else [])
