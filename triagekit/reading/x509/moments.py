"""Times in certificates (RFC 5280 4.1.2.5): read leniently, with what is wrong about their form."""

import re
from datetime import UTC, datetime, timedelta

from triagekit.reading.x509.der import GENERALIZED_TIME, UTC_TIME, Node

_UTC = re.compile(r"(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?\Z")
_GENERALIZED = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?([.,]\d{1,9})?(Z|[+-]\d{4})?\Z")


def moment(node: Node) -> tuple[datetime | None, str]:
    """The time, and what is wrong about how it is written (empty when nothing is)."""
    text = node.content.decode("latin-1")
    if node.tag == UTC_TIME:
        return _utc(text)
    if node.tag == GENERALIZED_TIME:
        return _generalized(text)
    return None, "a time is of another type"


def _utc(text: str) -> tuple[datetime | None, str]:
    found = _UTC.match(text)
    if not found:
        return None, "a time cannot be read"
    year = int(found[1])
    parts = (year + (1900 if year >= 50 else 2000), *(int(found[n]) for n in (2, 3, 4, 5)), int(found[6] or 0))
    faults = [] if found[6] else ["a time without seconds"]
    return _made(parts, found[7], faults)


def _generalized(text: str) -> tuple[datetime | None, str]:
    found = _GENERALIZED.match(text)
    if not found:
        return None, "a time cannot be read"
    parts = (*(int(found[n]) for n in (1, 2, 3, 4, 5)), int(found[6] or 0))
    faults = [] if found[6] else ["a time without seconds"]
    if found[7]:
        faults.append("a time with fractions of a second")
    when, fault = _made(parts, found[8], faults)
    if when and not fault and when.year < 2050:
        fault = "mild: a time before 2050 in the long form"
    return when, fault


def _made(parts: tuple[int, ...], zone: str | None, faults: list[str]) -> tuple[datetime | None, str]:
    try:
        when = datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]
    except (ValueError, OverflowError):
        return None, "a time that does not exist"
    if zone is None:
        faults.append("a time without Z")
    elif zone != "Z":
        faults.append("a time with an offset")
        shift = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]))
        try:
            when = when - shift if zone[0] == "+" else when + shift
        except OverflowError:
            return None, "a time that does not exist"
    return when, faults[0] if faults else ""
