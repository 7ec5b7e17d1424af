"""What a capture can show is counted before anything is said about what it does not show."""

from triagekit.correlate.captures import Captures


def test_a_file_of_requests_has_no_answers(exchange, conclude):
    """No status, no error, no placeholder."""
    (fact,) = conclude(Captures, [exchange(0, response__status=None), exchange(1, response__status=None)])
    assert fact["capture.no_answers"]
    assert fact["capture.silent"] == 2


def test_an_error_of_the_client_is_an_outcome(exchange, conclude):
    """Then the file does hold outcomes."""
    (fact,) = conclude(Captures, [exchange(0, response__status=None, error__kind="dns", response__status_recorded=0)])
    assert (fact["capture.no_answers"], fact["capture.errors"], fact["capture.placeholders"], fact["capture.silent"]) == (False, 1, 1, 0)


def test_bodies_that_have_a_size_but_no_text_are_missing(exchange, conclude):
    """Chrome drops large bodies."""
    (fact,) = conclude(Captures, [exchange(0, response__body__state="evicted", response__body__size=5_000_000), exchange(1, response__body__text="ok", response__body__state="present")])
    assert (fact["capture.evicted"], fact["capture.bodies"], fact["capture.biggest_evicted"]) == (1, 1, 5_000_000.0)


def test_tunnels_and_internal_entries_are_no_requests(exchange, conclude):
    """They are counted apart."""
    (fact,) = conclude(Captures, [exchange(0), exchange(1, request__method="CONNECT"), exchange(2, request__url__scheme="data")])
    assert (fact["capture.exchanges"], fact["capture.tunnels"], fact["capture.internal"]) == (1, 1, 1)


def test_a_sanitized_export_is_marked(exchange, conclude):
    """Absence of a credential then proves nothing."""
    (fact,) = conclude(Captures, [exchange(0, capture__sanitized=True)])
    assert fact["capture.removed_credentials"]


def test_phases_that_exceed_the_whole_are_counted(exchange, conclude):
    """A tool that counts ssl twice; rounding by a few milliseconds is no fault."""
    odd = exchange(0, timing__total_ms=100.0, timing__connect_ms=80.0, timing__wait_ms=90.0)
    fine = exchange(1, timing__total_ms=100.0, timing__connect_ms=10.0, timing__wait_ms=92.0)
    (fact,) = conclude(Captures, [odd, fine])
    assert fact["capture.odd_times"] == 1


def test_joined_header_lines_are_told_from_dates_and_lists(exchange, conclude):
    """A comma in Expires joins nothing; a second cookie behind a comma does."""
    date = "sid=1; Expires=Mon, 23 Nov 2026 08:00:00 GMT; Path=/"
    for value, joined in ((date, 0), ("sid=1; Path=/, lang=de; Path=/", 1)):
        (fact,) = conclude(Captures, [exchange(0, **{"response__headers__set-cookie": (value,)})])
        assert fact["capture.joined_headers"] == joined, value
    (fact,) = conclude(Captures, [exchange(0, **{"response__headers__www-authenticate": ('Negotiate, Basic realm="x"',)})])
    assert fact["capture.joined_headers"] == 1


def test_success_with_an_error_and_refusals_are_counted(exchange, conclude):
    """What the page saw differs from the status."""
    (fact,) = conclude(Captures, [exchange(0, error__kind="truncated"), exchange(1, response__status=401), exchange(2, response__status=500)])
    assert (fact["capture.errors_on_success"], fact["capture.refused"], fact["capture.failed"]) == (1, 1, 2)


def test_a_capture_tells_what_it_begins_with(exchange, conclude):
    """The way back from a sign-in without its start means that the log was lost at a page change."""
    begins = {
        "sign-in-return": exchange(0, request__url__query="code=abcdef12&state=xyz12345", request__navigation=True),
        "navigation": exchange(0, request__navigation=True),
        "page-change": exchange(0, request__navigation=True, request__headers__referer=("https://app.example/start",)),
        "sign-in-page-change": exchange(0, request__navigation=True, request__headers__referer=("https://app.example/login?next=/",)),
        "midway": exchange(0, request__headers__referer=("https://app.example/",)),
        "other": exchange(0, source="trace"),
    }
    for word, first in begins.items():
        (fact,) = conclude(Captures, [first, exchange(1)])
        assert fact["capture.begins"] == word


def test_a_cached_answer_with_a_placeholder_is_not_silent(exchange, conclude):
    """Older versions of Firefox write 0 for it; only preflights of Chrome have sizes below zero."""
    cached = exchange(0, response__status=None, response__status_recorded=0, response__present=True, dialect="firefox")
    (fact,) = conclude(Captures, [cached, exchange(1, request__preflight=True, dialect="firefox")])
    assert (fact["capture.silent"], fact["capture.placeholders"], fact["capture.preflights_sized"]) == (0, 1, 0)
