"""HTTP messages as plain text: HTTPie -v, curl -i, or request and answer pasted from anywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from triagekit.reading.clienttrace import begun
from triagekit.reading.conversation import Conversation
from triagekit.reading.lines import Line, lines, sample
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_START = re.compile(r"([A-Z]{3,20}) (\S{1,65000}) HTTP/(\d(?:\.\d)?)\s{0,4}$")
_STATUS = re.compile(r"HTTP/(\d(?:\.\d)?) (\d{3})(?: (.{0,200}))?\s{0,4}$")
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}):[ \t]{0,8}(.*)$")
_FAILED = re.compile(r"(?:http: error: |http: LogLevel\.ERROR: |curl: \(\d{1,3}\) )(.{1,4000})")


class _HttpText:
    name = "http-text"
    label = "HTTP messages as text"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        if any(x.startswith(("http: error: ", "https: error: ")) for x in seen.lines):
            return 90
        starts = [n for n, x in enumerate(seen.lines) if _START.match(x) or _STATUS.match(x)]
        fields = [n for n in starts if n + 1 < len(seen.lines) and _FIELD.match(seen.lines[n + 1])]
        if not fields or starts[0] > 3:
            return 0
        return 88 if seen.has("HTTPie/") or starts[0] == 0 else 70

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        source, _, talk, _ = begun(source, context, "http-text", "")
        reading = _Reading(talk)
        end = 0
        for line in lines(source):
            end = line.offset + line.length
            yield from reading.take(line)
        yield from talk.close()
        yield About(producer="HTTPie" if "HTTPie/" in source.head.text else "")
        yield Coverage(examined=end)


@dataclass(slots=True)
class _Reading:
    talk: Conversation
    part: str = ""
    """asked | sent | answered | body: what the next line belongs to."""

    def take(self, line: Line) -> Iterator[Item]:
        text = line.text
        if found := _START.match(text):
            yield from self._begin(line, found)
        elif found := _STATUS.match(text):
            yield from self._answer(line, found)
        elif found := _FAILED.match(text):
            self.talk.client = "python" if text.startswith("http") else "curl"
            self.talk.fail(line, text if text.startswith("curl") else found[1])
            if "HTTPSConnectionPool" in text and self.talk.now is not None:
                self.talk.now.url = self.talk.now.url.replace("http://", "https://", 1)
        elif self.part in ("asked", "answered"):
            self._header(text)
        elif self.talk.now is not None and self.part == "sent":
            self.talk.now.sent = (self.talk.now.sent + text + "\n")[:65_536] if self.talk.now.sent or text.strip() else ""
        elif self.talk.now is not None and self.part == "body":
            self.talk.now.add_body(text)

    def _begin(self, line: Line, found: re.Match[str]) -> Iterator[Item]:
        yield from self.talk.begin(line, found[1], found[2])
        now = self.talk.open(line)
        now.version, now.asked, self.part = f"HTTP/{found[3]}", [], "asked"

    def _answer(self, line: Line, found: re.Match[str]) -> Iterator[Item]:
        now = self.talk.now
        if now is not None and now.status is not None and now.status >= 200:
            yield from self.talk.begin(line)
        now = self.talk.open(line)
        now.status, now.reason, now.answer_version, now.answered = int(found[2]), (found[3] or "").strip(), f"HTTP/{found[1]}", []
        now.sent, self.part = now.sent.strip("\n"), "answered"

    def _header(self, text: str) -> None:
        now = self.talk.now
        if now is None:
            return
        if not text.strip():
            self.part = "sent" if self.part == "asked" else "body"
            return
        found = _FIELD.match(text)
        headers = now.asked if self.part == "asked" else now.answered
        if found is None or headers is None:
            return
        headers.append((found[1], found[2].strip()))
        if self.part == "asked" and found[1].lower() == "host" and now.url.startswith("/"):
            host = found[2].strip()
            scheme = "https" if host.endswith("443") else "http" if ":" in host else "https"
            now.url = f"{scheme}://{host}{now.url}"


analyzer: Analyzer = _HttpText()
