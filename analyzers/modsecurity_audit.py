"""ModSecurity's serial audit log: each guarded request with its answer as an exchange, and each word of the firewall on it as an event.

A transaction is a run of lettered parts between boundaries: A when, who and which, B the request's head, C or I its body, E the answer's
body, F its head, H what the firewall said and did, Z the end (ModSecurity 2 Data Formats; version 3 writes three dashes and other
letters' order, the same parts).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from triagekit.model import Location
from triagekit.reading import correlation, rawhttp
from triagekit.reading.events import Draft, event
from triagekit.reading.exchange import Parts, build
from triagekit.reading.lines import Line, lines, location, sample
from triagekit.reading.logtimes import clf
from triagekit.reading.modsecurity import modsecurity
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_BOUNDARY = re.compile(r"-{2,3}([0-9A-Za-z]{6,20})-{1,3}([A-Z])--\s{0,4}$")
_FIRST = re.compile(r"\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d)(?:\.(\d{1,6}))? ([+-]\d{4})\] (\S{1,100}) (\S{1,45}) (\d{1,5})")
_SAID = re.compile(r"(?:Message: |ModSecurity: )+(?=Access denied|Warning|Audit log|Rule |Access allowed|Output filter|Request body)")
_DENIED = re.compile(r"Access denied with code (\d{3})")
_LONGEST = 1 << 18
"""Characters kept of one part."""
_MOST = 200
"""Messages told of one transaction."""


@dataclass(slots=True)
class _Transaction:
    """The lettered parts of one request, with where they begin."""

    name: str
    place: Location
    parts: dict[str, list[Line]] = field(default_factory=dict)
    kept: int = 0
    letter: str = ""

    def take(self, line: Line) -> None:
        self.kept += len(line.text)
        if self.kept < _LONGEST:
            self.parts.setdefault(self.letter, []).append(line)

    def text(self, letter: str) -> str:
        return "\n".join(line.text for line in self.parts.get(letter, ()))


class _Audit:
    name = "modsecurity-audit"
    label = "ModSecurity audit log"
    kinds = frozenset({Kind.EXCHANGE, Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        first = sample(head).lines[:2]
        began = _BOUNDARY.match(first[0]) if first else None
        return 97 if began and began[2] == "A" and len(first) > 1 and _FIRST.match(first[1]) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        del context
        end, count = 0, 0
        open_: _Transaction | None = None
        for line in lines(source):
            end = line.offset + line.length
            found = _BOUNDARY.match(line.text)
            if found and (open_ is None or found[1] != open_.name):
                yield from _told(source, open_, count)
                count += open_ is not None
                open_ = _Transaction(found[1], location(source, line))
            if found and open_:
                open_.letter = found[2]
            elif open_:
                open_.take(line)
        yield from _told(source, open_, count)
        yield Coverage(examined=end)
        yield About(producer="ModSecurity")


def _told(source: Source, one: _Transaction | None, index: int) -> Iterator[Record]:
    if one is None:
        return
    first = _FIRST.match(one.text("A"))
    at = _when(first) if first else None
    exchange = _exchange(one, first, at, index)
    if exchange:
        yield exchange
    unique = first[4] if first else ""
    for line in one.parts.get("H", ())[:_MOST]:
        said = _SAID.match(line.text)
        if said:
            yield _event(location(source, line), "ModSecurity: " + line.text[said.end() :], at, unique)


def _event(place: Location, text: str, at: datetime | None, unique: str) -> Record:
    draft = Draft(place, "modsecurity-audit", text, level="error" if "Access denied" in text else "warn", at=at, certain=at is not None)
    modsecurity(draft, text if "[unique_id " in text or not unique else f'{text} [unique_id "{unique}"]')
    return event(draft)


def _exchange(one: _Transaction, first: re.Match[str] | None, at: datetime | None, index: int) -> Record | None:
    """The request with what the server answered; where the answer is not in the log, the status is the one that the firewall gave."""
    body = one.text("C") or one.text("I")
    asked = rawhttp.parse(f"{one.text('B')}\n\n{body}".encode("utf-8", "surrogatepass"))
    if asked is None:
        return None
    parts = Parts(one.place, "trace", "modsecurity-audit", index=index, started=at)
    rawhttp.request(parts, asked)
    answer = rawhttp.parse(f"{one.text('F')}\n\n{one.text('E')}".encode("utf-8", "surrogatepass")) if one.text("F") else None
    if answer is not None:
        rawhttp.response(parts, answer)
    said = one.text("H")
    if parts.status is None and "Action: Intercepted" in said and (denied := _DENIED.search(said)):
        parts.status = int(denied[1])
    if first:
        parts.extra.update({"log.client": first[5], **correlation.named([("unique-id", first[4])])})
    return build(parts)


def _when(first: re.Match[str]) -> datetime | None:
    found = clf(f"{first[1]} {first[3]}")
    return found + timedelta(microseconds=int((first[2] or "0").ljust(6, "0"))) if found else None


analyzer: Analyzer = _Audit()
