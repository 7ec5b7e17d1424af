"""SAML-tracer exports (the browser extension): requests with their headers, forms, and the SAML messages it saw."""

import re
from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import quote_plus

from triagekit.model import Defect, Location
from triagekit.reading import harmodel, texts, times
from triagekit.reading.exchange import Headers, Parts, build
from triagekit.reading.harmodel import text, whole
from triagekit.reading.jsonstream import Cursor, Elements
from triagekit.records import About, Coverage, Kind, Material, Record, Use, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_START = re.compile(r'\s*\{\s*"(?:requests|timestamp)"\s*:')
_STATUS = re.compile(r"(?:HTTP/\d(?:\.\d)?\s+)?(\d{3})(?:\s+(.{0,100}))?")


class SamlTracer:
    """Reads the requests as exchanges; a message that the export decoded is carried along, also where the form is masked."""

    name = "saml-tracer"
    label = "SAML-tracer export"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """By its request objects."""
        known = sum(k in head.text for k in ('"requestHeaders"', '"responseHeaders"', '"requestId"', '"responseStatus"', '"get"', '"post"', '"saml"'))
        return 95 if _START.match(head.text.lstrip("\ufeff")) and known >= 3 else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield the requests in order."""
        del context
        yield About(producer="SAML-tracer")
        skipped = 0
        with source.open() as stream:
            decoded, base = texts.utf8_stream(stream, source.head.data)
            cursor = Cursor(decoded, max(0, base))
            for name in cursor.members():
                if name == b"requests" and cursor.peek() == ord("["):
                    cursor.pos += 1
                    found = Elements(cursor, harmodel.loads)
                    for item in _requests(found, source.artifact):
                        skipped += item.skipped if isinstance(item, Coverage) else 0
                        yield item
                    if not found.closed:
                        end = cursor.offset if found.cut_at < 0 else found.cut_at
                        skipped += source.head.size - end
                        yield Defect("TK-IO-012", Location(source.artifact, offset=end), "the file ends before its requests do")
                        yield Coverage(refused=int(found.cut_at >= 0), skipped=source.head.size - end, why="the last request is cut off")
                        break
                elif (length := cursor.measure(1 << 20)) > 0:
                    cursor.pos += length
                else:
                    break
        yield Coverage(examined=max(0, source.head.size - skipped))


def _requests(found: Elements[Any], artifact: str) -> Iterator[Item]:
    for count, element in enumerate(found):
        place = Location(artifact, "json_pointer", f"/requests/{count}", offset=element.offset, length=element.length)
        if not isinstance(element.made, dict):
            yield Defect("TK-IO-012", place, f"request {count} was not read: {element.why or 'it is not an object'}")
            yield Coverage(refused=1, skipped=element.length, why="a request was not read")
            continue
        parts = _parts(element.made, place)
        parts.index = count
        record = build(parts)
        yield record
        yield from _message(element.made, record)


def _parts(told: dict[str, Any], place: Location) -> Parts:
    parts = Parts(place, "har", "saml-tracer", method=text(told.get("method")), url=text(told.get("url")))
    stamp = told.get("timestamp") or told.get("requestTimestamp") or told.get("date")
    parts.started = times.iso(stamp) if isinstance(stamp, str) else None
    milliseconds = harmodel.number(stamp) or harmodel.number(told.get("timeStamp"))
    if parts.started is None and milliseconds:
        parts.started = times.epoch_guess(milliseconds)
    parts.request_headers = _headers(told.get("requestHeaders"))
    form = told.get("post")
    if isinstance(form, list):
        parts.request_body = "&".join(f"{quote_plus(text(p.name))}={quote_plus(text(p.value))}" for p in harmodel.pairs(form)[:500])[: harmodel.LIMIT]
        parts.request_mime = "application/x-www-form-urlencoded" if parts.request_body else ""
    elif isinstance(told.get("postData"), str):
        parts.request_body = told["postData"][: harmodel.LIMIT]
    if told.get("responseHeaders") is not None:
        parts.response_headers = _headers(told.get("responseHeaders"))
    line = _STATUS.match(text(told.get("responseStatusText")))
    parts.status_recorded = whole(told.get("responseStatus")) or (int(line[1]) if line else None)
    parts.status = parts.status_recorded if parts.status_recorded and 100 <= parts.status_recorded <= 999 else None
    parts.status_text = (line[2] or "").strip() if line else ""
    return parts


def _headers(value: Any) -> Headers:
    return [(text(p.name), text(p.value)) for p in harmodel.pairs(value)[:500]]


def _message(told: dict[str, Any], record: Record) -> Iterator[Material]:
    """The message as the extension decoded it, for exports whose form is masked: the pretty-printed copy cannot be verified."""
    message = told.get("saml")
    params = (record.get("request.params.SAMLResponse"), record.get("request.params.SAMLRequest"))
    if not isinstance(message, str) or "<" not in message[:200] or any(isinstance(p, tuple) and len(p[0]) > 100 for p in params):
        return
    server_at, status = record.get("response.date"), record.get("response.status")
    use = Use(
        record.at, server_at if isinstance(server_at, datetime) else None, record.location, host=text(record.get("request.url.host")),
        path=text(record.get("request.url.path")), status=status if isinstance(status, int) else None, place="form", name="saml", role="request",
    )  # fmt: skip
    yield Material("saml", message[: 1 << 20].encode("utf-8", "replace"), [use], {"copied": "true"})


analyzer: Analyzer = SamlTracer()
