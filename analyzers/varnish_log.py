"""varnishlog's grouped output: each request with its headers, its backend fetch and Varnish's own error."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from triagekit.reading.clienttrace import begun
from triagekit.reading.conversation import Conversation
from triagekit.reading.lines import Line, lines, sample
from triagekit.reading.times import epoch
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_BEGIN = re.compile(r"\*{1,4} {2,5}<< (Request|BeReq|Session) {1,4}>> (\d{1,12})")
_TAG = re.compile(r"-{1,5} {1,5}([A-Z]\w{2,24}) {1,20}(.*)")
_TIME = re.compile(r"(\w{3,20}): (\d{9,11}\.\d{1,9}) ")


class _VarnishLog:
    name = "varnish-log"
    label = "varnishlog output"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        seen = sample(head)
        return 95 if seen.hits(_BEGIN) and seen.hits(_TAG) >= 2 else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        source, _, talk, _ = begun(source, context, "varnish", "other")
        reading = _Reading(talk)
        end = 0
        for line in lines(source):
            end = line.offset + line.length
            yield from reading.take(line)
        yield from talk.close()
        yield About(producer="Varnish")
        yield Coverage(examined=end)


@dataclass(slots=True)
class _Reading:
    talk: Conversation
    tags: dict[str, str] = field(default_factory=dict)

    def take(self, line: Line) -> Iterator[Item]:
        if begin := _BEGIN.match(line.text):
            yield from self.talk.close()
            if begin[1] != "Session":
                now = self.talk.open(line)
                now.asked, now.answered = [], []
                now.extra["log.side"] = "backend" if begin[1] == "BeReq" else "client"
        elif (tag := _TAG.match(line.text)) and self.talk.now is not None:
            self._tag(line, tag[1], tag[2].strip())

    def _tag(self, line: Line, tag: str, value: str) -> None:
        now = self.talk.open(line)
        side = "answered" if "resp" in tag.lower() else "asked"
        if tag.endswith("Method"):
            now.method = value
        elif tag.endswith("URL"):
            now.url = value
        elif tag.endswith("Header"):
            self._header(line, side, value)
        elif tag.endswith("Status") and value[:3].isdigit():
            now.status = int(value[:3])
        elif tag.endswith("Reason"):
            now.reason = value
        elif tag in ("FetchError", "VCL_Error", "Error"):
            now.extra["log.error_reason"] = value[:500]
        elif tag == "Timestamp" and (found := _TIME.match(value)):
            self._time(line, found)

    def _header(self, line: Line, side: str, value: str) -> None:
        now = self.talk.open(line)
        name, colon, rest = value.partition(":")
        headers = now.asked if side == "asked" else now.answered
        if colon and headers is not None:
            headers.append((name.strip(), rest.strip()))

    def _time(self, line: Line, found: re.Match[str]) -> None:
        now, at = self.talk.open(line), epoch(float(found[2]))
        if found[1] == "Start":
            now.started = at
        elif found[1] in ("Resp", "BerespBody", "Beresp", "Error"):
            now.ended = at


analyzer: Analyzer = _VarnishLog()
