"""Where time went: waiting in the browser for a free connection, and transfers that were slow for their size.

A request without an answer says nothing here: Chrome counts its whole life as blocked. A queue is one only where at
least six requests of HTTP/1.1 to the host ran beside it, the most that browsers open to one host.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from triagekit.correlate._seen import ended, is_request, number, room, status, text, true
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

PARALLEL = 6
QUEUED_MS = 300.0
KEPT = 1_000
SLOW_TRANSFER_MS = 2_000.0

FIELDS: Vocabulary = {
    "queue.host": words("Host"),
    "queue.waiting": figure("Answered requests that waited 300 ms or more before they could start"),
    "queue.longest_ms": figure("Longest such wait"),
    "queue.parallel": figure("Most requests to the host under way at once"),
    "queue.full": flag("At least six requests of HTTP/1.1 were under way at once"),
    "transfer.host": words("Host"),
    "transfer.bytes": figure("Bytes received"),
    "transfer.seconds": figure("Seconds from the first to the last byte"),
    "transfer.kb_per_s": figure("Kilobytes per second"),
    "transfer.slow": flag("Slower than 250 kilobytes a second"),
}


@dataclass(slots=True)
class _Host:
    location: Location
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)
    waiting: int = 0
    longest: float = 0.0


class Waits:
    """Finds queues and slow transfers."""

    name = "waits"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}
        self._transfers: list[tuple[float, Record]] = []

    def see(self, record: Record) -> None:
        """Note an answered request's span, its wait and its transfer."""
        end = ended(record)
        if status(record) is None or not is_request(record) or record.at is None or end is None or true(record, "from_cache"):
            return
        received = number(record, "timing.receive_ms") or 0.0
        if received >= SLOW_TRANSFER_MS and len(self._transfers) < 100:
            self._transfers.append((received, record))
        host = text(record, "request.url.host")
        if text(record, "request.http_version") in ("h2", "h3") or not room(self._hosts, host):
            return
        known = self._hosts.get(host) or self._hosts.setdefault(host, _Host(record.location))
        if len(known.spans) < KEPT:
            blocked = number(record, "timing.blocked_ms") or 0.0
            known.spans.append((record.at + timedelta(milliseconds=blocked), end))
            if blocked >= QUEUED_MS and true_answer(record):
                known.waiting += 1
                if blocked > known.longest:
                    known.longest, known.location = blocked, record.location

    def conclude(self, _: Context) -> Iterator[Record]:
        """Queueing facts by host, transfer facts for the slowest transfers."""
        for host, known in self._hosts.items():
            if known.waiting:
                parallel = most_at_once(known.spans)
                fields: dict[str, Value] = {
                    "fact": "queueing", "queue.host": host, "queue.waiting": known.waiting, "queue.longest_ms": round(known.longest),
                    "queue.parallel": parallel, "queue.full": parallel >= PARALLEL,
                }  # fmt: skip
                yield Record(Kind.FACT, known.location, fields)
        for received, record in sorted(self._transfers, key=lambda t: -t[0])[:20]:
            yield _transfer(received / 1000, record)


def true_answer(record: Record) -> bool:
    """The producer's phases can be trusted: an answer came and no error followed."""
    return record.fields.get("timing.reliable") is not False and "error.kind" not in record.fields


def most_at_once(spans: list[tuple[datetime, datetime]]) -> int:
    """The greatest number of spans that overlap."""
    edges = sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans], key=lambda e: (e[0], e[1]))
    most = depth = 0
    for _, step in edges:
        depth += step
        most = max(most, depth)
    return most


def _transfer(seconds: float, record: Record) -> Record:
    size = number(record, "response.body.transferred") or number(record, "response.body.size") or number(record, "response.body.declared") or 0.0
    rate = size / 1000 / seconds
    fields: dict[str, Value] = {
        "fact": "transfer", "transfer.host": text(record, "request.url.host"), "transfer.bytes": size, "transfer.seconds": round(seconds, 2),
        "transfer.kb_per_s": round(rate, 1), "transfer.slow": rate < 250,
    }  # fmt: skip
    return Record(Kind.FACT, record.location, fields, record.at)


correlator: type[Correlator] = Waits
