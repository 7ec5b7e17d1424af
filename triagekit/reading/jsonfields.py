"""Any JSON log entry by what its fields are called: bunyan, pino, zap, logrus, serilog, structlog, ECS, OpenTelemetry, GELF, Cloud Logging and home-made ones."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from triagekit.reading import correlation
from triagekit.reading.accesslog import Access, exchange
from triagekit.reading.events import Draft, event, level, severity
from triagekit.reading.jsonlog import Entry, Object, flat, get, likely, number, word
from triagekit.reading.logtimes import Clock, leading
from triagekit.reading.times import epoch_guess
from triagekit.records import Record

TIME = (
    "@timestamp", "timestamp", "time", "ts", "@t", "eventTime", "t.$date", "datetime", "date", "published", "created_at", "createdDateTime", "asctime", "Timestamp", "EventTime", "TimeGenerated",
    "timeUnixNano", "TimeCreated", "started_at", "start_time", "startTime", "StartUTC", "StartLocal", "logged_at", "event_time", "syslog_timestamp", "__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP", "receiveTimestamp",
    "EdgeStartTimestamp", "requestTime", "data.date", "date_create", "at", "instant.epochSecond", "Time", "when", "@timestamp.date",
)  # fmt: skip
LEVEL = ("level", "lvl", "severity", "log.level", "severity_text", "severityText", "SeverityText", "levelname", "@l", "loglevel", "log_level", "Level", "level_name", "LogLevel", "fields.lvl", "@fields.lvl", "s", "eventLogLevel", "PRIORITY", "syslog_severity", "priority", "levelValue", "LEVEL", "logLevel", "status_level")
MESSAGE = (
    "msg", "message", "@m", "short_message", "MESSAGE", "fields.message", "@fields.msg", "textPayload", "jsonPayload.message", "displayMessage", "Body", "body", "@mt", "Message", "RenderedMessage", "event",
    "log", "text", "error.message", "err.message", "description", "full_message", "summary", "errorMessage", "name", "operationName", "eventName",
)  # fmt: skip
LOGGER = ("logger", "logger_name", "log.logger", "loggerName", "target", "SourceContext", "Properties.SourceContext", "component", "module", "c", "Category", "category", "scope", "caller", "SYSLOG_IDENTIFIER", "service.name", "service", "app", "program", "hostname")
STACK = ("stack_trace", "stack", "stacktrace", "exception.stacktrace", "error.stack_trace", "error.stack", "err.stack", "exc_info", "@x", "traceback", "errorVerbose", "thrown.extendedStackTrace", "exception.stack", "exception", "Exception", "attributes.exception.stacktrace", "error.stacktrace", "exc_text", "backtrace")
ERROR = ("error", "err", "error.message", "err.message", "errorMessage", "cause", "reason", "exception.message", "error_message")
METHOD = ("method", "http.method", "http.request.method", "request.method", "req.method", "httpRequest.requestMethod", "requestMethod", "http_method", "request_method", "verb", "httpMethod", "ClientRequestMethod", "RequestMethod", "attributes.http.method", "attributes.http.request.method", "res.req.method")
URL = (
    "url.full", "url", "http.url", "request.url", "req.url", "httpRequest.requestUrl", "uri", "request.uri", "request_uri", "requestUri", "http.target", "url.original", "url.path", "path", "request.path", "http.request.path", "RequestPath", "ClientRequestURI",
    "x-envoy-origin-path", ":path", "originalUrl", "resourcePath", "http.path", "attributes.http.url", "attributes.url.full", "attributes.http.target", "endpoint", "target_path", "rawPath", "requestPath", "http_path",
)  # fmt: skip
STATUS = (
    "status", "status_code", "statusCode", "http.status_code", "http.response.status_code", "response.status", "response.status_code", "response.statusCode", "res.statusCode", "httpRequest.status", "responseStatus", "StatusCode", "response_code",
    "http_status", "EdgeResponseStatus", "DownstreamStatus", "code", "http.status", "attributes.http.status_code", "attributes.http.response.status_code", "responseStatusCode", "sc_status", "elb_status_code", "http_status_code",
)  # fmt: skip
LINE = ("request", "request_line", "requestLine", "http_request", "req")
"""Members that may hold a whole request line, as nginx's $request does."""
HOST = ("host", "http.host", "request.host", "req.headers.host", "req.host", "server_name", "http_host", "url.domain", "request.headers.host", "authority", ":authority", "ClientRequestHost", "RequestHost", "vhost", "domainName", "request_host", "attributes.http.host")
CLIENT = ("remote_addr", "client_ip", "clientIp", "remote_ip", "remoteAddr", "client.ip", "source.ip", "ip", "sourceIPAddress", "req.remoteAddress", "request.client_ip", "request.remote_ip", "httpRequest.remoteIp", "ClientIP", "remoteIp", "src_ip", "remote_address", "callerIpAddress", "ipAddress", "client", "context.ip_address")
AGENT = ("user_agent", "userAgent", "http_user_agent", "user_agent.original", "req.headers.user-agent", "request.headers.user-agent", "http.useragent", "httpRequest.userAgent", "ClientRequestUserAgent")
MILLIS = ("duration_ms", "durationMs", "responseTime", "elapsed_ms", "latency_ms", "durationMillis", "ElapsedMilliseconds", "response_time_ms", "took_ms", "latencyMs", "time_ms", "responseLatency", "elapsedMs", "OriginResponseDurationMs")
SECONDS = ("request_time", "duration", "latency", "elapsed", "response_time", "took", "duration_s", "time_taken", "responseTimeSeconds")
_SECONDS = (*SECONDS, "httpRequest.latency")

