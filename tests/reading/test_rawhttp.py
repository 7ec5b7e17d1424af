"""HTTP messages as bytes become the parts of an exchange."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.model import Location
from triagekit.reading import rawhttp
from triagekit.reading.exchange import Parts


def answered(data, whole=-1):
    parts = Parts(Location("a0001"), "flow", "x", method="GET")
    message = rawhttp.parse(data, whole)
    if message:
        rawhttp.response(parts, message)
    return parts


def asked(data, scheme="https"):
    parts = Parts(Location("a0001"), "flow", "x")
    rawhttp.request(parts, rawhttp.parse(data), scheme)
    return parts


def test_a_request_is_addressed_by_its_absolute_form_or_by_host():
    assert asked(b"GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n").url == "https://a.example/a"
    assert asked(b"GET http://b.example/x HTTP/1.1\r\nHost: a.example\r\n\r\n").url == "http://b.example/x"
    assert asked(b"CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n").url == "a.example:443"


def test_folded_headers_and_bare_line_feeds_are_read():
    parts = answered(b"HTTP/1.1 200 OK\nX-A: one\n two\nX-B: 3\n\nbody")
    assert parts.response_headers == [("X-A", "one two"), ("X-B", "3")]
    assert parts.body == "body"


def test_chunks_and_codings_are_undone():
    packed = gzip.compress(b"hello")
    framed = f"{len(packed):x}".encode() + b"\r\n" + packed + b"\r\n0\r\n\r\n"
    parts = answered(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + framed)
    assert (parts.body, parts.body_state) == ("hello", "present")


def test_a_body_shorter_than_promised_is_truncated_unless_only_a_beginning_was_read():
    data = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello"
    assert answered(data).body_state == "truncated"
    assert answered(data, whole=len(data) + 495).body_state == "present"


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"nonsense", b"HTTP/1.1"])
def test_what_is_no_message_is_none(data):
    assert rawhttp.parse(data) is None


def test_a_start_line_that_is_no_status_line_leaves_the_answer_absent():
    assert answered(b"HTTP/1.1 abc OK\r\n\r\n").status is None


@given(st.binary(max_size=300))
def test_any_bytes_give_an_answer(data):
    answered(data)
    message = rawhttp.parse(data)
    if message:
        rawhttp.request(Parts(Location("a"), "flow", "x"), message)
