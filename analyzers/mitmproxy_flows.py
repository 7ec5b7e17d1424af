"""mitmproxy flow files: what mitmproxy, mitmdump and mitmweb save."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from triagekit.model import Defect, Location
from triagekit.reading import contentcoding, harmodel, texts, times
from triagekit.reading.exchange import Headers, Parts, build
from triagekit.reading.tnetstring import Stretch, stretches
from triagekit.records import About, Coverage, Kind, Material, Use, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_START = re.compile(rb"\d{2,9}:\d{1,2}:(websocket|request|response|server_conn|client_conn|type|version|backup|error|id|intercepted|is_replay|marked|metadata|comment|timestamp_created|mode)[;,]")

NOTED = 20
"""Flows that could not be read and are told one by one."""


class MitmproxyFlows:
    """Reads HTTP flows as exchanges; flows of other protocols are counted."""

    name = "mitmproxy-flows"
    label = "mitmproxy flow file"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """A tagged netstring that holds the keys of a flow."""
        return 96 if _START.match(head.data) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield every flow in order."""
        del context
        yield About(producer="mitmproxy", timezone="+00:00")
        end = told = 0
        with source.open() as stream:
            for count, found in enumerate(stretches(stream)):
                end = found.offset + found.length
                for item in _flow(found, count, source.artifact):
                    told += isinstance(item, Defect)
                    if told <= NOTED or not isinstance(item, Defect):
                        yield item
        if end < source.head.size:
            yield Coverage(skipped=source.head.size - end, why="it is behind the last flow that can be read")


