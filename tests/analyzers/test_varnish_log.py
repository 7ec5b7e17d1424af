"""varnishlog's groups become exchanges of the client's and the backend's side."""

from analyzers.varnish_log import analyzer

LOG = """*   << BeReq    >> 3
-   Begin          bereq 2 fetch
-   Timestamp      Start: 1795422515.000000 0.000000 0.000000
-   BereqMethod    GET
-   BereqURL       /x
-   BereqProtocol  HTTP/1.1
-   BereqHeader    Host: shop.example
-   FetchError     backend default: fail errno 111 (Connection refused)
-   BerespStatus   503
-   BerespReason   Backend fetch failed
-   End
*   << Request  >> 2
-   Begin          req 1 rxreq
-   Timestamp      Start: 1795422515.000000 0.000000 0.000000
-   ReqMethod      GET
-   ReqURL         /x
-   ReqHeader      Host: shop.example
-   RespStatus     503
-   RespReason     Backend fetch failed
-   RespHeader     X-Varnish: 2
-   Timestamp      Resp: 1795422516.500000 1.500000 0.000001
-   End
"""


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, "- item one\n- item two\n") == 0


def test_each_side_is_an_exchange_with_its_error(records):
    backend, client = records(analyzer, LOG)
    assert (backend.get("log.side"), backend.get("log.error_reason"), backend.get("response.status")) == ("backend", "backend default: fail errno 111 (Connection refused)", 503)
    assert (client.get("log.side"), client.get("request.url.path"), client.get("response.headers.x-varnish"), client.at.isoformat()) == ("client", "/x", ("2",), "2026-11-23T08:28:35+00:00")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
