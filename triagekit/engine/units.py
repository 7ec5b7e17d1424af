"""Durations and times as authors write them: 250ms, 60s, 5m, 2h, 7d; ISO 8601 for points in time."""

import re
from datetime import UTC, datetime

_DURATION = re.compile(r"(-?\d{1,9}(?:\.\d{1,6})?)\s?(ms|s|m|h|d|w)\Z")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}


def seconds(value: object) -> float | None:
    """The duration in seconds, or None when it is not one. A bare number has no unit, so it is not one."""
    found = _DURATION.match(value) if isinstance(value, str) else None
    return float(found.group(1)) * _SECONDS[found.group(2)] if found else None


def moment(value: object) -> datetime | None:
    """An aware time from ISO 8601 text (no offset means UTC), or None."""
    if not isinstance(value, str):
        return None
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def spell(value: float) -> str:
    """Seconds as an author would write them."""
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if value >= size and value % size == 0:
            return f"{value / size:g} {unit}"
    return f"{value:g} s" if value >= 1 or value == 0 else f"{value * 1000:g} ms"
