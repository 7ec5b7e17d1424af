"""Node's debug output and errors become exchanges and failures."""

import pytest

from analyzers.node_client import analyzer

FAILED = """TypeError: fetch failed
    at node:internal/deps/undici/undici:14976:13
    at async file:///srv/n.mjs:3:15 {
  [cause]: Error: connect ECONNREFUSED 192.0.2.7:443
      at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16) {
    errno: -111,
    code: 'ECONNREFUSED'
  }
}
"""


def test_each_form_is_recognised(sure):
    assert sure(analyzer, FAILED) >= 80
    assert sure(analyzer, "NET 1: pipe\nTLS 1: client _init\n") >= 90
    assert sure(analyzer, "http 429 {\n  server: 'nginx',\n  'retry-after': '30'\n}\n") >= 70
    assert sure(analyzer, "HTTP is a protocol\n") == 0


def test_an_error_and_its_cause_are_one_event(records):
    (event,) = records(analyzer, FAILED, "event")
    assert (event.get("event.exception"), event.get("event.cause"), event.get("error.kind"), event.get("event.language")) == ("TypeError", "Error", "refused", "node")


def test_a_printed_answer_with_its_headers_is_an_exchange(records):
    (exchange,) = records(analyzer, "http 429 {\n  server: 'nginx',\n  'retry-after': '30',\n  'set-cookie': [\n    'a=1; Path=/',\n    'b=2'\n  ]\n}\n", "exchange")
    assert (exchange.get("response.status"), exchange.get("response.retry_after_s"), exchange.get("response.cookie_names")) == (429, 30, ("a", "b"))


def test_the_debug_output_names_the_request_of_a_failure_and_its_phase(records):
    text = "TLS 7: client _init handle? true\nNET 7: connect: find host x.example\nNET 7: connect: attempting to connect to 192.0.2.7:8443 (addressType: 4)\nTLS 7: client _start handle? true\nREQERR Error: read ECONNRESET\n    at TLSWrap.onStreamRead (node:internal/x:218:20) {\n  code: 'ECONNRESET'\n}\n"
    (exchange,) = records(analyzer, text, "exchange")
    assert (exchange.get("request.url"), exchange.get("error.kind")) == ("https://x.example:8443/", "tls-reset")


def test_undici_s_debug_lines_are_requests_and_answers(records):
    text = "UNDICI 7: sending request to GET https://x.example/a\nUNDICI 7: received response to GET https://x.example/a - HTTP 503\n"
    (exchange,) = records(analyzer, text)
    assert (exchange.get("request.method"), exchange.get("response.status")) == ("GET", 503)


@pytest.mark.parametrize("text", ["NET 1: \n" * 3, "200 {\n", "TLS 1: client _start\n}\n", FAILED[:120]])
def test_broken_output_is_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)
