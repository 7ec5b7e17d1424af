"""Messages pasted as text are paired."""

import pytest

from analyzers.http_text import analyzer

PAIR = """POST /a HTTP/1.1
Host: api.example:8443
Authorization: Bearer redacted-token

{"a": 1}


HTTP/1.1 401 Unauthorized
WWW-Authenticate: Bearer error="invalid_token"
Content-Type: application/json

{
    "error": "invalid_token"
}
"""


def test_it_is_recognised(sure):
    assert sure(analyzer, PAIR) >= 85
    assert sure(analyzer, "HTTP/1.1 502 Bad Gateway\nServer: nginx\n\n<html>") >= 85
    assert sure(analyzer, "http: error: ConnectionError: refused\n") >= 85
    assert sure(analyzer, "GET well soon HTTP/1.1\n") == 0


def test_request_and_answer_are_one_exchange(records):
    (exchange,) = records(analyzer, PAIR)
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("request.body.text"), exchange.get("response.body.error")) == ("https://api.example:8443/a", 401, '{"a": 1}', "invalid_token")


def test_several_pairs_and_a_lone_answer(records):
    assert [r.get("response.status") for r in records(analyzer, PAIR + PAIR + "HTTP/1.1 200 OK\n\n")] == [401, 401, 200]


def test_httpie_s_own_error_is_the_failure_of_the_request(records):
    text = "GET / HTTP/1.1\nHost: x.example:8443\n\nhttp: error: SSLError: HTTPSConnectionPool(host='x.example', port=8443): Max retries exceeded (Caused by SSLError(SSLCertVerificationError(1, 'certificate verify failed: self-signed certificate in certificate chain')))\n"
    (exchange,) = records(analyzer, text)
    assert (exchange.get("error.kind"), exchange.get("error.client")) == ("cert-unknown-ca", "python")


@pytest.mark.parametrize("text", ["HTTP/1.1 200\n" * 3, "GET / HTTP/1.1\n", "HTTP/9 999 x\n\n"])
def test_broken_messages_are_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)
