"""Chrome NetLog events put together to requests: headers, answer, error, addresses, certificates, by their source ids.

Fields follow net/log/net_log_event_type_list.h of Chromium; numbers are looked up in the file's own constants.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from triagekit.model import Location
from triagekit.reading import harmodel, times, urls
from triagekit.reading.exchange import Headers, Parts, build
from triagekit.records import Material, Record, Use

OPEN = 5_000
"""Requests followed at the same time; the oldest is given up as it stands."""
KEPT = 500
"""Requests of the browser itself that are kept in case the log holds nothing else."""


class _From(msgspec.Struct, gc=False, frozen=True):
    id: int = 0
    type: int = -1


class NetEvent(msgspec.Struct, gc=False):
    """One event."""

    type: int = -1
    phase: int = 0
    time: Any = None
    source: _From = _From()
    params: msgspec.Raw = msgspec.Raw(b"")


DECODER = msgspec.json.Decoder(NetEvent)


@dataclass(frozen=True, slots=True)
class Constants:
    """The file's own numbering."""

    types: Mapping[int, str]
    sources: Mapping[int, str]
    errors: Mapping[int, str]
    offset_ms: float
    """Milliseconds to add to an event's time to get Unix time; NaN when unknown."""
    begin: int = 1
    end: int = 2

    def when(self, event: NetEvent) -> datetime | None:
        """The event's time."""
        ticks = harmodel.number(event.time)
        return times.epoch((self.offset_ms + ticks) / 1000) if ticks is not None and self.offset_ms == self.offset_ms else None


def constants(found: Any) -> Constants:
    """Read the constants; what is missing stays empty. Total."""
    told = found if isinstance(found, dict) else {}

    def turned(name: str) -> dict[int, str]:
        table = told.get(name)
        return {v: str(k) for k, v in table.items() if isinstance(v, int)} if isinstance(table, dict) else {}

    phases = turned("logEventPhase")
    offset = harmodel.number(told.get("timeTickOffset"))
    begin, end = (next((n for n, p in phases.items() if p == f"PHASE_{w}"), d) for w, d in (("BEGIN", 1), ("END", 2)))
    errors = {n: w if w.startswith("ERR_") else f"ERR_{w}" for n, w in turned("netError").items()}
    return Constants(turned("logEventTypes"), turned("logSourceType"), errors, float("nan") if offset is None else offset, begin, end)


@dataclass(slots=True)
class _Request:
    """One request on its way."""

    location: Location
    started: datetime | None
    method: str = ""
    url: str = ""
    kind: str = ""
    initiator: str = ""
    asked: Headers | None = None
    status_line: str = ""
    answered: Headers | None = None
    error: str = ""
    ended: datetime | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def background(self) -> bool:
        """The browser's own: neither a page nor anything that a page asked for."""
        return self.kind == "other" and self.initiator in ("", "not an origin")


@dataclass(slots=True)
class Requests:
    """All requests of one log while its events go by."""

    artifact: str
    constants: Constants
    open: dict[int, _Request] = field(default_factory=dict)
    tunnels: dict[int, _Request] = field(default_factory=dict)
    set_aside: list[_Request] = field(default_factory=list)
    left_out: int = 0
    hosts: set[str] = field(default_factory=set)
    proxies: set[str] = field(default_factory=set)
    chains: set[tuple[str, int]] = field(default_factory=set)
    scripts: dict[int, str] = field(default_factory=dict)
    """Addresses of proxy scripts being fetched, by source."""
    broken_scripts: set[str] = field(default_factory=set)
    count: int = 0

    def see(self, event: NetEvent, location: Location) -> Iterator[Record | Material]:
        """What this event completes."""
        name = self.constants.types.get(event.type, "")
        handler = _HANDLERS.get(name)
        if handler:
            yield from handler(self, event, location)

    def finish(self) -> Iterator[Record]:
        """What the end of the log leaves open; the browser's own requests only when there are no others."""
        for request in list(self.open.values()):
            yield from self.close(request)
        self.open.clear()
        rest = sorted([*self.set_aside, *self.tunnels.values()], key=lambda r: r.location.offset)
        for request in rest:
            host = urls.split_authority(request.url)[0] if request.method == "CONNECT" else ""
            if host in self.hosts or not self.hosts:
                yield self.made(request)
            else:
                self.left_out += 1

    def close(self, request: _Request) -> Iterator[Record]:
        """Give a request up as it stands, or set it aside when it is the browser's own."""
        if not request.url:
            return
        if request.background:
            if len(self.set_aside) < KEPT:
                self.set_aside.append(request)
            else:
                self.left_out += 1
            return
        self.hosts.add(urls.split(request.url).host)
        yield self.made(request)

    def made(self, request: _Request) -> Record:
        """The exchange."""
        parts = Parts(request.location, "netlog", "chrome", method=request.method, url=request.url, index=self.count, started=request.started)
        self.count += 1
        parts.request_headers, parts.response_headers = request.asked, request.answered
        version, _, rest = request.status_line.partition(" ")
        code, _, parts.status_text = rest.partition(" ")
        parts.status = int(code) if code.isascii() and code.isdigit() and len(code) == 3 else None
        parts.response_version = _protocol(version, request)
        parts.error_text, parts.error_client = request.error, "chrome" if request.error else ""
        parts.provisional = request.answered is None
        parts.extra.update(request.extra)
        if request.started and request.ended:
            parts.timings["total"] = (request.ended - request.started).total_seconds() * 1000
        if request.kind in ("main frame", "sub frame"):
            parts.extra["request.resource_type"] = "document"
        if request.initiator not in ("", "not an origin"):
            parts.extra["request.initiator"] = request.initiator
            parts.extra["request.origin"] = request.initiator
        if self.proxies:
            parts.extra["proxy.used"], parts.extra["proxy.host"] = True, min(self.proxies)
        if request.method == "CONNECT" and parts.status is not None:
            parts.extra["proxy.connect_status"] = parts.status
        return build(parts)


