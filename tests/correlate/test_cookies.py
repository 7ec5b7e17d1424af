"""A cookie is followed from Set-Cookie to the requests that should carry it."""

from triagekit.correlate.cookies import Cookies

SHOWN = {"request__header_names": ("host",)}


def make(exchange, value, **more):
    more = {"response__headers__set-cookie": (value,), **SHOWN, **more}
    return exchange(0, **more)


def test_a_cookie_that_is_sent_back_lives(exchange, conclude):
    """Set once, sent once."""
    (fact,) = conclude(Cookies, [make(exchange, "sid=1; Path=/; Secure"), exchange(1, request__cookie_names=("sid",), **SHOWN)])
    assert (fact["cookie.sent"], fact["cookie.lost"], fact["cookie.never_sent"], fact["cookie.session"]) == (1, 0, False, True)


def test_a_cookie_that_should_come_and_does_not_is_lost(exchange, conclude):
    """Same host, covered path, nothing sent."""
    (fact,) = conclude(Cookies, [make(exchange, "sid=1; Path=/"), exchange(1, **SHOWN), exchange(2, **SHOWN)])
    assert fact["cookie.lost"] == 2
    assert fact["cookie.never_sent"]


def test_a_path_that_does_not_cover_the_request_is_no_loss(exchange, conclude):
    """It is counted apart."""
    (fact,) = conclude(Cookies, [make(exchange, "sid=1; Path=/other"), exchange(1, **SHOWN)])
    assert (fact["cookie.lost"], fact["cookie.path_missed"]) == (0, 1)


def test_another_host_and_an_insecure_request_do_not_count(exchange, conclude):
    """The browser would not send it there."""
    later = [exchange(1, request__url__host="other.example", **SHOWN), exchange(2, request__url__scheme="http", **SHOWN)]
    (fact,) = conclude(Cookies, [make(exchange, "sid=1; Path=/; Secure"), *later])
    assert fact["cookie.lost"] == 0


def test_the_reasons_of_a_refusal_are_kept(exchange, conclude):
    """The reader's words for this cookie, and only for this one."""
    (fact,) = conclude(Cookies, [make(exchange, "sid=1; SameSite=None", setcookie__problems=("sid: samesite-none-insecure", "other: too-large"))])
    assert fact["cookie.problems"] == ("samesite-none-insecure",)


def test_a_sanitized_export_says_nothing(exchange, conclude):
    """Cookies were removed, so their absence means nothing."""
    assert conclude(Cookies, [make(exchange, "sid=1", capture__sanitized=True), exchange(1, capture__sanitized=True, **SHOWN)]) == []


def test_a_deleted_cookie_is_not_missed(exchange, conclude):
    """Signing out removes it on purpose."""
    facts = conclude(Cookies, [make(exchange, "sid=; Max-Age=0"), exchange(1, **SHOWN)])
    assert facts == []
