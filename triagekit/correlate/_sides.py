"""What is kept of a record that may be joined with another artifact's: where, when, and the few fields that tell a story."""

from collections.abc import Mapping
from dataclasses import dataclass

from triagekit.correlate import _keys
from triagekit.correlate._keys import Span
from triagekit.correlate._seen import status, text
from triagekit.model import Location
from triagekit.records import FieldSpec, Kind, Record, Value
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.records import texts as lists

FROM: Mapping[str, tuple[str, ...]] = {
    "source": ("source", "event.format"), "host": ("request.url.host", "event.url.host", "event.host"), "path": ("request.url.path",), "method": ("request.method", "event.method"),
    "status": ("response.status", "event.status"), "error": ("error.kind",), "error_text": ("error.text",), "level": ("event.level",), "message": ("event.message",),
    "exception": ("event.exception",), "cause": ("event.cause",), "signals": ("signal.firm", "signal.causes"), "cited": ("signal.cited",), "upstream": ("log.upstream", "event.upstream"),
    "upstream_status": ("log.upstream_status",), "answered_by": ("answered_by",), "product": ("answered_by.product",), "challenge": ("auth.challenge.error",),
    "body_error": ("response.body.error",), "body_kind": ("response.body.kind",), "termination": ("log.termination_state",), "logger": ("event.logger",), "credential": ("auth.present",),
    "referer": ("request.headers.referer", "event.fields.referrer", "event.fields.referer"), "agent": ("request.headers.user-agent",),
}  # fmt: skip
"""Field of a side to the record fields it is taken from, the first that is there."""
_LISTS = frozenset({"signals", "cited"})
_NUMBERS = frozenset({"status"})
_FLAGS = frozenset({"credential"})
_MEANINGS = {
    "kind": "Record kind", "source": "What sort of artifact or log shows it", "host": "Host", "path": "Path", "method": "Method", "status": "Status", "error": "What failed at the transport",
    "error_text": "The client's own error text", "level": "Level of the log line", "message": "First line of the log line", "exception": "Exception as thrown", "cause": "Innermost cause of it",
    "signals": "Cause ids that vendor signals in it point to", "cited": "Those known from descriptions only", "upstream": "Back end asked", "upstream_status": "Status of the back end",
    "answered_by": "Who answered", "product": "Which product answered", "challenge": "error= of the challenge", "body_error": "error of the body", "body_kind": "Kind of body",
    "termination": "HAProxy's termination state", "logger": "Logger or component", "credential": "A credential travelled",
    "referer": "Page that made the request", "agent": "User agent",
}  # fmt: skip
_CUT = 300
_BAD_LEVELS = frozenset({"error", "fatal"})
_CLIENT = frozenset({"har", "trace", "netlog", "flow", "console"})


def specs(side: str) -> dict[str, FieldSpec]:
    """The published fields of one side of a join."""
    out = {}
    for name, meaning in _MEANINGS.items():
        make = lists if name in _LISTS else figure if name in _NUMBERS else words
        out[f"join.{side}.{name}"] = make(f"{meaning}, of {'what the client side saw' if side == 'here' else 'the other artifact'}")
    return out


@dataclass(frozen=True, slots=True)
class Side:
    """A record as one side of a join."""

    location: Location
    span: Span | None
    kind: Kind
    fields: Mapping[str, Value]
    failed: bool
    depth: int
    """0 the client, 1 a log of requests, 2 a log of events, 3 what was carried."""

    @property
    def artifact(self) -> str:
        return self.location.artifact

    @property
    def request(self) -> str:
        """Method and path, by which a request is known in a log; empty when either is not told."""
        method, path = self.fields.get("method"), self.fields.get("path")
        return f"{method} {path}" if method and path else ""


def request(record: Record) -> str:
    """Method and path of a request or of the request that a line names; empty when either is not told."""
    method = text(record, "request.method") or text(record, "event.method")
    path = text(record, "request.url.path") or _path(text(record, "event.url"))
    return f"{method} {path}" if method and path else ""


def _path(url: str) -> str:
    plain = url.split("?", 1)[0]
    return "/" + plain.split("://", 1)[1].partition("/")[2] if "://" in plain else plain


def of(record: Record) -> Side:
    """What is kept of a record."""
    fields: dict[str, Value] = {"kind": record.kind.value}
    for name, sources in FROM.items():
        value = next((v for s in sources if (v := record.fields.get(s)) not in (None, "", ())), None)
        if value is not None:
            fields[name] = _fitting(name, value)
    if record.kind is Kind.EVENT and "path" not in fields and (url := text(record, "event.url")):
        fields["path"] = _path(url)
    return Side(record.location, _keys.span(record), record.kind, fields, _failed(record, fields), _depth(record))


def _fitting(name: str, value: Value) -> Value:
    if name in _LISTS:
        return value if isinstance(value, tuple) else (str(value),)
    if name in _NUMBERS:
        return value if isinstance(value, int | float) else 0
    if isinstance(value, tuple):
        value = ", ".join(value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)[:_CUT]


def _failed(record: Record, fields: Mapping[str, Value]) -> bool:
    code = status(record) if record.kind is Kind.EXCHANGE else None
    return (code or 0) >= 400 or "error" in fields or fields.get("level") in _BAD_LEVELS or "exception" in fields


def _depth(record: Record) -> int:
    if record.kind is Kind.EXCHANGE:
        return 0 if text(record, "source") in _CLIENT else 1
    return 2 if record.kind is Kind.EVENT else 3
