"""When things were seen and by which clocks: the timeline of the evidence and the offsets of its sources."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from triagekit import evidence as ev
from triagekit.dossier.causes import speaking
from triagekit.dossier.found import Found
from triagekit.records import Record
from triagekit.verdicts import Hit, Judgement

MOMENTS = 500
"""Rows of the timeline at most."""


def timeline(judged: Judgement, offsets: Mapping[str, float], clean: ev.Cleaner) -> tuple[ev.Moment, ...]:
    """What was seen, in the order of its times, each with what its time is uncertain by."""
    rows = [(record.at, hit, record) for hit in judged.hits for record in hit.records if record.at]
    rows.sort(key=lambda row: (row[0], row[1].observation, row[2].location.offset))
    causes = {w.observation: c.id for c in reversed(speaking(judged)) for w in c.for_}
    return tuple(_moment(row, causes.get(row[1].observation), offsets, clean) for row in rows[:MOMENTS])


def clocks(found: Found, clean: ev.Cleaner) -> tuple[ev.ClockNote, ...]:
    """Clocks of hosts, then of whole artifacts where enough was seen by both, with what they decided."""
    names = {a.id: a.name for a in found.artifacts}
    now = {c.id: c.verdict for c in found.judgement.causes}
    decided = "".join(f"; judged on corrected times, {cause} is {now[cause]} and no longer {before}" for cause, before in found.decided_by_clock.items() if cause in now)
    hosts = [_clock(r, clean) for r in found.clock if r.get("fact") != "source-clock"]
    return (*hosts, *(_source_clock(r, names, decided, clean) for r in found.clock if r.get("source.believed") is True))


def offsets(clock: Sequence[Record]) -> dict[str, float]:
    """Half the width of each host's clock interval, in seconds: what its times are uncertain by."""
    found: dict[str, float] = {}
    for record in clock:
        low, high = record.get("clock.offset_low_s"), record.get("clock.offset_high_s")
        if isinstance(low, int | float) and isinstance(high, int | float):
            found[str(record.get("clock.host") or "")] = abs(high - low) / 2
    return found


def _moment(row: tuple[datetime, Hit, Record], cause: str | None, offsets: Mapping[str, float], clean: ev.Cleaner) -> ev.Moment:
    when, hit, record = row
    offset = when.strftime("%z")
    return ev.Moment(
        at=ev.stamp(when) or "",
        original_offset=f"{offset[:3]}:{offset[3:5]}" if offset else None,
        uncertainty_ms=round(1000 * _uncertain(record, when, offsets)),
        artifact=record.location.artifact,
        location=ev.place(record.location, clean),
        what=clean(hit.shown or hit.title),
        cause=cause,
    )


def _uncertain(record: Record, when: datetime, offsets: Mapping[str, float]) -> float:
    """Seconds to either side: the clock's interval where its host was measured, and half a second where times are whole seconds."""
    host = str(record.get("request.url.host") or record.get("event.host") or "")
    return offsets.get(host, offsets.get("", 0.0)) + (0.0 if when.microsecond else 0.5)


def _source_clock(record: Record, names: Mapping[str, str], decided: str, clean: ev.Cleaner) -> ev.ClockNote:
    one, other = (names.get(str(record.get(f"source.{side}") or ""), "") for side in ("artifact", "against"))
    basis = "things that both artifacts saw"
    if record.get("source.zone_quarters"):
        basis += "; whole quarter hours: a time zone's doing, not a wrong clock"
    if record.get("source.jump") is True:
        basis += "; one of the two clocks was set in between, this is the offset after it"
    if drift := record.get("source.drift_s_per_h"):
        basis += f"; it grows by {drift} s an hour"
    moved = isinstance(middle := record.get("source.offset_s"), int | float) and abs(middle) >= 1
    low, high = (float(value) if isinstance(value := record.get(f"source.offset_{end}_s"), int | float) else 0.0 for end in ("low", "high"))
    counts = [int(value) if isinstance(value := record.get(f"source.{name}"), int | float) else 0 for name in ("samples", "agreeing")]
    return ev.ClockNote(source=clean(f"{one} against {other}"), offset_low_s=low, offset_high_s=high, samples=counts[0], agreeing=counts[1], basis=clean(basis + (decided if moved else "")))


def _clock(record: Record, clean: ev.Cleaner) -> ev.ClockNote:
    def figure(name: str) -> float:
        value = record.get(name)
        return float(value) if isinstance(value, int | float) else 0.0

    return ev.ClockNote(
        source=clean(str(record.get("clock.host") or "all hosts")),
        offset_low_s=figure("clock.offset_low_s"),
        offset_high_s=figure("clock.offset_high_s"),
        samples=int(figure("clock.samples")),
        agreeing=int(figure("clock.agreeing")),
        basis=clean("Date headers of answers against the times the client recorded"),
    )
