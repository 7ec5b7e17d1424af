"""The cross-origin check (Fetch standard 3.2, 4.8, 4.10) done again from the headers, because captures hide its outcome.

Chrome writes a real status and ERR_FAILED, Firefox a real status and nothing, Playwright -1. The headers decide in all
of them: which permission was asked for, by a preflight or by Origin, and which was given. Only requests whose failure
the capture shows, or of producers that never show it, make a fact.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from triagekit.correlate._seen import is_request, status, text, texts, true
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.records import texts as lists
from triagekit.roles import Context, Correlator

MOST = 200
_SILENT = frozenset({"firefox", "webkit", "safari"})
"""Dialects that do not say that a cross-origin answer was withheld."""
_SIMPLE = frozenset({"GET", "HEAD", "POST"})
_NOT_CORS = frozenset({"document", "websocket", "image", "beacon"})

FIELDS: Vocabulary = {
    "cors.problem": words(
        "permission-missing | origin-not-allowed | wildcard-with-credentials | origin-duplicated | preflight-rejected | preflight-redirected | "
        "header-not-allowed | method-not-allowed | unexplained"
    ),
    "cors.status": figure("Status of the answer that failed the check"),
    "cors.masks_error": flag("That status is an error of its own, which the page never sees"),
    "cors.host": words("Host that was asked"),
    "cors.origin": words("Origin of the page"),
    "cors.refused_headers": lists("Request headers that the preflight did not allow"),
    "cors.method": words("Method that was asked for"),
    "cors.preflight": flag("The check failed at the preflight"),
    "cors.failed": flag("The capture itself shows that the page did not get the answer, or the check was a preflight's"),
}


@dataclass(frozen=True, slots=True)
class _Verdict:
    problem: str
    headers: tuple[str, ...] = ()


class Cors:
    """Judges preflights and cross-origin answers."""

    name = "cors"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._facts: list[Record] = []

    def see(self, record: Record) -> None:
        """Judge one exchange."""
        if len(self._facts) >= MOST or text(record, "source") not in ("har", "netlog", "flow") or not is_request(record) or status(record) is None:
            return
        verdict = _preflight(record) if true(record, "request.preflight") else _answer(record)
        if verdict:
            self._facts.append(Record(Kind.FACT, record.location, _facts(record, verdict), record.at))

    def conclude(self, _: Context) -> Iterator[Record]:
        """One cors-verdict fact per check that failed."""
        yield from self._facts


def _preflight(record: Record) -> _Verdict | None:
    code = status(record) or 0
    if 300 <= code < 400:
        return _Verdict("preflight-redirected")
    if not 200 <= code < 300:
        return _Verdict("preflight-rejected")
    origin = _permission(record)
    if origin:
        return origin
    asked = texts(record, "request.headers.access-control-request-method")
    allowed = _listed(record, "access-control-allow-methods")
    if asked and asked[0].upper() not in _SIMPLE and not {asked[0].lower(), "*"} & allowed:
        return _Verdict("method-not-allowed")
    refused = _refused(record)
    return _Verdict("header-not-allowed", refused) if refused else None


def _refused(record: Record) -> tuple[str, ...]:
    """Headers asked for and not allowed; a star covers all but Authorization (Fetch 4.8)."""
    allowed = _listed(record, "access-control-allow-headers", "response")
    asked = _listed(record, "access-control-request-headers", "request")
    return tuple(sorted(name for name in asked if name not in allowed and ("*" not in allowed or name == "authorization")))


def _listed(record: Record, name: str, side: str = "response") -> set[str]:
    return {item.strip().lower() for value in texts(record, f"{side}.headers.{name}") for item in value.split(",") if item.strip()}


def _answer(record: Record) -> _Verdict | None:
    if not true(record, "request.cross_origin") or "request.headers.origin" not in record.fields or true(record, "request.navigation"):
        return None
    if text(record, "request.resource_type") in _NOT_CORS or "no-cors" in texts(record, "request.headers.sec-fetch-mode") or true(record, "request.websocket"):
        return None
    failed = text(record, "error.kind") in ("cors", "other") or text(record, "dialect") in _SILENT
    if not failed or true(record, "from_cache"):
        return None
    found = _permission(record)
    if found is None and text(record, "error.kind") in ("cors", "other") and _star(record):
        return _Verdict("wildcard-with-credentials")
    return found


def _permission(record: Record) -> _Verdict | None:
    values = [item.strip() for value in texts(record, "response.headers.access-control-allow-origin") for item in value.split(",")]
    origin = next(iter(texts(record, "request.headers.origin")), "") or text(record, "request.origin")
    if not values:
        return _Verdict("permission-missing")
    if len(values) > 1:
        return _Verdict("origin-duplicated")
    if values[0] == "*":
        return _Verdict("wildcard-with-credentials") if "request.headers.cookie" in record.fields else None
    return None if values[0].lower() == origin.lower() or not origin else _Verdict("origin-not-allowed")


def _star(record: Record) -> bool:
    return texts(record, "response.headers.access-control-allow-origin") == ("*",)


def _facts(record: Record, verdict: _Verdict) -> dict[str, Value]:
    code = status(record) or 0
    preflight = true(record, "request.preflight")
    method = next(iter(texts(record, "request.headers.access-control-request-method")), "") if preflight else text(record, "request.method")
    fields: dict[str, Value] = {
        "fact": "cors-verdict", "cors.problem": verdict.problem, "cors.status": code, "cors.masks_error": code >= 400 and not preflight,
        "cors.host": text(record, "request.url.host"), "cors.origin": text(record, "request.origin"), "cors.method": method, "cors.preflight": preflight,
        "cors.failed": preflight or text(record, "error.kind") in ("cors", "other"),
    }  # fmt: skip
    if verdict.headers:
        fields["cors.refused_headers"] = verdict.headers
    return fields


correlator: type[Correlator] = Cors
