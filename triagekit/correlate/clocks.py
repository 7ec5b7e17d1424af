"""How far each server's clock stands from the client's, by intersecting hard intervals (Marzullo).

An answer with `Date: D` that started at t0 and took d was made between t0 and t0 + d by the client's clock, and
between D and D + 1 s by the server's (RFC 9110 6.6.1: whole seconds). So server - client lies in
[D - (t0 + d), D + 1 - t0]. One interval may be wrong; the span that most of a host's answers share is not.
Answers from caches carry an old Date and are left out. What is measured is the clock of the box that wrote
Date: most gateways write their own. Where the answers of one host agree only before and after a moment, a clock was
set at that moment; where they grow apart steadily, it drifts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from triagekit.correlate import _certificates, _issuers
from triagekit.correlate._certificates import Certificates
from triagekit.correlate._issuers import Issuers, Reference
from triagekit.correlate._offsets import MOST, Sample, Stretch, between, intersect
from triagekit.correlate._seen import ended, is_request, moment, number, room, status, text, true
from triagekit.correlate._sources import step
from triagekit.correlate.timeline import place
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag, time
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

SAMPLES = 400
"""Intervals kept per host."""
ALSO = 20
"""Further artifacts named per host."""
SHARE = 0.6
"""Share of a host's intervals that must agree."""
TOLERANCE_S = 60.0
"""An offset within this is no finding."""
ZONES_S = 14 * 3600
"""Zones lie at most so far from UTC."""
SLACK_S = 5.0
"""How far two clocks that agree may stand apart beside a wrong zone."""
_STALE = frozenset({"hit", "stale", "expired", "revalidated"})


@dataclass(slots=True)
class _Host:
    intervals: list[Sample] = field(default_factory=list)
    location: Location = field(default_factory=lambda: Location(""))
    also: dict[str, Location] = field(default_factory=dict)
    """First answer in each further artifact."""


@dataclass(frozen=True, slots=True)
class _Offset:
    host: str
    low: float
    high: float
    agreeing: int
    samples: int
    location: Location
    earlier: tuple[Stretch, ...] = ()
    """What it was before one of the two clocks was set."""
    last: tuple[float, float] = (0.0, 0.0)
    """What it was after that; told first, unless it was off before that only."""
    drift: float = 0.0

    @property
    def off(self) -> bool:
        return _off(self.low, self.high)

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


FIELDS: Vocabulary = {
    "clock.host": words("Host whose answers were measured"),
    "clock.offset_low_s": figure("Least offset server minus client, in seconds"),
    "clock.offset_high_s": figure("Greatest offset server minus client, in seconds"),
    "clock.offset_s": figure("Middle of that interval, in seconds"),
    "clock.samples": figure("Answers measured"),
    "clock.agreeing": figure("Answers that agree"),
    "clock.hosts": figure("Hosts measured in the case"),
    "clock.off": flag("The interval excludes zero by more than a minute"),
    "clock.direction": words("server-ahead | server-behind | in-step"),
    "clock.scope": words("all-hosts (so the client is off) | this-host | only-host (one host measured: either side) | none"),
    "clock.quarter_hours": flag("The offset is a whole multiple of 15 minutes, as a wrong time zone makes it"),
    "clock.half_hours": flag("The offset is a whole multiple of 30 minutes: nearly all zones differ by that"),
    "clock.jump": flag("One of the two clocks was set while the answers came"),
    "clock.jump_at": time("First answer after it was set, by the client's clock"),
    "clock.before_s": figure("Middle of the offset before that, in seconds"),
    "clock.after_low_s": figure("Least offset after that"),
    "clock.after_high_s": figure("Greatest offset after that"),
    "clock.drift_s_per_h": figure("Seconds per hour by which the offset grows"),
    **_issuers.FIELDS,
    **_certificates.FIELDS,
    "clock.days": flag("The offset is half a day or more, which the clock of a server that people use hardly ever is"),
}


