"""Builds an event record from a log line and its continuation lines, so that every log reader means the same by a field.

A reader fills a `Draft` with what its form says; `event` derives the rest: exception and cause, error kind,
the request it names, vendor codes and signals, correlation ids.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.model import Location
from triagekit.reading import clienterrors, correlation, stacktraces
from triagekit.reading.urls import split
from triagekit.records import Kind, Record, Value

LIMIT = 65_536
"""Characters kept of an event."""
MESSAGE = 4_096
"""Characters kept of its first line."""
PAIRS = 80
"""key=value fields kept of one line."""

LEVELS: dict[str, str] = {
    **dict.fromkeys(("trace", "trc", "finest", "finer", "verbose", "v", "t", "verb", "silly"), "trace"),
    **dict.fromkeys(("debug", "dbg", "d", "fine", "debg", "debug1", "debug2", "debug3", "debug4", "debug5", "dbug", "10", "20"), "debug"),
    **dict.fromkeys(("info", "inf", "i", "information", "log", "config", "success", "informational", "audit", "dflt", "default", "statement", "detail", "hint", "30", "[info]"), "info"),
    **dict.fromkeys(("notice", "note", "ntc"), "notice"),
    **dict.fromkeys(("warn", "warning", "wrn", "w", "warnings", "40"), "warn"),
    **dict.fromkeys(("error", "err", "e", "severe", "eror", "failure", "failed", "fail", "50", "[error]"), "error"),
    **dict.fromkeys(("fatal", "ftl", "f", "crit", "critical", "alert", "emerg", "emergency", "panic", "dpanic", "c", "60", "wtf", "assert"), "fatal"),
}  # fmt: skip
"""Levels as products write them, in the six words of `event.level` and notice."""

_SYSLOG_LEVEL = ("fatal", "fatal", "fatal", "error", "warn", "notice", "info", "debug")


def level(text: str) -> str:
    """One of trace, debug, info, notice, warn, error, fatal; empty when the text is no level."""
    return LEVELS.get(text.strip(" []:<>\t").lower(), "")


def severity(number: int) -> str:
    """The level of a syslog severity, 0 to 7 (RFC 5424 6.2.1)."""
    return _SYSLOG_LEVEL[number & 7]


@dataclass(slots=True)
class Draft:
    """What a reader found of one event. Leave a field at its default when the artifact does not say."""

    location: Location
    format: str
    text: str
    """The whole event with its continuation lines."""
    message: str = ""
    """The first line without time, level and the like; empty = the first line as it stands."""
    level: str = ""
    logger: str = ""
    host: str = ""
    at: datetime | None = None
    certain: bool = False
    """The time carries a date and an offset."""
    client: str = ""
    """Who speaks, where the form knows: go, node, java ... as in `error.client`."""
    pairs: dict[str, str] = field(default_factory=dict)
    """key=value or JSON fields by name."""
    extra: dict[str, Value] = field(default_factory=dict)
    """Further published fields that the reader knows directly; they win over what is derived."""
    quiet: bool = False
    """Not an error by its form: no wording in it is taken for one."""


_URL = re.compile(r"\b(?:https?|wss?)://[^\s\"'<>|\\^`{}]{1,2048}", re.IGNORECASE)
_REQUEST = re.compile(r"\b(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS|CONNECT|TRACE|PROPFIND|REPORT|MKCOL|MOVE|COPY|LOCK|UNLOCK|PROPPATCH)\s{1,3}(/[^\s\"'<>]{0,2048}|https?://[^\s\"'<>]{1,2048}|\*|[\w.-]{1,253}:\d{1,5})(?:\s{1,3}HTTP/(\d(?:\.\d)?))?")
_STATUS = re.compile(
    r"(?:HTTP/\d(?:\.\d)?\"?\s{1,3}|\bstatus(?:[ _-]?code)?\"?\s{0,2}(?:[:=]|of|is)?\s{0,2}\"?|HTTP Error |\bHTTP(?: status)?(?: code)? |response code:? |indicate success: |returned (?:HTTP )?(?:error )?(?:code )?|responded (?:with )?|got |(?<!os )\b(?:ERROR|code) |Completed |too many |Client(?:Response)?Error: |(?:Client|Server) error ')"
    r"([1-5]\d\d)(?![\d.])(?!\s?(?:ms|bytes|s\b))",
    re.IGNORECASE,
)
_POOL = re.compile(r"HTTP(S)?ConnectionPool\(host='([^']{1,255})'(?:, port=(\d{1,5}))?\):(?: Max retries exceeded with url: (/[^\s\"'()]{0,4096}))?")
_CLIENT = re.compile(r"(?:\[?client[: ]{1,2}|\bremote_addr=|\bremote_ip=|\bclient_ip=|\bclientIp=|\bip=|\bfrom )\"?([0-9a-fA-F.:]{3,45})\b")
_CODE = re.compile(r"\b(AADSTS\d{4,8}|AH\d{5}|MSIS\d{3,5}|ORA-\d{4,5}|TNS-\d{4,5}|MY-\d{6}|SQLSTATE\[\w{5}\]|PSQL-\d{3,5}|E\d{7}|[A-Z]{3,8}-\d{4,6}|EVT-\d{3,6}|0x8[0-9a-fA-F]{7})(?![\w-])")
_FAILS = re.compile(r"fail|error|exception|refused|reset|timed? ?out|denied|unable|cannot|can't|could not|invalid|unreachable|expired|aborted|closed|terminated|ssl|tls|x509|certificate|EOF|no such|not (?:found|known|valid|trusted)|unknown|exceeded|stopped|malformed|no route|unreachable|too many|gave HTTP|end of (?:stream|file)", re.IGNORECASE)
_STATED = ("http/", "http ", "status", "code ", "code:", "success: ", "returned ", "responded ", "got ", "error", "completed ", "too many ")
"""Words of which one stands, in lower case, wherever `_STATUS` matches: finding none costs a twentieth of the search."""
_FAILURES = (
    "fail", "error", "exception", "refused", "reset", "timeout", "time out", "timedout", "timed out", "denied", "unable", "cannot", "can't", "could not", "invalid", "unreachable", "expired",
    "aborted", "closed", "terminated", "ssl", "tls", "x509", "certificate", "eof", "no such", "not found", "not known", "not valid", "not trusted", "unknown", "exceeded", "stopped", "malformed",
    "no route", "too many", "gave http", "end of stream", "end of file",
)  # fmt: skip
"""What `_FAILS` finds, as plain texts in lower case."""
_NAME = re.compile(r"[^\w.@-]{1,64}", re.ASCII)
_BROKEN = frozenset({"error", "fatal", "warn"})


def event(draft: Draft) -> Record:
    """The event record for this draft. Total: odd values leave their fields absent."""
    text = draft.text[:LIMIT]
    message = (draft.message or text.partition("\n")[0])[:MESSAGE].strip()
    fields: dict[str, Value] = {"event.format": draft.format, "event.message": message, "event.text": text, "time.certain": draft.certain}
    for name, value in (("event.level", draft.level), ("event.logger", draft.logger[:200]), ("event.host", draft.host[:255])):
        if value:
            fields[name] = value
    trace = _thrown(fields, text)
    if not draft.quiet:
        _classified(fields, draft, (text, message), trace)
    _named(fields, text)
    _pairs(fields, draft.pairs)
    fields.update(draft.extra)
    _identified(fields, draft)
    return Record(Kind.EVENT, draft.location, fields, draft.at)


def _thrown(fields: dict[str, Value], text: str) -> stacktraces.Trace | None:
    if "\n" not in text and "Exception" not in text and "Error" not in text and "panic" not in text:
        return None
    trace = stacktraces.read(text)
    if trace is None:
        return None
    told = (("exception", trace.exception), ("exception.message", trace.message[:1000]), ("cause", trace.cause), ("cause.message", trace.cause_message[:1000]), ("language", trace.language))
    fields.update({f"event.{name}": value for name, value in told if value})
    if trace.frames:
        fields["event.frames"] = trace.frames
    return trace


def _classified(fields: dict[str, Value], draft: Draft, said: tuple[str, str], trace: stacktraces.Trace | None) -> None:
    """error.* for what went wrong; lines of level info and below must say that something failed."""
    text, message = said
    if draft.level in ("debug", "trace") and trace is None:
        return
    if draft.level not in _BROKEN and trace is None and not _has(message, _FAILURES, _FAILS):
        return
    client = trace.language if trace and trace.language in ("python", "java", "node", "dotnet", "go") else ""
    found = clienterrors.classify(trace.said if trace and trace.frames else text, frames=trace.stack if trace else "")
    if found:
        if client and "error.client" not in found:
            found["error.client"] = client
        elif draft.client and "error.client" not in found:
            found["error.client"] = draft.client
        fields.update(found)


def _named(fields: dict[str, Value], text: str) -> None:
    """The request, address and code that the text names."""
    head = text[:8_192]
    if "ConnectionPool(" in head and (pool := _POOL.search(head)):
        fields["event.url"] = f"{'https' if pool[1] else 'http'}://{pool[2]}{f':{pool[3]}' if pool[3] else ''}{pool[4] or '/'}"
    elif "://" in head and (url := _URL.search(head)):
        fields["event.url"] = url[0].rstrip(".,;:)]'")
    if " /" in head or "://" in head or "CONNECT " in head:
        _request(fields, head)
    if _has(head, _STATED) and (status := _STATUS.search(head)):
        fields["event.status"] = int(status[1])
    if ("client" in head or "remote" in head or "ip=" in head or "from " in head) and (client := _CLIENT.search(head)):
        fields["event.client"] = client[1]
    if code := _CODE.search(head):
        fields["event.code"] = code[1]
    url_text = fields.get("event.url")
    if isinstance(url_text, str) and (host := split(url_text).host):
        fields["event.url.host"] = host


def _has(text: str, words: tuple[str, ...], otherwise: re.Pattern[str] | None = None) -> bool:
    """Whether one of the words stands in the text, in whatever case; a text with letters beyond ASCII is asked by the pattern, which knows more cases."""
    if not text.isascii():
        return otherwise is None or otherwise.search(text) is not None
    lower = text.lower()
    for word in words:  # noqa: SIM110 - a plain loop costs half of any() over a generator, and every line of a log comes here
        if word in lower:
            return True
    return False


def _request(fields: dict[str, Value], head: str) -> None:
    found = _REQUEST.search(head)
    if found:
        fields["event.method"] = found[1]
        fields.setdefault("event.url", found[2])


def field_name(name: str) -> str:
    """A key as a field name: lower case, odd characters to underscores, at most 64 characters."""
    return _NAME.sub("_", name.strip())[:64].strip("._").lower()


def room(name: str) -> int:
    """Characters kept of a field's value. A SAML message is kept whole, for a part of it says nothing."""
    return 400_000 if name.lower().endswith(("samlresponse", "samlrequest")) else 2_000


def _pairs(fields: dict[str, Value], pairs: dict[str, str]) -> None:
    for n, (name, value) in enumerate(pairs.items()):
        if n >= PAIRS:
            break
        key = field_name(name)
        if key:
            fields[f"event.fields.{key}"] = value[: room(key)]


def _identified(fields: dict[str, Value], draft: Draft) -> None:
    """Correlation ids and vendor signals."""
    from triagekit.reading import signals

    if "correlation.ids" not in fields:
        found = [(n.lower(), v) for n, v in draft.pairs.items() if 4 <= len(v) <= 300 and correlation.is_name(n.lower().replace("_", "-").rpartition(".")[2])]
        fields.update(correlation.named([*found[:20], *correlation.in_text(draft.text)]))
    fields.update(signals.match(fields))
