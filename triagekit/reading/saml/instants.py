"""Times as SAML writes them: xs:dateTime in UTC (SAML Core 1.3.3), and durations of metadata (xs:duration)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_FORM = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,12}))?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DURATION = re.compile(r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12})(?:\.\d{1,12})?S)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Instant:
    """A time and how it was written."""

    text: str
    at: datetime | None
    """None when it is no xs:dateTime."""
    zone: str
    """Z | offset | none."""

    @property
    def sound(self) -> bool:
        """Written as SAML wants it: an xs:dateTime in UTC."""
        return self.at is not None and self.zone == "Z"


def read(text: str) -> Instant:
    """The instant this text means; without a zone it is taken for UTC, and that is said."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        return Instant(text, None, "none")
    numbers = [int(found[n]) for n in range(1, 7)]
    if numbers[3] == 24 or numbers[5] > 59:
        return Instant(text, None, "none")
    micro = int((found[7] or "0")[:6].ljust(6, "0"))
    zone = found[8] or ""
    try:
        when = datetime(*numbers, micro, tzinfo=UTC)  # type: ignore[misc, arg-type]
        if zone not in {"", "Z"}:
            when -= timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[4:]))
    except (ValueError, OverflowError):
        return Instant(text, None, "none")
    return Instant(text, when, "Z" if zone == "Z" else "offset" if zone else "none")


def duration(text: str) -> timedelta | None:
    """An xs:duration, months taken for 30 days and years for 365; None when it is none or too long to add to a time."""
    found = _DURATION.fullmatch(text.strip())
    if not found or text.strip() in {"P", "PT"}:
        return None
    years, months, days, hours, minutes, seconds = (int(g or 0) for g in found.groups())
    try:
        return timedelta(days=years * 365 + months * 30 + days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