class Clocks:
    """Measures offsets per host and says whether one server or the client is off."""

    name = "clocks"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}
        self._issuers = Issuers()
        self._certificates = Certificates()

    def see(self, record: Record) -> None:
        """Take the interval of an answer that came fresh from a server, and what bears a time of issue or of validity."""
        if record.kind is Kind.ASSERTION or record.kind is Kind.TOKEN:
            self._issuers.see(record)
            return
        self._certificates.see(record)
        if not is_request(record) or not _fresh(record):
            return
        date, start, end = moment(record, "response.date"), record.at, ended(record)
        if date is None or start is None or end is None or number(record, "timing.total_ms") is None:
            return
        host = text(record, "request.url.host")
        if not room(self._hosts, host):
            return
        known = self._hosts.setdefault(host, _Host(location=record.location))
        if record.location.artifact != known.location.artifact and room(known.also, record.location.artifact, ALSO):
            known.also.setdefault(record.location.artifact, record.location)
        if len(known.intervals) < SAMPLES:
            known.intervals.append(Sample((date - end).total_seconds(), (date - start).total_seconds() + 1.0, start, (place(record.location), 0)))

    def conclude(self, _: Context) -> Iterator[Record]:
        """One clock-offset fact per measured host, those that are off first, each with the stretches in which it was another."""
        measured = [m for host, known in self._hosts.items() if (m := _measure(host, known))]
        measured.sort(key=lambda m: (not m.off, -m.samples, m.host))
        for one in measured[:50]:
            yield Record(Kind.FACT, one.location, _facts(one, measured), also=tuple(self._hosts[one.host].also.values()))
            for stretch in one.earlier:
                yield Record(Kind.FACT, one.location, step((one.host, ""), stretch))
        reference = _reference(measured)
        yield from self._certificates.conclude(reference)
        yield from self._issuers.conclude(reference)


def _reference(measured: list[_Offset]) -> Reference:
    """The servers' clock: the one that they share where the client is off, else the client's own where some server agrees with it."""
    off = [m for m in measured if m.off]
    if off and _scope(off[0], measured) == "all-hosts":
        return Reference(min(m.low for m in off), max(m.high for m in off), checked=True)
    return Reference(checked=len(off) < len(measured))


def _off(low: float, high: float) -> bool:
    return low > TOLERANCE_S or high < -TOLERANCE_S


def _fresh(record: Record) -> bool:
    if status(record) in (None, 304) or (number(record, "response.age_s") or 0) > 0:
        return False
    return not (true(record, "from_cache") or true(record, "from_service_worker") or text(record, "cache.status") in _STALE)


def _measure(host: str, known: _Host) -> _Offset | None:
    low, high, agreeing = intersect([(s.low, s.high) for s in known.intervals])
    samples = len(known.intervals)
    moving = between(known.intervals) if agreeing < MOST * samples else None
    if moving is not None and (moving.earlier or moving.drift):
        last = moving.low, moving.high
        low, high = next((span for span in (last, *((e.low, e.high) for e in reversed(moving.earlier))) if _off(*span)), last)
        return _Offset(host, low, high, moving.agreeing, samples, known.location, moving.earlier, last, moving.drift)
    if agreeing < 2 or agreeing < SHARE * samples:
        return None
    return _Offset(host, low, high, agreeing, samples, known.location)


def _facts(one: _Offset, measured: list[_Offset]) -> dict[str, Value]:
    direction = "in-step" if not one.off else "server-ahead" if one.low > 0 else "server-behind"
    fields: dict[str, Value] = {
        "fact": "clock-offset", "clock.host": one.host, "clock.offset_low_s": round(one.low, 3), "clock.offset_high_s": round(one.high, 3),
        "clock.offset_s": round(one.middle, 1), "clock.samples": one.samples, "clock.agreeing": one.agreeing, "clock.hosts": len(measured),
        "clock.off": one.off, "clock.direction": direction, "clock.scope": _scope(one, measured), "clock.quarter_hours": _zone(one, 900),
        "clock.half_hours": _zone(one, 1800), "clock.days": abs(one.middle) > ZONES_S, "clock.jump": bool(one.earlier), "clock.drift_s_per_h": round(one.drift, 3),
    }  # fmt: skip
    if one.earlier:
        fields["clock.jump_at"], fields["clock.before_s"] = one.earlier[-1].after, round(one.earlier[-1].middle, 3)
        fields["clock.after_low_s"], fields["clock.after_high_s"] = round(one.last[0], 3), round(one.last[1], 3)
    return fields


def _scope(one: _Offset, measured: list[_Offset]) -> str:
    if not one.off:
        return "none"
    if len(measured) == 1:
        return "only-host"
    same = sum(1 for m in measured if m.off and abs(m.middle - one.middle) <= TOLERANCE_S)
    return "all-hosts" if same == len(measured) else "this-host"


def _zone(one: _Offset, step: int) -> bool:
    """Some whole number of steps, and at least one, lies in the interval or within five seconds of it: a zone is exact, a clock is not."""
    nearest = round(one.middle / step) * step
    return nearest != 0 and abs(nearest) <= ZONES_S and one.low - SLACK_S <= nearest <= one.high + SLACK_S


correlator: type[Correlator] = Clocks
