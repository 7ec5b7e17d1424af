"""A console's messages become exchanges where they are about a request; a failure told twice counts once."""

from triagekit.model import Location
from triagekit.reading.consolerecords import Console
from triagekit.reading.consolewords import Said
from triagekit.records import Kind

URL = "https://api.example/x"
CORS = f"Access to fetch at '{URL}' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."


def said(text, url=""):
    return Said(text, Location("a0001", "line", line=1), "chrome", None, url)


def test_a_cors_failure_told_in_words_makes_the_bare_one_after_it_an_event():
    console = Console("chrome-console")
    first = console.record(said(CORS), "error")
    again = console.record(said("Failed to load resource: net::ERR_FAILED", URL), "error")
    assert (first.kind, first.get("error.kind"), first.get("index")) == (Kind.EXCHANGE, "cors", 0)
    assert (again.kind, again.get("error.kind")) == (Kind.EVENT, None)


def test_the_same_bare_failure_alone_is_an_exchange():
    assert Console("chrome-console").record(said("Failed to load resource: net::ERR_FAILED", URL), "error").kind is Kind.EXCHANGE


def test_other_messages_are_events_with_their_level_and_address():
    event = Console("chrome-console").record(said("Uncaught TypeError: x is undefined", "https://app.example/a.js"), "error", "javascript")
    assert (event.kind, event.get("event.level"), event.get("event.logger"), event.get("event.fields.url")) == (Kind.EVENT, "error", "javascript", "https://app.example/a.js")


def test_information_is_never_an_error():
    assert Console("x").record(said("connection refused is what we test"), "info").get("error.kind") is None
