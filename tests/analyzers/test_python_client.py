"""Python's debug output, logs and tracebacks become exchanges and the failures that ended them."""

import pytest

from analyzers.python_client import analyzer

DEBUG = r"""2026-11-23 08:49:15,514 DEBUG urllib3.connectionpool: Starting new HTTPS connection (1): api.example:8443
send: b'POST /orders HTTP/1.1\r\nHost: api.example:8443\r\nAuthorization: Bearer redacted-token\r\nContent-Length: 9\r\n\r\n'
send: b'{"a": 1}\n'
reply: 'HTTP/1.1 429 Too Many Requests\r\n'
header: Server: nginx
header: Retry-After: 30
2026-11-23 08:49:15,527 DEBUG urllib3.connectionpool: https://api.example:8443 "POST /orders HTTP/1.1" 429 64
2026-11-23 08:49:15,530 DEBUG urllib3.util.retry: Incremented Retry for (url='/orders'): Retry(total=1)
"""
HTTPCORE = """2026-11-23 08:51:28,317 DEBUG httpcore.connection: connect_tcp.started host='api.example' port=443 local_address=None
2026-11-23 08:51:28,320 DEBUG httpcore.connection: start_tls.started ssl_context=<ssl.SSLContext>
2026-11-23 08:51:28,322 DEBUG httpcore.connection: start_tls.complete return_value=<x>
2026-11-23 08:51:28,323 DEBUG httpcore.http11: send_request_headers.started request=<Request [b'GET']>
2026-11-23 08:51:28,329 DEBUG httpcore.http11: receive_response_headers.complete return_value=(b'HTTP/1.1', 401, b'Unauthorized', [(b'WWW-Authenticate', b'Bearer error="invalid_token"'), (b'X-It', b'isn\\'t')])
2026-11-23 08:51:28,329 INFO httpx: HTTP Request: GET https://api.example/a "HTTP/1.1 401 Unauthorized"
"""
CHAIN = """2026-11-23 08:50:56,321 DEBUG urllib3.connectionpool: Starting new HTTPS connection (1): no.example:443
2026-11-23 08:50:56,322 WARNING urllib3.connectionpool: Retrying (Retry(total=0)) after connection broken by 'NameResolutionError("Failed to resolve 'no.example' ([Errno -2] Name or service not known)")': /a
2026-11-23 08:50:56,500 DEBUG urllib3.connectionpool: Starting new HTTPS connection (2): no.example:443
Traceback (most recent call last):
  File "socket.py", line 962, in getaddrinfo
    for res in _socket.getaddrinfo(host, port):
socket.gaierror: [Errno -2] Name or service not known

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "adapters.py", line 729, in send
    raise ConnectionError(e, request=request)
requests.exceptions.ConnectionError: HTTPSConnectionPool(host='no.example', port=443): Max retries exceeded with url: /a (Caused by NameResolutionError("x: Failed to resolve 'no.example' ([Errno -2] Name or service not known)"))
"""


def test_each_form_is_recognised(sure):
    assert min(sure(analyzer, x) for x in (DEBUG, HTTPCORE, CHAIN)) >= 90
    assert sure(analyzer, "Traceback (most recent call last):\n  File \"a.py\", line 1\nValueError: x\n") >= 70
    assert sure(analyzer, "hello\n") == 0


def test_debug_output_becomes_one_exchange_with_the_time_of_the_log(records):
    (record,) = records(analyzer, DEBUG, "exchange")
    assert (record.get("request.url"), record.get("response.status"), record.get("response.retry_after_s")) == ("https://api.example:8443/orders", 429, 30)
    assert record.get("auth.present") is True
    assert record.get("request.body.text") == '{"a": 1}\n'
    assert record.at is not None


def test_httpcore_s_debug_lines_give_the_headers(records):
    (record,) = records(analyzer, HTTPCORE, "exchange")
    assert (record.get("request.url"), record.get("response.status"), record.get("auth.challenge.error")) == ("https://api.example/a", 401, "invalid_token")
    assert record.get("response.headers.x-it") == ("isn't",)


def test_every_attempt_of_a_retry_is_an_exchange_and_the_traceback_an_event(records):
    exchanges = records(analyzer, CHAIN, "exchange")
    assert [e.get("error.kind") for e in exchanges] == ["dns", "dns"]
    event = records(analyzer, CHAIN, "event")[-1]
    assert (event.get("event.exception"), event.get("event.cause"), event.get("event.url")) == ("requests.exceptions.ConnectionError", "socket.gaierror", "https://no.example:443/a")


def test_an_exception_that_is_an_answer_becomes_an_exchange(records):
    text = 'Traceback (most recent call last):\n  File "a.py", line 1, in x\n    y()\nurllib.error.HTTPError: HTTP Error 401: Unauthorized\n'
    event, exchange = records(analyzer, text)
    assert (event.get("event.status"), exchange.get("response.status"), exchange.get("error.kind")) == (401, 401, None)


def test_a_failure_belongs_to_the_request_that_was_sent(records):
    text = DEBUG.split("reply:")[0] + 'Traceback (most recent call last):\n  File "a.py", line 1, in x\n    y()\nhttp.client.RemoteDisconnected: Remote end closed connection without response\n'
    (exchange,) = records(analyzer, text, "exchange")
    assert (exchange.get("error.kind"), exchange.get("request.method")) == ("empty", "POST")


@pytest.mark.parametrize("text", ["send: b'", "reply: ''", "header: x", "send: b'\\x", "send: b'GET\\r\\n", "Traceback (most recent call last):\n" * 50])
def test_broken_output_is_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)
