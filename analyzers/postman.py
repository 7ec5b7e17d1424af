"""Postman and Newman JSON: run reports, collection runs, and collections with saved examples."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from triagekit.model import Defect, Location
from triagekit.reading import harmodel, texts, times
from triagekit.reading.exchange import Headers, Parts, build
from triagekit.reading.harmodel import number, text, whole
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

LARGEST = 32 << 20
"""Bytes of a report that are decoded at once: its bodies stand in it as lists of numbers."""
_DEEP = 20
_SCHEMA = re.compile(r'"schema"\s*:\s*"https://schema\.(?:get)?postman\.com/')


class Postman:
    """Reads executed and saved requests as exchanges."""

    name = "postman"
    label = "Postman collection or Newman report"
    kinds = frozenset({Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """By Postman's schema, or by the keys of a run."""
        start = head.text.lstrip("\ufeff \t\r\n")
        if not start.startswith("{") or '"log"' in start[:40]:
            return 0
        if _SCHEMA.search(head.text) or '"_postman_id"' in head.text or '"_postman_exported_at"' in head.text:
            return 93
        newman = sum(k in head.text for k in ('"collection"', '"executions"', '"run"', '"cursor"', '"responseTime"', '"assertions"'))
        results = sum(k in head.text for k in ('"collection_id"', '"results"', '"responseCode"', '"allTests"', '"totalPass"'))
        return 90 if newman >= 4 or results >= 3 else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield the requests in order."""
        del context
        if source.head.size > LARGEST:
            yield Defect("TK-IO-014", Location(source.artifact), f"the report is larger than {LARGEST >> 20} MiB; ask for a HAR of the same run")
            yield Coverage(skipped=source.head.size, why="the report is too large to be read at once")
            return
        try:
            found = harmodel.loads(texts.decode(source.read(LARGEST), texts.encoding_of(source.head.data)).lstrip("\ufeff").encode("utf-8", "replace"))
        except ValueError:
            yield Defect("TK-IO-012", Location(source.artifact))
            yield Coverage(skipped=source.head.size, why="it is not valid JSON")
            return
        yield About(producer="Newman" if isinstance(_table(found).get("run"), dict) else "Postman")
        for count, parts in enumerate(_all(_table(found), source.artifact)):
            parts.index = count
            yield build(parts)
        yield Coverage(examined=source.head.size)


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _all(root: dict[str, Any], artifact: str) -> Iterator[Parts]:
    started = times.epoch_guess(number(_table(_table(root.get("run")).get("timings")).get("started")) or 0) if root.get("run") else None
    for n, execution in enumerate(_rows(_table(root.get("run")).get("executions"))):
        told = _table(execution)
        parts = _parts(told.get("request") or _table(told.get("item")).get("request"), told.get("response"), Location(artifact, "json_pointer", f"/run/executions/{n}"))
        error = _table(told.get("requestError"))
        parts.error_text = " ".join(w for w in (text(error.get("message")), text(error.get("code")), text(error.get("syscall"))) if w)
        parts.error_code, parts.error_client, parts.started = text(error.get("code")), "node" if error else "", started if n == 0 else None
        yield parts
    for n, result in enumerate(_rows(root.get("results"))):
        yield _result(_table(result), Location(artifact, "json_pointer", f"/results/{n}"))
    collection = _table(root.get("collection")) if "item" not in root else root
    if not root.get("run"):
        yield from _items(_rows(collection.get("item")), artifact, "/item", 0)


def _items(items: list[Any], artifact: str, pointer: str, depth: int) -> Iterator[Parts]:
    """Saved examples of a collection, folders included; a request without one is an exchange without an answer."""
    for n, item in enumerate(items):
        told, here = _table(item), f"{pointer}/{n}"
        if isinstance(told.get("item"), list) and depth < _DEEP:
            yield from _items(told["item"], artifact, f"{here}/item", depth + 1)
        elif told.get("request"):
            saved = _rows(told.get("response"))
            if not saved:
                yield _parts(told["request"], None, Location(artifact, "json_pointer", f"{here}/request"))
            for m, answer in enumerate(saved):
                yield _parts(_table(answer).get("originalRequest") or told["request"], answer, Location(artifact, "json_pointer", f"{here}/response/{m}"))


def _result(told: dict[str, Any], place: Location) -> Parts:
    code = _table(told.get("responseCode"))
    parts = Parts(place, "flow", "postman", url=text(told.get("url")), status_text=text(code.get("name")))
    parts.status_recorded = whole(code.get("code"))
    parts.status = parts.status_recorded if parts.status_recorded and 100 <= parts.status_recorded <= 999 else None
    taken = number(told.get("time"))
    if taken is not None:
        parts.timings["total"] = taken
    return parts


def _parts(request: Any, response: Any, place: Location) -> Parts:
    asked, answer = _table(request), _table(response)
    parts = Parts(place, "flow", "postman", method=text(asked.get("method")) or "GET", url=_url(request if isinstance(request, str) else asked.get("url")))
    parts.request_headers = _headers(asked.get("header"))
    parts.request_body, parts.request_mime = _asked_body(_table(asked.get("body")))
    if not answer:
        return parts
    parts.status_recorded = whole(answer.get("code"))
    parts.status = parts.status_recorded if parts.status_recorded and 100 <= parts.status_recorded <= 999 else None
    parts.status_text, parts.response_headers = text(answer.get("status")), _headers(answer.get("header"))
    parts.body = _stream(answer.get("stream")) or text(answer.get("body"))[: harmodel.LIMIT] or None
    parts.body_size = whole(answer.get("responseSize"))
    parts.body_state = "present" if parts.body else "empty" if parts.body_size == 0 or "stream" in answer else "not-captured"
    taken = number(answer.get("responseTime"))
    if taken is not None:
        parts.timings["total"] = taken
    return parts


def _headers(value: Any) -> Headers:
    return [(text(h.get("key")), text(h.get("value"))) for h in map(_table, _rows(value)[:500]) if text(h.get("key")) and h.get("disabled") is not True]


def _url(value: Any) -> str:
    """A URL as text, or from Postman's parts of one."""
    told = _table(value)
    if isinstance(value, str) or text(told.get("raw")):
        return text(value) or text(told.get("raw"))
    host = ".".join(text(h) for h in _rows(told.get("host"))) or text(told.get("host"))
    path = "/".join(text(p) for p in _rows(told.get("path"))) or text(told.get("path")).lstrip("/")
    query = "&".join(f"{text(q.get('key'))}={text(q.get('value'))}" for q in map(_table, _rows(told.get("query"))[:200]))
    port = text(told.get("port"))
    return f"{text(told.get('protocol')) or 'http'}://{host}{':' + port if port else ''}/{path}{'?' + query if query else ''}"


def _asked_body(body: dict[str, Any]) -> tuple[str, str]:
    mode = text(body.get("mode"))
    if mode == "urlencoded":
        pairs = (_table(p) for p in _rows(body.get("urlencoded"))[:500])
        return "&".join(f"{text(p.get('key'))}={text(p.get('value'))}" for p in pairs), "application/x-www-form-urlencoded"
    return text(body.get("raw"))[: harmodel.LIMIT], ""


def _stream(value: Any) -> str:
    """A body kept as {"type": "Buffer", "data": [..]}."""
    numbers = _rows(_table(value).get("data"))[: harmodel.LIMIT]
    try:
        return texts.decode(bytes(numbers)).replace("\x00", "")
    except (TypeError, ValueError):
        return ""


analyzer: Analyzer = Postman()
