"""An event says what went wrong, which request it names and how to find it again."""

from datetime import UTC, datetime

import pytest

from triagekit.model import Location
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
