"""Go's error sentences and http2 debug output become exchanges."""

import pytest

from analyzers.go_client import analyzer

FRAMES = r"""2026/11/23 08:51:41 http2: Transport failed to get client conn for x.example:443: http2: no cached connection was available
2026/11/23 08:51:41 http2: Transport encoding header ":authority" = "x.example"
2026/11/23 08:51:41 http2: Transport encoding header ":method" = "GET"
2026/11/23 08:51:41 http2: Transport encoding header ":path" = "/a"
2026/11/23 08:51:41 http2: Transport encoding header ":scheme" = "https"
2026/11/23 08:51:41 http2: Transport encoding header "user-agent" = "Go-http-client/2.0"
2026/11/23 08:51:41 http2: Transport received DATA flags=END_STREAM stream=1 len=9 data="<title>\r\n"
502 Bad Gateway HTTP/2.0 157
"""


def test_each_form_is_recognised(sure):
    assert sure(analyzer, FRAMES) >= 90
    assert sure(analyzer, '2026/11/23 08:50:56 Get "https://x.example/": EOF\n') >= 80
    assert sure(analyzer, "200 OK HTTP/1.1 11\n") >= 60
    assert sure(analyzer, "Get well soon\n") == 0


def test_http2_debug_lines_are_one_exchange(records):
    (exchange,) = records(analyzer, FRAMES)
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("response.body.text")) == ("https://x.example/a", 502, "<title>\r")
    assert exchange.get("request.headers.user-agent") == ("Go-http-client/2.0",)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("x509: certificate signed by unknown authority", "cert-unknown-ca"),
        ("dial tcp: lookup x.example: no such host", "dns"),
        ("EOF", "empty"),
        ("context deadline exceeded (Client.Timeout exceeded while awaiting headers)", "response-timeout"),
    ],
)
def test_a_sentence_is_a_failed_request(records, sentence, kind):
    event, exchange = records(analyzer, f'2026/11/23 08:50:56 Get "https://x.example/a": {sentence}\n')
    assert (exchange.get("request.method"), exchange.get("request.url"), exchange.get("error.kind")) == ("GET", "https://x.example/a", kind)
    assert event.get("error.kind") == kind


def test_a_body_that_breaks_off_belongs_to_its_answer(records):
    exchange = records(analyzer, "200 OK HTTP/1.1 11\n2026/11/23 08:49:40 read body: unexpected EOF\n", "exchange")[0]
    assert (exchange.get("response.status"), exchange.get("error.kind")) == (200, "truncated")


@pytest.mark.parametrize("text", ["http2: Transport encoding header \"", "panic: x\n\ngoroutine 1 [running]:\n", "http2: Transport received DATA data=\"\\x"])
def test_broken_output_is_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)