def _protocol(told: str, request: _Request) -> str:
    """Chrome writes HTTP/1.1 for every answer; the pseudo headers of the request tell HTTP/2 and 3 apart."""
    return "h2" if any(n.startswith(":") for n, _ in request.asked or ()) else told


def _params(event: NetEvent) -> dict[str, Any]:
    try:
        found = harmodel.loads(bytes(memoryview(event.params)))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _start(all_: Requests, event: NetEvent, location: Location) -> Iterator[Record]:
    if event.phase == all_.constants.end:
        yield from _failed(all_, event, location)
        return
    told = _params(event)
    before = all_.open.get(event.source.id)
    if before is not None and before.answered is not None:
        yield from all_.close(before)
    if len(all_.open) >= OPEN:
        yield from all_.close(all_.open.pop(next(iter(all_.open))))
    text = harmodel.text
    all_.open[event.source.id] = _Request(
        location, all_.constants.when(event), text(told.get("method")), text(told.get("url")), text(told.get("request_type")), text(told.get("initiator"))
    )


def _headers(told: dict[str, Any]) -> tuple[str, Headers]:
    """The first line and the fields of a `headers` list such as ["HTTP/1.1 401", "date: ..."]."""
    line, fields = harmodel.text(told.get("line")).strip(), []
    items = told.get("headers")
    if isinstance(items, dict):
        items = [f"{k}: {v}" for k, v in items.items()]
    for item in items[:500] if isinstance(items, list) else ():
        text = harmodel.text(item)
        if text.startswith("HTTP/") and not line:
            line = text
            continue
        name, _, value = text[1:].partition(":")
        fields.append((text[:1] + name, value.strip()))
    return line, fields


def _send(all_: Requests, event: NetEvent, location: Location) -> Iterator[Record]:
    request = all_.open.get(event.source.id)
    if request is None:
        return
    if request.answered is not None:  # sent again with a credential: the first answer stands for itself
        yield from all_.close(request)
        request = _Request(location, all_.constants.when(event), request.method, request.url, request.kind, request.initiator)
        all_.open[event.source.id] = request
    request.asked = _headers(_params(event))[1]


def _answer(all_: Requests, event: NetEvent, _: Location) -> Iterator[Record]:
    request = all_.open.get(event.source.id)
    if request is not None:
        request.status_line, request.answered = _headers(_params(event))
        request.ended = all_.constants.when(event)
    yield from ()


def _failed(all_: Requests, event: NetEvent, _: Location) -> Iterator[Record]:
    request = all_.open.get(event.source.id)
    number = harmodel.whole(_params(event).get("net_error")) if request else None
    if request is not None and number is not None and number < -1:
        request.error = f"net::{all_.constants.errors.get(number, f'ERR_{-number}')}"
    yield from ()


def _alive(all_: Requests, event: NetEvent, location: Location) -> Iterator[Record]:
    if event.phase != all_.constants.end:
        return
    yield from _failed(all_, event, location)
    request = all_.open.pop(event.source.id, None)
    if request is not None:
        request.ended = request.ended or all_.constants.when(event)
        yield from all_.close(request)


