"""A browser console saved as text: Chrome's and Edge's "Save as", Firefox's "Save all messages", or copied by hand."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from triagekit.model import Location
from triagekit.reading import consolewords
from triagekit.reading.consolerecords import Console
from triagekit.reading.consolewords import Said
from triagekit.reading.lines import Line, lines
from triagekit.records import Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_SOURCE = re.compile(r"(?P<source>(?:VM\d{1,6}|[^\s:]{1,200}?|https?://[^\s]{1,300}?):\d{1,7}(?::\d{1,6})?)\s{1,20}(?=\S)")
_CONTINUED = re.compile(r"\s+at |\s{2,}\S|\S{1,100} @ \S{1,200}:\d|\(anonymous\)|(?:Promise\.\w+ \(async\)|await in )")
_LEVELS = ((re.compile(r"Uncaught|blocked|failed|Failed|Refused|\b[45]\d\d \(|net::ERR_|\b(?:Type|Reference|Range|Syntax)Error"), "error"), (re.compile(r"[Dd]eprecat|[Ww]arning|preload"), "warn"))
_LONGEST = 200
"""Continuation lines kept with their message."""


class ConsoleSave:
    """Reads a saved console message by message, continuation lines included."""

    name = "console-save"
    label = "browser console (saved as text)"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """Lines that begin with a script and line number, and the browsers' own sentences."""
        if head.text.lstrip("\ufeff \r\n")[:1] in ("{", "[", "<"):
            return 0
        sample = [n for n in head.text.splitlines()[:80] if n.strip()][:40]
        told = sum(any(m in n for m in consolewords.MARKS) or bool(_VERBED.search(n)) for n in sample)
        placed = sum(bool(_SOURCE.match(n)) for n in sample)
        if not told:
            return 0
        return 90 if placed * 2 >= len(sample) or told * 2 >= len(sample) else 60

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield every message in order."""
        del context  # a console shows no dates
        console = Console("chrome-console")
        pending: list[Line] = []
        for line in lines(source):
            if pending and len(pending) < _LONGEST and _CONTINUED.match(line.text):
                pending.append(line)
                continue
            if pending:
                yield _record(pending, console, source.artifact)
            pending = [line] if line.text.strip() else []
        if pending:
            yield _record(pending, console, source.artifact)
        yield Coverage(examined=source.head.size)


_VERBED = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s?[a-z]{2,5}://\S{1,2000} (?:[45]\d\d \(|net::ERR_|\s{0,3}\[HTTP/)")


def _record(held: list[Line], console: Console, artifact: str) -> Record:
    first, last = held[0], held[-1]
    place = Location(artifact, "line", line=first.number, offset=first.offset, length=last.offset + last.length - first.offset)
    head = _SOURCE.match(first.text)
    text = "\n".join([first.text[head.end() :] if head else first.text, *(n.text for n in held[1:])])
    severity = next((word for pattern, word in _LEVELS if pattern.search(first.text)), "info")
    dialect = "firefox" if any(m in text for m in ("Cross-Origin Request Blocked", "Content-Security-Policy:", "mixed active content", "[HTTP/")) else "chrome"
    return console.record(Said(text, place, dialect), severity, head["source"] if head else "")


analyzer: Analyzer = ConsoleSave()
