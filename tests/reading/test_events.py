"""An event says what went wrong, which request it names and how to find it again."""

from datetime import UTC, datetime

import pytest

from triagekit.model import Location
from triagekit.reading import events
from triagekit.reading.events import Draft, event, field_name, level, severity
from triagekit.records import Kind

PLACE = Location("a0001", "line", line=1)


def read(text, **more):
    return event(Draft(PLACE, "test", text, **more))


def test_a_line_becomes_an_event_with_its_message_and_level():
    record = read("2026-11-23 ERROR boom", message="boom", level="error", at=datetime(2026, 11, 23, tzinfo=UTC), certain=True)
    assert record.kind is Kind.EVENT
    assert (record.get("event.message"), record.get("event.level"), record.get("time.certain")) == ("boom", "error", True)


def test_what_went_wrong_is_one_word_whatever_the_client_calls_it():
    record = read("connect() failed (111: Connection refused) while connecting to upstream", level="error")
    assert record.get("error.kind") == "refused"


def test_a_trace_says_what_was_thrown_and_why():
    record = read("ERROR x\njava.io.IOException: a\n\tat a.B.c(D.java:1)\nCaused by: java.net.UnknownHostException: no.example")
    assert (record.get("event.exception"), record.get("event.cause"), record.get("error.kind"), record.get("error.client")) == ("java.io.IOException", "java.net.UnknownHostException", "dns", "java")


def test_a_debug_line_is_no_error_whatever_it_says():
    assert read("retrying after connection refused", level="debug").get("error.kind") is None
    assert read("GOAWAY received, all is well", level="info").get("error.kind") is None


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('x "GET /api/ok?a=1 HTTP/1.1" 502 y', "event.status", 502),
        ('x "GET /api/ok?a=1 HTTP/1.1" 502 y', "event.url", "/api/ok?a=1"),
        ("Server returned HTTP response code: 401 for URL: https://api.example/x", "event.status", 401),
        ("Server returned HTTP response code: 401 for URL: https://api.example/x", "event.url.host", "api.example"),
        ("Request failed with status code 503", "event.status", 503),
        ("took 500 ms", "event.status", None),
        ("open(), client: 10.0.0.1, server: x", "event.client", "10.0.0.1"),
        ("AADSTS50011: The redirect URI", "event.code", "AADSTS50011"),
        ("[client 10.0.0.1:40392] AH01618: user ghost not found", "event.code", "AH01618"),
    ],
)
def test_the_request_and_the_code_that_a_line_names(text, name, value):
    assert read(text, level="error").get(name) == value


def test_fields_of_the_line_and_correlation_ids_are_kept():
    record = read("x", pairs={"Request ID": "abcd-1234", "user": "u", "request_id": "r-12345"})
    assert record.get("event.fields.request_id") == "r-12345"
    assert record.get("correlation.ids") == ("request_id=r-12345",)


def test_levels_of_many_products_are_six_words():
    assert [level(x) for x in ("WARNING", "[err]", "SEVERE", "I", "crit", "60", "nonsense")] == ["warn", "error", "error", "info", "fatal", "fatal", ""]
    assert (severity(3), severity(6)) == ("error", "info")
    assert field_name(" A b=c.D ") == "a_b_c.d"


def test_long_text_is_cut_and_read_in_time():
    record = read("ERROR " + "a/b:c " * 200_000)
    assert len(record.get("event.text")) == 65536


def test_a_number_of_the_operating_system_is_no_status():
    assert read("tcp connect error: Connection refused (os error 111)", level="warn").get("event.status") is None
    assert read("Completed 401 Unauthorized in 3ms").get("event.status") == 401


def test_a_status_that_was_responded_is_one():
    assert read("HTTP POST /api/items responded 415 in 1.2 ms").get("event.status") == 415
    assert read("responded in 415 ms").get("event.status") is None


def test_a_message_of_a_sign_in_is_kept_whole_and_other_fields_are_cut():
    from triagekit.reading.events import room

    assert room("http.request.SAMLResponse") >= 100_000
    assert room("payload") == room("samlresponse_id") == 2_000


@pytest.mark.parametrize("said", [
    "HTTP/1.1 404", "HTTP/2 503", "status=404", "Status Code: 404", "HTTP Error 404", "HTTP 404", "HTTP status code 404", "http code 404", "response code: 404", "response code 404",
    "indicate success: 404", "returned 404", "returned HTTP error code 404", "responded with 404", "got 404", "ERROR 404", "code 404", "Completed 404", "too many 429", "ClientError: 404",
    "ClientResponseError: 404", "Server error '503", "ſtatus 404",
])  # fmt: skip
def test_no_status_is_missed_for_want_of_its_word(said):
    assert events._STATUS.search(f"x {said} y") is not None
    assert events._has(f"x {said} y", events._STATED)


@pytest.mark.parametrize("word", [*events._FAILURES, "TimedOut", "Time Out", "X509", "End Of File", "acceſs: faılure EOF"])
def test_what_failed_is_found_as_the_pattern_finds_it(word):
    for text in (word, f"a {word.upper()} b", f"é {word}"):
        assert (events._FAILS.search(text) is not None) is events._has(text, events._FAILURES, events._FAILS)
    assert not events._has("all is well", events._FAILURES, events._FAILS)
