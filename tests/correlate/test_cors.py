"""The cross-origin check is done again from the headers."""

import pytest

from triagekit.correlate.cors import Cors

ASKED = {"request__origin": "https://app.example", "request__cross_origin": True, "request__headers__origin": ("https://app.example",), "request__resource_type": "fetch"}


def allow(*values):
    return {"response__headers__access-control-allow-origin": values}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({}, "permission-missing"),
        (allow("https://other.example"), "origin-not-allowed"),
        (allow("https://app.example", "*"), "origin-duplicated"),
        (allow("*"), "wildcard-with-credentials"),
    ],
)
def test_a_withheld_answer_is_explained(exchange, conclude, given, problem):
    """A status with ERR_FAILED in Chrome, and what the headers say."""
    (fact,) = conclude(Cors, [exchange(0, error__kind="other", **ASKED, **given)])
    assert fact["cors.problem"] == problem
    assert not fact["cors.masks_error"]


def test_an_error_status_behind_it_is_told(exchange, conclude):
    """The page sees a cross-origin message; the file sees the 502."""
    (fact,) = conclude(Cors, [exchange(0, response__status=502, error__kind="other", **ASKED)])
    assert fact["cors.masks_error"]


def test_firefox_says_nothing_and_is_judged_by_the_headers(exchange, conclude):
    """No error in the file, and still withheld."""
    (fact,) = conclude(Cors, [exchange(0, dialect="firefox", **ASKED)])
    assert fact["cors.problem"] == "permission-missing"


def test_chrome_without_an_error_was_not_withheld(exchange, conclude):
    """An extension may have allowed it."""
    assert conclude(Cors, [exchange(0, **ASKED)]) == []


PREFLIGHT = {**ASKED, "request__preflight": True, "request__method": "OPTIONS", "request__headers__access-control-request-method": ("PUT",), "request__headers__access-control-request-headers": ("authorization,x-app",)}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"response__status": 403}, "preflight-rejected"),
        ({"response__status": 302}, "preflight-redirected"),
        ({**allow("https://app.example"), "response__headers__access-control-allow-methods": ("GET",), "response__headers__access-control-allow-headers": ("authorization, x-app",)}, "method-not-allowed"),
        ({**allow("https://app.example"), "response__headers__access-control-allow-methods": ("PUT",), "response__headers__access-control-allow-headers": ("*",)}, "header-not-allowed"),
        ({"response__headers__access-control-allow-methods": ("PUT",)}, "permission-missing"),
    ],
)
def test_preflights(exchange, conclude, given, problem):
    """A star does not cover Authorization."""
    (fact,) = conclude(Cors, [exchange(0, **{**PREFLIGHT, **given})])
    assert fact["cors.problem"] == problem
    assert fact["cors.preflight"]


def test_a_preflight_that_allows_everything_asked_is_fine(exchange, conclude):
    """Names compare without case."""
    given = {**allow("https://app.example"), "response__headers__access-control-allow-methods": ("get, put",), "response__headers__access-control-allow-headers": ("X-App", "Authorization")}
    assert conclude(Cors, [exchange(0, **{**PREFLIGHT, **given, "response__status": 204})]) == []


def test_page_loads_images_and_sockets_are_not_checked(exchange, conclude):
    """The check is for scripts' requests."""
    for more in ({"request__navigation": True}, {"request__resource_type": "image"}, {"request__websocket": True}):
        assert conclude(Cors, [exchange(0, error__kind="other", **{**ASKED, **more})]) == []


def test_whether_the_capture_shows_the_failure_is_kept_apart_from_what_the_headers_say(exchange, conclude):
    """Firefox is judged by headers alone; a preflight's outcome is always shown."""
    for more, shown in (({"error__kind": "cors"}, True), ({"dialect": "firefox"}, False)):
        (fact,) = conclude(Cors, [exchange(0, **ASKED, **more)])
        assert fact["cors.failed"] is shown
    (fact,) = conclude(Cors, [exchange(0, dialect="firefox", request__preflight=True, request__method="OPTIONS", response__status=403)])
    assert (fact["cors.problem"], fact["cors.failed"]) == ("preflight-rejected", True)
