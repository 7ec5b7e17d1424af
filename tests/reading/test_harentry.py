"""Each producer's habits are undone on the way from an entry to an exchange."""

import base64
import json

import pytest

from triagekit.model import Location
from triagekit.reading.hardialect import Page
from triagekit.reading.harentry import Capture, parts
from triagekit.reading.harmodel import decode


def read(entry, dialect="chrome", **more):
    return parts(decode(json.dumps(entry).encode()), Location("a0001"), Capture("a0001", dialect, **more))


def entry(response=None, **more):
    return {"startedDateTime": "2026-11-23T08:28:35.123Z", "request": {"method": "GET", "url": "https://a.example/x", "headers": []}, "response": {"status": 200, "headers": [], "content": {}} | (response or {}), **more}


@pytest.mark.parametrize(("status", "real"), [(200, 200), (0, None), (-1, None), (-2, None), ("404", 404), (None, None), (True, None)])
def test_placeholders_are_no_status(status, real):
    made = read(entry({"status": status}))
    assert made.status == real


def test_webpagetest_hides_the_status_in_a_header_name():
    made = read(entry({"status": 0, "headers": [{"name": "HTTP/1.1 503 Service Unavailable", "value": ""}]}), "webpagetest")
    assert (made.status, made.status_text) == (503, "Service Unavailable")


@pytest.mark.parametrize(
    ("more", "text", "code"),
    [({"_error": "net::ERR_FAILED"}, "net::ERR_FAILED", ""), ({"_error": {"message": "refused", "code": "ECONNREFUSED"}}, "refused", "ECONNREFUSED"), ({"_failureText": "mixed-content"}, "mixed-content", ""), ({"_error": ["a", "b"]}, "a; b", ""), ({"_error": 5}, "5", "")],
)
def test_errors_of_any_type_are_worded(more, text, code):
    made = read(entry({"status": 0, **more}))
    assert (made.error_text, made.error_code) == (text, code)


def test_bodies_are_decoded_and_their_state_is_told():
    assert read(entry({"content": {"text": base64.b64encode("grüße".encode()).decode(), "encoding": "base64", "size": 7}})).body == "grüße"
    assert read(entry({"content": {"text": "not base64!", "encoding": "base64"}})).body == "not base64!"
    assert read(entry({"content": {"size": 500}})).body_state == "evicted"
    assert read(entry({"content": {"size": 500}}), "har").body_state == "not-captured"
    assert read(entry({"content": {"size": 0, "text": ""}})).body_state == "empty"
    assert read(entry({"status": 204, "content": {}})).body_state == "empty"


def test_a_body_shorter_than_promised_is_truncated():
    made = read(entry({"headers": [{"name": "Content-Length", "value": "500"}], "content": {"size": 5, "text": "hello"}}), "firefox")
    assert made.body_state == "truncated"


def test_a_form_in_params_is_a_body():
    asked = entry()
    asked["request"]["postData"] = {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "a b", "value": "1&2"}]}
    assert read(asked).request_body == "a+b=1%262"


def test_chromes_phases_of_a_request_without_an_answer_are_not_reliable():
    made = read(entry({"status": 0}, timings={"blocked": 4000, "wait": 0}))
    assert (made.timings["blocked"], made.extra["timing.reliable"]) == (4000.0, False)


def test_the_port_and_the_connection_are_told_apart_by_dialect():
    assert read(entry(connection="443")).extra.get("server.port") == 443
    assert read(entry(connection="12"), "har").extra.get("connection.id") == "12"


def test_playwright_shows_the_certificates_dates():
    made = read(entry(_securityDetails={"protocol": "TLS 1.3", "subjectName": "a.example", "issuer": "CA", "validFrom": 1700000000, "validTo": 1795000000}), "playwright")
    assert (made.extra["tls.subject"], made.extra["tls.not_after"].year) == ("a.example", 2026)


def test_the_page_is_the_origin_where_no_header_says_one():
    made = read(entry(pageref="p"), pages={"p": Page("https://app.example/", "")})
    assert made.extra["request.origin"] == "https://app.example"


def test_a_websockets_close_is_read_from_its_messages():
    made = read(entry(_webSocketMessages=[{"type": "send", "opcode": 1, "data": "x"}, {"type": "receive", "opcode": 8, "data": "1011 overload"}]))
    assert (made.extra["websocket.messages"], made.extra.get("websocket.close_code")) == (2, 1011)
