"""What vendors leave behind in an answer or a log line: error codes, headers, phrases, flags, banners.

The signals are data, `rules/signals/<vendor>.yaml`, one file per vendor, found by being there. Each says where
its mark may stand (`kind`), what it points to (`cause`), who then made the answer (`answers`), in which context
it counts (`when`) and how well it is known (`grade`). A mark in the wrong place is no signal: a phrase of a
block page must stand in a body, a code among the codes of an error, a flag in a log line.
"""

import re
from collections.abc import Iterator, Mapping

from triagekit.reading.signalbook import ALWAYS, Catalogue, Signal, When, catalogue, means, texts
from triagekit.records import Value

Fields = Mapping[str, Value]

FIRM = frozenset({"lab", "real", "doc-read"})
"""Grades of signals that were seen: made in a lab, found in public artifacts, or read on the vendor's page."""
BODY_LIMIT = 65_536
"""Characters of a body that are searched."""
LOG_LIMIT = 16_384
"""Characters of a log event that are searched."""
_HEADER = "response.headers."


def match(fields: Fields) -> dict[str, Value]:
    """The vendor signals in this record, as fields signal.*; empty when there are none."""
    return told(list(found(fields)))


def told(signals: list[Signal]) -> dict[str, Value]:
    """The fields that these signals make."""
    if not signals:
        return {}
    out: dict[str, Value] = {
        "signal.vendors": _unique(s.vendor for s in signals),
        "signal.codes": _unique(s.code for s in signals if s.cause),
        "signal.causes": _unique(s.cause for s in signals),
        "signal.firm": _unique(s.cause for s in signals if s.grade in FIRM),
        "signal.cited": _unique(s.cause for s in signals if s.grade not in FIRM),
        "signal.answers": _unique(f"{s.answers} {s.product}".strip() for s in signals if s.answers),
        "signal.products": _unique(s.product for s in signals),
    }
    return {name: value for name, value in out.items() if value}


