"""curl's traces in all their writings become exchanges with the error, the handshake and the proxy told apart."""

from datetime import UTC, datetime

import pytest

from analyzers.curl import analyzer

EXPIRED = """  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0*   Trying 192.0.2.7:443...
* Connected to shop.example (192.0.2.7) port 443 (#0)
* ALPN: offers h2,http/1.1
} [5 bytes data]
* TLSv1.3 (OUT), TLS handshake, Client hello (1):
} [512 bytes data]
* TLSv1.3 (IN), TLS handshake, Certificate (11):
{ [910 bytes data]
* TLSv1.3 (OUT), TLS alert, certificate expired (557):
* SSL certificate problem: certificate has expired
* Closing connection 0
curl: (60) SSL certificate problem: certificate has expired
More details here: https://curl.se/docs/sslcerts.html
"""
REJECTED = """*   Trying [2001:db8::7]:8443...
* Connected to api.example (2001:db8::7) port 8443
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / RSASSA-PSS
* Server certificate:
*  subject: CN=api.example
*  start date: Nov 23 08:27:25 2026 GMT
*  expire date: Feb 11 08:27:25 2027 GMT
*  subjectAltName: host "api.example" matched cert's "api.example"
*  issuer: C=US; O=Zscaler Inc.; CN=Zscaler Intermediate Root CA
*  SSL certificate verify result: self signed certificate in certificate chain (19), continuing anyway.
> POST /orders HTTP/2
> Host: api.example:8443
> Authorization: Bearer redacted-token
> content-type: application/json
>\x20
< HTTP/2 401\x20
< date: Mon, 23 Nov 2026 08:47:18 GMT
< content-type: application/json
< www-authenticate: Bearer error="invalid_token"
<\x20
{ [26 bytes data]
* Connection #0 to host api.example left intact
{"error": "invalid_token"}"""
TUNNEL = """*   Trying 192.0.2.9:3128...
* Connected to proxy.example (192.0.2.9) port 3128 (#0)
* Establish HTTP proxy tunnel to shop.example:443
> CONNECT shop.example:443 HTTP/1.1
> Host: shop.example:443
> User-Agent: curl/7.88.1
>\x20
< HTTP/1.1 {status}
< Proxy-Authenticate: Basic realm="x"
<\x20
* CONNECT tunnel {end}, response {code}
"""


def test_each_writing_is_recognised(sure):
    assert sure(analyzer, EXPIRED) >= 90
    assert sure(analyzer, REJECTED) >= 90
    assert sure(analyzer, "curl: (6) Could not resolve host: no.example\n") >= 85
    assert sure(analyzer, "namelookup=0.008 connect=0.009 starttransfer=3.0 total=3.1 code=200\n") >= 80
    assert sure(analyzer, "* a list\n* of things\n* to do\n* today\n") == 0


def test_a_failed_handshake_is_one_exchange_and_one_handshake(records):
    exchange, handshake = records(analyzer, EXPIRED)
    assert (exchange.get("error.kind"), exchange.get("error.code"), exchange.get("request.url")) == ("cert-expired", "curl (60)", "https://shop.example/")
    assert exchange.get("response.status") is None
    assert (handshake.get("handshake.completed"), handshake.get("tls.alert"), handshake.get("error.sender"), handshake.get("server.name")) == (False, "certificate_expired", "client", "shop.example")


def test_an_answer_carries_headers_body_and_the_certificate(records):
    exchange = records(analyzer, REJECTED, "exchange")[0]
    assert (exchange.get("request.method"), exchange.get("request.url"), exchange.get("response.status")) == ("POST", "https://api.example:8443/orders", 401)
    assert exchange.get("auth.challenge.error") == "invalid_token"
    assert exchange.get("response.body.error") == "invalid_token"
    assert (exchange.get("tls.version"), exchange.get("tls.verify_code"), exchange.get("tls.verification_off")) == ("TLSv1.3", 19, True)
    assert exchange.get("tls.interception_vendor") == "Zscaler"
    assert exchange.get("tls.not_after") == datetime(2027, 2, 11, 8, 27, 25, tzinfo=UTC)
    assert exchange.get("server.ip") == "2001:db8::7"


def test_a_proxy_that_refuses_the_tunnel_is_told_from_the_server(records):
    exchange = records(analyzer, TUNNEL.format(status="407 Proxy Authentication Required", end="failed", code=407) + "curl: (56) CONNECT tunnel failed, response 407\n")[0]
    assert (exchange.get("request.method"), exchange.get("response.status"), exchange.get("error.kind")) == ("CONNECT", 407, "proxy-auth")
    assert (exchange.get("proxy.used"), exchange.get("proxy.connect_status")) == (True, 407)


def test_a_handshake_that_fails_inside_a_tunnel_is_not_the_proxy_s_answer(records):
    text = TUNNEL.format(status="200 OK", end="established", code=200) + "* TLSv1.3 (OUT), TLS handshake, Client hello (1):\ncurl: (60) SSL certificate problem: unable to get local issuer certificate\n"
    exchange = records(analyzer, text, "exchange")[0]
    assert (exchange.get("response.status"), exchange.get("proxy.connect_status"), exchange.get("error.kind")) == (None, 200, "cert-no-issuer")
    assert exchange.get("request.url.host") == "shop.example"


