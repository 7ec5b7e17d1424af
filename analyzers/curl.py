"""Traces of the curl command: -v, --trace, --trace-ascii, with or without times, -w output, or its last error line alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from triagekit.model import Location
from triagekit.reading import clienterrors
from triagekit.reading.curltls import Notes
from triagekit.reading.curltokens import Token, tokens
from triagekit.reading.curltotals import Totals
from triagekit.reading.exchange import Headers, Parts, build
from triagekit.reading.handshakes import handshake
from triagekit.reading.lines import Sample, sample
from triagekit.records import About, Coverage, Kind, Record, Value, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

BODY = 65_536
"""Characters kept of a body."""

_REQUEST = re.compile(r"([A-Z]{3,20}) (\S{1,65536}) HTTP/(\d(?:\.\d)?)")
_STATUS = re.compile(r"HTTP/(\d(?:\.\d)?) (\d{3})(?: (.{0,200}))?")
_HEADER = re.compile(r":?([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}):[ \t]{0,4}(.*)", re.DOTALL)
_TRYING = re.compile(r"Trying (?:\[([0-9a-fA-F.:%\w]{2,60})\]|(\d[\d.]{6,14}|[0-9a-fA-F:]{2,45}))(?::(\d{1,5}))?\.\.\.")
_CONNECTED = re.compile(r"(?:Connected to|Established connection to) (\S{1,255}) \(\[?([0-9a-fA-F.:]{2,45})\]?(?: port (\d{1,5}))?\)(?: port (\d{1,5}))?")
_REUSED = re.compile(r"Re-using existing (?:connection|https? connection|http connection)[^\n]{0,60}?with (?:host|proxy) (\S{1,255})", re.IGNORECASE)
_COMMAND = re.compile(r"(?:.{0,200}?[$#>%] )?(?:time )?curl(?:\.exe)? (.{1,60000})", re.DOTALL)
_URL = re.compile(r"https?://[^\s\"'<>\\]{1,65536}", re.IGNORECASE)
_PROXY_ENV = re.compile(r"Uses proxy env variable \S{1,40} == '(?:\w{2,10}://)?(?:[^@']{0,200}@)?([^:/']{1,255})", re.IGNORECASE)
_TUNNEL = re.compile(r"(?:Establish HTTP proxy tunnel to|allocate connect buffer|CONNECT tunnel|CONNECT phase)")
_TUNNEL_STATUS = re.compile(r"(?:CONNECT tunnel failed, response|Received HTTP code|CONNECT tunnel established, response) (\d{3})")
_NAMED = re.compile(r"(?:Could not resolve (?:host|proxy):? |Couldn't resolve host '?|Failed to connect to |in connection to |Connection timed out to )([^\s:'(]{1,255})(?:(?: port |:)(\d{1,5}))?")
_NEXT = re.compile(r"Issue another request to this URL: '([^']{1,65536})'")
_OVER = ("Closing connection", "closing connection", "Connection #", "shutting down connection", "Closing")
_AGAIN = ("Trying ", "Re-using ", "Found bundle", "Hostname ", "Host ", "Issue another", "Could not resolve", "Couldn't resolve", "Uses proxy", "Rebuilt URL", "Switched")
_LATE = ("transfer closed", "HTTP/2 stream", "Recv failure", "OpenSSL SSL_read", "end of response", "Operation timed out", "Received", "CONNECT tunnel failed")
_HELP = ("More details here: https://curl", "curl failed to verify the legitimacy", "establish a secure connection to it.", "how to fix it, please visit", "curl: (")


@dataclass(slots=True)
class _Try:
    """One request, or the attempt at one."""

    first: Token
    url: str = ""
    """The whole URL, where a command line or a redirect names it."""
    host: str = ""
    ip: str = ""
    port: int = 0
    method: str = ""
    target: str = ""
    version: str = ""
    asked: Headers = field(default_factory=list)
    sent_body: str = ""
    status: int | None = None
    reason: str = ""
    answer_version: str = ""
    answered: Headers = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    body_size: int = 0
    in_body: bool = False
    over: bool = False
    connected: bool = False
    reused: bool = False
    problems: list[str] = field(default_factory=list)
    error: str = ""
    tls: Notes = field(default_factory=Notes)
    proxy: bool = False
    proxy_host: str = ""
    tunnelled: bool = False
    connect_status: int | None = None
    times: dict[str, timedelta] = field(default_factory=dict)

    def mark(self, name: str, token: Token) -> None:
        """Note when something happened first, where the trace has times."""
        if token.time is not None:
            self.times.setdefault(name, token.time)


class _Curl:
    name = "curl"
    label = "curl trace"
    kinds = frozenset({Kind.EXCHANGE, Kind.HANDSHAKE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        return _score(sample(head))

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        del context
        reading = _Reading(source)
        last = None
        for token in tokens(source):
            last = token
            yield from reading.take(token)
        yield from reading.end()
        yield About(producer=reading.producer)
        yield Coverage(examined=last.line.offset + last.line.length if last else 0)


_SENT = re.compile(r"(?:\d\d:\d\d:\d\d\.\d{6} )?(?:=>|<=) (?:Send|Recv) (?:header|data|SSL data)")


def _score(seen: Sample) -> int:
    marks = sum(line[:2] in ("* ", "> ", "< ", "{ ", "} ") for line in seen.lines)
    strong = seen.has("== Info: ", "=> Send header", "curl: (", "*   Trying ", "* Connected to ", "> User-Agent: curl/", "> user-agent: curl/", "bytes data]", "* ALPN", "* Host ", "* Could not resolve", "* Uses proxy")
    if seen.has("== Info: ") and seen.has("Trying ", "Connected", "=> Send", "<= Recv", "resolve"):
        return 97
    if strong and (marks >= 3 or _SENT.match(seen.lines[0])):
        return 96
    if len(seen.lines) >= 2 and seen.lines[0].startswith("*") and seen.has("* Connected to ") and seen.has("* Trying ", "*   Trying "):
        return 90
    if marks >= 4 and any(_STATUS.match(line[2:]) for line in seen.lines if line[:2] == "< "):
        return 92
    if any(line.startswith("curl: (") for line in seen.lines):
        return 90
    return 88 if Totals.recognised("\n".join(seen.lines)) else 0


@dataclass(slots=True)
class _Reading:
    """The trace while it is read."""

    source: Source
    now: _Try | None = None
    index: int = 0
    command: str = ""
    next_url: str = ""
    proxy_host: str = ""
    producer: str = "curl"
    totals: Totals = field(default_factory=Totals)

    def take(self, token: Token) -> Iterator[Item]:
        if self.now is not None and self._new(token):
            yield from self._flush()
        if token.kind == "body":
            self._text(token)
            if self.now is None and "total" in self.totals.seconds:
                yield self._measured(token)
        elif token.kind == "info":
            self._info(self._current(token), token)
        elif token.kind == "sent":
            self._sent(self._current(token), token)
        elif token.kind == "received":
            self._received(self._current(token), token)
        elif token.kind == "error":
            self._current(token).error = token.text
        elif token.kind == "sent-body" and self.now is not None:
            self.now.sent_body = (self.now.sent_body + token.text)[:BODY]

    def end(self) -> Iterator[Item]:
        yield from self._flush()

    def _measured(self, token: Token) -> Record:
        """An exchange of which only the -w totals are there."""
        totals, self.totals = self.totals, Totals()
        place = Location(self.source.artifact, "line", line=token.line.number, offset=token.line.offset, length=token.line.length)
        self.index += 1
        return build(Parts(place, "trace", "curl", url=totals.url or self.command, index=self.index - 1, status=totals.status, timings=totals.timings()))

    def _current(self, token: Token) -> _Try:
        if self.now is None:
            self.now = _Try(token, url=self.next_url or self.command, proxy_host=self.proxy_host)
            self.next_url = ""
        return self.now

    def _new(self, token: Token) -> bool:
        """Whether this token begins another request than the one being read."""
        now = self.now
        if now is None:
            return False
        if token.kind == "sent":
            return now.status is not None and (now.method != "CONNECT" or now.status >= 300) and _REQUEST.match(token.text) is not None
        if token.kind == "info":
            return (now.over or bool(now.error)) and token.text.startswith(_AGAIN)
        return token.kind == "error" and bool(now.error)

    def _text(self, token: Token) -> None:
        """A line of standard output: a body, a command line or the -w totals."""
        text = token.text
        if text.startswith(_HELP):
            return
        if self.totals.feed(text):
            return
        if self.now is None or self.now.status is None:
            found = _COMMAND.match(text)
            if found and (url := _URL.search(found[1])):
                self.command = url[0].rstrip("'\"")
            return
        if self.now.body_size < BODY:
            self.now.body.append(text[: BODY - self.now.body_size])
        self.now.body_size += len(text) + 1

    def _info(self, now: _Try, token: Token) -> None:
        text = token.text
        alert = text.startswith(("TLSv", "SSLv", "TLS ("))
        if now.tls.feed(text):
            now.mark("tls-end" if text.startswith("SSL connection using") else "tls", token)
        self._connection(now, token)
        if text.startswith(_OVER):
            now.over = True
            now.mark("end", token)
        if found := _NEXT.match(text):
            self.next_url = found[1]
            now.over = True
        if alert:
            return
        if (now.status is None or text.startswith(_LATE)) and clienterrors.classify(text, "curl").get("error.kind", "other") != "other":
            now.problems.append(text)

    def _connection(self, now: _Try, token: Token) -> None:
        text = token.text
        if found := _TRYING.match(text):
            now.mark("trying", token)
            now.ip, now.port = found[1] or found[2], int(found[3] or now.port)
        elif found := _CONNECTED.match(text):
            now.mark("connected", token)
            now.connected, now.problems = True, []
            now.host, now.ip, now.port = found[1], found[2], int(found[3] or found[4] or now.port)
        elif found := _REUSED.match(text):
            now.reused, now.host = True, found[1]
        elif found := _PROXY_ENV.search(text):
            self.proxy_host = now.proxy_host = found[1]
            now.proxy = True
        elif _TUNNEL.match(text):
            now.proxy = True
            now.proxy_host = now.proxy_host or now.host
        if found := _TUNNEL_STATUS.match(text):
            now.connect_status = int(found[1])

    def _sent(self, now: _Try, token: Token) -> None:
        found = _REQUEST.match(token.text)
        if found:
            if now.method == "CONNECT" and now.status is not None:
                _through(now)
            now.method, now.target, now.version = found[1], found[2], f"HTTP/{found[3]}"
            now.asked = []
            if now.method == "CONNECT":
                now.proxy, now.proxy_host = True, now.proxy_host or now.host
        elif header := _HEADER.match(token.text):
            now.asked.append((header[1], header[2].strip()))
            if header[1].lower() == "user-agent" and header[2].strip().lower().startswith("curl/"):
                self.producer = header[2].strip()[:60]
        now.mark("sent", token)

    def _received(self, now: _Try, token: Token) -> None:
        found = _STATUS.match(token.text)
        if found:
            now.status, now.reason, now.answer_version = int(found[2]), (found[3] or "").strip(), f"HTTP/{found[1]}"
            now.answered, now.body, now.body_size = [], [], 0
            now.mark("answered", token)
        elif header := _HEADER.match(token.text):
            now.answered.append((header[1], header[2].strip()))

    def _flush(self) -> Iterator[Item]:
        now, self.now = self.now, None
        if now is None or not (now.method or now.error or now.problems or now.connected):
            return
        if now.method == "CONNECT" and now.status is not None and now.status < 300:
            _through(now)
        fields = _facts(now)
        yield build(_parts(now, fields, self))
        self.totals = Totals()
        if now.tls.seen:
            yield _handshake(now, fields, self.source)
        self.index += 1


def _through(now: _Try) -> None:
    """A tunnel stands; what follows is the request that it was made for."""
    now.connect_status, now.status, now.reason, now.answered, now.asked = now.status, None, "", [], []
    host, _, port = now.target.rpartition(":")
    now.tunnelled, now.method, now.target = True, "", ""
    now.host, now.port = host, int(port) if port.isdigit() else now.port


def _facts(now: _Try) -> dict[str, Value]:
    fields: dict[str, Value] = {**now.tls.told()}
    proxied = now.proxy or now.target.lower().startswith("http://") or any(n.lower() == "proxy-connection" for n, _ in now.asked)
    if proxied:
        fields["proxy.used"] = True
        if host := now.proxy_host or now.host:
            fields["proxy.host"] = host.lower()
    elif now.ip:
        fields["server.ip"] = now.ip
        if now.port:
            fields["server.port"] = now.port
    status = now.connect_status or (now.status if now.method == "CONNECT" else None)
    if status:
        fields["proxy.connect_status"] = status
    if now.reused:
        fields["connection.reused"] = True
    sender = fields.pop("error.sender", None)
    if sender and now.status is None:
        fields["error.sender"] = sender
    return fields


def _parts(now: _Try, fields: dict[str, Value], reading: _Reading) -> Parts:
    token = now.first
    place = Location(reading.source.artifact, "line", line=token.line.number, offset=token.line.offset, length=token.line.length)
    parts = Parts(place, "trace", "curl", now.method, _url(now), reading.index, extra=fields)
    if now.method:
        parts.request_headers, parts.request_version = now.asked, now.version
        parts.request_body = now.sent_body or None
    if now.status is not None:
        parts.status, parts.status_text, parts.response_headers, parts.response_version = now.status, now.reason, now.answered, now.answer_version
        _body(parts, now)
    text = _error(now)
    if text:
        parts.error_text, parts.error_client = text, "curl"
        if parts.body_state == "present" and now.error.startswith(("curl: (18)", "curl: (92)", "curl: (56)")):
            parts.body_state = "truncated"
    parts.timings = reading.totals.timings() or _timings(now.times)
    return parts


def _body(parts: Parts, now: _Try) -> None:
    while now.body and not now.body[-1].strip():
        now.body.pop()
    text = "\n".join(now.body).lstrip("\n")
    lengths = [v for n, v in now.answered if n.lower() == "content-length"]
    if text:
        parts.body, parts.body_state = text, "present"
    elif lengths and lengths[-1] == "0":
        parts.body_state = "empty"


def _error(now: _Try) -> str:
    """The last line curl wrote, with the reasons that stand above it; without that line, the reasons alone if nothing was answered."""
    details = list(dict.fromkeys(now.problems))
    if any("refused" in d for d in details):
        details = [d for d in details if "unreachable" not in d.lower() and "assign requested" not in d]
    if now.error:
        return "\n".join([now.error, *(d for d in details if d not in now.error)])
    return "\n".join(details) if now.status is None else ""


def _url(now: _Try) -> str:
    """The request's URL, put together from what the trace shows of it."""
    if now.method == "CONNECT":
        return now.target
    if "://" in now.target:
        return now.target
    named = _NAMED.search(now.error) or next((f for p in now.problems if (f := _NAMED.search(p))), None)
    host = next((v for n, v in now.asked if n.lower() in ("host", "authority")), "") or (named[1] if named and not now.host else now.host)
    scheme = "https" if now.tls.seen or now.port == 443 or now.error.startswith(("curl: (35)", "curl: (60)", "curl: (51)")) else "http"
    if not now.method and now.url:
        return now.url
    if not host:
        return now.url
    port = int(named[2]) if named and named[2] and not now.port else now.port
    if ":" not in host and port and (now.tunnelled or not now.proxy) and port != {"https": 443, "http": 80}[scheme]:
        host = f"{host}:{port}"
    return f"{scheme}://{host}{now.target or '/'}"


