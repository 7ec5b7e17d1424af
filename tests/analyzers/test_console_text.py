"""A console saved as text becomes exchanges and the browser's own verdicts."""

import pytest

from analyzers.console_text import analyzer

CHROME = """app.js:12 GET https://api.example/a 401 (Unauthorized)
app.js:20 Access to fetch at 'https://api.example/b' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
app.js:20 GET https://api.example/b net::ERR_FAILED 500 (Internal Server Error)
app.js:33 Uncaught TypeError: x is undefined
    at f (app.js:33:5)
:8080/missing.js:1 Failed to load resource: the server responded with a status of 404 (Not Found)
"""


def test_it_is_recognised(sure):
    assert sure(analyzer, CHROME) >= 90
    assert sure(analyzer, "Mixed Content: The page at 'https://a.example/' was loaded over HTTPS\n") >= 80
    assert sure(analyzer, "GET well soon\n") == 0


def test_requests_are_exchanges_with_status_or_error(records):
    found = records(analyzer, CHROME, "exchange")
    assert [(e.get("request.url"), e.get("response.status"), e.get("error.kind")) for e in found][:2] == [("https://api.example/a", 401, None), ("https://api.example/b", 500, "other")]
    assert found[2].get("response.status") == 404


def test_the_browser_s_verdicts_are_events(records):
    cors, thrown = records(analyzer, CHROME, "event")
    assert (cors.get("error.kind"), cors.get("event.url"), cors.get("event.fields.origin")) == ("cors", "https://api.example/b", "https://app.example")
    assert (thrown.get("event.exception"), thrown.get("event.frames")) == ("TypeError", 1)


def test_firefox_s_form_is_read_too(records):
    text = "XHRGET https://api.example/a [HTTP/2 403 Forbidden 12ms]\nGET https://api.example/a [HTTP/2 403 Forbidden 12ms]\nCross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at \u2018https://b.example/\u2019. (Reason: CORS header \u2018Access-Control-Allow-Origin\u2019 missing). Status code: 200.\n"
    exchange = records(analyzer, text, "exchange")[0]
    assert (exchange.get("response.status"), exchange.get("timing.total_ms")) == (403, 12.0)
    assert records(analyzer, text, "event")[0].get("error.kind") == "cors"


@pytest.mark.parametrize("text", ["GET https://", "Failed to load resource: ", "Refused to load\n" * 3])
def test_broken_saves_are_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)


@pytest.mark.parametrize("text", [
    "Content-Security-Policy: The page\u2019s settings blocked the loading of a resource (connect-src) at https://api.example/v1 because it violates the following directive: \u201cconnect-src 'self'\u201d app.js:12:9\n",
    "[Error] Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200\n",
    "TypeError: error loading dynamically imported module: https://app.example/assets/Users-77ab12cd.js\n",
    "app.js:1 [vite] connected.\napi.js:33 Uncaught (in promise) SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON\n    at JSON.parse (<anonymous>)\n",
])  # fmt: skip
def test_short_saves_of_each_browser_are_known(sure, records, text):
    assert sure(analyzer, text) >= 70
    assert records(analyzer, text, "event")
