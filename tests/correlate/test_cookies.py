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


def test_a_cookie_with_a_foreign_domain_is_missed_at_the_host_that_set_it(exchange, conclude):
    """The browser threw it away; it was meant for this host."""
    made = make(exchange, "sid=1; Domain=other.example", setcookie__problems=("sid: domain-mismatch",))
    (fact,) = conclude(Cookies, [made, exchange(1, **SHOWN)])
    assert (fact["cookie.lost"], fact["cookie.never_sent"]) == (1, True)


def test_a_secure_cookie_set_over_http_is_missed_over_http(exchange, conclude):
    """It was refused at birth, so the next request of the page lacks it."""
    plain = {"request__url__scheme": "http"}
    made = make(exchange, "sid=1; Secure", setcookie__problems=("sid: secure-over-http",), **plain)
    (fact,) = conclude(Cookies, [made, exchange(1, **plain, **SHOWN)])
    assert fact["cookie.never_sent"]
    assert fact["cookie.secure"]


def test_a_misplaced_path_counts_as_never_sent_only_when_the_page_itself_lies_outside(exchange, conclude):
    """A cookie for another part of the site is no fault by itself."""
    for problems, never in ((("sid: path-mismatch",), True), ((), False)):
        made = make(exchange, "sid=1; Path=/other", setcookie__problems=problems or None, request__navigation=True)
        (fact,) = conclude(Cookies, [made, exchange(1, **SHOWN)])
        assert fact["cookie.never_sent"] is never
        assert fact["cookie.navigation"]


def test_a_page_in_the_frame_of_another_site_is_embedded_and_so_are_its_own_requests(exchange, conclude):
    """Its requests say same-origin; only the load of the frame tells."""
    frame = exchange(0, request__url__host="login.example", **{"request__headers__sec-fetch-dest": ("iframe",), "request__headers__sec-fetch-site": ("cross-site",)}, **SHOWN)
    own = {"request__url__host": "login.example", "request__headers__sec-fetch-site": ("same-origin",)}
    made = exchange(1, **{"response__headers__set-cookie": ("sid=1; Path=/; Secure; SameSite=None",)}, **own, **SHOWN)
    (fact,) = conclude(Cookies, [frame, made, exchange(2, **own, **SHOWN), exchange(3, **own, **SHOWN)])
    assert (fact["cookie.third_party"], fact["cookie.lost_cross_site"], fact["cookie.lost_post"], fact["cookie.never_sent"]) == (True, 2, 0, True)
    (fact,) = conclude(Cookies, [made, exchange(2, **own, **SHOWN)])
    assert not fact["cookie.third_party"]