def test_several_requests_in_one_file_are_told_apart(records):
    text = REJECTED.replace('{"error": "invalid_token"}', "") + "* Re-using existing connection with host api.example\n> GET /b HTTP/2\n> Host: api.example:8443\n>\n< HTTP/2 200\n<\nok\n"
    exchanges = records(analyzer, text, "exchange")
    assert [e.get("response.status") for e in exchanges] == [401, 200]
    assert exchanges[1].get("response.body.text") == "ok"
    assert exchanges[1].get("connection.reused") is True


def test_a_redirect_that_is_followed_is_two_exchanges(records):
    text = "> GET /a HTTP/1.1\n> Host: x.example\n>\n< HTTP/1.1 302 Found\n< Location: /b\n<\n* Issue another request to this URL: 'http://x.example/b'\n> GET /b HTTP/1.1\n> Host: x.example\n>\n< HTTP/1.1 200 OK\n<\n* Connection #0 to host x.example left intact\n"
    assert [e.get("request.url") for e in records(analyzer, text, "exchange")] == ["http://x.example/a", "http://x.example/b"]


def test_the_reason_of_a_failed_connect_is_more_than_curl_s_last_line(records):
    text = "*   Trying 192.0.2.7:443...\n* connect to 192.0.2.7 port 443 failed: No route to host\n* Closing connection 0\ncurl: (7) Failed to connect to x.example port 443 after 3 ms: Couldn't connect to server\n"
    assert records(analyzer, text)[0].get("error.kind") == "unreachable"


def test_a_dump_with_times_and_split_headers_is_put_together(records):
    text = (
        "08:00:00.000000 == Info:   Trying 192.0.2.7:80...\n08:00:00.100000 == Info: Connected to x.example (192.0.2.7) port 80 (#0)\n"
        "08:00:00.200000 => Send header, 59 bytes (0x3b)\n0000: GET /a HTTP/1.1\n0011: Host: x.example\n0022: User-Agent: curl/8.5.0\n003a: \n"
        "08:00:00.700000 <= Recv header, 24 bytes (0x18)\n0000: HTTP/1.1 503 Unavailable\n08:00:00.700000 <= Recv header, 100 bytes (0x64)\n"
        f"0000: X-Long: {'a' * 56}\n0040: {'b' * 34}\n08:00:00.700000 <= Recv data, 4 bytes (0x4)\n0000: down\n08:00:01.000000 == Info: Connection #0 to host x.example left intact\n"
    )
    exchange = records(analyzer, text)[0]
    assert (exchange.get("response.status"), exchange.get("response.body.text"), exchange.get("timing.wait_ms")) == (503, "down", 500.0)
    assert exchange.get("response.headers.x-long") == ("a" * 56 + "b" * 34,)


def test_a_hexadecimal_dump_is_decoded(records):
    head = b"GET /hex HTTP/1.1\r\nHost: x.example\r\n\r\n"
    rows = [head[n : n + 16] for n in range(0, len(head), 16)]
    dump = "\n".join(f"{n * 16:04x}: {' '.join(f'{b:02x}' for b in row):<47}  {''.join(chr(b) if 32 <= b < 127 else '.' for b in row)}" for n, row in enumerate(rows))
    text = f"== Info: Connected to x.example (192.0.2.7) port 80\n=> Send header, {len(head)} bytes (0x26)\n{dump}\n== Info: Empty reply from server\n"
    exchange = records(analyzer, text)[0]
    assert (exchange.get("request.url"), exchange.get("error.kind")) == ("http://x.example/hex", "empty")


def test_the_totals_of_w_become_phases(records):
    exchange = records(analyzer, "namelookup=0.010 connect=0.020 appconnect=0.050 pretransfer=0.051 starttransfer=3.051 total=3.100 code=200\n")[0]
    assert (exchange.get("timing.dns_ms"), exchange.get("timing.tls_ms"), exchange.get("timing.wait_ms"), exchange.get("response.status")) == (10.0, 30.0, 3000.0, 200)


@pytest.mark.parametrize("text", ["", "curl: (", "> \n" * 1000, "* Trying\n< HTTP/1.1\n", "=> Send header, 9 bytes\n0000: " + "zz " * 9, "== Info: \n<= Recv data, 999999999 bytes (0x1)\n0000: x"])
def test_broken_traces_are_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)


def test_a_trace_that_begins_in_the_middle_or_ends_after_the_connection_is_recognised(sure):
    assert sure(analyzer, "=> Send header, 18 bytes (0x12)\n0000: GET / HTTP/1.1\n") >= 90
    assert sure(analyzer, "* Trying 192.0.2.1:443...\n* Connected to a.example (192.0.2.1) port 443\n") >= 85
    assert sure(analyzer, "* first point\n* second point\n") == 0
