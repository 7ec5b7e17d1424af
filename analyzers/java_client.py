"""Java clients: stack traces of failed requests, HttpClient's own words, Apache wire logs, OkHttp and Feign logs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from triagekit.reading.clienttrace import ClientTrace, Taken, begun
from triagekit.reading.lines import Line, sample
from triagekit.records import Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_PRINTED = re.compile(r"(?:^|.{0,60}\s)\((GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) (https?://\S{1,4096})\) (\d{3})\b")
_WIRE = re.compile(r".{0,200}?http-outgoing-(\d{1,9}) (>>|<<) \"?(.{0,8192}?)(?:\[\\r\]\[\\n\])?\"?$")
_OK_ASK = re.compile(r"(?:.{0,200}?\s)?-{2,3}> ([A-Z]{3,10}) (https?://\S{1,4096})(?: (?:HTTP/|http/|h2).{0,12})?(?: \([^)]{0,40}\))?$")
_OK_ANSWER = re.compile(r"(?:.{0,200}?\s)?<-{2,3} (?:HTTP/\d(?:\.\d)? )?(\d{3})(?: ([A-Za-z' -]{0,60}?))?(?: (https?://\S{1,4096}))?(?: \((\d{1,9})ms.{0,60}\))?$")
_OK_END = re.compile(r"(?:.{0,200}?\s)?(?:-{2,3}>|<-{2,3}) END")
_OK_FAILED = re.compile(r"(?:.{0,200}?\s)?<-{2,3} (?:HTTP FAILED: |ERROR )(.{1,2000})")
_START = re.compile(r"([A-Z]{3,10}) (\S{1,8192}) HTTP/(\d(?:\.\d)?)$")
_STATUS = re.compile(r"HTTP/(\d(?:\.\d)?) (\d{3})(?: (.{0,200}))?$")
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}): ?(.*)$")
_THROWN = re.compile(r"(?:Exception in thread \".{1,200}\" )?(?:[a-z][\w]{0,60}\.){2,10}[A-Z][\w$]{0,100}(?:Exception|Error)(?:\$[A-Z]\w{0,60})?(?::|$)")
_STACK = re.compile(r"\tat (?:[\w.@-]{1,100}/)?[\w.$]{1,300}\(|\s{4}at [a-z][\w.$]{1,300}\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d")


class _Java:
    name = "java-client"
    label = "Java client trace"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        if any(_PRINTED.match(x) or _WIRE.match(x) or _OK_FAILED.match(x) for x in seen.lines):
            return 90
        if any(_OK_ASK.match(x) for x in seen.lines) and any(_OK_ANSWER.match(x) for x in seen.lines):
            return 90
        first = any(_THROWN.match(x) for x in seen.lines[:3])
        return 85 if first and any(_STACK.match(x) for x in seen.lines) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        return _Reading(*begun(source, context, "java", "java")).items()


@dataclass(slots=True)
class _Reading(ClientTrace):
    side: str = ""
    """Which side the OkHttp lines that follow belong to: asked | answered | body."""

    def take(self, line: Line) -> Taken:
        text = line.text
        if "http-outgoing-" in text and (found := _WIRE.match(text)):
            yield from self._wire(line, found)
            return True
        if "--> " in text or "<--" in text:
            return (yield from self._logged(line, text))
        if self.side:
            self._block(text)
            return True
        if ") " in text and (found := _PRINTED.match(text)):
            yield from self._event()
            yield from self.talk.begin(line, found[1], found[2])
            self.talk.open(line).status = int(found[3])
            return True
        return False

    def _wire(self, line: Line, found: re.Match[str]) -> Iterator[Item]:
        yield from self._event()
        _, way, text = found.groups()
        if way == ">>" and (start := _START.match(text)):
            yield from self.talk.begin(line, start[1], start[2])
            self.talk.open(line).asked = []
            return
        now = self.talk.open(line)
        if way == "<<" and (status := _STATUS.match(text)):
            if now.status is None:
                now.status, now.reason, now.answered = int(status[2]), status[3] or "", []
        elif field := _FIELD.match(text):
            headers = now.asked if way == ">>" else now.answered
            pair = (field[1], field[2])
            if headers is not None and pair not in headers:
                headers.append(pair)
                if way == ">>" and field[1].lower() == "host" and now.url.startswith("/"):
                    now.url = f"{'https' if field[2].endswith('443') else 'http'}://{field[2]}{now.url}"

    def _logged(self, line: Line, text: str) -> Taken:
        if found := _OK_ASK.match(text):
            yield from self.talk.begin(line, found[1], found[2])
            self.talk.open(line).asked, self.side = [], "asked"
        elif found := _OK_FAILED.match(text):
            self.talk.fail(line, found[1])
            self.side = ""
        elif found := _OK_ANSWER.match(text):
            now = self.talk.open(line)
            now.status, now.reason, now.url = int(found[1]), found[2] or "", now.url or found[3] or ""
            now.answered, self.side = [], "answered"
        elif _OK_END.match(text):
            self.side = ""
        else:
            return False
        return True

    def _block(self, text: str) -> None:
        """A header or body line between OkHttp's arrows."""
        now = self.talk.now
        if now is None:
            return
        if not text.strip():
            self.side = "body" if self.side == "answered" else self.side
        elif self.side == "body":
            now.add_body(text)
        elif field := _FIELD.match(text):
            headers = now.asked if self.side == "asked" else now.answered
            if headers is not None:
                headers.append((field[1], field[2]))
        elif self.side == "answered":
            self.side = "body"
            now.add_body(text)


analyzer: Analyzer = _Java()
