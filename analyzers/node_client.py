"""Node clients: NODE_DEBUG output, undici and axios errors, and what scripts print of an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from triagekit.reading.clienttrace import ClientTrace, Taken, begun
from triagekit.reading.exchange import Headers
from triagekit.reading.lines import Line, sample
from triagekit.records import Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_DEBUG = re.compile(r"(?:HTTPS?2?|NET|TLS|FETCH|UNDICI|STREAM|TIMER) \d{1,10}: (.*)")
_FIND = re.compile(r"connect: find host (\S{1,255})")
_ADDRESS = re.compile(r"attempting to connect to \[?([0-9a-fA-F.:]{2,45}?)\]?:(\d{1,5})\b")
_HREF = re.compile(r"\s{1,12}href: '(https?://[^']{1,4096})'")
_SENDING = re.compile(r"sending request to ([A-Z]{3,10}) (\S{1,4096})")
_RECEIVED = re.compile(r"received response to ([A-Z]{3,10}) (\S{1,4096}) - HTTP (\d{3})")
_ANSWER = re.compile(r"(?:[A-Za-z][\w -]{0,20}[: ]{1,2})?([1-5]\d\d)(?: [A-Z][A-Za-z' -]{2,40})?( \{)?$")
_FIELD = re.compile(r"\s{1,8}(?:'([^']{1,200})'|([\w-]{1,200})): (?:'((?:[^'\\]|\\.){0,8192})'|\"([^\"]{0,8192})\"|\[?\s?$|([\w.-]{1,60})),?")
_ITEM = re.compile(r"\s{2,12}'((?:[^'\\]|\\.){0,8192})',?$")
_FRAMES = ("node:internal", "at async file:", "node_modules/", "(node:", "code: 'E", "code: 'UND_ERR", "code: 'HPE", "AxiosError", "[cause]:")


class _Node:
    name = "node-client"
    label = "Node client trace"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        if seen.hits(_DEBUG) >= 2:
            return 94
        stack = any(line.lstrip().startswith("at ") for line in seen.lines)
        if stack and any(mark in head.text for mark in _FRAMES):
            return 86
        answered = any(found[2] for line in seen.lines if (found := _ANSWER.match(line)))
        return 72 if answered and seen.hits(_FIELD) >= 2 else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        return _Reading(*begun(source, context, "node", "node")).items()


@dataclass(slots=True)
class _Reading(ClientTrace):
    host: str = ""
    tls: bool = False
    headers: Headers | None = None
    """Header fields of a printed object that is still open."""
    name: str = ""
    """Name of a header whose list of values is still open."""

    def take(self, line: Line) -> Taken:
        text = line.text
        if self.headers is not None:
            return self._printed(text)
        if found := _DEBUG.match(text):
            yield from self._event()
            yield from self._debug(line, found[1])
            return True
        if found := _HREF.match(text):
            self.here = found[1]
            return not self.block
        if (found := _ANSWER.match(text)) and not self.block:
            yield from self._answer(line, found)
            return True
        return False

    def _debug(self, line: Line, text: str) -> Iterator[Item]:
        if found := _FIND.search(text):
            self.host = found[1]
        elif found := _ADDRESS.search(text):
            scheme = "https" if self.tls or found[2] == "443" else "http"
            if not (self.host and f"//{self.host}" in self.here):
                self.here = f"{scheme}://{self.host or found[1]}:{found[2]}/"
        elif "client _init" in text:
            self.tls = True
        elif "client _start" in text:
            self.handshaking = True
        elif "onhandshakedone" in text or "secureConnect" in text:
            self.handshaking = False
        elif found := _RECEIVED.search(text):
            yield from self._begin(line, found[1], found[2])
            self.talk.open(line).status = int(found[3])
        elif found := _SENDING.search(text):
            yield from self._begin(line, found[1], found[2])

    def _begin(self, line: Line, method: str, url: str) -> Iterator[Item]:
        now = self.talk.now
        if now is None or now.status is not None or (now.method, now.url) != (method, url):
            yield from self.talk.begin(line, method, url)

    def _answer(self, line: Line, found: re.Match[str]) -> Iterator[Item]:
        """A status that the script printed, perhaps with the header object after it."""
        now = self.talk.now
        if now is None or now.status is not None or now.error:
            yield from self.talk.begin(line, "", self.here)
        now = self.talk.open(line)
        now.status = int(found[1])
        if found[2]:
            self.headers = now.answered = []

    def _printed(self, text: str) -> bool:
        if text.startswith("}"):
            self.headers, self.name = None, ""
        elif self.headers is not None and (found := _FIELD.match(text)):
            name = found[1] or found[2]
            value = found[3] if found[3] is not None else found[4] if found[4] is not None else found[5]
            self.name = name
            if value is not None:
                self.headers.append((name, value.replace("\\'", "'")))
        elif self.headers is not None and self.name and (item := _ITEM.match(text)):
            self.headers.append((self.name, item[1]))
        return True


analyzer: Analyzer = _Node()
