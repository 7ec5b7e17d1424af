"""Times as artifacts write them, read into aware datetimes. Total: what cannot be read is None."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

_MONTHS = {name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}

_IMF = re.compile(r"\s*[A-Za-z]{3,9},?\s+(\d{1,2})[ -]([A-Za-z]{3})[ -](\d{2,4})\s+(\d\d):(\d\d):(\d\d)\s*(?:GMT|UTC|Z|\+0000)?\s*$", re.ASCII)
_ASCTIME = re.compile(r"\s*[A-Za-z]{3}\s+([A-Za-z]{3})\s+(\d{1,2})\s+(\d\d):(\d\d):(\d\d)\s+(\d{4})\s*$", re.ASCII)
_LONG_FRACTION = re.compile(r"(\.\d{6})\d{1,12}", re.ASCII)


@lru_cache(maxsize=1024)
def http_date(text: str) -> datetime | None:
    """A date of RFC 9110 5.6.7 (IMF-fixdate, RFC 850 or asctime form), and the cookie date's dashes."""
    if len(text) > 64:
        return None
    found = _IMF.match(text)
    if found:
        day, month, year, hour, minute, second = found.groups()
    else:
        found = _ASCTIME.match(text)
        if not found:
            return None
        month, day, hour, minute, second, year = found.groups()
    return _made(year, month, (int(day), int(hour), int(minute), int(second)))


def _made(year: str, month: str, rest: tuple[int, int, int, int]) -> datetime | None:
    number = int(year)
    if len(year) == 2:  # RFC 6265 5.1.1: 70 to 99 are 19xx, 0 to 69 are 20xx
        number += 1900 if number >= 70 else 2000
    day, hour, minute, second = rest
    try:
        return datetime(number, _MONTHS.get(month.lower(), 0), day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None


def iso(text: str, zone: tzinfo = UTC) -> datetime | None:
    """An ISO 8601 time; one without an offset is taken to be in `zone`. Seven-digit fractions are cut to six."""
    if len(text) > 64:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = datetime.fromisoformat(_LONG_FRACTION.sub(r"\1", text.strip().replace(",", ".")).replace(" UTC", "Z"))
        except ValueError:
            return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 253_370_764_800  # the year 9999; later seconds cannot be a time of day anywhere


def epoch(seconds: float) -> datetime | None:
    """Seconds since 1970 as an aware time; None outside the years 1 to 9998 (so that a zone can still be added)."""
    if not -60_000_000_000 < seconds < _LATEST:
        return None
    return _EPOCH + timedelta(seconds=seconds)


def epoch_guess(number: float) -> datetime | None:
    """Epoch seconds, milliseconds, microseconds or nanoseconds, told apart by magnitude."""
    for limit, divisor in ((1e11, 1), (1e14, 1e3), (1e17, 1e6), (1e20, 1e9)):
        if abs(number) < limit:
            return epoch(number / divisor)
    return None


def offset_of(text: str) -> str:
    """The offset an ISO time ends in, such as +02:00; Z is +00:00; empty when it has none."""
    found = _OFFSET.search(text[-8:])
    if not found:
        return "+00:00" if text[-1:] in ("Z", "z") else ""
    return f"{found[1]}{found[2]}:{found[3]}"


_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)$", re.ASCII)


def fixed_zone(offset: str) -> tzinfo | None:
    """The zone that an offset such as +02:00 names."""
    found = _OFFSET.search(offset)
    if not found or int(found[2]) > 23:
        return None
    return timezone(timedelta(hours=int(found[2]), minutes=int(found[3])) * (-1 if found[1] == "-" else 1))
