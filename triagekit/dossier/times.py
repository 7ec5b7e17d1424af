"""When things were seen, on the case's one clock: the timeline of the evidence."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from triagekit import evidence as ev
from triagekit.correlate.timeline import Offset
from triagekit.dossier.causes import speaking
from triagekit.dossier.found import Found
from triagekit.records import Record
from triagekit.verdicts import Hit

MOMENTS = 500
"""Rows of the timeline at most."""
_RIGHT = Offset()


def timeline(found: Found, clean: ev.Cleaner) -> tuple[ev.Moment, ...]:
    """What was seen, in the order of its corrected times, each with what its time is uncertain by and what its artifact says."""
    rows = [(_corrected(record, found.offsets), hit, record) for hit in found.judgement.hits for record in hit.records if record.at]
    rows.sort(key=lambda row: (row[0][0], row[1].observation, row[2].location.offset))
    causes = {w.observation: c.id for c in reversed(speaking(found.judgement)) for w in c.for_}
    widths = offsets(found.clock)
    return tuple(_moment(row, causes.get(row[1].observation), widths, found.offsets.get(row[2].location.artifact, _RIGHT), clean) for row in rows[:MOMENTS])


def offsets(clock: Sequence[Record]) -> dict[str, float]:
    """Half the width of each host's clock interval, in seconds: what its times are uncertain by."""
    found: dict[str, float] = {}
    for record in clock:
        low, high = record.get("clock.offset_low_s"), record.get("clock.offset_high_s")
        if isinstance(low, int | float) and isinstance(high, int | float):
            found[str(record.get("clock.host") or "")] = abs(high - low) / 2
    return found


def _corrected(record: Record, known: Mapping[str, Offset]) -> tuple[datetime, float]:
    assert record.at is not None  # noqa: S101 (asked by the caller)
    return known.get(record.location.artifact, _RIGHT).at(record.at, record.location)


Row = tuple[tuple[datetime, float], Hit, Record]


def _moment(row: Row, cause: str | None, widths: Mapping[str, float], offset: Offset, clean: ev.Cleaner) -> ev.Moment:
    (when, uncertainty), hit, record = row
    original = record.at or when
    zone = original.strftime("%z")
    return ev.Moment(
        at=ev.stamp(when) or "",
        original_offset=f"{zone[:3]}:{zone[3:5]}" if zone else None,
        uncertainty_ms=round(1000 * (max(uncertainty, _host(record, widths)) + (0.0 if original.microsecond else 0.5))),
        artifact=record.location.artifact,
        location=ev.place(record.location, clean),
        what=clean(hit.shown or hit.title),
        cause=cause,
        original=original.isoformat() if when != original else None,
        zone_assumed=offset.zone_assumed and record.get("time.certain") is not True,
    )


def _host(record: Record, widths: Mapping[str, float]) -> float:
    """Seconds to either side by the clock of the host, where it was measured."""
    host = str(record.get("request.url.host") or record.get("event.host") or "")
    return widths.get(host, widths.get("", 0.0))
