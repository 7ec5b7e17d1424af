"""mitmproxy's flow files become exchanges; other protocols are refused with a word."""

from analyzers.mitmproxy_flows import analyzer
from triagekit.model import Defect
from triagekit.records import Coverage


def packed(value):
    """A value as a tnetstring, with ; for text as mitmproxy writes it."""
    if value is None:
        return b"0:~"
    if isinstance(value, bool):
        return b"4:true!" if value else b"5:false!"
    if isinstance(value, bytes):
        return str(len(value)).encode() + b":" + value + b","
    if isinstance(value, str):
        return str(len(value.encode())).encode() + b":" + value.encode() + b";"
    if isinstance(value, int):
        return packed(str(value).encode())[:-1] + b"#"
    if isinstance(value, float):
        return packed(repr(value).encode())[:-1] + b"^"
    if isinstance(value, dict):
        inside = b"".join(packed(k) + packed(v) for k, v in value.items())
        return str(len(inside)).encode() + b":" + inside + b"}"
    inside = b"".join(packed(v) for v in value)
    return str(len(inside)).encode() + b":" + inside + b"]"


def flow(**changes):
    return {
        "websocket": None,
        "response": {"http_version": b"HTTP/1.1", "status_code": 502, "reason": b"Bad Gateway", "headers": [[b"Server", b"nginx"], [b"Content-Length", b"4"]], "content": b"oops", "timestamp_start": 1795422516.0, "timestamp_end": 1795422516.5},
        "request": {"http_version": b"HTTP/1.1", "method": b"GET", "scheme": b"https", "host": "shop.example", "port": 443, "path": b"/api?x=1", "headers": [[b"x-request-id", b"abcd1234"]], "content": b"", "timestamp_start": 1795422515.0},
        "server_conn": {"sni": "shop.example", "tls_version": "TLSv1.3", "peername": ["198.51.100.4", 443], "certificate_list": []},
        "error": None, "type": "http", "version": 20, "id": "0b0d1c5e",
        **changes,
    }  # fmt: skip


FILE = packed(flow()) + packed(flow(response=None, error={"msg": "Certificate verify failed: certificate has expired", "timestamp": 1795422516.0}))


def test_it_is_recognised_by_its_bytes(sure):
    assert sure(analyzer, FILE) >= 95
    assert sure(analyzer, b"12:hello world;") == 0


def test_a_flow_is_an_exchange_with_its_connection(records):
    answered, failed = records(analyzer, FILE)
    assert (answered.get("request.url"), answered.get("response.status"), answered.get("server.ip"), answered.get("tls.sni"), answered.get("timing.total_ms")) == ("https://shop.example/api?x=1", 502, "198.51.100.4", "shop.example", 1500.0)
    assert (answered.get("response.body.text"), answered.get("correlation.ids"), answered.at.isoformat()) == ("oops", ("x-request-id=abcd1234",), "2026-11-23T08:28:35+00:00")
    assert (failed.get("error.kind"), failed.get("response.status")) == ("cert-expired", None)


def test_a_flow_of_another_protocol_is_refused_with_a_word(items):
    found = items(analyzer, FILE + packed(flow(type="tcp")))
    assert sum(i.refused for i in found if isinstance(i, Coverage)) == 1
    assert any(isinstance(i, Defect) and "another protocol" in i.detail for i in found)


def test_many_such_flows_are_counted_but_not_told_one_by_one(items):
    found = items(analyzer, packed(flow(type="tcp")) * 50)
    assert sum(i.refused for i in found if isinstance(i, Coverage)) == 50
    assert sum(isinstance(i, Defect) for i in found) == 20


def test_it_stays_total(assert_total):
    assert_total(analyzer, FILE, encodings=False)