def _timings(times: dict[str, timedelta]) -> dict[str, float]:
    spans = {"connect": ("trying", "connected"), "tls": ("tls", "tls-end"), "wait": ("sent", "answered"), "total": ("trying", "end")}
    found = {name: (times[b] - times[a]).total_seconds() * 1000 for name, (a, b) in spans.items() if a in times and b in times}
    return {name: span for name, span in found.items() if span >= 0}


def _handshake(now: _Try, fields: dict[str, Value], source: Source) -> Record:
    """The handshake as a record of its own."""
    told = {n: v for n, v in fields.items() if n.startswith(("tls.", "error."))}
    told["handshake.tool"], told["handshake.completed"] = "curl", now.tls.completed or now.status is not None
    host = next((v for n, v in now.asked if n.lower() == "host"), now.host).rpartition("@")[2]
    name = host.split(":")[0] if host.count(":") == 1 else host
    if name:
        told["server.name"] = name.lower()
    if now.port:
        told["server.port"] = now.port
    text = _error(now)
    if text and now.status is None:
        told.update(clienterrors.classify(text, "curl"))
    place = Location(source.artifact, "line", line=now.first.line.number, offset=now.first.line.offset, length=now.first.line.length)
    return handshake(place, told)


analyzer: Analyzer = _Curl()
