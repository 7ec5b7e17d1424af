"""tshark's text output: the packet list, and the details that -V prints; HTTP pairs, TLS alerts, resets and DNS failures."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from triagekit.reading.clienttrace import begun
from triagekit.reading.conversation import Attempt, Conversation
from triagekit.reading.events import Draft, event
from triagekit.reading.lines import Line, lines, location, sample
from triagekit.reading.times import epoch
from triagekit.records import About, Coverage, Kind, Record, Value, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_LIST = re.compile(r"\s{0,8}(\d{1,9})\s{1,4}(\d{1,10}\.\d{1,12}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]{0,12})\s{1,8}(\S{2,60})\s{1,8}(?:→|->)\s{1,8}(\S{2,60})\s{1,12}(\S{1,20})\s{1,8}(\d{1,7})\s(.*)")
_FRAME = re.compile(r"Frame (\d{1,9}): \d{1,9} bytes on wire")
_EPOCH = re.compile(r"\s{4}(?:Epoch (?:Arrival )?Time): (\d{9,11}(?:\.\d{1,9})?)")
_PORTS = re.compile(r"Transmission Control Protocol, Src Port: (?:\S{1,40} \()?(\d{1,5})\)?, Dst Port: (?:\S{1,40} \()?(\d{1,5})")
_STREAM = re.compile(r"\s{4}\[Stream index: (\d{1,9})\]")
_START = re.compile(r"([A-Z]{3,20}) (\S{1,65000}) HTTP/(\d(?:\.\d)?)")
_STATUS = re.compile(r"HTTP/(\d(?:\.\d)?) (\d{3})(?: (.{0,200}))?")
_FIELD = re.compile(r"\s{4}([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}): (.*)")
_URI = re.compile(r"\s{4}\[Full request URI: (\S{1,65000})\]")
_SINCE = re.compile(r"\s{4}\[Time since request: (\d{1,8}\.\d{1,12}) seconds\]")
_ANSWERS = re.compile(r"\s{4}\[Request in frame: (\d{1,9})\]")
_ALERT = re.compile(r"Alert \(Level: (?:Fatal|Warning), Description: ([A-Za-z0-9 ]{3,60})\)")
_DNS = re.compile(r"Standard query response 0x[0-9a-f]{4} (No such name|Server failure|Refused)(?: \w{1,10} (\S{1,255}))?")


class _Tshark:
    name = "tshark-text"
    label = "tshark text output"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        if seen.hits(_FRAME) and seen.has("Protocols in frame", "Ethernet II", "Internet Protocol", "Arrival Time"):
            return 96
        return 92 if seen.hits(_LIST) >= 2 or (seen.hits(_LIST) and len(seen.lines) == 1) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        source, _, talk, _ = begun(source, context, "tshark", "")
        reading = _Reading(source, talk)
        end = 0
        for line in lines(source):
            end = line.offset + line.length
            yield from reading.take(line)
        yield from reading.close()
        yield About(producer="tshark")
        yield Coverage(examined=end)


@dataclass(slots=True)
class _Reading:
    source: Source
    talk: Conversation
    at: datetime | None = None
    frame: str = ""
    key: str = ""
    """What pairs an answer with its request: the stream, or the two ends."""
    in_http: bool = False
    side: str = ""
    in_body: bool = False
    member: str = ""
    """Name of the JSON member whose value follows."""
    open: dict[str, Attempt] = field(default_factory=dict)
    """Requests that wait for their answer, by key; at most 1,000."""

    def take(self, line: Line) -> Iterator[Item]:
        text = line.text
        if found := _FRAME.match(text):
            yield from self._frame(found[1])
        elif found := _LIST.match(text):
            yield from self._listed(line, found)
        elif text.startswith("Hypertext Transfer Protocol"):
            self.in_http, self.in_body, self.side = True, False, ""
        elif text[:1] not in (" ", "\t"):
            self._section(text)
        elif self.in_http:
            yield from self._http(line, text)
        elif found := _EPOCH.match(text):
            self.at = epoch(float(found[1]))
        elif found := _STREAM.match(text):
            self.key = found[1]
        elif self.in_body and text.startswith("    ") and self.talk.now is not None:
            self._text(text)

    def _frame(self, number: str) -> Iterator[Item]:
        self._park()
        yield from self.talk.close()
        self.frame, self.at, self.key, self.in_http, self.in_body = number, None, "", False, False

    def _section(self, text: str) -> None:
        """A protocol layer begins."""
        self.in_http = False
        if found := _PORTS.match(text):
            self.key = "-".join(sorted((found[1], found[2])))
        self.in_body = text.startswith(("JavaScript Object Notation", "Line-based text data", "HTML Form", "eXtensible Markup"))

    def _http(self, line: Line, text: str) -> Iterator[Item]:
        plain = text.strip().removesuffix("\\r\\n")
        if not self.side:
            yield from self._first(line, plain)
        elif found := _URI.match(text):
            self._now(line).url = found[1]
        elif found := _SINCE.match(text):
            self._now(line).extra["timing.wait_ms"] = float(found[1]) * 1000
        elif text.startswith("    ") and text[4:5] not in (" ", "[", "\\") and (found := _FIELD.match(text)):
            now = self._now(line)
            headers = now.asked if self.side == "asked" else now.answered
            if headers is not None and "\\r\\n" in text:
                headers.append((found[1], found[2].removesuffix("\\r\\n").strip()))

    def _now(self, line: Line) -> Attempt:
        return self.talk.open(line)

    def _first(self, line: Line, text: str) -> Iterator[Item]:
        if found := _START.match(text):
            yield from self.talk.begin(line, found[1], found[2], self.at)
            now = self._now(line)
            now.version, now.asked, self.side = f"HTTP/{found[3]}", [], "asked"
        elif found := _STATUS.match(text):
            waiting = self.open.pop(self.key, None)
            yield from self.talk.close()
            if waiting is not None:
                self.talk.now = waiting
            now = self._now(line)
            now.status, now.reason, now.answer_version, now.answered, self.side = int(found[2]), found[3] or "", f"HTTP/{found[1]}", [], "answered"
            now.ended = self.at

    def _park(self) -> None:
        """Keep a request without its answer until the answer's frame comes."""
        now = self.talk.now
        if now is not None and now.status is None and now.method and len(self.open) < 1_000:
            self.open[self.key] = now
            self.talk.now = None

    def _text(self, text: str) -> None:
        """Decoded body lines; JSON is printed as a tree, whose members are put back together roughly."""
        now = self.talk.now
        if now is not None and self.side == "answered" and now.size < 8_192:
            plain = text.strip().removesuffix("\\r\\n").removesuffix("\\n")
            if found := re.match(r"Member: (.{1,200})", plain):
                self.member = found[1]
            elif (found := re.match(r"(?:String value|Number value): (.{0,1000})", plain)) and self.member:
                now.body[:] = [json.dumps({**(json.loads(now.body[0]) if now.body else {}), self.member: found[1]})]
                self.member = ""
            elif not plain.startswith(("[", "Object", "Key:", "Path:", "Array")) and not (now.body and now.body[0].startswith("{")):
                now.add_body(plain)

    def _listed(self, line: Line, found: re.Match[str]) -> Iterator[Item]:
        """A row of the packet list."""
        number, _, source, target, protocol, _, text = found.groups()
        del number
        if start := _START.match(text):
            yield from self.talk.close()
            waiting = Attempt(line, start[1], start[2], f"HTTP/{start[3]}")
            if len(self.open) < 1_000:
                self.open[f"{source}-{target}"] = waiting
        elif status := _STATUS.match(text):
            yield from self.talk.close()
            now = self.open.pop(f"{target}-{source}", None) or Attempt(line)
            now.status, now.reason = int(status[2]), (status[3] or "").strip()
            self.talk.now = now
        elif trouble := _trouble(protocol, text):
            yield self._event(line, text, (source, target), trouble)

    def _event(self, line: Line, text: str, ends: tuple[str, str], trouble: dict[str, Value]) -> Record:
        draft = Draft(location(self.source, line), "tshark-text", line.text, message=text, level="warn", quiet=True)
        draft.extra.update({"event.client": ends[0], "event.upstream": ends[1], **trouble})
        return event(draft)

    def close(self) -> Iterator[Item]:
        """What is left open: the last answer, and requests that were never answered."""
        self._park()
        yield from self.talk.close()
        for waiting in self.open.values():
            self.talk.now = waiting
            yield from self.talk.close()


def _trouble(protocol: str, text: str) -> dict[str, Value]:
    """What a packet says went wrong."""
    if found := _ALERT.search(text):
        name = found[1].strip().lower().replace(" ", "_")
        return {} if name == "close_notify" else {"error.kind": "tls-alert", "tls.alert": name, "error.text": text[:300], "error.phase": "tls"}
    if found := _DNS.match(text):
        return {"error.kind": "dns", "error.text": text[:300], "error.phase": "dns", **({"event.url.host": found[2].lower()} if found[2] else {})}
    if protocol == "TCP" and "[RST" in text:
        refused = "Seq=1 Ack=1" in text or "Seq=1 Win=0" in text
        return {"error.kind": "refused" if refused and "[RST, ACK]" in text else "reset", "error.text": text[:300]}
    if protocol.startswith("ICMP") and "unreachable" in text.lower():
        return {"error.kind": "unreachable", "error.text": text[:300], "error.phase": "connect"}
    return {}


analyzer: Analyzer = _Tshark()
