"""The time a log line begins with, in any of the usual writings, as an aware datetime.

A time without an offset is read in the case's zone, else UTC, and is then not certain. A time without a
year (RFC 3164, klog, logcat) takes the year of the incident, else of the first full date in the artifact.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

from triagekit.reading.times import epoch_guess
from triagekit.roles import Context, Head

MONTHS = {name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "CET": 60, "CEST": 120, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "BST": 60, "IST": 330, "JST": 540}
_YEAR = re.compile(r"(?<!\d)(20\d\d)[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])(?!\d)|(?<!\d)\d{1,2}[/ ][A-Z][a-z]{2}[/ ](20\d\d)(?!\d)|:\d\d (20\d\d)[\] ]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Clock:
    """How to complete times that do not say everything."""

    zone: tzinfo
    year: int
    known_year: bool


class Stamp(NamedTuple):
    """A time found in a text."""

    at: datetime
    certain: bool
    """It carried a full date and an offset."""
    end: int
    """Where the text goes on after it."""


def clock(context: Context, head: Head) -> Clock:
    """The clock of one artifact."""
    known = context.incident_time or context.at
    found = _YEAR.search(head.text)
    zone = context.timezone or UTC
    if known:
        return Clock(zone, known.year, True)
    if found:
        return Clock(zone, int(found[1] or found[2] or found[3]), True)
    return Clock(zone, datetime.now(zone).year, False)


_LEAD = r"[\[(<\"']{0,2}"
_ISO = re.compile(
    _LEAD + r"(\d{4})[-/.](\d\d)[-/.](\d\d)(?:[T _:]|\s-\s|, )\s?(\d\d):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?(?:\s?(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b|[A-Z]{3,4}\b(?=[\] \[])))?", re.ASCII
)
_COMPACT = re.compile(_LEAD + r"(\d{4})(\d\d)(\d\d)[T -]?(\d\d):?(\d\d):?(\d\d)(?:[.,](\d{1,9}))?(Z\b|[+-]\d\d:?\d\d\b)?", re.ASCII)
_CLF = re.compile(_LEAD + r"(\d{1,2})[/ -]([A-Za-z]{3})[/ -](\d{4})[: T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?:\s?(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b))?", re.ASCII)
_CTIME = re.compile(_LEAD + r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s{1,2}([A-Z][a-z]{2})\s{1,2}(\d{1,2})\s(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:\s([A-Z]{3,4}))?\s(\d{4})", re.ASCII)
_RFC822 = re.compile(_LEAD + r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s(\d{1,2})\s([A-Z][a-z]{2})\s(\d{4})\s(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:\s?(GMT|UTC|[+-]\d{4}))?", re.ASCII)
_SYSLOG = re.compile(r"(?:<\d{1,3}>)?([A-Z][a-z]{2})\s{1,2}(\d{1,2})\s(?:(\d{4})\s)?(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?", re.ASCII)
_KLOG = re.compile(r"[IWEFD](\d\d)(\d\d)\s(\d\d):(\d\d):(\d\d)\.(\d{1,9})", re.ASCII)
_LOGCAT = re.compile(r"(\d\d)-(\d\d)\s(\d\d):(\d\d):(\d\d)\.(\d{1,9})", re.ASCII)
_US = re.compile(_LEAD + r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}),?\s(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?([AaPp][Mm])?", re.ASCII)
_EPOCH = re.compile(_LEAD + r"(\d{10}|\d{13}|\d{16}|\d{19})(?:\.(\d{1,9}))?(?![\w.-])", re.ASCII)
_CLOCK_ONLY = re.compile(_LEAD + r"(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?![\d:])", re.ASCII)


@lru_cache(maxsize=256)
def _zone(text: str) -> tzinfo | None:
    """The zone an offset or a common abbreviation names."""
    if text[:1] in "+-" and text:
        digits = text[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:4] or 0)
        return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes)) if minutes < 1440 else None
    known = _ZONES.get(text)
    return None if known is None else UTC if known == 0 else timezone(timedelta(minutes=known))


@lru_cache(maxsize=4096)
def _second(day: tuple[int, int, int], clock_: tuple[int, int, int], zone: tzinfo) -> datetime | None:
    """The whole second; lines of one second share it."""
    try:
        return datetime(*day, clock_[0], clock_[1], min(clock_[2], 59), tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _made(day: tuple[int, int, int], hms: tuple[str, str, str], fraction: str | None, zone: tzinfo) -> datetime | None:
    at = _second(day, (int(hms[0]), int(hms[1]), int(hms[2])), zone)
    return at.replace(microsecond=int((fraction + "00000")[:6])) if at is not None and fraction else at


def _dated(year: str, month: int, day: str) -> tuple[int, int, int]:
    return (int(year), month, int(day))


def _iso(found: re.Match[str], clock_: Clock) -> Stamp | None:
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    zone = _zone(offset) if offset else None
    at = _made((int(year), int(month), int(day)), (hour, minute, second), fraction, zone or clock_.zone)
    end = found.end() if zone or not offset else found.end(7) if fraction else found.end(6)
    return Stamp(at, zone is not None, end) if at else None


def _clf(found: re.Match[str], clock_: Clock) -> Stamp | None:
    day, month, year, hour, minute, second, fraction, offset = found.groups()
    zone = _zone(offset) if offset else None
    at = _made(_dated(year, MONTHS.get(month.lower(), 0), day), (hour, minute, second), fraction, zone or clock_.zone)
    return Stamp(at, zone is not None, found.end()) if at else None


def _ctime(found: re.Match[str], clock_: Clock) -> Stamp | None:
    month, day, hour, minute, second, fraction, offset, year = found.groups()
    zone = _zone(offset) if offset else None
    at = _made(_dated(year, MONTHS.get(month.lower(), 0), day), (hour, minute, second), fraction, zone or clock_.zone)
    return Stamp(at, zone is not None, found.end()) if at else None


def _syslog(found: re.Match[str], clock_: Clock) -> Stamp | None:
    month, day, year, hour, minute, second, fraction = found.groups()
    at = _made((int(year) if year else clock_.year, MONTHS.get(month.lower(), 0), int(day)), (hour, minute, second), fraction, clock_.zone)
    return Stamp(at, False, found.end()) if at else None


def _short(found: re.Match[str], clock_: Clock) -> Stamp | None:
    month, day, hour, minute, second, fraction = found.groups()
    at = _made((clock_.year, int(month), int(day)), (hour, minute, second), fraction, clock_.zone)
    return Stamp(at, False, found.end()) if at else None


def _us(found: re.Match[str], clock_: Clock) -> Stamp | None:
    """Month first, as Windows writes it, unless only day first is a date; the fraction and AM/PM are optional."""
    first, second, year, hour, minute, secs, fraction, half = found.groups()
    month, day = (int(first), int(second)) if int(first) <= 12 and "." not in found[0][:3] else (int(second), int(first))
    hours = int(hour) % 12 + 12 * (half.lower() == "pm") if half else int(hour)
    at = _made((int(year), month, day), (str(hours), minute, secs), fraction, clock_.zone)
    return Stamp(at, False, found.end()) if at else None


def _epoch(found: re.Match[str], _: Clock) -> Stamp | None:
    fraction = f".{found[2]}" if found[2] else ""
    at = epoch_guess(float(found[1] + fraction))
    return Stamp(at, True, found.end()) if at and 2000 <= at.year <= 2100 else None


Reader = Callable[[re.Match[str], Clock], Stamp | None]
_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_ISO, _iso), (_SYSLOG, _syslog), (_CLF, _clf), (_CTIME, _ctime), (_RFC822, _clf), (_KLOG, _short), (_LOGCAT, _short), (_COMPACT, _iso), (_EPOCH, _epoch), (_US, _us),
)  # fmt: skip


def leading(text: str, clock_: Clock) -> Stamp | None:
    """The time that the text begins with (after at most an opening bracket or quote), or None."""
    start = text[:1]
    if not start or not (start in "[(<\"'" or start.isdigit() or start in "JFMASONDITWEFSDCPU"):
        return None
    for pattern, reader in _FORMS:
        found = pattern.match(text)
        if found and (stamp := reader(found, clock_)):
            return stamp
    return None


def near(text: str, clock_: Clock, within: int = 80) -> Stamp | None:
    """The first full time within the first characters of the text, or None."""
    for pattern, reader in ((_ISO, _iso), (_CLF, _clf), (_CTIME, _ctime)):
        found = pattern.search(text, 0, within + 40)
        if found and found.start() <= within and (stamp := reader(found, clock_)):
            return stamp
    return None


@lru_cache(maxsize=8192)
def clf(text: str) -> datetime | None:
    """The time of an access log, 23/Nov/2026:08:28:35 +0000."""
    found = _CLF.match(text)
    stamp = _clf(found, Clock(UTC, 1970, False)) if found else None
    return stamp.at if stamp else None


def parse(text: str, clock_: Clock) -> datetime | None:
    """A text that is a time and nothing else, in any of the forms above; None when it is none."""
    stamp = leading(text.strip()[:64], clock_)
    return stamp.at if stamp else None


def clock_time(text: str) -> tuple[timedelta, int] | None:
    """A time of day without a date (curl --trace-time), as the time since midnight, and where the text goes on."""
    found = _CLOCK_ONLY.match(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3]) > 60:
        return None
    micro = int((found[4] + "00000")[:6]) if found[4] else 0
    return timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3]), microseconds=micro), found.end()


@lru_cache(maxsize=1024)
def _stamp_of(text: str, clock_: Clock) -> datetime | None:
    return parse(text, clock_)


def stamp_of(text: str, clock_: Clock) -> datetime | None:
    """As `parse`, remembering the last texts: lines of one moment repeat it."""
    return _stamp_of(text, clock_)
