"""Fields of the W3C Extended Log File Format as IIS, HTTP.sys, CloudFront, Imperva and others name them."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import unquote_plus

from triagekit.reading.accesslog import Access, whole
from triagekit.reading.logtimes import Clock, stamp_of

_EXTRA = {
    "sc-substatus": "log.substatus", "sc-win32-status": "log.win32_status", "x-edge-result-type": "log.result", "x-edge-detailed-result-type": "log.result_detail", "x-edge-response-result-type": "log.result_response",
    "x-edge-location": "log.edge", "s-computername": "log.server", "s-sitename": "log.frontend", "s-reason": "log.error_reason", "s-queuename": "log.backend", "x-forwarded-for": "log.forwarded_for", "sc-range-start": "log.range_start",
    "ssl-protocol": "tls.version", "ssl-cipher": "tls.cipher", "cs-username": "log.user",
}  # fmt: skip
_NUMBERS = frozenset({"sc-substatus", "sc-win32-status"})
_IDS = {"x-edge-request-id": "x-amz-cf-id", "x-requestid": "x-request-id", "cs-request-id": "x-request-id"}


def access(told: Mapping[str, str], clock: Clock, seconds: bool) -> Access:
    """One entry by its field names; `seconds` where time-taken is in seconds (CloudFront), else milliseconds (IIS)."""
    made = Access(method=told.get("cs-method", ""), client=told.get("c-ip", ""), user=told.get("cs-username", ""))
    made.at = when(told, clock)
    stem, query = told.get("cs-uri-stem") or told.get("cs-uri") or "", told.get("cs-uri-query", "")
    made.target = f"{stem}?{query}" if query else stem
    made.status = whole(told.get("sc-status", ""))
    made.host = told.get("x-host-header") or told.get("cs-host") or told.get("cs(host)") or ""
    made.scheme = told.get("cs-protocol") or ("https" if told.get("s-port") == "443" else "")
    made.agent, made.referer = unquote_plus(told.get("cs(user-agent)", "")), told.get("cs(referer)", "")
    made.sent, made.received = whole(told.get("sc-bytes", "")), whole(told.get("cs-bytes", ""))
    made.version = told.get("cs-version", "") or told.get("cs-protocol-version", "")
    _timed(made, told.get("time-taken") or told.get("timetakenms") or "", seconds)
    for name, field in _EXTRA.items():
        if value := told.get(name):
            number = whole(value) if name in _NUMBERS else None
            made.extra[field] = value[:500] if number is None else number
    made.ids.extend((header, told[name]) for name, header in _IDS.items() if told.get(name))
    return made


def when(told: Mapping[str, str], clock: Clock) -> datetime | None:
    """Date and time of an entry: UTC, unless the field names say local."""
    if "date" in told or "time" in told:
        return stamp_of(f"{told.get('date', '')} {told.get('time', '')}".strip() + "Z", clock)
    if "date-utc" in told:
        return stamp_of(f"{told['date-utc']} {told.get('time-utc', '')}Z", clock)
    return stamp_of(f"{told.get('date-local', '')} {told.get('time-local', '')}", clock)


def _timed(made: Access, text: str, seconds: bool) -> None:
    try:
        value = float(text)
    except ValueError:
        return
    if 0 <= value < 1e10:
        made.total_ms = value * 1000 if seconds else value
