""".NET clients: HttpClient's log lines, System.Net traces, and the exceptions they throw."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

from triagekit.reading.clienttrace import ClientTrace, Taken, begun
from triagekit.reading.lines import Line, sample
from triagekit.records import Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_SENDING = re.compile(r".{0,300}?(?:Start processing|Sending) HTTP request ([A-Z]{3,10}) (https?://\S{1,4096})")
_RECEIVED = re.compile(r".{0,300}?(?:Received HTTP response(?: headers)?|End processing HTTP request) after ([\d.,]{1,15}) ?ms - (\w{2,40})")
_TRACE = re.compile(r"System\.Net(?:\.\w{1,20})? (?:Information|Verbose|Error|Warning): \d{1,6} : \[\d{1,9}\] (.*)")
_REQUEST = re.compile(r"Request: ([A-Z]{3,10}) (\S{1,4096}) HTTP/(\d\.\d)|HttpWebRequest#\d{1,12}::HttpWebRequest\((https?://[^#\s]{1,4096})")
_STATUS = re.compile(r"Received status line: Version=(\d\.\d), StatusCode=(\d{3})(?:, StatusDescription=(.{0,100}?))?\.?$")
_THROWN = re.compile(r"(?:.{0,100}?\b)?(?:Unhandled exception\. )?System\.(?:Net|Security|IO|Threading)\.[\w.]{1,150}Exception\b")
_FRAME = re.compile(r"\s{3}at [\w.`<>]{1,300}\(|\s{0,4}---> |\s{0,4}--- End of ")


def _code(word: str) -> int | None:
    """The status that HttpStatusCode's name or a number means."""
    if word.isdigit():
        return int(word) if 100 <= int(word) < 600 else None
    plain = word.lower()
    return next((s.value for s in HTTPStatus if s.name.replace("_", "").lower() == plain), {"redirect": 302, "ambiguous": 300, "moved": 301}.get(plain))


class _Dotnet:
    name = "dotnet-client"
    label = ".NET client trace"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        if any(_TRACE.match(x) for x in seen.lines) or any(_SENDING.match(x) for x in seen.lines):
            return 92
        thrown = any(_THROWN.match(x) for x in seen.lines[:4])
        return 86 if thrown and any(_FRAME.match(x) for x in seen.lines) else 78 if thrown and len(seen.lines) <= 3 else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        return _Reading(*begun(source, context, "dotnet", "dotnet")).items()


@dataclass(slots=True)
class _Reading(ClientTrace):
    def take(self, line: Line) -> Taken:
        text = line.text
        if " HTTP re" in text and (found := _SENDING.match(text)):
            yield from self._begin(line, found[1], found[2])
            return True
        if " after " in text and (found := _RECEIVED.match(text)):
            self._answer(line, found)
            return True
        if text.startswith("System.Net") and (found := _TRACE.match(text)):
            yield from self._traced(line, found[1])
            return True
        return False

    def _begin(self, line: Line, method: str, url: str) -> Iterator[Item]:
        """Two handlers log each request; the second adds nothing."""
        yield from self._event()
        now = self.talk.now
        if now is None or now.status is not None or now.error or (now.method, now.url) != (method, url):
            yield from self.talk.begin(line, method, url)

    def _answer(self, line: Line, found: re.Match[str]) -> None:
        now, status = self.talk.open(line), _code(found[2])
        if now.status is None and status is not None:
            now.status = status

    def _traced(self, line: Line, text: str) -> Iterator[Item]:
        if found := _REQUEST.search(text):
            url = found[4] or found[2]
            now = self.talk.now
            if found[1] and now is not None and now.status is None and now.url.endswith(found[2]):
                now.method = found[1]
            else:
                yield from self._begin(line, found[1] or "", url)
        elif found := _STATUS.search(text):
            now = self.talk.open(line)
            now.status, now.reason, now.answer_version = int(found[2]), found[3] or "", f"HTTP/{found[1]}"


analyzer: Analyzer = _Dotnet()
