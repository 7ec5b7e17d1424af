"""Any one line of any log: JSON, logfmt, an access-log line, or a time with a level and a message. None when nothing in it is known."""

import re
from datetime import UTC, datetime

from triagekit.model import Location
from triagekit.reading import clienterrors
from triagekit.reading.accesslog import Access, exchange
from triagekit.reading.combinedlog import combined
from triagekit.reading.events import Draft, event, level
from triagekit.reading.jsonfields import any_object
from triagekit.reading.jsonlog import Entry, decoded
from triagekit.reading.logtimes import Clock, Stamp, leading, near
from triagekit.reading.stacktraces import opens
from triagekit.records import Record

PAIR = re.compile(r"(?<![\w.\"'=/?&])([A-Za-z_@][\w.@-]{0,63})=(?:\"((?:[^\"\\]|\\.){0,4000})\"|'((?:[^'\\]|\\.){0,4000})'|([^\s\"',;&]{1,2000}))")
"""One key=value of a line; quotes may hold anything."""
_ACCESS = re.compile(r"\"(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS|CONNECT) (\S{1,8192}) (HTTP/\d(?:\.\d)?)\" (\d{3})\b")
_LEVEL = re.compile(
    r"[\s\-|:>,;\])]{0,6}(?:\[?\d{1,12}(?:-\d{1,9})?\]?\s{1,3})?[\[(<]?(TRACE|DEBUG\d?|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRIT|CRITICAL|ALERT|EMERG|PANIC|LOG|STATEMENT|DETAIL|HINT|CONTEXT|Note|System|Trace|Debug|Info|Notice|Warn|Warning|Error|Fatal|Critical|Emergency|trace|debug|info|notice|warn|warning|error|fatal|crit|critical|panic|[IWEDFTV](?=[/ ,]))"
    r"(?:[\])>:,|/]{1,2}|\s|-|$)"
)
_INSIDE = re.compile(r"[\[(|\s](TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|FATAL|CRITICAL|EMERG|warn(?:ing)?|error|info|debug|fatal|critical)[\])|:\s]")
_LOGGER = re.compile(r"[\s\-|:\[(]{0,4}((?:[A-Za-z_$][\w$-]{0,60}[.:/]){1,12}[\w$-]{1,80}|[\w-]{2,60}(?=[\]:]))[\])]?(?:\s{0,3}[:|-]\s|\]\s|:\s)")
_HARD = re.compile(r"(?:^|\W)(?:error|fatal|failed|failure|exception|panic|refused|timed out|denied|unauthorized|forbidden)(?:\W|$)", re.IGNORECASE)


def pairs(text: str, limit: int = 60) -> dict[str, str]:
    """key=value pairs of a line, quotes taken off."""
    if "=" not in text:
        return {}
    return {name: next((v for v in values if v), "").replace('\\"', '"') for name, *values in PAIR.findall(text[:16_384])[:limit]}


def is_logfmt(text: str) -> bool:
    """True for a line of at least two pairs that begins with one, a level or a message among them."""
    first = text.partition("=")[0]
    found = pairs(text) if "=" in text and 0 < len(first) < 64 and " " not in first else {}
    return len(found) >= 2 and not _TELLING.isdisjoint(name.lower() for name in found)


_TELLING = frozenset({"level", "lvl", "severity", "msg", "message", "at", "event"})


def logfmt(text: str, place: Location, clock: Clock, form: str) -> Record | None:
    """A line that is nothing but key=value pairs, with a level or a message among them."""
    found = pairs(text)
    lowered = {k.lower(): v for k, v in found.items()}
    message = lowered.get("msg") or lowered.get("message") or lowered.get("event") or ""
    word = lowered.get("level") or lowered.get("lvl") or lowered.get("severity") or lowered.get("at") or ""
    if len(found) < 2 or not (message or word):
        return None
    access = _answered(lowered)
    when = next((lowered[k] for k in ("time", "ts", "timestamp", "t", "@timestamp", "datetime") if k in lowered), "")
    stamp = leading(when, clock) if when else leading(text, clock)
    if access is not None:
        access.at = stamp.at if stamp else None
        return exchange(access, place, form, -1)
    draft = Draft(place, form, text, message=message or text, level=level(word), logger=lowered.get("logger") or lowered.get("component") or lowered.get("caller") or "")
    if stamp:
        draft.at, draft.certain = stamp.at, stamp.certain
    error = lowered.get("error") or lowered.get("err") or ""
    if error:
        draft.text = f"{message}\n{error}" if error not in message else message
        draft.extra.update(clienterrors.classify(error))
    draft.pairs = found
    if client := lowered.get("remote_ip") or lowered.get("remote_addr") or lowered.get("client_ip") or lowered.get("ip"):
        draft.extra["event.client"] = client
    return event(draft)


