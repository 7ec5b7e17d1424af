"""Traces as Jaeger's and Zipkin's pages export them: every span an event, or an exchange where its tags tell a request.

Jaeger: https://www.jaegertracing.io/docs/latest/apis/ (times in microseconds, tags as key, type, value; the service stands with the
process). Zipkin: https://zipkin.io/zipkin-api/ (version 2 spans, times in microseconds, tags as an object).
"""

from collections.abc import Iterator
from typing import Any

from triagekit.reading.accesslog import FIELDS
from triagekit.reading.jsonfields import any_object
from triagekit.reading.jsonlog import Entry, Object, entries, first_objects, unread
from triagekit.reading.logtimes import Clock, clock
from triagekit.records import About, Coverage, Kind, Record, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_MOST = 50_000
"""Spans read of one trace."""
_FAILED = ("true", "1", "yes")


class _Traces:
    name = "tracing-json"
    label = "Distributed trace (Jaeger, Zipkin)"
    kinds = frozenset({Kind.EVENT, Kind.EXCHANGE})
    fields: Vocabulary = FIELDS

    def recognises(self, head: Head) -> int:
        return 96 if any(_is_jaeger(made) or _is_zipkin(made) for made in first_objects(head)[:3]) or _begins_jaeger(head.text) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        when, refused, zipkin = clock(context, source.head), 0, False
        for entry in entries(source, when):
            if entry.made is None:
                refused += 1
                yield unread(entry, refused)
            elif _is_jaeger(entry.made):
                for span in _spans(entry.made):
                    yield _record(entry, span, when)
            else:
                zipkin = zipkin or _is_zipkin(entry.made)
                yield _record(entry, _of_zipkin(entry.made) if _is_zipkin(entry.made) else entry.made, when)
        yield Coverage(examined=source.head.size, refused=refused)
        yield About(producer="Zipkin" if zipkin else "Jaeger")


def _is_jaeger(made: Object) -> bool:
    return isinstance(made.get("spans"), list) and isinstance(made.get("processes"), dict)


def _begins_jaeger(text: str) -> bool:
    """A trace that is longer than what recognition sees cannot be decoded there; its first names tell it."""
    first = text.lstrip("\ufeff \t\r\n")[:2_000]
    return first.startswith("{") and all(f'"{word}"' in first for word in ("data", "traceID", "spans"))


def _is_zipkin(made: Object) -> bool:
    return {"traceId", "id"} <= made.keys() and not made.keys().isdisjoint(("localEndpoint", "annotations")) and ("duration" in made or "timestamp" in made)


def _record(entry: Entry, span: Object, when: Clock) -> Record:
    return any_object(Entry(entry.place, span, "", None), span, when, "tracing-json")


def _spans(trace: Object) -> Iterator[Object]:
    """Every span of a Jaeger trace with its service's name and what it logged of an exception."""
    processes = trace["processes"]
    for span in _objects(trace["spans"])[:_MOST]:
        process = processes.get(str(span.get("processID")))
        tags = _tags(span.get("tags"))
        for happened in _objects(span.get("logs"))[:200]:
            said = _tags(happened.get("fields"))
            if str(said.get("event", "")).lower() in ("error", "exception") or "stack" in said or "exception.message" in said:
                tags.update({k: v for k, v in said.items() if k != "event"})
        service = process.get("serviceName") if isinstance(process, dict) else ""
        yield _flat(span, tags, str(service or ""), str(span.get("operationName") or ""), span.get("startTime"), (span.get("traceID"), span.get("spanID")))


def _of_zipkin(span: Object) -> Object:
    tags = span.get("tags")
    local = span.get("localEndpoint")
    service = local.get("serviceName") if isinstance(local, dict) else ""
    plain = {str(k)[:200]: v for k, v in tags.items() if isinstance(v, str)} if isinstance(tags, dict) else {}
    return _flat(span, plain, str(service or ""), str(span.get("name") or ""), span.get("timestamp"), (span.get("traceId"), span.get("id")))


def _flat(span: Object, tags: dict[str, Any], service: str, name: str, start: Any, ids: tuple[Any, Any]) -> Object:
    failed = _failed(tags)
    made: dict[str, Any] = {**tags, "timestamp": _seconds(start), "level": "error" if failed else "info", "message": name, "logger": service}
    made.update({key: value for key, value in zip(("trace-id", "span-id"), ids, strict=True) if isinstance(value, str) and value})
    if (took := _seconds(span.get("duration"))) is not None:
        made["duration_ms"] = round(took * 1000, 3)
    if failed and (said := next((str(tags[key]) for key in ("error.message", "otel.status_description", "message", "error") if str(tags.get(key, "")).lower() not in ("", *_FAILED)), "")):
        made["error"] = said
    else:
        made.pop("error", None)
    return made


def _failed(tags: dict[str, Any]) -> bool:
    """The tag `error` says yes (OpenTracing), or holds the failure's text (Zipkin), or the status is an error (OpenTelemetry)."""
    return ("error" in tags and str(tags["error"]).lower() not in ("false", "0", "no")) or str(tags.get("otel.status_code", "")).upper() == "ERROR"


def _seconds(value: Any) -> float | None:
    """Seconds from microseconds."""
    return value / 1e6 if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1e18 else None


def _tags(value: Any) -> dict[str, Any]:
    return {str(tag["key"])[:200]: tag["value"] for tag in _objects(value)[:200] if "key" in tag and isinstance(tag.get("value"), str | int | float | bool)}


def _objects(value: Any) -> list[Object]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


analyzer: Analyzer = _Traces()
