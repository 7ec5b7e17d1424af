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
