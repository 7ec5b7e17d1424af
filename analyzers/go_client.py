"""Go clients: error sentences of net/http, GODEBUG=http2debug output, printed answers, panics."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType

from triagekit.reading.clienttrace import ClientTrace, Taken, begun
from triagekit.reading.exchange import Headers
from triagekit.reading.lines import Line, sample
from triagekit.reading.logtimes import leading
from triagekit.records import Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_SENTENCE = re.compile(r"\b(Get|Post|Put|Delete|Head|Patch|Options) \\?\"(https?://[^\"\\]{1,4096})\\?\": (.{1,4000})")
_HTTP2 = re.compile(r"http2: (?:Transport|Framer|decoded|server|read|wrote)")
_SENT = re.compile(r"http2: Transport encoding header \"([^\"]{1,200})\" = \"((?:[^\"\\]|\\.){0,8192})\"")
_DECODED = re.compile(r"http2: decoded hpack field header field \"([^\"]{1,200})\" = \"((?:[^\"\\]|\\.){0,8192})\"")
_DATA = re.compile(r"http2: Transport received DATA .{0,120}?data=\"((?:[^\"\\]|\\.){0,65000})\"?")
_RESET = re.compile(r"http2: Transport received (?:RST_STREAM|GOAWAY) .{0,200}?ErrCode=(\w{1,40})")
_PRINTED = re.compile(r"(?:\S{1,20} )?(\d{3}) ([A-Z][A-Za-z' -]{1,40}?)(?: (HTTP/\d(?:\.\d)?))?(?: (\d{1,12}))?$")
_ESCAPED = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t"}


def _phrase(status: int, text: str) -> bool:
    """Whether the words are that status' own, as http.StatusText gives them."""
    try:
        return HTTPStatus(status).phrase.lower() == text.lower()
    except ValueError:
        return False


def _unquote(text: str) -> str:
    """The text that a Go string literal stands for."""
    return _ESCAPED.sub(lambda m: chr(int(m[1][1:], 16)) if m[1][0] in "xu" and len(m[1]) > 1 else _PLAIN.get(m[1], m[1]), text) if "\\" in text else text


class _Go:
    name = "go-client"
    label = "Go client trace"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        if any(_HTTP2.search(x[:200]) for x in seen.lines):
            return 93
        if any(_SENTENCE.search(x) for x in seen.lines):
            return 84 if len(seen.lines) <= 5 else 60
        if any(x.startswith(("panic: ", "goroutine ")) for x in seen.lines):
            return 80
        printed = any(found[3] and _phrase(int(found[1]), found[2]) for x in seen.lines if (found := _PRINTED.match(x)))
        return 70 if printed else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        return _Reading(*begun(source, context, "go", "go")).items()


@dataclass(slots=True)
class _Reading(ClientTrace):
    pushed: Headers = field(default_factory=list)
    """Header fields of the HTTP/2 request that is being encoded."""

    def take(self, line: Line) -> Taken:
        text = line.text
        if "http2: " in text:
            yield from self._event()
            yield from self._http2(line, text)
            return True
        if found := _SENTENCE.search(text):
            yield from self._event()
            stamp = leading(text, self.clock)
            if self.talk.now is None or self.talk.now.status is not None or self.talk.now.url != found[2]:
                yield from self.talk.begin(line, found[1].upper(), found[2], stamp.at if stamp else None)
            return False
        if (found := _PRINTED.match(text)) and not self.block and _phrase(int(found[1]), found[2]):
            yield from self._printed(line, found)
            return True
        return False

    def _printed(self, line: Line, found: re.Match[str]) -> Iterator[Item]:
        """The answer's status, as programs print resp.Status."""
        now = self.talk.now
        if now is None or (now.status is not None and now.status != int(found[1])):
            yield from self.talk.begin(line)
            now = self.talk.open(line)
        now.status, now.reason, now.answer_version = int(found[1]), found[2], found[3] or now.answer_version

    def _http2(self, line: Line, text: str) -> Iterator[Item]:
        if found := _SENT.search(text):
            yield from self._sent(line, found[1], _unquote(found[2]))
        elif found := _DECODED.search(text):
            now = self.talk.open(line)
            if found[1] == ":status" and found[2].isdigit():
                now.status, now.answered, now.answer_version = int(found[2]), [], "HTTP/2"
            elif now.answered is not None:
                now.answered.append((found[1], _unquote(found[2])))
        elif (found := _DATA.search(text)) and self.talk.now is not None:
            self.talk.now.add_body(_unquote(found[1]))
        elif (found := _RESET.search(text)) and found[1] != "NO":
            self.talk.fail(line, f"http2: received {found[1]}: stream error: stream ID")

    def _sent(self, line: Line, name: str, value: str) -> Iterator[Item]:
        if name == ":authority":
            stamp = leading(line.text, self.clock)
            yield from self.talk.begin(line, "", "", stamp.at if stamp else None)
            self.pushed = []
        now = self.talk.open(line)
        if name.startswith(":"):
            self.pushed.append((name, value))
            parts = dict(self.pushed)
            now.method = parts.get(":method", "")
            now.url = f"{parts.get(':scheme', 'https')}://{parts.get(':authority', '')}{parts.get(':path', '/')}"
            now.version = "HTTP/2"
        else:
            now.asked = [*(now.asked or []), (name, value)]


analyzer: Analyzer = _Go()
