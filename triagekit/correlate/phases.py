"""In which phase slow answers spent their time: waiting for the server, in a queue, setting up the connection, receiving.

Only answered requests whose phases the producer can be trusted with count: Chrome puts the whole life of a request
without an answer into its first phase. `connect` includes TLS (HAR 1.2). Streams, sockets and long polls wait by design.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from triagekit.correlate._seen import is_request, number, room, status, text, true
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

SLOW_MS = 1_000.0
"""An answer below this is not slow."""
SETUP_MS = 400.0
"""Connecting for this long is slow by itself: several round trips of a healthy network."""
SHARE = 0.6
"""The phase must take at least this part of the whole."""
KEPT = 2_000

_PHASES = (("queue", ("timing.blocked_ms",)), ("setup", ("timing.dns_ms", "timing.connect_ms")), ("server", ("timing.wait_ms",)), ("download", ("timing.receive_ms",)))
_PARTS = tuple(part for _, parts in _PHASES for part in parts)
_STREAMS = frozenset({"websocket", "eventsource", "media"})
_STREAM_MARKS = ("/stream", "/events", "/poll", "longpoll", "/sse", "/signalr", "/subscribe", "/socket.io", "/comet")

FIELDS: Vocabulary = {
    "phase.name": words("Phase in which most of the time went: server | queue | setup | download"),
    "phase.host": words("Host"),
    "phase.path": words("Path of the slowest of these answers"),
    "phase.answers": figure("Answers that were slow for this phase"),
    "phase.of": figure("All answers of the host"),
    "phase.longest_ms": figure("Longest time in the phase"),
    "phase.typical_ms": figure("Median time in the phase among these answers"),
    "phase.first_only": flag("Only the first request to the host was slow in it"),
}


@dataclass(slots=True)
class _Slow:
    """The slow answers of one host in one phase."""

    record: Record
    first: bool
    times: list[float] = field(default_factory=list)
    longest: float = 0.0
    count: int = 0


class Phases:
    """Sums up slow answers by host and phase."""

    name = "phases"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._answers: dict[str, int] = {}
        self._slow: dict[tuple[str, str], _Slow] = {}

    def see(self, record: Record) -> None:
        """Note one answered request."""
        if not _counts(record):
            return
        host = text(record, "request.url.host")
        if not room(self._answers, host):
            return
        self._answers[host] = self._answers.get(host, 0) + 1
        found = slow_phase(record)
        if found:
            self._note(host, *found, record)

    def _note(self, host: str, phase: str, spent: float, record: Record) -> None:
        known = self._slow.setdefault((host, phase), _Slow(record, self._answers[host] == 1))
        known.count += 1
        if len(known.times) < KEPT:
            known.times.append(spent)
        if spent > known.longest:
            known.longest, known.record = spent, record

    def conclude(self, _: Context) -> Iterator[Record]:
        """One fact for each host and phase."""
        for (host, phase), known in self._slow.items():
            of = self._answers[host]
            fields: dict[str, Value] = {
                "fact": "slow-phase", "phase.name": phase, "phase.host": host, "phase.path": text(known.record, "request.url.path"), "phase.answers": known.count,
                "phase.of": of, "phase.longest_ms": round(known.longest), "phase.typical_ms": round(median(known.times)), "phase.first_only": known.first and known.count == 1 and of > 1,
            }  # fmt: skip
            yield Record(Kind.FACT, known.record.location, fields, known.record.at)


def _counts(record: Record) -> bool:
    """An answer whose phases mean something; a failure's time is told by the failure."""
    code = status(record)
    if code is None or code == 101 or code >= 500 or not is_request(record) or "error.kind" in record.fields:
        return False
    if true(record, "from_cache") or true(record, "request.websocket") or record.fields.get("timing.reliable") is False:
        return False
    if text(record, "request.resource_type") in _STREAMS:
        return False
    path = text(record, "request.url.path").lower()
    for mark in _STREAM_MARKS:  # noqa: SIM110 - a plain loop costs half of any() over a generator, and every request comes here
        if mark in path:
            return False
    return True


def slow_phase(record: Record) -> tuple[str, float] | None:
    """The phase that took most of a slow answer's time, and how long."""
    for part in _PARTS:
        if part in record.fields and (number(record, part) or 0.0) >= SETUP_MS / 2:
            break
    else:
        return None  # no two parts of a phase come to the least that is slow
    spans = {name: sum(max(0.0, number(record, part) or 0.0) for part in parts) for name, parts in _PHASES}
    whole = max(number(record, "timing.total_ms") or 0.0, sum(spans.values()))
    name, spent = max(spans.items(), key=lambda item: item[1])
    least = SETUP_MS if name == "setup" else SLOW_MS
    return (name, spent) if spent >= least and spent >= SHARE * whole else None


correlator: type[Correlator] = Phases