def _address(all_: Requests, event: NetEvent, _: Location) -> Iterator[Record]:
    request = all_.open.get(event.source.id)
    found = harmodel.text(_params(event).get("transport_info")).partition("endpoint = ")[2].partition(",")[0] if request else ""
    if request is not None and found:
        host, port, _explicit = urls.split_authority(found)
        request.extra["server.ip"] = host
        if port:
            request.extra["server.port"] = port
    yield from ()


def _proxy(all_: Requests, event: NetEvent, _: Location) -> Iterator[Record]:
    told = harmodel.text(_params(event).get("proxy_info"))
    for word in told.replace(";", " ").split():
        if ":" in word and len(all_.proxies) < 20:
            all_.proxies.add(urls.split_authority(word.rpartition("/")[2])[0])
    yield from ()


def _script(all_: Requests, event: NetEvent, location: Location) -> Iterator[Record]:
    """A proxy script (PAC) that could not be loaded or run: the browser then goes on without it and says so nowhere else."""
    told, failed = _params(event), "ERR_PAC_SCRIPT_FAILED"
    if event.phase == all_.constants.begin:
        if len(all_.scripts) < KEPT:
            all_.scripts[event.source.id] = harmodel.text(told.get("source")).partition("URL: ")[2]
        return
    if event.phase == all_.constants.end:
        number = harmodel.whole(told.get("net_error"))
        if number is None or number >= -1:
            return
        failed = all_.constants.errors.get(number, f"ERR_{-number}")
    url = all_.scripts.pop(event.source.id, "")
    if url in all_.broken_scripts or len(all_.broken_scripts) >= KEPT:
        return
    all_.broken_scripts.add(url)
    parts = Parts(location, "netlog", "chrome", "GET", url, all_.count, started=all_.constants.when(event), error_text=f"net::{failed}", error_client="chrome")
    parts.extra["error.kind"], parts.extra["error.phase"] = "pac", "proxy"
    all_.count += 1
    yield build(parts)


def _tunnel_asks(all_: Requests, event: NetEvent, location: Location) -> Iterator[Record]:
    line, fields = _headers(_params(event))
    target = line.split(" ")[1] if line.startswith("CONNECT ") and line.count(" ") >= 2 else ""
    if target and len(all_.tunnels) < KEPT:
        all_.tunnels[event.source.id] = _Request(location, all_.constants.when(event), "CONNECT", target, "tunnel", "", fields)
    yield from ()


def _tunnel_answers(all_: Requests, event: NetEvent, _: Location) -> Iterator[Record]:
    request = all_.tunnels.get(event.source.id)
    if request is not None:
        request.status_line, request.answered = _headers(_params(event))
    yield from ()


def _certificates(all_: Requests, event: NetEvent, location: Location) -> Iterator[Material]:
    """The chain that the verifier was given, with the host it was asked for."""
    told = _params(event)
    chain, host = told.get("certificates"), harmodel.text(told.get("host"))
    if event.phase != all_.constants.begin or not isinstance(chain, list):
        return
    pem = "\n".join(harmodel.text(c) for c in chain[:20])[:262144]
    if (host, hash(pem)) in all_.chains or len(all_.chains) >= KEPT:
        return
    all_.chains.add((host, hash(pem)))
    use = Use(all_.constants.when(event), None, location, host=host, place="body", name="certificates", role="response")
    yield Material("certificate", pem.encode(), [use], {"sni": host, "host": host})


_HANDLERS: Mapping[str, Any] = {
    "URL_REQUEST_START_JOB": _start, "HTTP_TRANSACTION_SEND_REQUEST_HEADERS": _send, "HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS": _send,
    "HTTP_TRANSACTION_QUIC_SEND_REQUEST_HEADERS": _send, "HTTP_TRANSACTION_READ_RESPONSE_HEADERS": _answer, "REQUEST_ALIVE": _alive, "CANCELLED": _failed, "FAILED": _failed,
    "LOCAL_NETWORK_ACCESS_CHECK": _address, "PRIVATE_NETWORK_ACCESS_CHECK": _address, "PROXY_RESOLUTION_SERVICE_RESOLVED_PROXY_LIST": _proxy,
    "HTTP_TRANSACTION_SEND_TUNNEL_HEADERS": _tunnel_asks, "HTTP_TRANSACTION_READ_TUNNEL_RESPONSE_HEADERS": _tunnel_answers, "CERT_VERIFIER_JOB": _certificates,
    "PAC_FILE_DECIDER_FETCH_PAC_SCRIPT": _script, "PAC_JAVASCRIPT_ERROR": _script,
}  # fmt: skip
