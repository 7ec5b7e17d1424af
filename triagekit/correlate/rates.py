"""Bursts: how many requests a route and a whole client sent in a second and a minute, and how many were identical.

Kept per route is a ring of the last times only; peaks are noted while they happen, so memory is bounded. Records
that arrive out of order by more than the ring are counted but do not raise a peak. Where a trace shows no time of
its own, the answer's Date stands in for it, to the second.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.correlate._seen import is_request, moment, room, status, text, true
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

WINDOW = 600
"""Times kept per key: a rate above 600 a minute is reported as 600."""
FLOOD = 10
"""Identical requests within a second that make a flood."""
BURST = 20
"""Requests of one route within a second that are worth saying."""
BESIDE = 2.0
"""Seconds within which a success and a refusal stand beside each other."""


@dataclass(slots=True)
class _Ring:
    host: str
    location: Location
    times: list[datetime] = field(default_factory=list)
    """The last `WINDOW` at most. Lists, not deques: most keys see one request, and an empty deque takes 600 bytes."""
    recent: list[datetime] = field(default_factory=list)
    """Of these, the times within the last second."""
    total: int = 0
    second: int = 0
    minute: int = 0
    peak_at: datetime | None = None
    refused: int = 0
    before_refusal: int = 0
    unavailable: int = 0
    mixed: bool = False
    last: dict[bool, datetime] = field(default_factory=dict)
    """The time of the last success (True) and of the last refusal (False)."""

    def answered(self, at: datetime, code: int | None) -> None:
        """Note a success or a refusal, and whether the other stands beside it."""
        refused = code in (429, 503)
        self.refused += refused
        self.unavailable += code == 503
        if code is None or not (refused or 200 <= code < 400):
            return
        other = self.last.get(refused)
        self.mixed = self.mixed or (other is not None and abs((at - other).total_seconds()) <= BESIDE)
        self.last[not refused] = at

    def add(self, at: datetime) -> None:
        """Note one request and the peaks it makes."""
        self.total += 1
        if self.times and at < self.times[-1]:
            return
        del self.times[: 1 - WINDOW], self.recent[: 1 - WINDOW]
        self.times.append(at)
        self.recent.append(at)
        while (at - self.recent[0]).total_seconds() > 1.0:
            del self.recent[0]
        if len(self.recent) > self.second:
            self.second, self.peak_at = len(self.recent), at
        while len(self.times) > 1 and (at - self.times[0]).total_seconds() > 60.0:
            del self.times[0]
        self.minute = max(self.minute, len(self.times))


FIELDS: Vocabulary = {
    "burst.host": words("Host"),
    "burst.route": words("Route, or the identical request's route"),
    "burst.total": figure("Requests in the case"),
    "burst.per_second": figure("Most requests within one second"),
    "burst.per_minute": figure("Most requests within one minute"),
    "burst.identical": flag("All of them were the same method and URL"),
    "burst.refused": figure("How many of them were refused with 429 or 503"),
    "burst.before_refusal": figure("Requests of the route in the minute before the first refusal"),
    "burst.unavailable": figure("How many of them were answered with 503"),
    "burst.mixed": flag("A success and a refusal stand within two seconds of each other"),
}


class Rates:
    """Counts requests by route and by identical request."""

    name = "rates"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._routes: dict[str, _Ring] = {}
        self._same: dict[str, _Ring] = {}

    def see(self, record: Record) -> None:
        """Count one request."""
        route, at = text(record, "request.route"), record.at or moment(record, "response.date")
        if not route or at is None or not is_request(record) or true(record, "request.preflight") or true(record, "from_cache"):
            return
        code = status(record)
        refused = code in (429, 503)
        for store, key in ((self._routes, route), (self._same, f"{text(record, 'request.method')} {text(record, 'request.url')[:2000]}")):
            if room(store, key):
                ring = store.get(key) or store.setdefault(key, _Ring(text(record, "request.url.host"), record.location))
                if refused and not ring.refused:
                    ring.before_refusal = len(ring.times)
                ring.add(at)
                ring.answered(at, code)

    def conclude(self, _: Context) -> Iterator[Record]:
        """A burst fact for each route or identical request that came fast, or was refused."""
        for store, identical in ((self._routes, False), (self._same, True)):
            for key, ring in store.items():
                if ring.second >= (FLOOD if identical else BURST) or (ring.refused and ring.total >= 3):
                    yield Record(Kind.FACT, ring.location, _facts(key, ring, identical=identical), ring.peak_at)


def _facts(key: str, ring: _Ring, *, identical: bool) -> dict[str, Value]:
    return {
        "fact": "burst", "burst.host": ring.host, "burst.route": key[:300], "burst.total": ring.total, "burst.per_second": ring.second,
        "burst.per_minute": ring.minute, "burst.identical": identical, "burst.refused": ring.refused, "burst.before_refusal": ring.before_refusal,
        "burst.unavailable": ring.unavailable, "burst.mixed": ring.mixed,
    }  # fmt: skip


correlator: type[Correlator] = Rates
