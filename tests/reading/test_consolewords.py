"""Each browser's wording about a request is read back into it."""

import pytest

from triagekit.model import Location
from triagekit.reading.consolewords import Said, exchange

WORDINGS = [
    ("Access to fetch at 'https://api.example/x' from origin 'https://app.example' has been blocked by CORS policy: x", "https://api.example/x", None, "cors"),
    ("Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/x. (Reason: CORS header 'Access-Control-Allow-Origin' missing). Status code: 200.", "https://api.example/x", 200, "cors"),
    ("XMLHttpRequest cannot load https://api.example/x due to access control checks", "https://api.example/x", None, "cors"),
    ("WebSocket connection to 'wss://api.example/s' failed: Error during WebSocket handshake: Unexpected response code: 403", "wss://api.example/s", 403, "websocket"),
    ("Firefox can't establish a connection to the server at wss://api.example/s.", "wss://api.example/s", None, "websocket"),
    ("Mixed Content: The page at 'https://app.example/' was loaded over HTTPS, but requested an insecure script 'http://cdn.example/a.js'. This request has been blocked; the content must be served over HTTPS.", "http://cdn.example/a.js", None, "mixed-content"),
    ("Refused to connect to 'https://api.example/x' because it violates the following Content Security Policy directive: \"connect-src 'self'\".", "https://api.example/x", None, "csp"),
    ("Refused to execute script from 'https://app.example/a.js' because its MIME type ('text/html') is not executable", "https://app.example/a.js", None, "mime"),
    ("Failed to load resource: the server responded with a status of 404 (Not Found) https://app.example/x", "https://app.example/x", 404, None),
    ("app.js:12 GET https://api.example/x 401 (Unauthorized)", "https://api.example/x", 401, None),
    ("app.js:12 POST https://api.example/x net::ERR_NAME_NOT_RESOLVED", "https://api.example/x", None, None),
    ("XHRGET https://api.example/x [HTTP/2 403 Forbidden 120ms]", "https://api.example/x", 403, None),
]  # fmt: skip


def read(text, url=""):
    return exchange(Said(text, Location("a0001"), "chrome", None, url))


@pytest.mark.parametrize(("text", "url", "status", "kind"), WORDINGS)
def test_each_wording_gives_address_status_and_kind(text, url, status, kind):
    parts = read(text)
    assert (parts.url, parts.status, parts.extra.get("error.kind")) == (url, status, kind)
    assert parts.provisional, "a console never shows the headers as sent"


def test_the_page_behind_a_refusal_is_the_origin():
    assert read(WORDINGS[0][0]).extra["request.origin"] == "https://app.example"
    assert read(WORDINGS[5][0]).extra["request.origin"] == "https://app.example"


def test_an_address_kept_beside_the_message_is_used():
    assert read("Failed to load resource: net::ERR_CONNECTION_REFUSED", "https://api.example/y").url == "https://api.example/y"
    assert read("Failed to load resource: net::ERR_CONNECTION_REFUSED") is None


@pytest.mark.parametrize("text", ["", "hello", "blocked by CORS policy", "Mixed Content: " + "x" * 50_000, "GET " * 10_000, "Access to fetch at '" * 2000])
def test_other_messages_are_about_no_request(text):
    assert read(text) is None
