"""An error that lacks what every success of its host carries was made by another system."""

from triagekit.correlate.hosts import Hosts

NAMES = ("date", "server", "content-type", "x-request-id", "via", "x-app")


def successes(exchange, count=4):
    return [exchange(n, response__header_names=NAMES, response__server="gw/1", response__body__kind="json") for n in range(count)]


def test_a_page_without_the_application_s_headers_deviates(exchange, conclude):
    """Request id, via and data are all missing."""
    error = exchange(9, response__status=403, response__header_names=("date", "server", "content-type"), response__server="gw", response__body__kind="html")
    (fact,) = conclude(Hosts, [*successes(exchange), error])
    assert fact["fact"] == "answer-deviation"
    assert fact["deviation.reasons"] == ("request-id-missing", "via-missing", "headers-missing", "page-instead-of-data")


def test_an_error_with_the_same_headers_is_alike(exchange, conclude):
    """The application made it, or passed it on."""
    error = exchange(9, response__status=403, response__header_names=(*NAMES, "www-authenticate"), response__server="gw/2", response__body__kind="json")
    (fact,) = conclude(Hosts, [*successes(exchange), error])
    assert fact["fact"] == "answer-alike"


def test_headers_that_come_and_go_are_no_deviation(exchange, conclude):
    """Etag and age depend on the answer, not on its maker."""
    good = [exchange(n, response__header_names=(*NAMES, "etag", "age"), response__server="gw") for n in range(4)]
    error = exchange(9, response__status=500, response__header_names=NAMES, response__server="gw")
    (fact,) = conclude(Hosts, [*good, error])
    assert fact["fact"] == "answer-alike"


def test_without_enough_successes_nothing_is_said(exchange, conclude):
    """Two successes are no profile."""
    error = exchange(9, response__status=403, response__header_names=("date",))
    assert conclude(Hosts, [*successes(exchange, 2), error]) == []


def test_another_server_is_a_deviation(exchange, conclude):
    """Server names another product than on any success."""
    error = exchange(9, response__status=502, response__header_names=NAMES, response__server="awselb/2.0")
    (fact,) = conclude(Hosts, [*successes(exchange), error])
    assert fact["deviation.reasons"] == ("server-differs",)