def _flow(found: Stretch, count: int, artifact: str) -> Iterator[Item]:
    place = Location(artifact, "bytes", f"flow {count}", offset=found.offset, length=found.length)
    if not isinstance(found.value, dict):
        yield Defect("TK-IO-014", place, f"flow {count} was not read: {found.why or 'it is not a flow'}")
        yield Coverage(refused=1, skipped=found.length, why=f"a flow was not read: {found.why or 'it is not a flow'}")
        return
    yield Coverage(examined=found.length)
    flow = found.value
    asked = flow.get("request")
    if flow.get("type", "http") not in ("http", b"http") or not isinstance(asked, dict):
        yield Defect("TK-IO-014", place, f"flow {count} was not read: it is of another protocol than HTTP")
        yield Coverage(refused=1, why="a flow of another protocol than HTTP")
        return
    parts = Parts(place, "flow", "mitmproxy", index=count)
    _request(parts, asked)
    _answer(parts, _table(flow.get("response")))
    _rest(parts, flow)
    yield build(parts)
    yield from _certificates(parts, _table(flow.get("server_conn")))


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _word(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return harmodel.text(value)


def _fields(value: Any) -> Headers:
    return [(_word(p[0]), _word(p[1])) for p in value[:500] if isinstance(p, list) and len(p) == 2] if isinstance(value, list) else []


def _request(parts: Parts, asked: dict[str, Any]) -> None:
    parts.method, parts.request_headers = _word(asked.get("method")), _fields(asked.get("headers"))
    parts.request_version = _version(asked)
    scheme, host, port = _word(asked.get("scheme")) or "http", _word(asked.get("host")), harmodel.whole(asked.get("port"))
    shown = f"[{host}]" if ":" in host else host
    path = _word(asked.get("path"))
    usual = {"http": 80, "https": 443}.get(scheme)
    parts.url = f"{shown}:{port}" if parts.method == "CONNECT" else f"{scheme}://{shown}{'' if port in (usual, None) else f':{port}'}{path}"
    seconds = harmodel.number(asked.get("timestamp_start"))
    parts.started = times.epoch(seconds) if seconds else None
    body = asked.get("content")
    if isinstance(body, bytes):
        parts.request_size = len(body)
        parts.request_body = _text(body, parts.request_headers) if body else ""


def _version(message: dict[str, Any]) -> str:
    told = message.get("http_version")
    if isinstance(told, list):  # before mitmproxy 0.18
        return "HTTP/" + ".".join(_word(v) for v in told)
    return _word(told)


def _text(body: bytes, headers: Headers) -> str:
    coding = next((v for n, v in headers if n.lower() == "content-encoding"), "")
    plain = contentcoding.decode(body, coding)
    if plain is None or plain[:512].count(0) * 10 > len(plain[:512]):
        return ""
    return texts.decode(plain[:65536]).replace("\x00", "")


def _answer(parts: Parts, answer: dict[str, Any]) -> None:
    if not answer:
        return
    code = harmodel.whole(answer.get("status_code", answer.get("code")))
    parts.status_recorded = code
    parts.status = code if code is not None and 100 <= code <= 999 else None
    parts.status_text, parts.response_version = _word(answer.get("reason", answer.get("msg"))), _version(answer)
    parts.response_headers = _fields(answer.get("headers"))
    body = answer.get("content")
    if isinstance(body, bytes):
        parts.body_size = parts.body_transferred = len(body)
        parts.body = (_text(body, parts.response_headers) or None) if body else None
        parts.body_state = _state(parts, body)
    begin, end = harmodel.number(answer.get("timestamp_start")), harmodel.number(answer.get("timestamp_end"))
    if parts.started is not None and begin:
        parts.timings["wait"] = (begin - parts.started.timestamp()) * 1000
        if end:
            parts.timings["total"], parts.timings["receive"] = (end - parts.started.timestamp()) * 1000, (end - begin) * 1000


def _state(parts: Parts, body: bytes) -> str:
    declared = next((v for n, v in parts.response_headers or () if n.lower() == "content-length"), "")
    if declared.isascii() and declared.isdigit() and 0 < len(body) < int(declared[:15]) and parts.method != "HEAD":
        return "truncated"
    return "present" if body else "empty"


def _rest(parts: Parts, flow: dict[str, Any]) -> None:
    """The connection, the error and the WebSocket of a flow."""
    error, server = _table(flow.get("error")), _table(flow.get("server_conn"))
    parts.error_text = _word(error.get("msg"))
    if parts.error_text and parts.status is not None and parts.body is None:
        parts.body_state = "truncated"
    extra = parts.extra
    for name, key in (("tls.version", "tls_version"), ("tls.cipher", "cipher"), ("tls.cipher", "cipher_name"), ("tls.sni", "sni"), ("connection.id", "id")):
        if told := _word(server.get(key)):
            extra[name] = told[:200]
    peer = server.get("peername") or server.get("ip_address") or server.get("address")
    if isinstance(peer, dict):
        peer = peer.get("address")
    if isinstance(peer, list) and len(peer) >= 2:
        if _word(peer[0]):
            extra["server.ip"] = _word(peer[0])[:100]
        if (port := harmodel.whole(peer[1])) is not None:
            extra["server.port"] = port
    socket = _table(flow.get("websocket"))
    messages = socket.get("messages")
    if isinstance(messages, list):
        extra["websocket.messages"] = len(messages)
    if (code := harmodel.whole(socket.get("close_code"))) is not None:
        extra["websocket.close_code"] = code
        extra["websocket.close_reason"] = _word(socket.get("close_reason"))[:200]


def _certificates(parts: Parts, server: dict[str, Any]) -> Iterator[Material]:
    """The chain that the server showed to the proxy."""
    chain = server.get("certificate_list") or [server.get("cert")]
    pem = b"\n".join(c if isinstance(c, bytes) else _word(c).encode() for c in chain[:20] if c) if isinstance(chain, list) else b""
    if b"-----BEGIN CERTIFICATE" in pem:
        host = _word(server.get("sni")) or parts.url.partition("://")[2].partition("/")[0].partition(":")[0]
        use = Use(parts.started, None, parts.location, host=host, status=parts.status, place="body", name="certificate_list", role="response")
        hints = {"host": host, "sni": host} | ({} if server.get("certificate_list") else {"partial": "yes"})  # older versions keep the leaf only
        yield Material("certificate", pem[:262144], [use], hints)


analyzer: Analyzer = MitmproxyFlows()
