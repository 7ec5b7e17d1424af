"""GNU Wget's output, with or without -d: requests, answers, certificate errors and failures to connect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from triagekit.reading.clienttrace import begun
from triagekit.reading.conversation import Conversation
from triagekit.reading.lines import Line, lines, sample
from triagekit.reading.logtimes import Clock, leading
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_URL = re.compile(r"--(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)--  ?(\S{1,8192})")
_MARK = re.compile(r"DEBUG output created by Wget|--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--  |---(?:request|response) (?:begin|end)---|HTTP request sent, awaiting response|wget: |Resolving \S{1,255} |Connecting to \S{1,255} ")
_START = re.compile(r"([A-Z]{3,20}) (\S{1,8192}) HTTP/(\d(?:\.\d)?)")
_STATUS = re.compile(r"(?:\s{0,4}HTTP/(\d(?:\.\d)?) (\d{3})|HTTP request sent, awaiting response\.\.\. (?:HTTP/\d\.\d )?(\d{3})) ?(.{0,200})")
_FIELD = re.compile(r"\s{0,4}([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}): ?(.*)")
_FAILED = re.compile(r"(?:.{0,80}?failed: |wget: |Read error|No data received|ERROR: |  (?:Unable to locally verify|Self-signed|Issued certificate|The certificate)|The certificate|Proxy tunneling failed|Unable to establish SSL|OpenSSL: |GnuTLS: |\d+ redirections exceeded|Connection closed at byte)")
_CONNECTED = re.compile(r"Connecting to (\S{1,255}) ?\(?.{0,300}?\)?\|?([0-9a-fA-F.:]{3,45})?\|?:(\d{1,5})\.\.\. ")
_HTTP_ERROR = re.compile(r"(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )?ERROR \d{3}: ")
_SKIPPED = re.compile(r"Skipping \d{1,12} bytes of body: \[(.{0,65000})\]")


class _Wget:
    name = "wget"
    label = "wget output"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        if seen.has("DEBUG output created by Wget", "---request begin---"):
            return 96
        return 88 if seen.hits(_URL) and seen.hits(_MARK) >= 2 else 80 if any(x.startswith("wget: ") for x in seen.lines) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        source, clock, talk, _ = begun(source, context, "wget", "wget")
        reading = _Reading(talk, clock)
        end = 0
        for line in lines(source):
            end = line.offset + line.length
            yield from reading.take(line)
        yield from reading.close()
        yield About(producer="Wget")
        yield Coverage(examined=end)


@dataclass(slots=True)
class _Reading:
    talk: Conversation
    clock: Clock
    part: str = ""
    """request | response, between the marks of -d."""
    problems: list[str] = field(default_factory=list)
    failed_at: Line | None = None

    def take(self, line: Line) -> Iterator[Item]:
        text = line.text
        if found := _URL.match(text):
            yield from self.close()
            stamp = leading(found[1], self.clock)
            yield from self.talk.begin(line, "GET", found[2], stamp.at if stamp else None)
        elif text.startswith("---re"):
            self.part = text[3:].split(" ")[0] if "begin" in text else ""
        elif self.part == "request":
            self._asked(line, text)
        elif found := _STATUS.match(text):
            now = self.talk.open(line)
            if self.part == "response" or now.status is None:
                now.status, now.reason = int(found[2] or found[3]), found[4].strip()
                now.answered = now.answered if self.part != "response" else []
        elif self.part == "response" and (field_ := _FIELD.match(text)):
            now = self.talk.open(line)
            now.answered = [*(now.answered or []), (field_[1], field_[2].strip())]
        else:
            self._said(line, text)

    def _asked(self, line: Line, text: str) -> None:
        now = self.talk.open(line)
        if start := _START.match(text):
            now.method, now.version, now.asked = start[1], f"HTTP/{start[3]}", []
            if start[1] == "CONNECT":
                now.extra["proxy.used"] = True
        elif now.asked is not None and (found := _FIELD.match(text)):
            now.asked.append((found[1], found[2]))

    def _said(self, line: Line, text: str) -> None:
        if (found := _SKIPPED.match(text)) and self.talk.now is not None:
            self.talk.now.add_body(found[1])
        elif found := _CONNECTED.match(text):
            now = self.talk.open(line)
            if found[2]:
                now.extra["server.ip"] = found[2]
            now.extra["server.port"] = int(found[3])
        if _FAILED.search(text) and not _HTTP_ERROR.match(text):
            self.problems.append(text.strip())
            self.failed_at = self.failed_at or line

    def close(self) -> Iterator[Item]:
        """The request being read, with everything that was said to be wrong with it."""
        if self.problems and self.failed_at is not None:
            self.talk.fail(self.failed_at, "\n".join(self.problems[:20]))
        self.problems, self.failed_at, self.part = [], None, ""
        yield from self.talk.close()


analyzer: Analyzer = _Wget()
