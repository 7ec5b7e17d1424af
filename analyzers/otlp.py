"""OpenTelemetry as its exporters write it in JSON (OTLP file exporter, collector): log records and spans, one document or one a line."""

import re
from collections.abc import Iterator
from typing import Any

from triagekit.reading.accesslog import FIELDS
from triagekit.reading.jsonfields import any_object
from triagekit.reading.jsonlog import Entry, Object, entries, first_objects, unread
from triagekit.reading.logtimes import Clock, clock
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_ROOTS = {"resourceLogs": ("scopeLogs", "logRecords"), "resourceSpans": ("scopeSpans", "spans")}
_START = re.compile(r'\s*\{\s*"resource(?:Logs|Spans)"\s*:\s*\[')
_LEVELS = ("trace", "debug", "info", "warn", "error", "fatal")
_MOST = 200_000
"""Items read of one document."""


class _Otlp:
    name = "otlp"
    label = "OpenTelemetry export"
    kinds = frozenset({Kind.EVENT, Kind.EXCHANGE})
    fields: Vocabulary = FIELDS

    def recognises(self, head: Head) -> int:
        return 96 if _START.match(head.text.lstrip("\ufeff")) or any(not _ROOTS.keys().isdisjoint(made) for made in first_objects(head)[:3]) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        when, refused = clock(context, source.head), 0
        for entry in entries(source, when):
            if entry.made is None:
                refused += 1
                yield unread(entry, refused)
                continue
            for flat in _flattened(entry.made):
                yield _record(entry, flat, when)
        yield Coverage(examined=source.head.size, refused=refused)
        yield About(producer="OpenTelemetry")


def _record(entry: Entry, flat: Object, when: Clock) -> Record:
    return any_object(Entry(entry.place, flat, "", None), flat, when, "otlp")


def _flattened(made: Object) -> Iterator[Object]:
    """Every log record and span with its attributes and those of its resource, by plain names."""
    count = 0
    for root, (scopes, leaves) in _ROOTS.items():
        for resource in _objects(made.get(root)):
            shared = {f"resource.{k}": v for k, v in _attributes(_inside(resource, "resource").get("attributes")).items()}
            for scope in _objects(resource.get(scopes)):
                for leaf in _objects(scope.get(leaves)):
                    count += 1
                    if count > _MOST:
                        return
                    yield _log(leaf, shared) if root == "resourceLogs" else _span(leaf, shared)


def _log(leaf: Object, shared: dict[str, Any]) -> Object:
    number = leaf.get("severityNumber")
    level = _LEVELS[min(5, max(0, (number - 1) // 4))] if isinstance(number, int) and number > 0 else leaf.get("severityText")
    body = _value(leaf.get("body"))
    attributes = _attributes(leaf.get("attributes"))
    stamp = leaf.get("timeUnixNano") or leaf.get("observedTimeUnixNano")
    return {**shared, **attributes, "timestamp": _nanos(stamp), "level": level, "message": body if isinstance(body, str) else str(body), "logger": shared.get("resource.service.name", ""), **_ids(leaf)}


def _span(leaf: Object, shared: dict[str, Any]) -> Object:
    """A span is an event, or an exchange when its attributes tell a request; code 2 is a failure (OTLP, Status)."""
    attributes = _attributes(leaf.get("attributes"))
    status = _inside(leaf, "status")
    failed = status.get("code") in (2, "STATUS_CODE_ERROR")
    start, end = _nanos(leaf.get("startTimeUnixNano")), _nanos(leaf.get("endTimeUnixNano"))
    made: dict[str, Any] = {**shared, **attributes, "timestamp": start, "level": "error" if failed else "info", "message": leaf.get("name"), "logger": shared.get("resource.service.name", ""), **_ids(leaf)}
    if isinstance(start, float) and isinstance(end, float) and end >= start:
        made["duration_ms"] = round((end - start) * 1000, 3)
    if failed and isinstance(status.get("message"), str):
        made["error"] = status["message"]
    for happened in _objects(leaf.get("events")):
        if happened.get("name") == "exception":
            made.update(_attributes(happened.get("attributes")))
    return made


def _ids(leaf: Object) -> dict[str, str]:
    return {name: value for name, key in (("trace-id", "traceId"), ("span-id", "spanId")) if isinstance(value := leaf.get(key), str) and value}


def _nanos(value: Any) -> float | None:
    """Seconds from nanoseconds since 1970, which JSON carries as a text."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(text) / 1e9 if text.isascii() and text.isdigit() and 0 < len(text) < 20 else None


def _objects(value: Any) -> list[Object]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _inside(made: Object, key: str) -> Object:
    found = made.get(key)
    return found if isinstance(found, dict) else {}


def _attributes(value: Any) -> dict[str, Any]:
    return {str(a["key"])[:200]: _value(a.get("value")) for a in _objects(value)[:200] if "key" in a}


def _value(value: Any) -> Any:
    """A typed value: {"stringValue": ...}, {"intValue": "401"} and so on; lists joined."""
    if not isinstance(value, dict) or not value:
        return value if isinstance(value, str | int | float) else ""
    kind, inside = next(iter(value.items()))
    if kind == "intValue" and isinstance(inside, str) and inside.lstrip("-").isdigit() and len(inside) < 20:
        return int(inside)
    if isinstance(inside, dict):
        return ", ".join(str(_value(v)) for v in inside.get("values", [])[:50]) if isinstance(inside.get("values"), list) else ""
    return inside if isinstance(inside, str | int | float) else ""


analyzer: Analyzer = _Otlp()
