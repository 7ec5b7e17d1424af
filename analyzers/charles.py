"""Charles sessions exported as JSON (.chlsj): a list of transactions."""

import base64
import binascii
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from triagekit.model import Defect, Location
from triagekit.reading import harmodel, texts, times
from triagekit.reading.exchange import Headers, Parts, build
from triagekit.reading.harmodel import number, text, whole
from triagekit.reading.jsonstream import Cursor, Elements
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_START = re.compile(r'\s*\[\s*\{\s*"')
_KEYS = ('"scheme"', '"host"', '"path"', '"durations"', '"times"', '"keptAlive"', '"remoteAddress"', '"protocolVersion"', '"tunnel"', '"clientAddress"')
_PHASES = (("total", "total"), ("dns", "dns"), ("connect", "connect"), ("ssl", "tls"), ("request", "send"), ("latency", "wait"), ("response", "receive"))
_ADDRESS = re.compile(r"(?:.{0,255}/)?(\[[0-9A-Fa-f:]{3,45}\]|\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f:]{3,45})(?::(\d{1,5}))?\Z")


class Charles:
    """Reads every transaction as an exchange."""

    name = "charles-json"
    label = "Charles session (JSON)"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """A list whose objects have Charles' own keys."""
        known = sum(k in head.text for k in _KEYS)
        return 94 if _START.match(head.text.lstrip("\ufeff")) and known >= 5 and '"startedDateTime"' not in head.text else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield the transactions in order."""
        del context
        yield About(producer="Charles Proxy")
        skipped, count = 0, 0
        with source.open() as stream:
            decoded, base = texts.utf8_stream(stream, source.head.data)
            cursor = Cursor(decoded, max(0, base))
            cursor.pos += cursor.peek() == ord("[")
            found = Elements(cursor, harmodel.loads)
            for count, element in enumerate(found):
                place = Location(source.artifact, "json_pointer", f"/{count}", offset=element.offset, length=element.length)
                if not isinstance(element.made, dict):
                    skipped += element.length
                    yield Defect("TK-IO-012", place, f"transaction {count} was not read: {element.why or 'it is not an object'}")
                    yield Coverage(refused=1, skipped=element.length, why="a transaction was not read")
                    continue
                parts = _parts(element.made, place)
                parts.index = count
                yield build(parts)
            if not found.closed:
                end = cursor.offset if found.cut_at < 0 else found.cut_at
                skipped += source.head.size - end
                yield Defect("TK-IO-012", Location(source.artifact, offset=end), "the file ends before its transactions do")
                yield Coverage(refused=int(found.cut_at >= 0), skipped=source.head.size - end, why="the last transaction is cut off")
        yield Coverage(examined=max(0, source.head.size - skipped))


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _parts(told: dict[str, Any], place: Location) -> Parts:
    asked, answer = _table(told.get("request")), _table(told.get("response"))
    parts = Parts(place, "flow", "charles", method=text(told.get("method")), url=_url(told))
    parts.started = times.iso(text(_table(told.get("times")).get("start")) or text(_table(told.get("times")).get("requestBegin")))
    parts.request_version = parts.response_version = text(told.get("protocolVersion"))
    parts.request_headers, parts.request_body = _headers(asked), _body(asked) or ""
    parts.request_mime, parts.request_size = text(asked.get("mimeType")), whole(_table(asked.get("sizes")).get("body"))
    _answer(parts, answer)
    for key, phase in _PHASES:
        found = number(_table(told.get("durations")).get(key))
        if found is not None:
            parts.timings[phase] = found
    if text(told.get("status")).upper() in ("FAILED", "EXCEPTION"):
        parts.error_text = next((text(told.get(k)) for k in ("errorMessage", "exceptionMessage", "exception", "error", "notes") if text(told.get(k))), "FAILED")
    _connection(parts, told)
    return parts


def _url(told: dict[str, Any]) -> str:
    host, scheme, port = text(told.get("host")), text(told.get("scheme")), whole(told.get("port") or told.get("actualPort"))
    usual = {"http": 80, "https": 443}.get(scheme)
    place = host if port in (usual, None) else f"{host}:{port}"
    if text(told.get("method")) == "CONNECT":
        return f"{host}:{port or 443}"
    query = text(told.get("query"))
    return f"{scheme}://{place}{text(told.get('path'))}{'?' + query if query else ''}"


def _headers(message: dict[str, Any]) -> Headers:
    return [(text(p.name), text(p.value)) for p in harmodel.pairs(_table(message.get("header")).get("headers"))]


def _answer(parts: Parts, answer: dict[str, Any]) -> None:
    code = whole(answer.get("status"))
    parts.status_recorded = code
    if code is None or not 100 <= code <= 999:
        return
    parts.status, parts.response_headers = code, _headers(answer)
    first = text(_table(answer.get("header")).get("firstLine"))
    parts.status_text = first.split(" ", 2)[2] if first.count(" ") >= 2 else ""
    parts.body, parts.body_mime = _body(answer), text(answer.get("mimeType"))
    parts.body_size = whole(_table(answer.get("sizes")).get("body"))
    parts.body_state = "present" if parts.body else "empty" if not parts.body_size else "not-captured"


def _body(message: dict[str, Any]) -> str | None:
    body = _table(message.get("body"))
    told = text(body.get("text"))
    if not told and text(body.get("encoded")):
        try:
            told = texts.decode(base64.b64decode(text(body.get("encoded"))[:131_072], validate=True)).replace("\x00", "")
        except (binascii.Error, ValueError):
            return None
    return told[: harmodel.LIMIT] or None


def _connection(parts: Parts, told: dict[str, Any]) -> None:
    found = _ADDRESS.match(text(told.get("remoteAddress")))
    if found:
        parts.extra["server.ip"] = found[1].strip("[]")
        if found[2]:
            parts.extra["server.port"] = int(found[2])
    if isinstance(told.get("keptAlive"), bool):
        parts.extra["connection.reused"] = told["keptAlive"]
    ssl = _table(told.get("ssl"))
    for name, key in (("tls.version", "protocol"), ("tls.cipher", "cipherSuite")):
        if text(ssl.get(key)):
            parts.extra[name] = text(ssl.get(key))[:100]
    if parts.method == "CONNECT" and parts.status is not None:
        parts.extra["proxy.connect_status"] = parts.status


analyzer: Analyzer = Charles()
