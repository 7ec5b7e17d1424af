"""Caddy's JSON access log: request and answer with their headers, credentials already replaced by Caddy."""

from typing import Any

from triagekit.reading.exchange import Headers, Parts, build
from triagekit.reading.jsonfields import time_of
from triagekit.reading.jsonlog import Entry, JsonForm, JsonLog, Object, get, number, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    logged = str(made.get("logger", "")).startswith("http.log")
    return isinstance(made.get("request"), dict) and isinstance(made.get("status"), int) and (logged or ("resp_headers" in made and isinstance(get(made, "request.headers"), dict)))


def _headers(value: Any) -> Headers:
    """Caddy writes each header as a list of values."""
    return [(str(n), str(v)) for n, values in value.items() for v in (values if isinstance(values, list) else [values])][:500] if isinstance(value, dict) else []


def _make(entry: Entry, made: Object, clock: Clock) -> Record:
    at, _ = time_of(made, clock)
    tls, host = get(made, "request.tls"), word(made, "request.host")
    scheme = "https" if isinstance(tls, dict) else "http"
    parts = Parts(entry.place, "access-log", "caddy", word(made, "request.method"), f"{scheme}://{host}{word(made, 'request.uri')}", started=at or entry.at)
    parts.request_headers, parts.response_headers = _headers(get(made, "request.headers")), _headers(made.get("resp_headers"))
    parts.request_version = word(made, "request.proto")
    status = number(made, "status")
    parts.status = int(status) if status and 100 <= status <= 599 else None
    if (seconds := number(made, "duration")) is not None:
        parts.timings["total"] = seconds * 1000
    if (size := number(made, "size")) is not None:
        parts.body_transferred = int(size)
    parts.sanitized = any(v == "REDACTED" for _, v in parts.request_headers)
    if client := word(made, "request.client_ip", "request.remote_ip"):
        parts.extra["log.client"] = client
    if "error" in word(made, "logger") and (message := word(made, "msg")):
        parts.extra["log.error_reason"] = message[:500]
    if isinstance(tls, dict) and (name := word(tls, "server_name")):
        parts.extra["tls.sni"] = name
    return build(parts)


analyzer: Analyzer = JsonLog(JsonForm("caddy", "Caddy access log", _owns, _make, 95, "Caddy"))
