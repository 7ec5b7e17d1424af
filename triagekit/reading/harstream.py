"""A HAR file as a stream of exchanges: any order of its parts, cut off, concatenated, bare, or not a HAR at all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from triagekit.model import Defect, Location
from triagekit.reading import hardialect, harmodel, pagesummary, texts, times
from triagekit.reading.exchange import build
from triagekit.reading.harentry import Capture, parts
from triagekit.reading.harmodel import Entry
from triagekit.reading.jsonstream import CHUNK, END, Cursor, Element, Elements
from triagekit.reading.pagesummary import PageSummary
from triagekit.records import About, Coverage
from triagekit.roles import Head, Item, Source

NOTED = 20
"""Defects of single entries that are told one by one."""

_LOG = re.compile(rb'"log"\s{0,20}:')
_LEADS_TO_LOG = re.compile(rb'\{\s{0,200}"log"\s{0,20}:\s{0,200}\{')
_CREATOR = re.compile(rb'"creator"\s{0,20}:\s{0,20}(\{[^{}]{0,2000}\})')


@dataclass(slots=True)
class HarStream:
    """One HAR while it is read."""

    source: Source
    head: Head
    bodies: Mapping[str, bytes]
    capture: Capture = field(init=False)
    envelope: dict[bytes, Any] = field(default_factory=dict)
    summaries: dict[str, PageSummary] = field(default_factory=dict)
    """Of pages whose first entry was not met yet."""
    count: int = 0
    skipped: int = 0
    noted: int = 0
    exact: bool = True
    """Offsets count bytes of the artifact."""
    told: bool = False

    def __post_init__(self) -> None:
        self.capture = Capture(self.source.artifact, "har", bodies=self.bodies)

    def items(self) -> Iterator[Item]:
        with self.source.open() as stream:
            decoded, base = texts.utf8_stream(stream, self.head.data)
            self.exact = base >= 0
            cursor = Cursor(decoded, max(0, base))
            yield from self.roots(cursor)
        factor = 1 if self.exact else 2
        yield Coverage(examined=max(0, self.head.size - self.skipped * factor))

    def roots(self, cursor: Cursor) -> Iterator[Item]:
        """Every document of the file; a second one behind the first is a fault that is said and read past."""
        documents = 0
        while (following := cursor.peek()) != END:
            documents += 1
            if documents == 2 and following in b"{[":
                yield self.defect("TK-IO-012", cursor.offset, "several JSON documents in a row; each was read")
            if following == ord("{"):
                yield from self.document(cursor)
            elif following == ord("["):
                cursor.pos += 1
                yield from self.entries(cursor, "")
            else:
                yield from self.rest(cursor, self.looks() if documents == 1 else "there is other text behind the JSON document")
                return
            if documents > 10_000_000:
                return

    def looks(self) -> str:
        """What a file is that has the name of a HAR and the content of something else."""
        start = self.head.text.lstrip("\ufeff \t\r\n")[:200].lower()
        if start.startswith("<"):
            return "looks like html" if not start.startswith("<?xml") else "looks like xml"
        return "looks like binary" if self.head.data[:512].count(0) > 10 else "looks like text"

    def rest(self, cursor: Cursor, why: str) -> Iterator[Item]:
        """Give up at this place."""
        looks = why.startswith("looks like")
        yield self.defect("TK-IO-011" if looks else "TK-IO-012", cursor.offset, why)
        left = cursor.skip_rest() if self.exact else self.head.size
        self.skipped += left
        yield Coverage(skipped=left, why="it is not part of a HAR" if looks else "it is behind the point where the JSON is broken")

    def document(self, cursor: Cursor) -> Iterator[Item]:
        """A root object: a log, an object that holds one, or one entry by itself."""
        if not self.has_log(cursor):
            yield from self.single(cursor)
            return
        before = self.count
        yield from self.members(cursor, 0)
        if self.count == before and not self.envelope.get(b"entries"):
            yield self.defect("TK-IO-012", cursor.offset, "no entries can be read in it")

    def has_log(self, cursor: Cursor) -> bool:
        while len(cursor.data) - cursor.pos < CHUNK and cursor.fill():
            pass
        return _LOG.search(cursor.data, cursor.pos, cursor.pos + 65536) is not None

    def members(self, cursor: Cursor, depth: int) -> Iterator[Item]:
        """The members of an object on the way to the entries; everything small beside them is the envelope."""
        for name in cursor.members():
            following = cursor.peek()
            if name == b"entries" and following == ord("["):
                cursor.pos += 1
                self.envelope[b"entries"] = True
                yield from self.entries(cursor, "/log/entries" if depth < 2 else "")
            elif following == ord("{") and name == b"log":
                yield from self.members(cursor, depth + 1)
            elif following == ord("{") and depth == 0 and self.leads_to_log(cursor):
                yield self.defect("TK-IO-012", cursor.offset, "the log does not stand at the top of the document; it was read where it stands")
                yield from self.members(cursor, depth + 1)
            else:
                yield from self.value(cursor, name)

    def leads_to_log(self, cursor: Cursor) -> bool:
        return _LEADS_TO_LOG.match(cursor.data, cursor.pos) is not None

    def value(self, cursor: Cursor, name: bytes) -> Iterator[Item]:
        length = cursor.measure(8 << 20)
        if length <= 0:
            if name in (b"log", b"entries") or length == END:
                yield from self.rest(cursor, "the JSON is broken or cut off here")
                return
            length = cursor.measure()
        piece = cursor.take(max(length, 0))
        if name in (b"creator", b"browser", b"pages"):
            try:
                self.envelope[name] = harmodel.loads(piece)
            except ValueError:
                yield self.defect("TK-IO-012", cursor.offset - length, "the head of the log is not valid JSON")

    def single(self, cursor: Cursor) -> Iterator[Item]:
        """One entry, or one request as import tools take it, without a log around it."""
        yield from self.about()
        offset, length = cursor.offset, cursor.measure()
        if length <= 0:
            self.skipped += self.head.size - offset
            yield self.defect("TK-IO-012", offset, "the file ends within its only entry, or its JSON is broken")
            yield Coverage(refused=1, skipped=self.head.size - offset, why="it is not valid JSON")
            cursor.skip_rest()
            return
        try:
            made: Entry | None = _entry_or_request(cursor.take(length))
        except ValueError:
            made = None
        yield from self.element(Element(offset, length, made, "" if made else "it is not valid JSON"), "")

    def entries(self, cursor: Cursor, pointer: str) -> Iterator[Item]:
        yield from self.about()
        found = Elements(cursor, harmodel.decode)
        for element in found:
            yield from self.element(element, pointer)
        if found.closed:
            return
        end = cursor.offset if found.cut_at < 0 else found.cut_at
        left = max(0, self.head.size - end) if self.exact else 0
        self.skipped += left
        yield self.defect("TK-IO-012", end, f"the file ends before its entries do; {self.count} complete entries were read")
        yield Coverage(refused=int(found.cut_at >= 0), skipped=left, why="the last entry is cut off")
        cursor.skip_rest()

    def element(self, element: Element[Entry], pointer: str) -> Iterator[Item]:
        made, why = element.made, element.why
        place = f"{pointer}/{self.count}"
        if made is not None and made.request is None and made.response is None:
            made, why = None, "it holds neither a request nor a response"
        self.count += 1
        if made is None:
            self.skipped += element.length
            self.noted += 1
            if self.noted <= NOTED:
                yield Defect("TK-IO-012", self.location(place, element.offset, element.length), f"entry {self.count - 1} was not read: {why}")
            yield Coverage(refused=1, skipped=element.length if self.exact else 0, why=f"an entry was not read: {why}")
            return
        if not self.told and isinstance(made.startedDateTime, str):
            self.told = True
            yield About(timezone=times.offset_of(made.startedDateTime))
        ready = parts(made, self.location(place, element.offset, element.length), self.capture)
        ready.index = self.count - 1
        if self.summaries and (page := self.summaries.pop(harmodel.text(made.pageref), None)):
            ready.extra.update(page.fields())
        yield build(ready)

    def location(self, pointer: str, offset: int, length: int) -> Location:
        if not self.exact:
            return Location(self.source.artifact, "json_pointer", pointer)
        return Location(self.source.artifact, "json_pointer", pointer, offset=offset, length=length)

    def defect(self, code: str, offset: int, detail: str) -> Defect:
        return Defect(code, Location(self.source.artifact, offset=offset if self.exact else -1), detail)

    def about(self) -> Iterator[Item]:
        """Who made the file and whether the export was sanitized, as soon as the entries begin."""
        creator = self.envelope.get(b"creator")
        if not isinstance(creator, dict):
            creator = self.creator_behind()
        name, version = harmodel.text(creator.get("name")), harmodel.text(creator.get("version"))
        dialect = hardialect.dialect_of(name)
        sanitized = dialect == "chrome" and hardialect.may_be_sanitized(self.head_bytes()) and not self.holds_credentials()
        self.capture = replace(self.capture, dialect=dialect, sanitized=sanitized, pages=_pages(self.envelope.get(b"pages")))
        yield About(producer=f"{name} {version}".strip()[:200], sanitized=sanitized)
        if self.capture.pages and not self.told:
            pages = pagesummary.summaries(self.source)
            self.summaries = {page.id: page for page in pages if page.requests > 0}
            yield from (About(note=page.sentence()) for page in pages[:5] if page.requests > 0)

    def head_bytes(self) -> bytes:
        return self.head.text.encode("utf-8", "replace") if not self.exact else self.head.data

    def holds_credentials(self) -> bool:
        with self.source.open() as stream:
            return hardialect.holds_credentials(texts.utf8_stream(stream, self.head.data)[0])

    def creator_behind(self) -> dict[str, Any]:
        """The creator, when the producer wrote it behind the entries."""
        with self.source.open() as stream:
            if not stream.seekable() or not self.exact:
                return {}
            stream.seek(max(0, self.head.size - 65536))
            tail = stream.read(65536)
        found = _CREATOR.search(tail)
        try:
            made = harmodel.loads(found[1]) if found else {}
        except ValueError:
            return {}
        return made if isinstance(made, dict) else {}


def _entry_or_request(piece: bytes) -> Entry:
    made = harmodel.decode(piece)
    if made.request is None and made.response is None:
        found = harmodel.loads(piece)
        if isinstance(found, dict) and isinstance(found.get("url"), str):
            return harmodel.lenient({"request": found})
    return made


def _pages(found: Any) -> dict[str, hardialect.Page]:
    pages = found if isinstance(found, list) else []
    return {harmodel.text(p.get("id")): hardialect.Page(harmodel.text(p.get("title")), harmodel.text(p.get("startedDateTime"))) for p in pages[:10_000] if isinstance(p, dict)}
