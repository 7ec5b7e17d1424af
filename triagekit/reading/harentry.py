"""From a HAR entry to the parts of an exchange, each producer's habits undone."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from triagekit.model import Location
from triagekit.placeholders import is_placeholder
from triagekit.reading import texts, times, urls
from triagekit.reading.exchange import Headers, Parts
from triagekit.reading.hardialect import KEEPS_BODIES, Page
from triagekit.reading.harmodel import LIMIT, Content, Entry, Pair, Request, Response, number, pairs, raw_length, raw_text, text, whole
from triagekit.records import Value

_NO_REQUEST, _NO_RESPONSE = Request(), Response()
_CHROMIUM = frozenset({"chrome", "playwright", "chrome-har", "browsertime", "chrome-har-capturer", "sauce"})
_STATUS_LINE = re.compile(r"HTTP/\d(?:\.\d)?\s+(\d{3})(?:\s+(.{0,100}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Capture:
    """What holds for every entry of one HAR."""

    artifact: str
    dialect: str
    sanitized: bool = False
    pages: Mapping[str, Page] = field(default_factory=dict)
    bodies: Mapping[str, bytes] = field(default_factory=dict)
    """Bodies kept beside the HAR in its archive, by file name, at most 64 KiB each."""


def parts(entry: Entry, location: Location, capture: Capture) -> Parts:
    """The parts of the exchange that this entry records. Total."""
    asked, answer = entry.request or _NO_REQUEST, entry.response or _NO_RESPONSE
    made = Parts(location, "har", capture.dialect, method=text(asked.method), url=text(asked.url), sanitized=capture.sanitized)
    made.started = times.iso(entry.startedDateTime) if isinstance(entry.startedDateTime, str) else None
    made.request_headers = _headers(asked.headers)
    made.request_version = text(asked.httpVersion)
    _status(made, answer, entry.response is not None)
    _request_body(made, asked)
    _response_body(made, answer, capture)
    _error(made, entry, answer)
    _timings(made, entry)
    _connection(made, entry, answer)
    _purpose(made, entry, capture)
    _meaning(made, entry, capture)
    return made


def _headers(found: list[Pair]) -> Headers:
    return [(n if type(n := p.name) is str else text(n), v if type(v := p.value) is str else text(v)) for p in found]


def _status(made: Parts, answer: Response, recorded: bool) -> None:
    number_ = whole(answer.status)
    made.status_recorded = number_
    made.status_text = text(answer.statusText)
    made.response_version = text(answer.httpVersion)
    if recorded:
        made.response_headers = _headers(answer.headers)
    if number_ is not None and 100 <= number_ <= 999:
        made.status = number_
        return
    for name, value in made.response_headers or ():  # WebPageTest writes the status line as a header name
        line = _STATUS_LINE.match(f"{name}: {value}" if value else name)
        if line:
            made.status, made.status_text = int(line[1]), (line[2] or "").strip()
            return


def _request_body(made: Parts, asked: Request) -> None:
    data = asked.postData
    made.request_size = whole(asked.bodySize)
    if data is None:
        return
    made.request_mime = text(data.mimeType)
    made.request_body = raw_text(data.text) or _form(pairs(data.params))
    if made.request_size is None or made.request_size < 0:
        made.request_size = raw_length(data.text) or len(made.request_body)


def _form(found: list[Pair]) -> str:
    from urllib.parse import quote_plus

    return "&".join(f"{quote_plus(text(p.name))}={quote_plus(text(p.value))}" for p in found[:500])[:LIMIT]


def _response_body(made: Parts, answer: Response, capture: Capture) -> None:
    content = answer.content or Content()
    made.body_mime = text(content.mimeType)
    made.body_size, made.body_transferred = whole(content.size), whole(answer.transferred)
    if made.body_transferred is None:
        made.body_transferred = whole(answer.bodySize)
    told = raw_text(content.text)
    if told is None and content.file:
        told = _beside(text(content.file), capture)
    elif told and text(content.encoding).lower() == "base64":
        told = _decoded(told)
    made.body = told or None
    made.body_state = _state(made, capture)


def _beside(name: str, capture: Capture) -> str | None:
    found = capture.bodies.get(name)
    return texts.decode(found).replace("\x00", "") if found else None


def _decoded(told: str) -> str:
    """Text that was kept as base64; empty for what is no text."""
    plain = "".join(told.split())
    try:
        cut = plain[: len(plain) & ~3] if len(told) >= LIMIT else plain + "=" * (-len(plain) % 4)
        data = base64.b64decode(cut, validate=True)
    except (binascii.Error, ValueError):
        return told  # it claims base64 and is not
    head = data[:512]
    if head.count(0) * 10 > len(head) and texts.encoding_of(head) in ("utf-8", "latin-1"):
        return ""
    return texts.decode(data).replace("\x00", "")


def _state(made: Parts, capture: Capture) -> str:
    if made.body:
        if is_placeholder(made.body.strip()[:200]):
            return "redacted"
        return "truncated" if _is_short(made) else "present"
    if made.status in (101, 204, 205, 304) or made.method.upper() == "HEAD":
        return "empty"
    if made.body_size == 0 or (made.body_size is None and made.body is not None):
        return "empty"
    return "evicted" if capture.dialect in KEEPS_BODIES and made.body_size is not None and made.body_size > 0 else "not-captured"


def _is_short(made: Parts) -> bool:
    """Fewer bytes than Content-Length promised, where no encoding explains it (Firefox and mitmproxy do not say otherwise)."""
    told = {n.lower(): v for n, v in made.response_headers or ()}
    digits = told.get("content-length", "")
    if "content-encoding" in told or not (digits.isascii() and digits.isdigit()) or len(digits) > 15 or made.method.upper() == "HEAD":
        return False
    return made.body_size is not None and 0 < made.body_size < int(digits) and made.status == 200


def _error(made: Parts, entry: Entry, answer: Response) -> None:
    for value in (answer.error, answer.failure, entry.error if entry.response is None or answer.error is None else None):
        told, code = _worded(value)
        if told or code:
            made.error_text, made.error_code = told, code
            break
    else:
        if text(entry.charles).upper() == "FAILED":
            made.error_text = text(entry.comment) or "FAILED"
    made.error_client = "chrome" if made.error_text.startswith("net::") else "firefox" if made.dialect == "firefox" else ""


def _worded(value: Any) -> tuple[str, str]:
    """Text and code of an error of any type."""
    if isinstance(value, dict):
        return text(value.get("message")) or text(value.get("text")) or text(value.get("errorText")), text(value.get("code"))[:100]
    if isinstance(value, list):
        return "; ".join(filter(None, (text(v) for v in value[:10]))), ""
    return text(value), ""


_PHASES = (("blocked", "blocked"), ("dns", "dns"), ("connect", "connect"), ("ssl", "tls"), ("send", "send"), ("wait", "wait"), ("receive", "receive"))


def _timings(made: Parts, entry: Entry) -> None:
    total = number(entry.time)
    if total is not None:
        made.timings["total"] = total
    told = entry.timings if isinstance(entry.timings, dict) else {}
    for name, phase in _PHASES:
        found = number(told.get(name))
        if found is not None:
            made.timings[phase] = found
    if made.dialect == "chrome":
        made.extra["timing.reliable"] = made.status is not None
    connect, dns = made.timings.get("connect"), made.timings.get("dns")
    if made.status is not None and connect is not None and dns is not None and made.dialect in _CHROMIUM:
        made.extra["connection.reused"] = connect < 0 and dns < 0


def _connection(made: Parts, entry: Entry, answer: Response) -> None:
    extra = made.extra
    address = text(entry.serverIPAddress).strip("[]") or text(entry.remote)
    if address:
        extra["server.ip"] = address[:100]
    port = whole(entry.port)
    if port is None and made.dialect in ("chrome", "firefox"):
        port = whole(entry.connection)  # these two write the remote port there
    if port is not None and 0 < port < 65536:
        extra["server.port"] = port
    identity = text(entry.connection_id) or ("" if made.dialect in ("chrome", "firefox") else text(entry.connection))
    if identity:
        extra["connection.id"] = identity[:100]
    if entry.from_cache:
        extra["from_cache"] = True
    if answer.worker is True:
        extra["from_service_worker"] = True
    if made.method.upper() == "CONNECT" and made.status is not None:
        extra["proxy.connect_status"] = made.status
    _security(extra, entry)


def _security(extra: dict[str, Value], entry: Entry) -> None:
    state = text(entry.security)
    if state:
        extra["tls.state"] = state[:40]
    if not isinstance(entry.details, dict):
        return
    for name, key in (("tls.version", "protocol"), ("tls.subject", "subjectName"), ("tls.issuer", "issuer")):
        told = text(entry.details.get(key))
        if told:
            extra[name] = told[:300]
    for name, key in (("tls.not_before", "validFrom"), ("tls.not_after", "validTo")):
        seconds = number(entry.details.get(key))
        when = times.epoch(seconds) if seconds else None
        if when is not None:
            extra[name] = when


_TYPES = {"xhr": "xhr", "fetch": "fetch", "document": "document", "script": "script", "stylesheet": "stylesheet", "image": "image", "websocket": "websocket", "preflight": "preflight", "ping": "beacon", "beacon": "beacon", "eventsource": "eventsource"}
_INITIATOR_TYPE = re.compile(rb'\A\{\s*"type"\s*:\s*"(\w{1,20})"')
_INITIATOR_URL = re.compile(rb'"url"\s{0,20}:\s{0,20}"([^"\\]{1,2048})"')
_EXTENSION = re.compile(rb"(?:chrome|moz|safari-web)-extension://[\w-]{8,64}")


def _purpose(made: Parts, entry: Entry, capture: Capture) -> None:
    extra = made.extra
    kind = _TYPES.get(text(entry.resource).lower(), "other" if entry.resource else "")
    raw = bytes(memoryview(entry.initiator)[:65536])
    if raw:
        told = _INITIATOR_TYPE.match(raw)
        if told and told[1] == b"preflight":
            kind = "preflight"
        source = _EXTENSION.search(raw) or _INITIATOR_URL.search(raw)
        if source:
            extra["request.initiator"] = source[source.lastindex or 0].decode("utf-8", "replace")
    if kind:
        extra["request.resource_type"] = kind
    _messages(extra, bytes(memoryview(entry.messages)[: 1 << 20]))
    page = capture.pages.get(text(entry.pageref))
    names = {n.lower() for n, _ in made.request_headers or ()}
    if page and page.url and kind != "document" and not names & {"origin", "referer"}:
        extra["request.origin"] = urls.split(page.url).origin
    if made.dialect in ("chrome", "playwright") and made.status is None:
        made.provisional = not names & {"host", ":authority"}
    if made.dialect == "polly":  # recordings for tests: credentials are filtered out by configuration, without a mark
        made.provisional = True


_CLOSE = re.compile(rb'"opcode"\s*:\s*8\b[^{}]{0,200}?"data"\s*:\s*"((?:[^"\\]|\\.){0,200})"')
_CODE = re.compile(rb"(?:^|\D)([14]\d{3})(?:\D|$)")


def _messages(extra: dict[str, Value], raw: bytes) -> None:
    if not raw:
        return
    extra["websocket.messages"] = raw.count(b'"opcode"') or raw.count(b'"type"')
    closed = _CLOSE.search(raw)
    code = _CODE.search(closed[1]) if closed else None
    if code:
        extra["websocket.close_code"] = int(code[1])


def _meaning(made: Parts, entry: Entry, capture: Capture) -> None:
    """What a producer says by an empty or missing error field. Sets error.kind only where that is certain enough."""
    if made.status is None and made.status_recorded == 0 and made.dialect == "firefox":
        _firefox(made, entry, capture)
    elif made.dialect in ("chrome", "playwright"):
        _chromium(made, entry, capture)


def _firefox(made: Parts, entry: Entry, capture: Capture) -> None:
    if made.response_headers:  # older versions write 0 for what came from the cache, with all its headers
        made.extra["from_cache"], made.extra["response.present"] = True, True
        return
    state = made.extra.get("tls.state")
    if state == "broken":
        made.extra["error.kind"] = "tls"
    elif not state and not entry.timings:
        made.extra["error.kind"] = "mixed-content" if _is_mixed(made, entry, capture) else "blocked"
    made.extra["error.client"] = "firefox"


def _chromium(made: Parts, entry: Entry, capture: Capture) -> None:
    answer = entry.response or _NO_RESPONSE
    scheme = urls.split(made.url).scheme
    if made.status is None and answer.error == "" and scheme in ("http", "https", "ws", "wss"):
        made.extra["error.kind"] = "mixed-content" if _is_mixed(made, entry, capture) else "blocked-client"
    elif made.status is None and scheme in ("ws", "wss") and not made.error_text:
        made.extra["error.kind"] = "websocket"
    elif made.error_text == "net::ERR_FAILED" and _is_cross(made, entry, capture):
        made.extra["error.kind"] = "cors"
    if "error.kind" in made.extra:
        made.extra["error.client"] = "chrome"


def _page_origin(made: Parts, entry: Entry, capture: Capture) -> str:
    told = {n.lower(): v for n, v in made.request_headers or ()}
    origin = told.get("origin") or urls.split(told.get("referer", "")).origin
    page = capture.pages.get(text(entry.pageref))
    return origin or (urls.split(page.url).origin if page else "")


def _is_mixed(made: Parts, entry: Entry, capture: Capture) -> bool:
    """A secure page asked for something over an insecure scheme."""
    return urls.split(made.url).scheme in ("http", "ws") and _page_origin(made, entry, capture).startswith("https:")


def _is_cross(made: Parts, entry: Entry, capture: Capture) -> bool:
    origin = _page_origin(made, entry, capture)
    return bool(origin) and origin != urls.split(made.url).origin and made.extra.get("request.resource_type") not in ("document", "preflight")