def _answered(found: dict[str, str]) -> Access | None:
    """Heroku's router and others write an answered request as pairs."""
    method, status = found.get("method", ""), found.get("status") or found.get("status_code") or found.get("code") or ""
    target = found.get("path") or found.get("uri") or found.get("url") or ""
    if not (method.isalpha() and status.isdigit() and 100 <= int(status[:4]) <= 599 and target):
        return None
    made = Access(method=method, target=target, status=int(status), host=found.get("host", ""), client=found.get("fwd") or found.get("remote_ip") or found.get("ip") or "")
    took = found.get("service") or found.get("duration") or found.get("duration_ms") or ""
    if took.removesuffix("ms").replace(".", "", 1).isdigit():
        made.total_ms = float(took.removesuffix("ms"))
    for key in ("request_id", "trace_id", "correlation_id"):
        if found.get(key):
            made.ids.append((key.replace("_", "-"), found[key][:200]))
    if found.get("code", "").startswith("H"):
        made.extra["log.error_reason"] = found["code"]
    return made


def any_line(text: str, place: Location, clock: Clock, form: str = "plain", rows: str = "", at: datetime | None = None) -> Record | None:
    """The record of one line; None when nothing in it is known.

    `rows` is the line with its continuation lines, `at` the time of a wrapping, for lines without one of their own.
    """
    body = text.lstrip()
    if body.startswith("{") and (made := decoded(body)) is not None:
        return any_object(Entry(place, made, text, at), made, clock, form)
    if access := _access(text, clock) if '" ' in text else _answered_line(text, clock):
        access.at = access.at or at
        return exchange(access, place, form, -1)
    if body.count("=") >= 2 and (found := logfmt(text, place, clock, form)) is not None:
        return found
    return _event(text, clock, Draft(place, form, rows or text, at=at, certain=at is not None))


def every_line(text: str, place: Location, clock: Clock, form: str, rows: str = "", at: datetime | None = None) -> Record:
    """As `any_line`, and a line of which nothing is known is an event with its text, so that none is lost."""
    found = any_line(text, place, clock, form, rows, at)
    return found or event(Draft(place, form, rows or text, message=text, at=at, certain=at is not None, pairs=pairs(text), quiet=True))


def levelled(draft: Draft, message: str) -> None:
    """The level and the logger that a wrapped message begins with, after its own time if it has one."""
    stamp = leading(message, Clock(UTC, 1970, False))
    logger = draft.logger
    draft.message = _levelled(draft, message[stamp.end :] if stamp else message, stamp).strip(" \t-|:") or message
    draft.logger = logger or draft.logger


def _access(text: str, clock: Clock) -> Access | None:
    """An access-log line, even with something unknown before or behind."""
    whole = combined(text, clock)
    if whole is not None:
        return whole
    found = _ACCESS.search(text[:16_384])
    if not found:
        return None
    made = Access(method=found[1], target=found[2], version=found[3], status=int(found[4]))
    return _stamped(made, text, clock)


def _stamped(made: Access, text: str, clock: Clock) -> Access:
    stamp = leading(text, clock) or near(text, clock)
    made.at = stamp.at if stamp else None
    return made


_SHORT = re.compile(r"(?:^|[\s\]])(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) (/\S{0,8191}) ([1-5]\d\d)(?:$| ([\d.]{1,12}) ?ms\b)")
_UWSGI = re.compile(r"\} \[[^\]]{20,40}\] ([A-Z]{3,12}) (\S{1,8192}) => generated (\d{1,15}) bytes in (\d{1,9}) msecs .{0,80}?\((HTTP/\d(?:\.\d)?) (\d{3})\)")


def _answered_line(text: str, clock: Clock) -> Access | None:
    """An answered request as development servers and uWSGI write it: GET /a 404 3.2 ms."""
    if " /" not in text:
        return None
    found = _SHORT.search(text[:16_384])
    if found:
        return _stamped(Access(method=found[1], target=found[2], status=int(found[3]), total_ms=float(found[4]) if found[4] and found[4].count(".") < 2 else None), text, clock)
    found = _UWSGI.search(text[:16_384]) if " => generated " in text else None
    return _stamped(Access(method=found[1], target=found[2], sent=int(found[3]), total_ms=float(found[4]), version=found[5], status=int(found[6])), text, clock) if found else None


def _event(text: str, clock: Clock, draft: Draft) -> Record | None:
    stamp = leading(text, clock) or near(text[:200], clock)
    rest = text[stamp.end :] if stamp and leading(text, clock) else text
    rest = _levelled(draft, rest, stamp)
    if stamp is None and draft.at is None and not draft.level and not opens(text) and not _HARD.search(text[:4_096]):
        return None
    draft.message = rest.strip(" \t-|:")
    draft.pairs = pairs(text)
    if stamp is not None:
        draft.at, draft.certain = stamp.at, stamp.certain
    return event(draft)


def _levelled(draft: Draft, rest: str, stamp: Stamp | None) -> str:
    """The level and the logger after the time, taken off the message."""
    found = _LEVEL.match(rest)
    if found and (stamp or found[1].isupper() or rest[:1] in "[(<") and len(found[1]) > (0 if stamp else 1):
        draft.level, rest = level(found[1]), rest[found.end() :]
    elif inside := _INSIDE.search(rest[:200]):
        draft.level = level(inside[1])
    if draft.level and (named := _LOGGER.match(rest)):
        draft.logger, rest = named[1], rest[named.end() :]
    return rest
