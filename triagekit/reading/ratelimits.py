"""Retry-After and the many spellings of rate-limit fields, in seconds (RFC 9110 10.2.3, draft-ietf-httpapi-ratelimit-headers)."""

import re
from datetime import datetime

from triagekit.reading.headers import Grouped
from triagekit.reading.times import http_date, iso
from triagekit.records import Value

_NUMBER = re.compile(r"\s*\"?(-?\d{1,18}(?:\.\d{1,9})?)", re.ASCII)
_DURATION = re.compile(r"\s*(?:(\d{1,6})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,6}(?:\.\d{1,9})?)s)?(?:(\d{1,9}(?:\.\d{1,9})?)ms)?\s*\Z", re.ASCII)
_ITEM = re.compile(r"(?:^|[;,\s])(limit|remaining|reset|q|r|t|w)\s{0,5}=\s{0,5}(\d{1,18})", re.IGNORECASE | re.ASCII)

_FAMILIES = ("x-ratelimit-", "ratelimit-", "x-rate-limit-", "x-ratelimit-requests-", "rate-limit-")


def retry_after(value: str, date: datetime | None) -> float | None:
    """Seconds to wait. A date counts from the answer's own Date, never from our clock; negative becomes 0."""
    found = _NUMBER.match(value)
    if found and found.end() == len(value.rstrip().rstrip('"')):
        return float(found[1])
    when = http_date(value) or iso(value)
    return max(0.0, (when - date).total_seconds()) if when and date else _duration(value)


def _duration(value: str) -> float | None:
    found = _DURATION.match(value)
    if not found or not any(found.groups()):
        return None
    hours, minutes, seconds, millis = (float(g or 0) for g in found.groups())
    return hours * 3600 + minutes * 60 + seconds + millis / 1000


def reset(value: str, date: datetime | None) -> float | None:
    """Seconds to the reset: epoch milliseconds, epoch seconds, delta seconds, a duration such as 6ms, or a date, by magnitude."""
    found = _NUMBER.match(value)
    if found and found.end() == len(value.rstrip().rstrip('"')):
        number = float(found[1])
        if number > 1e8:
            return max(0.0, number / (1000 if number > 1e11 else 1) - date.timestamp()) if date else None
        return number
    return retry_after(value, date)


def fields(headers: Grouped, date: datetime | None) -> dict[str, Value]:
    """response.retry_after_s and response.ratelimit.*; of several limits the one with least remaining counts."""
    found: dict[str, Value] = {}
    for value in headers.get("retry-after", ())[:1]:
        seconds = retry_after(value, date)
        if seconds is not None:
            found["response.retry_after_s"] = seconds
    told = {name: values[0] for name, values in headers.items() if "limit" in name and ("rate" in name or name.startswith("x-"))}
    if told:
        _limits(found, told, date)
    return found


def _limits(found: dict[str, Value], told: dict[str, str], date: datetime | None) -> None:
    structured = told.get("ratelimit", "")
    words = {_LETTERS.get(k.lower(), k.lower()): v for k, v in _ITEM.findall(f"{told.get('ratelimit-policy', '')};{structured}")} if structured else {}
    for part in ("limit", "remaining", "reset"):
        for value in [*([words[part]] if part in words else []), *(v for n, v in told.items() if _is(n, part))]:
            number = reset(value, date) if part == "reset" else _first(value)
            name = "response.ratelimit.reset_s" if part == "reset" else f"response.ratelimit.{part}"
            before = found.get(name)
            if number is not None and (before is None or (part == "remaining" and isinstance(before, float) and number < before)):
                found[name] = number


_LETTERS = {"q": "limit", "r": "remaining", "t": "reset"}


def _is(name: str, part: str) -> bool:
    return name.startswith(_FAMILIES) and (name.endswith(f"-{part}") or f"-{part}-" in name) and not name.endswith("policy")


def _first(value: str) -> float | None:
    found = _NUMBER.match(value)
    return float(found[1]) if found else None
