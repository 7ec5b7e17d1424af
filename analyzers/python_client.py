"""Python clients: http.client's debug output, logs of urllib3, requests, httpx and httpcore, and tracebacks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from triagekit.reading.clienttrace import ClientTrace, Taken, begun
from triagekit.reading.exchange import Headers
from triagekit.reading.lines import Line, sample
from triagekit.reading.logtimes import leading
from triagekit.records import Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_SEND = re.compile(r"send: (b['\"])")
_REPLY = re.compile(r"reply: ['\"]HTTP/(\d(?:\.\d)?) (\d{3}) ?(.{0,200}?)(?:\\r\\n)?['\"]$")
_BAD_REPLY = re.compile(r"reply: ['\"](.{0,400})['\"]$")
_HEADER = re.compile(r"header: ([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}):? (.*)")
_STARTING = re.compile(r"Starting new (HTTPS?) connection \(\d{1,6}\): ([^\s:]{1,255})(?::(\d{1,5}))?")
_URLLIB3 = re.compile(r"(https?://[^\s\"]{1,300}) \"([A-Z]{3,20}) (\S{1,8192}) HTTP/(\d(?:\.\d)?)\" (\d{3}) (\S{1,12})")
_HTTPX = re.compile(r"HTTP Request: ([A-Z]{3,20}) (\S{1,8192}) \"HTTP/(\d(?:\.\d)?) (\d{3}) ?([^\"]{0,100})\"")
_CORE_CONNECT = re.compile(r"connect_tcp\.started host=['\"]([^'\"]{1,255})['\"] port=(\d{1,5})")
_CORE_TLS = re.compile(r"start_tls\.(started|complete|failed)")
_CORE_SEND = re.compile(r"send_request_headers\.started request=<Request \[b'([A-Z]{3,20})'\]>")
_CORE_HEADERS = re.compile(r"receive_response_headers\.complete return_value=\((?:b['\"]HTTP/(\d\.\d)['\"], )?(\d{3}), (?:b['\"]([^'\"]{0,100})['\"], )?\[(.*)\]\)")
_PAIR = re.compile(r"\(b'((?:[^'\\]|\\.){1,200})', b(?:'((?:[^'\\]|\\.){0,8192})'|\"((?:[^\"\\]|\\.){0,8192})\")\)")
_HPACK = re.compile(r"Adding b'((?:[^'\\]|\\.){1,200})'=b(?:'((?:[^'\\]|\\.){0,8192})'|\"((?:[^\"\\]|\\.){0,8192})\") to the header table")
_MARKS = ("urllib3.connectionpool", "http.client", "httpcore.", "httpx: ", "requests.exceptions", "urllib.error", "aiohttp", "urllib3.exceptions", "httpx.", "botocore")
_ESCAPED = re.compile(r"\\(x[0-9a-fA-F]{2}|[rntabfv0\\'\"])")
_PLAIN = {"r": "\r", "n": "\n", "t": "\t", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


def _unescape(text: str) -> str:
    """The characters a bytes literal stands for."""
    return _ESCAPED.sub(lambda m: chr(int(m[1][1:], 16)) if m[1][0] == "x" else _PLAIN.get(m[1], m[1]), text) if "\\" in text else text


class _Python:
    name = "python-client"
    label = "Python client trace"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        debug = any(_SEND.match(x) or _REPLY.match(x) or _HEADER.match(x) for x in seen.lines)
        if debug and seen.has("reply: '", "send: b'", 'send: b"', 'reply: "'):
            return 95
        if any(_URLLIB3.search(x) or _STARTING.search(x) or _HTTPX.search(x) or _CORE_CONNECT.search(x) for x in seen.lines):
            return 90
        traceback = any(x.startswith("Traceback (most recent call last):") for x in seen.lines[:3])
        if traceback and any(mark in head.text for mark in _MARKS):
            return 92
        return 75 if traceback else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        return _Reading(*begun(source, context, "python", "python")).items()


@dataclass(slots=True)
class _Reading(ClientTrace):
    scheme: str = ""
    base: str = ""
    """host:port of the connection that was opened last."""
    pushed: Headers = field(default_factory=list)
    """HTTP/2 request header fields as hpack encodes them."""
    debugged: bool = False
    """http.client's own output tells of every request; urllib3's summary adds nothing."""

    def take(self, line: Line) -> Taken:
        text = line.text
        start = text[:7]
        if start.startswith(("send: b", "reply: ", "header:")):
            yield from self._debug(line)
            return True
        if "connectionpool" not in text and "http" not in text and "hpack" not in text:
            return False
        return (yield from self._logged(line))

    def _debug(self, line: Line) -> Iterator[Item]:
        text = line.text
        if text.startswith("send: "):
            yield from self._send(line, text)
        elif found := _REPLY.match(text):
            now = self.talk.open(line)
            now.status, now.reason, now.answer_version, now.answered = int(found[2]), found[3], f"HTTP/{found[1]}", []
        elif found := _HEADER.match(text):
            now = self.talk.open(line)
            if now.answered is not None:
                now.answered.append((found[1], found[2]))
        elif (found := _BAD_REPLY.match(text)) and found[1].strip("\\rn "):
            self.talk.fail(line, f"BadStatusLine: {_unescape(found[1])}")
        self.debugged = True

    def _send(self, line: Line, text: str) -> Iterator[Item]:
        raw = _unescape(text[8:].rstrip("'\""))
        head, _, body = raw.partition("\r\n\r\n")
        rows = head.split("\r\n")
        words = rows[0].split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/"):
            now = self.talk.open(line)
            now.sent = (now.sent + raw)[:65_536]
            return
        headers = [(n.strip(), v.strip()) for n, c, v in (row.partition(":") for row in rows[1:]) if c]
        host = next((v for n, v in headers if n.lower() == "host"), self.base)
        url = words[1] if "://" in words[1] or words[0] == "CONNECT" else f"{self._scheme(host)}://{host}{words[1]}"
        yield from self.talk.begin(line, words[0], url)
        now = self.talk.open(line)
        now.asked, now.version, now.sent = headers, words[2], body

    def _scheme(self, host: str) -> str:
        return self.scheme or ("http" if host.endswith(":80") or ":" not in host else "https" if host.endswith("443") else "http")

    def _logged(self, line: Line) -> Taken:
        text = line.text
        if found := _STARTING.search(text):
            self.scheme, self.base = found[1].lower(), f"{found[2]}:{found[3]}" if found[3] else found[2]
            yield from self._event()
            yield from self.talk.close()
            self.here = f"{self.scheme}://{self.base}/"
            return True
        if found := _URLLIB3.search(text):
            yield from self._summary(line, found)
            return True
        if found := _HTTPX.search(text):
            yield from self._httpx(line, found)
            return True
        return (yield from self._core(line))

    def _summary(self, line: Line, found: re.Match[str]) -> Iterator[Item]:
        """urllib3's one line per answer; the request may be known in full already."""
        yield from self._event()
        now, status, at = self.talk.now, int(found[5]), self._time(line)
        if now is not None and now.method == found[2] and now.status in (None, status) and now.url.endswith(found[3]):
            now.status, now.started = status, now.started or at
            now.url = found[1] + found[3] if found[3].startswith("/") else found[3]
            return
        yield from self.talk.begin(line, found[2], found[1] + found[3], at)
        now = self.talk.open(line)
        now.status, now.answer_version = status, f"HTTP/{found[4]}"

    def _httpx(self, line: Line, found: re.Match[str]) -> Iterator[Item]:
        yield from self._event()
        now, status = self.talk.now, int(found[4])
        if now is None or now.status != status or now.method not in ("", found[1]):
            yield from self.talk.begin(line, found[1], found[2], self._time(line))
            now = self.talk.open(line)
        now.method, now.url, now.status, now.reason, now.answer_version = found[1], found[2], status, found[5], f"HTTP/{found[3]}"

    def _core(self, line: Line) -> Taken:
        text = line.text
        if found := _CORE_CONNECT.search(text):
            yield from self.talk.close()
            self.base, self.pushed = f"{found[1]}:{found[2]}", []
            self.scheme = "https" if found[2] == "443" else "http"
            now = self.talk.open(line)
            now.started = self._time(line)
            now.url = f"{self.scheme}://{self.base}/"
        elif found := _CORE_TLS.search(text):
            self._tls(found[1])
        elif found := _CORE_SEND.search(text):
            yield from self._asked(line, found[1])
        elif found := _CORE_HEADERS.search(text):
            self._received(line, found)
        elif found := _HPACK.search(text):
            self.pushed.append((_unescape(found[1]), _unescape(found[2] or found[3] or "")))
        else:
            return False
        return True

    def _tls(self, state: str) -> None:
        self.scheme, self.handshaking = "https", state != "complete"
        if self.talk.now is not None and self.talk.now.url.startswith("http://"):
            self.talk.now.url = "https://" + self.talk.now.url[7:]

    def _asked(self, line: Line, method: str) -> Iterator[Item]:
        now = self.talk.now
        if now is None or now.status is not None or now.method:
            yield from self.talk.begin(line, method, f"{self.scheme}://{self.base}/", self._time(line))
            now = self.talk.open(line)
        now.method, self.pushed = method, []

    def _received(self, line: Line, found: re.Match[str]) -> None:
        now = self.talk.open(line)
        now.status, now.reason, now.answer_version = int(found[2]), found[3] or "", f"HTTP/{found[1]}" if found[1] else "HTTP/2"
        now.answered = [(_unescape(n), _unescape(a or b)) for n, a, b in _PAIR.findall(found[4])[:200]]
        now.ended = self._time(line)
        path = next((v for n, v in self.pushed if n == ":path"), "")
        if path:
            now.asked = [(n, v) for n, v in self.pushed if not n.startswith(":")]
            now.url = f"{self.scheme}://{self.base}{path}"

    def _time(self, line: Line) -> datetime | None:
        stamp = leading(line.text, self.clock)
        return stamp.at if stamp else None


analyzer: Analyzer = _Python()
