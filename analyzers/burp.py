"""Items saved from Burp Suite as XML, requests and answers in base64 or as they stood."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import BinaryIO

from triagekit.model import Defect, Location
from triagekit.reading import rawhttp, times
from triagekit.reading.exchange import Parts, build
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_START = re.compile(r"<items\s{1,20}burpVersion\s?=\s?\"([^\"]{0,40})\"")
_OPEN, _CLOSE = b"<item>", b"</item>"
_LONGEST = 64 << 20
_TAG = re.compile(
    rb"<(time|url|host|port|protocol|method|status|request|response|comment)(\s[^>]{0,200})?>\s{0,20}(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))\s{0,20}</\1>", re.DOTALL
)
_IP = re.compile(rb"\bip\s?=\s?\"([0-9A-Fa-f.:]{3,45})\"")
_TIME = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d\d:\d\d:\d\d) ([A-Z]{1,5}|[+-]\d{4}) (\d{4})\Z")
_ZONES = {"GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1, "CEST": 2}
"""Zones of RFC 822 5.1 and the unambiguous European ones, in hours."""


class Burp:
    """Reads every item as an exchange."""

    name = "burp-xml"
    label = "Burp Suite items (XML)"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """By its root element, behind the document type that Burp writes."""
        return 97 if head.text.lstrip("\ufeff \t\r\n").startswith("<") and _START.search(head.text) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield the items in order. The document type is never evaluated."""
        del context
        version = _START.search(source.head.text)
        yield About(producer=f"Burp Suite {version[1]}".strip() if version else "Burp Suite")
        skipped = 0
        with source.open() as stream:
            for count, piece in enumerate(_pieces(stream)):
                place = Location(source.artifact, "xpath", f"/items/item[{count + 1}]", offset=piece.offset, length=len(piece.data))
                parts = _parts(piece.data, place) if not piece.fault else None
                if parts is None:
                    why = piece.fault or "its request is empty or no HTTP"
                    skipped += piece.length
                    yield Defect("TK-IO-014", place, f"item {count + 1} was not read: {why}")
                    yield Coverage(refused=1, skipped=piece.length, why=f"an item was not read: {why}")
                    continue
                parts.index = count
                yield build(parts)
        yield Coverage(examined=max(0, source.head.size - skipped))


@dataclass(frozen=True, slots=True)
class _Piece:
    """The bytes of one item."""

    offset: int
    length: int
    data: bytes
    fault: str = ""


def _pieces(stream: BinaryIO) -> Iterator[_Piece]:
    """Each item's bytes, one in memory at a time."""
    held, base = bytearray(), 0
    while block := stream.read(1 << 20):
        held += block
        while (end := held.find(_CLOSE)) >= 0:
            start = held.find(_OPEN, 0, end)
            if start >= 0:
                yield _Piece(base + start, end + len(_CLOSE) - start, bytes(held[start:end]))
            del held[: end + len(_CLOSE)]
            base += end + len(_CLOSE)
        if len(held) > _LONGEST:
            yield _Piece(base, len(held), b"", "it is too long")
            base += len(held)
            held.clear()
    start = held.find(_OPEN)
    if start >= 0:
        yield _Piece(base + start, len(held) - start, b"", "the file ends within it")


def _parts(piece: bytes, place: Location) -> Parts | None:
    told: dict[str, tuple[bytes, bytes]] = {}
    for name, attributes, kept, plain in _TAG.findall(piece):
        told.setdefault(name.decode(), (attributes, kept or html.unescape(plain.decode("utf-8", "replace")).encode()))
    asked = rawhttp.parse(_message(told.get("request")))
    if asked is None:
        return None
    parts = Parts(place, "flow", "burp")
    rawhttp.request(parts, asked, _word(told, "protocol") or "http")
    url = _word(told, "url")
    if url:
        parts.url = url
    answer = rawhttp.parse(_message(told.get("response")))
    if answer is not None:
        rawhttp.response(parts, answer)
    parts.started = _when(_word(told, "time"))
    address = _IP.search(told.get("host", (b"", b""))[0])
    if address:
        parts.extra["server.ip"] = address[1].decode()
    port = _word(told, "port")
    if port.isascii() and port.isdigit() and len(port) < 6:
        parts.extra["server.port"] = int(port)
    return parts


def _word(told: dict[str, tuple[bytes, bytes]], name: str) -> str:
    return told.get(name, (b"", b""))[1].decode("utf-8", "replace").strip()


def _message(found: tuple[bytes, bytes] | None) -> bytes:
    if found is None:
        return b""
    attributes, data = found
    if b"true" not in attributes:
        return data
    try:
        return base64.b64decode(data[: rawhttp.LIMIT * 4 // 3 & ~3])
    except (binascii.Error, ValueError):
        return b""


def _when(told: str) -> datetime | None:
    """Burp writes java.util.Date's text form; a zone whose name is ambiguous gives no time."""
    found = _TIME.match(told)
    if not found:
        return None
    month, day, clock, zone, year = found.groups()
    plain = times.http_date(f"Mon, {int(day):02d} {month} {year} {clock} GMT")
    if zone in _ZONES and plain:
        return plain.replace(tzinfo=timezone(timedelta(hours=_ZONES[zone])))
    offset = times.fixed_zone(f"{zone[:3]}:{zone[3:]}") if zone[0] in "+-" else None
    return plain.replace(tzinfo=offset) if plain and offset else None


analyzer: Analyzer = Burp()