def _unique(items: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def found(fields: Fields) -> Iterator[Signal]:
    """Every signal in this record whose context holds."""
    known = catalogue()
    exchange = "source" in fields or "response.status" in fields
    candidates = _of_exchange(fields, known) if exchange else _of_event(fields, known)
    for signal, text in candidates:
        if signal.when is ALWAYS or _holds(signal.when, fields, text):
            yield signal


Candidates = Iterator[tuple[Signal, str]]


def _of_exchange(fields: Fields, known: Catalogue) -> Candidates:
    yield from _of_headers(fields, known)
    status = fields.get("response.status")
    if isinstance(status, int):
        yield from ((s, "") for s in known.statuses.get(status, ()))
    yield from _of_fields(fields, known)
    body = _body(fields) if "response.body.text" in fields else ""
    if body:
        yield from ((s, body) for s in known.texts["body"].find(body))
    title = str(fields.get("response.body.title") or "").lower()
    if title:
        yield from ((s, body) for s in known.titles if title.startswith(s.match))
    if not _CODES.isdisjoint(fields):
        yield from ((s, body) for code in _codes(fields) for s in known.codes.get(code, ()))
    words = _words(fields)
    if words:
        yield from ((s, words) for s in known.texts["word"].find(words))


def _body(fields: Fields) -> str:
    """The body where it can hold a mark: an error's, or any page; data of a success is searched too, scripts are not."""
    body = fields.get("response.body.text")
    if not isinstance(body, str) or not body:
        return ""
    status = fields.get("response.status")
    failed = not isinstance(status, int) or status >= 300
    if not failed and fields.get("response.body.kind") not in ("html", "json", "xml", None):
        return ""
    return body[:BODY_LIMIT].lower()


_ERRORS = ("response.body.error", "response.body.error_description", "auth.challenge.error", "auth.challenge.description", "error.text")
_CODED = ("response.body.error", "auth.challenge.error", "request.params.error", "request.params.error_code", "event.code", "event.fields.error", "event.fields.errorcode", "event.fields.error_code", "event.fields.code", "event.fields.eventtype", "event.fields.type")
_CODED_HEADERS = tuple(_HEADER + name for name in ("x-amzn-errortype", "x-ms-error-code", "x-amz-error-code", "cf-error-code"))
_CODES = frozenset({*_CODED, *_CODED_HEADERS, "response.body.error_codes"})
"""Every field in which a code can stand."""


def _codes(fields: Fields) -> Iterator[str]:
    """Short codes as errors carry them: whole values, never parts of sentences."""
    found: dict[str, None] = {}
    for name in _CODED:
        if name in fields:
            for value in texts(fields[name]):
                found[value.strip().lower()] = None
    for value in texts(fields.get("response.body.error_codes")):
        found[value.strip().lower()] = None
    for name in _CODED_HEADERS:
        if name in fields:
            for value in texts(fields[name]):
                found[value.partition(":")[0].strip().lower()] = None
    yield from found


_SAID = re.compile(r"(?<![\w.-])(?:[a-z]\w{2,40}\.){0,8}([A-Z][a-z0-9]{2,30}(?:[A-Z][a-z0-9]{1,30}){1,6}|[a-z]{3,20}(?:[A-Z][a-z]{3,20}){1,4}|[A-Z]{3,20}(?:_[A-Z]{2,20}){1,6}|E[A-Z]{9,20})(?![\w.-])")
"""A code as a library writes it into its sentence: TwoWords, camelCase, UPPER_WORDS or a long errno; a class may stand in its package."""
_SAID_LIMIT = 4_096
"""Characters of an event in which such a code is looked for."""
_FAILING = frozenset({"error", "fatal", "warn"})
_REASON = re.compile(r"""["']?(?:reason|code|__type|error_?code)["']?\s?[:=]\s?["']?""", re.IGNORECASE)


def _said_codes(fields: Fields) -> Iterator[str]:
    """Codes that an event of a failure names in its text; only distinctive ones, for the catalogue decides what they mean."""
    text = str(fields.get("event.text") or fields.get("event.message") or "")[:_SAID_LIMIT]
    if not _failing(fields) and not (_may_reason(text) and _REASON.search(text)):
        return
    for found in _SAID.finditer(text):
        code = found[1].lower()
        yield code
        if code.endswith(("exception", "error")):
            yield code.removesuffix("exception").removesuffix("error")


def _may_reason(text: str) -> bool:
    """False where no word stands that `_REASON` asks for: looking for them costs a tenth of the search."""
    lower = text.lower()
    return "code" in lower or "reason" in lower or "__type" in lower or not text.isascii()


def _failing(fields: Fields) -> bool:
    status = fields.get("event.status")
    return fields.get("event.level") in _FAILING or "event.exception" in fields or "error.kind" in fields or (isinstance(status, int) and status >= 400)


def _words(fields: Fields) -> str:
    """Sentences and addresses outside the body in which a distinctive code can stand."""
    parts = [str(fields[name])[:4096] for name in _ERRORS if name in fields]
    location = fields.get("response.location")
    if location:
        parts.append(str(location)[:8192])
    query = fields.get("request.url.query")
    if isinstance(query, str) and "error" in query:
        parts.append(query[:8192])
    return "\n".join(parts).lower()


def _of_headers(fields: Fields, known: Catalogue) -> Candidates:
    names = fields.get("response.header_names")
    if not isinstance(names, tuple):  # a line of an access log has none
        names = () if fields.get("source") == "access-log" else tuple(name[len(_HEADER) :] for name in fields if name.startswith(_HEADER))
    for header in names:
        signals, prefixed = known.of_header(header)
        for signal in signals:
            if not signal.match or any(signal.match in value.lower() for value in texts(fields.get(_HEADER + header))):
                yield signal, ""
        for signal in prefixed:
            yield signal, ""
    server = str(fields.get("response.server") or "").lower()
    if server:
        yield from ((s, "") for s in known.servers if server.startswith(s.match))
    location = str(fields.get("response.location") or "").lower()
    if location:
        yield from ((s, "") for s in known.locations if s.match in location)
    for cookie in texts(fields.get("response.cookie_names")):
        yield from ((s, "") for s in known.cookies if cookie.lower().startswith(s.match))


def _of_fields(fields: Fields, known: Catalogue) -> Candidates:
    for name in known.names:
        if name in fields:
            for signal in known.of_field(name, fields[name]):
                yield signal, ""


def _of_event(fields: Fields, known: Catalogue) -> Candidates:
    text = str(fields.get("event.text") or fields.get("event.message") or "")[:LOG_LIMIT].lower()
    yield from ((s, text) for s in known.texts["log"].find(text))
    yield from _of_fields(fields, known)
    yield from ((s, text) for code in dict.fromkeys((*_codes(fields), *_said_codes(fields))) for s in known.codes.get(code, ()))
    status = fields.get("event.status")
    if isinstance(status, int):
        yield from ((s, text) for s in known.statuses.get(status, ()))


def _holds(when: When, fields: Fields, text: str) -> bool:
    if when.statuses and (fields.get("response.status") or fields.get("event.status")) not in when.statuses:
        return False
    if when.server and when.server not in str(fields.get("response.server") or "").lower():
        return False
    if when.bodies and fields.get("response.body.kind") not in when.bodies:
        return False
    if when.formats and not str(fields.get("event.format") or fields.get("dialect") or "").startswith(when.formats):
        return False
    if not all(mark in text for mark in when.text):
        return False
    if not all(any(mark in value.lower() for value in texts(fields.get(_HEADER + name))) for name, mark in when.headers):
        return False
    return all(_is(fields, name, mark) for name, mark in when.fields)


def _is(fields: Fields, name: str, mark: str) -> bool:
    wanted = mark.lstrip("!")
    return any(means(value.lower(), wanted) for value in texts(fields.get(name))) is not mark.startswith("!")