EXTRA = {
    "response_flags": "log.flags", "response_code_details": "log.details", "upstream_host": "log.upstream", "upstream_addr": "log.upstream", "upstream_status": "log.upstream_status", "upstream_cluster": "log.backend",
    "upstream_transport_failure_reason": "log.error_reason", "connection_termination_details": "log.termination", "proxy_upstream_name": "log.backend", "OriginStatus": "log.upstream_status", "ServiceAddr": "log.upstream",
    "RouterName": "log.frontend", "upstream": "log.upstream", "x-forwarded-for": "log.forwarded_for", "error_details": "log.error_reason",
}  # fmt: skip
"""Names that proxies use in their own JSON logs."""
_EXTRA = tuple(EXTRA)

_UNIT = re.compile(r"(\d{1,12}(?:\.\d{1,12})?)\s?(ns|us|µs|ms|s|m)?$")
_LINE = re.compile(r"([A-Z]{3,9}) (\S{1,8192}) HTTP/\d(?:\.\d)?$")
_FACTOR = {"ns": 1e-6, "us": 1e-3, "µs": 1e-3, "ms": 1.0, "s": 1000.0, "m": 60000.0}
_METHODS = frozenset({"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "CONNECT", "TRACE", "PROPFIND", "REPORT", "MKCOL", "MOVE", "COPY", "LOCK", "UNLOCK", "PROPPATCH", "QUERY"})


@dataclass(slots=True)
class Common:
    """What every entry is asked for."""

    at: datetime | None
    certain: bool
    level: str
    message: str
    logger: str


def time_of(made: Object, clock: Clock, paths: tuple[str, ...] = TIME) -> tuple[datetime | None, bool]:
    """When it happened, and whether the entry itself says so with an offset."""
    for path in likely(made, paths):
        value = get(made, path)
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, int | float):
            found = epoch_guess(float(value)) if 1e8 < abs(value) < 1e21 else None
            if found is not None and 1990 <= found.year <= 2150:
                return found, True
        elif isinstance(value, str) and (stamp := leading(value.strip()[:64], clock)):
            return stamp.at, stamp.certain
    return None, False


def level_of(made: Object) -> str:
    """The level by its word, or by the numbers of bunyan and pino (10 to 60) or of syslog (0 to 7)."""
    for path in likely(made, LEVEL):
        value = get(made, path)
        if isinstance(value, str):
            if path in ("PRIORITY", "syslog_severity") and value.isdigit():
                return severity(int(value[:2]))
            if word_ := level(value):
                return word_
        elif isinstance(value, int) and not isinstance(value, bool):
            if value >= 10:
                return level(str(value - value % 10))
            if "short_message" in made or path in ("PRIORITY", "syslog_severity"):
                return severity(value)
            if "reqId" in made and 0 <= value <= 4:  # Nextcloud counts from debug up
                return ("debug", "info", "warn", "error", "fatal")[value]
    return ""


def common(made: Object, clock: Clock) -> Common:
    """Time, level, message and logger by their usual names."""
    at, certain = time_of(made, clock)
    return Common(at, certain, level_of(made), word(made, *MESSAGE), word(made, *LOGGER))


def access_of(made: Object) -> Access | None:
    """The entry as an answered request, when it names a method, a target and a status."""
    method, target = word(made, *METHOD).upper(), word(made, *URL)
    if method not in _METHODS and (line := _LINE.match(word(made, *LINE))):
        method, target = line[1], line[2]
    if method not in _METHODS:
        return None
    status = number(made, *STATUS)
    if status is None or not 100 <= status <= 599 or not target:
        return None
    found = Access(method=method, target=target, status=int(status), client=word(made, *CLIENT), agent=word(made, *AGENT))
    if "://" not in target:
        found.host = word(made, *HOST)
        found.scheme = word(made, "scheme", "http.scheme", "url.scheme", "request_scheme", "request.scheme")
    found.total_ms = duration(made)
    found.ids = ids_of(made)
    for path in likely(made, _EXTRA):
        value, name = word(made, path), EXTRA[path]
        if value and (value != "-" or name == "log.upstream_status"):  # a dash there says that nobody behind was asked
            found.extra.setdefault(name, value[:500])
    return found


def duration(made: Object) -> float | None:
    """Milliseconds that it took, by the name's or the value's unit; a bare number under a plain name is taken for seconds."""
    millis = number(made, *MILLIS)
    if millis is not None:
        return millis if millis >= 0 else None
    nanos = number(made, "event.duration")
    if nanos is not None:
        return nanos / 1e6
    for path in likely(made, _SECONDS):
        value = get(made, path)
        if path == "duration" and "response_flags" in made and isinstance(value, int | float):
            return float(value)  # Envoy counts in ms
        if isinstance(value, str) and (found := _UNIT.match(value.strip())):
            return float(found[1]) * _FACTOR[found[2] or "s"]
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e7:
            return float(value) * 1000
    return None


def ids_of(made: Object) -> list[tuple[str, str]]:
    """Correlation identifiers among the entry's own members and those of its headers."""
    found: list[tuple[str, str]] = []
    for holder in (made, get(made, "request.headers"), get(made, "response.headers"), get(made, "req.headers"), get(made, "attributes"), get(made, "context")):
        if isinstance(holder, dict):
            found.extend(_ids(holder))
    return list(dict.fromkeys(found))[:20]


def _ids(holder: Object) -> list[tuple[str, str]]:
    found = []
    for name, value in list(holder.items())[:200]:
        plain = value[0] if isinstance(value, list) and value else value
        key = str(name).lower().replace("_", "-").rpartition(".")[2]
        if isinstance(plain, str) and 4 <= len(plain) <= 300 and key not in ("client-id", "user-id") and (correlation.is_name(key) or key in _MORE):
            found.append((key, plain))
    return found


_MORE = frozenset({"requestid", "traceid", "correlationid", "trace", "rayid", "reqid", "uniquetokenidentifier", "originalrequestid"})


def stack_of(made: Object) -> str:
    """The stack trace that the entry carries, as text."""
    for path in likely(made, STACK):
        value = get(made, path)
        if isinstance(value, list):
            value = "\n".join(str(v) for v in value[:500])
        if isinstance(value, dict):
            value = _thrown(value)
        if isinstance(value, str) and value.strip():
            return _headed(made, path.rpartition(".")[0], value)[:60_000]
    return ""


def _headed(made: Object, holder: str, stack: str) -> str:
    """The stack below what was thrown, where class and message stand beside it."""
    kind, said = (word(made, f"{holder}.type", f"{holder}.name"), word(made, f"{holder}.message")) if holder else ("", "")
    return f"{kind}: {said}\n{stack}" if kind and said and not stack.lstrip().startswith((kind, "Traceback")) else stack


def _thrown(value: dict[str, Any]) -> str:
    kind, said, stack = word(value, "type", "class", "exception_class", "exc_type", "name"), word(value, "message", "exception_message", "value", "exc_value"), word(value, "stacktrace", "stack", "trace")
    head = f"{kind}: {said}" if kind and said and not stack.startswith(kind) else ""
    return "\n".join(x for x in (head, stack) if x)


def draft_of(entry: Entry, made: Object, clock: Clock, form: str) -> Draft:
    """The entry as an event, not yet built, so that a form can add what it knows better."""
    told = common(made, clock)
    stack, error = stack_of(made), word(made, *ERROR)
    text = told.message or error
    more = [x for x in (error if error and error not in text and error not in stack else "", stack if stack not in text else "") if x]
    draft = Draft(entry.place, form, "\n".join([text, *more]), message=text, level=told.level, logger=told.logger, at=told.at or entry.at, certain=told.certain or entry.at is not None)
    draft.pairs = {n: v for n, v in flat(made).items() if v not in (text, stack)}
    for name, value in (("event.host", word(made, "hostname", "host.name", "_HOSTNAME", "host")), ("event.client", word(made, *CLIENT))):
        if value:
            draft.extra[name] = value[:255]
    status, method, url = number(made, *STATUS[1:]), word(made, *METHOD).upper(), word(made, *URL)
    if status is not None and 100 <= status <= 599:
        draft.extra["event.status"] = int(status)
    if method in _METHODS:
        draft.extra["event.method"] = method
    if url and ("://" in url or url.startswith("/")):
        draft.extra["event.url"] = url[:4_096]
    ids = ids_of(made)
    if ids:
        draft.extra.update(correlation.named(ids))
    return draft


_GRAVE = frozenset({"warn", "error", "fatal"})
_SUMMARY = frozenset(
    ["request", "response", "http", "https", "completed", "complete", "finished", "finish", "failed", "failure", "error", "errors", "warning", "with", "status", "code", "answered", "handled", "incoming", "outgoing", "processed", "returned", "sent", "served", "after", "took", "path", "method", "url", "uri", "duration", "time", "elapsed", "the", "was", "for", "and", "from", "call", "client", "server", "bad", "found", "not", "internal", "forbidden", "unauthorized", "unauthenticated", "unavailable", "service", "gateway", "timeout", "timed", "out", "too", "many", "requests", "conflict", "gone", "access", "log", "done"]
)
"""Words of a line that only sums a request up."""
_WORD = re.compile(r"(?<![\w/.])[A-Za-z]{3,40}")


def _says_why(found: Access, made: Object) -> bool:
    """Whether an answered request's own message tells why it failed, and not only that it did."""
    if (found.status or 0) < 400 or level_of(made) not in _GRAVE:
        return False
    said = word(made, *MESSAGE)[:2_000]
    words = {w.lower() for w in _WORD.findall(said.replace(found.target, " "))} - _SUMMARY - {found.method.lower()}
    return len(words) >= 2


def any_object(entry: Entry, made: Object, clock: Clock, form: str = "json-lines") -> Record:
    """An exchange when the entry is an answered request, else an event; one that says why a request failed is an event, for its words are the point."""
    found = access_of(made)
    reason = found is not None and _says_why(found, made)
    if found is not None and not reason and not stack_of(made):
        at, certain = time_of(made, clock)
        found.at = at or entry.at
        if at and not certain:
            found.extra["time.certain"] = False
        error = word(made, "error", "err.message", "error.message")
        if error and found.status is not None and found.status >= 400:
            found.extra["log.error_reason"] = error[:500]
        return exchange(found, entry.place, form, -1)
    draft = draft_of(entry, made, clock, form)
    if found is not None and found.status is not None:  # a member of the bare name status counts only beside a method and a target
        draft.extra["event.status"] = found.status
    return event(draft)
