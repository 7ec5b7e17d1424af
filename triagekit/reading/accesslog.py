"""Reads an access log: one line, one exchange.

A parser turns a line into an `Access`; lines it does not know are read as any line (see `anyline`), so that
mixed logs lose nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from triagekit.model import Location
from triagekit.reading.exchange import Parts, build
from triagekit.reading.lines import Sample, location
from triagekit.reading.logtimes import Clock, clock, leading
from triagekit.reading.unwrap import inner, unwrapped
from triagekit.records import Coverage, Kind, Record, Value, Vocabulary, flag, number, text
from triagekit.roles import Context, Head, Item, Source

FIELDS: Vocabulary = MappingProxyType({
    "log.client": text("Client address as the log gives it"),
    "log.user": text("User name as the log gives it"),
    "log.upstream": text("Upstream address, last tried"),
    "log.upstream_status": text("Upstream status or statuses, in order"),
    "log.upstream_tries": number("Upstreams tried"),
    "log.termination_state": text("HAProxy's termination state, such as sH--"),
    "log.termination_cause": text("First letter of it: who or what ended the session"),
    "log.termination_phase": text("Second letter of it: in which phase"),
    "log.flags": text("Envoy's response flags, such as UF,URX"),
    "log.details": text("Envoy's response code details"),
    "log.result": text("Squid's result code, such as TCP_MISS, or a CDN's result type"),
    "log.hierarchy": text("Squid's hierarchy code, such as HIER_NONE"),
    "log.backend": text("Backend or target group"),
    "log.frontend": text("Frontend or listener"),
    "log.server": text("Server of the backend, or <NOSRV>"),
    "log.error_reason": text("Load balancer's error reason"),
    "log.action": text("Actions the load balancer executed"),
    "log.substatus": number("IIS substatus"),
    "log.win32_status": number("IIS Win32 status"),
    "log.retries": number("Connection retries"),
    "log.queue_ms": number("Time in the queue"),
    "log.connect_ms": number("Time to connect to the upstream"),
    "log.upstream_ms": number("Time the upstream took to answer"),
    "log.active_ms": number("Whole session as the proxy counts it"),
    "log.bad_request": flag("The request line could not be read"),
    "log.request_headers": text("Captured request headers"),
    "log.extra": text("What follows the known part of the line"),
    "log.*": text("Further fields of the line by the log's own names"),
})  # fmt: skip
"""What access logs publish beside the shared fields."""

_REQUEST = re.compile(r"([A-Z][A-Z_-]{1,30}) (\S{0,65000})(?: (HTTP/\d(?:\.\d)?))?$")


@dataclass(slots=True)
class Access:
    """What one line of an access log says. Leave a field at its default when it does not say."""

    method: str = ""
    target: str = ""
    """Path, or the whole URL."""
    version: str = ""
    host: str = ""
    """Host, with port where the line has it."""
    scheme: str = ""
    status: int | None = None
    at: datetime | None = None
    client: str = ""
    user: str = ""
    referer: str = ""
    agent: str = ""
    sent: int | None = None
    """Bytes of the answer."""
    received: int | None = None
    """Bytes of the request."""
    total_ms: float | None = None
    upstream_ms: float | None = None
    ids: list[tuple[str, str]] = field(default_factory=list)
    extra: dict[str, Value] = field(default_factory=dict)
    """log.* and other published fields."""
    error: str = ""


Parser = Callable[[str, Clock], Access | None]


class AccessLog:
    """The analyzer of one access-log form."""

    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = FIELDS

    def __init__(self, name: str, label: str, parse: Parser, sure: int = 90) -> None:
        self.name, self.label, self.parse, self.sure = name, label, parse, sure

    def recognises(self, head: Head) -> int:
        """By the share of sampled lines that the parser reads."""
        return share(inner(head).sample, self.parse, self.sure)

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Every line, as an exchange where the parser reads it."""
        from triagekit.reading.anyline import every_line

        when, end, index, parse = clock(context, source.head), 0, 0, self.parse
        for own in unwrapped(source, when):
            end = own.line.offset + own.line.length
            found = parse(own.text, when)
            if found is not None:
                found.at = found.at or own.at
                yield exchange(found, location(source, own.line), self.name, index)
                index += 1
            elif own.text.strip():
                yield every_line(own.text, location(source, own.line), when, self.name, at=own.at)
        yield Coverage(examined=end)


_CLOCK = Clock(UTC, 1970, False)


def share(seen: Sample, parse: Parser, sure: int) -> int:
    """`sure` when nearly every line is read, less when fewer are, 0 below a third."""
    hits = sum(parse(line, _CLOCK) is not None for line in seen.lines)
    if not hits or hits * 3 < len(seen.lines):
        return 0
    return sure if hits * 5 >= len(seen.lines) * 4 else sure - 12


def exchange(found: Access, place: Location, dialect: str, index: int) -> Record:
    """The exchange record of one line."""
    parts = Parts(place, "access-log", dialect, found.method, url_of(found), index, started=found.at, extra=found.extra)
    parts.status, parts.request_version = found.status, found.version
    parts.body_transferred, parts.request_size = found.sent, found.received
    if found.total_ms is not None:
        parts.timings["total"] = found.total_ms
    if found.upstream_ms is not None:
        parts.timings["wait"] = found.upstream_ms
    extra = found.extra
    for name, value in (("log.client", found.client), ("log.user", found.user)):
        if value and value != "-":
            extra[name] = value
    for name, value in (("referer", found.referer), ("user-agent", found.agent)):
        if value and value != "-":
            extra[f"request.headers.{name}"] = (value,)
    if found.ids:
        extra["correlation.ids"] = tuple(f"{n}={v}" for n, v in found.ids)
        extra["correlation.names"] = tuple(n for n, _ in found.ids)
    parts.error_text = found.error
    return build(parts)


def url_of(found: Access) -> str:
    """The URL as far as the line tells it; a bare path when it does not tell the host."""
    if "://" in found.target[:12] or not found.host or found.method == "CONNECT":
        return found.target
    return f"{found.scheme or 'http'}://{found.host}{found.target if found.target.startswith('/') else '/' + found.target}"


def request(found: Access, text_: str) -> None:
    """The request line, which clients can fill with anything."""
    line = _REQUEST.match(text_)
    if line:
        found.method, found.target, found.version = line[1], line[2], line[3] or ""
    else:
        found.extra["log.bad_request"] = True
        if text_ and text_ != "-":
            found.extra["log.request"] = text_[:500]


def seconds(text_: str) -> float | None:
    """Milliseconds from a time in seconds; the last of several, as proxies list one for each try."""
    last = text_.rpartition(",")[2].strip().rpartition(" : ")[2] if "," in text_ or " " in text_ else text_
    try:
        value = float(last)
    except ValueError:
        return None
    return round(value * 1000, 3) if 0 <= value < 1e9 else None


def whole(text_: str) -> int | None:
    """A count of digits only."""
    return int(text_) if text_.isascii() and text_.isdigit() and len(text_) < 19 else None


def stamped(text_: str, clock_: Clock) -> datetime | None:
    """A time in any form, as a whole text."""
    stamp = leading(text_[:64], clock_)
    return stamp.at if stamp else None
