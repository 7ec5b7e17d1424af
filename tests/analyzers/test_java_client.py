"""Java's traces, wire logs and OkHttp logs become exchanges and failures."""

import pytest

from analyzers.java_client import analyzer

TRACE = """javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)
\t... 5 more
Caused by: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
\t... 9 more
"""
OKHTTP = """--> POST https://api.example/a http/1.1
Authorization: Bearer redacted-token
--> END POST (5-byte body)
<-- 401 Unauthorized https://api.example/a (12ms)
www-authenticate: Bearer error="invalid_token"

{"error": "invalid_token"}
<-- END HTTP (26-byte body)
--> GET https://api.example/b
--> END GET
<-- HTTP FAILED: java.net.UnknownHostException: Unable to resolve host "api.example"
"""
WIRE = """DEBUG o.a.h.headers - http-outgoing-0 >> GET /a HTTP/1.1
DEBUG o.a.h.headers - http-outgoing-0 >> Host: api.example:443
DEBUG o.a.h.headers - http-outgoing-0 << HTTP/1.1 503 Service Unavailable
DEBUG o.a.h.headers - http-outgoing-0 << Retry-After: 9
"""


def test_each_form_is_recognised(sure):
    assert min(sure(analyzer, x) for x in (TRACE, OKHTTP, WIRE, "HC (GET https://a.example/x) 401\n")) >= 80
    assert sure(analyzer, "java is a language\n") == 0


def test_a_trace_is_an_event_with_the_coarse_kind_that_java_s_text_allows(records):
    (event,) = records(analyzer, TRACE)
    assert (event.get("error.kind"), event.get("error.client")) == ("cert-unknown-ca", "java")


def test_okhttp_s_arrows_are_exchanges(records):
    answered, failed = records(analyzer, OKHTTP, "exchange")
    assert (answered.get("response.status"), answered.get("auth.challenge.error"), answered.get("response.body.error"), answered.get("auth.present")) == (401, "invalid_token", "invalid_token", True)
    assert (failed.get("request.url"), failed.get("error.kind")) == ("https://api.example/b", "dns")


def test_wire_logs_are_exchanges(records):
    (exchange,) = records(analyzer, WIRE)
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("response.retry_after_s")) == ("https://api.example:443/a", 503, 9)


def test_an_exception_for_a_status_is_an_exchange(records):
    text = "java.io.IOException: Server returned HTTP response code: 401 for URL: https://api.example/a\n\tat a.B.c(D.java:1)\n"
    exchange = records(analyzer, text, "exchange")[0]
    assert (exchange.get("request.url"), exchange.get("response.status")) == ("https://api.example/a", 401)


@pytest.mark.parametrize("text", ["--> GET https://x.example/\n", "<-- 200\n", "http-outgoing-0 >> \"\n", "\tat a.b(c.java:1)\n" * 10])
def test_broken_output_is_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)


def test_an_inner_class_of_an_exception_is_known(sure):
    text = 'Exception in thread "main" org.springframework.web.client.HttpServerErrorException$BadGateway: 502 Bad Gateway: "<html>"\n\tat org.springframework.web.client.HttpServerErrorException.create(HttpServerErrorException.java:98)\n'
    assert sure(analyzer, text) == 85
