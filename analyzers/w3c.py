"""Logs with a `#Fields:` line: IIS, HTTP.sys, CloudFront, Imperva, and any other W3C Extended Log File."""

import re
from collections.abc import Iterator

from triagekit.reading.accesslog import FIELDS, exchange
from triagekit.reading.anyline import every_line
from triagekit.reading.events import Draft, event
from triagekit.reading.lines import lines, location, sample
from triagekit.reading.logtimes import Clock, clock
from triagekit.reading.w3cfields import access
from triagekit.reading.w3cfields import when as time_of
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_WORD = re.compile(r"\"((?:[^\"]|\"\"){0,16384})\"|([^\s\"]\S{0,16384})")
_NAME = re.compile(r"#(Fields|Software|Version|Date|Start-Date|Remark): ?(.*)")


class _W3c:
    name = "w3c"
    label = "W3C extended log (IIS, CloudFront and others)"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = FIELDS

    def recognises(self, head: Head) -> int:
        first = sample(head).lines[:20]
        if any(x.startswith("#Fields:") for x in first):
            return 97
        return 60 if any(x.startswith("#Software: Microsoft Internet Information") for x in first) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        when, names, software, index, end = clock(context, source.head), list[str](), "", 0, 0
        for line in lines(source):
            end = line.offset + line.length
            if line.text.startswith("#"):
                found = _NAME.match(line.text)
                if found and found[1] == "Fields":
                    names = [_field(n) for n in found[2].split()]
                elif found and found[1] == "Software":
                    software = found[2][:80]
                continue
            if not line.text.strip():
                continue
            told = _entry(line.text, names)
            if not told:
                yield every_line(line.text, location(source, line), when, self.name)
                continue
            seconds = "\t" in line.text and any(n.startswith("x-edge") for n in names)
            if "cs-method" in told and "sc-status" in told:
                yield exchange(access(told, when, seconds), location(source, line), "cloudfront" if seconds else "w3c", index)
                index += 1
            else:
                yield _other(told, when, Draft(location(source, line), "w3c", line.text))
        yield Coverage(examined=end)
        yield About(producer=software, timezone="+00:00")


def _field(name: str) -> str:
    """Field names are compared in lower case; cs(User-Agent) and c-ip stay as they are."""
    return name.strip("\"',").lower()


def _entry(text: str, names: list[str]) -> dict[str, str]:
    if "\t" in text:
        words = text.split("\t")
    else:
        words = [(quoted or bare).replace('""', '"') for quoted, bare in _WORD.findall(text)]
    return {name: word for name, word in zip(names, words, strict=False) if word not in ("-", "")}


def _other(told: dict[str, str], clock_: Clock, draft: Draft) -> Record:
    """An entry that is no answered request: an HTTP.sys error or another product's line."""
    draft.at, draft.certain = time_of(told, clock_), True
    draft.pairs = told
    draft.message = told.get("s-reason") or draft.text
    return event(draft)


analyzer: Analyzer = _W3c()
