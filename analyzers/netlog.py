"""Chrome NetLog files (chrome://net-export, --log-net-log), also those the browser did not live to close."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from triagekit.model import Defect, Location
from triagekit.reading import harmodel, texts
from triagekit.reading.jsonstream import Cursor, Elements
from triagekit.reading.netlogevents import DECODER, NetEvent, Requests, constants
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_START = re.compile(r'\s*\{\s*"constants"\s*:\s*\{')


class NetLog:
    """Reads a NetLog as the requests of its pages; the browser's own housekeeping is left out and counted."""

    name = "netlog"
    label = "Chrome NetLog"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """By its constants, which only a NetLog has at its start."""
        text = head.text.lstrip("\ufeff")
        if not _START.match(text):
            return 0
        return 97 if any(w in text for w in ('"logEventTypes"', '"netError"', '"activeFieldTrialGroups"', '"timeTickOffset"', '"addressFamily"')) else 60

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield each request when its last event has gone by."""
        del context
        yield from _Reading(source).items()


@dataclass(slots=True)
class _Reading:
    source: Source
    requests: Requests = field(init=False)
    skipped: int = 0

    def __post_init__(self) -> None:
        self.requests = Requests(self.source.artifact, constants(None))

    def items(self) -> Iterator[Item]:
        with self.source.open() as stream:
            decoded, base = texts.utf8_stream(stream, self.source.head.data)
            cursor = Cursor(decoded, max(0, base))
            for name in cursor.members():
                following = cursor.peek()
                if name == b"events" and following == ord("["):
                    cursor.pos += 1
                    yield from self.events(cursor)
                elif (length := cursor.measure(16 << 20)) > 0:
                    self.envelope(name, cursor.take(length))
                else:
                    break
        yield from self.requests.finish()
        if self.requests.left_out:
            yield About(note=f"{self.requests.left_out} requests of the browser itself were left out")
        yield Coverage(examined=max(0, self.source.head.size - self.skipped))

    def envelope(self, name: bytes, piece: bytes) -> None:
        if name != b"constants":
            return
        try:
            self.requests.constants = constants(harmodel.loads(piece))
        except ValueError:
            return

    def events(self, cursor: Cursor) -> Iterator[Item]:
        yield About(producer="Chrome NetLog", timezone="+00:00")
        found = Elements(cursor, _event)
        for count, element in enumerate(found):
            place = Location(self.source.artifact, "json_pointer", f"/events/{count}", offset=element.offset, length=element.length)
            if element.made is None:
                self.skipped += element.length
                yield Coverage(refused=1, skipped=element.length, why=f"an event was not read: {element.why}")
            else:
                yield from self.requests.see(element.made, place)
        if not found.closed:
            end = cursor.offset if found.cut_at < 0 else found.cut_at
            left = max(0, self.source.head.size - end)
            self.skipped += left
            yield Defect("TK-IO-012", Location(self.source.artifact, offset=end), "the log was not closed, as when the browser was killed; what it holds was read")
            if left:
                yield Coverage(refused=1, skipped=left, why="the last event is cut off")
            cursor.skip_rest()


def _event(piece: bytes) -> NetEvent:
    try:
        return DECODER.decode(piece)
    except RecursionError:
        raise ValueError from None


analyzer: Analyzer = NetLog()
