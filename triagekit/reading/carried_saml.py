"""Finds SAML messages and metadata inside exchanges and log lines."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from triagekit.reading.bodies import LIMIT
from triagekit.reading.saml import find as finding
from triagekit.reading.saml.find import Found
from triagekit.records import Kind, Material, Record, Use, Value

_XML_BODIES = ("xml", "html", None)
_PARAMETERS = {name.lower(): name for name in finding.PARAMETERS[:2]}
SHORTEST = 40
"""Characters of the shortest field of a structured log that can be a message."""


def find(record: Record) -> Iterator[Material]:
    """Every SAML message of this record, as it travelled."""
    if record.kind is Kind.EVENT:
        yield from _event(record)
    else:
        yield from _asked(record)
        yield from _answered(record)


def _event(record: Record) -> Iterator[Material]:
    text = _text(record.fields, "event.text") or _text(record.fields, "event.message")
    for found in finding.in_text(text) if text else ():
        if found.value[:1] == "<" and not found.value.rstrip().endswith(">"):
            continue  # where a log breaks off XML, the log did it: nothing is known of the message
        yield _material(found, Use(record.at, None, record.location, place="log", role="request"), {})
    for name, value in record.fields.items():
        parameter = _PARAMETERS.get(name.rpartition(".")[2]) if name.startswith("event.fields.") else None
        if parameter and isinstance(value, str) and len(value) >= SHORTEST and value not in text:
            yield _material(Found(value, parameter), Use(record.at, None, record.location, place="log", role="request"), {})


def _asked(record: Record) -> Iterator[Material]:
    fields = record.fields
    query = _text(fields, "request.url.query")
    if "saml" in query.lower():
        for found in finding.in_query(query):
            yield _material(found, _use(record, "query", found.parameter), _receiver(fields))
    for found in _sent(fields):
        yield _material(found, _use(record, "form", found.parameter), _receiver(fields))


def _sent(fields: Mapping[str, Value]) -> Iterator[Found]:
    """Messages in the request's body: a form, or SOAP."""
    body = _text(fields, "request.body.text")
    if "saml" not in body[:LIMIT].lower():
        return
    if body.lstrip()[:1] == "<":
        yield from finding.in_text(body)
        return
    cut = len(body) >= LIMIT
    for found in finding.in_form(body):
        whole = fields.get(f"request.params.{found.parameter}") if cut else None
        yield Found(whole[0], found.parameter, found.binding, found.relay_state) if isinstance(whole, tuple) and len(whole[0]) > len(found.value) else found


def _answered(record: Record) -> Iterator[Material]:
    fields = record.fields
    location = _text(fields, "response.location")
    if "saml" in location.lower():
        for found in finding.in_query(location.partition("?")[2].partition("#")[0]):
            yield _material(found, _use(record, "location", found.parameter, "response"), {"target": location.partition("?")[0]})
    body = _text(fields, "response.body.text")
    if "saml" not in body.lower() or fields.get("response.body.kind") not in _XML_BODIES:
        return
    pages = list(finding.in_html(body))
    for found in pages or finding.in_text(body) if body.lstrip()[:1] == "<" else ():
        if len(body) < LIMIT or not body.endswith(found.value[-20:]):  # what the record itself cut off is no finding
            yield _material(found, _use(record, "body", found.parameter, "response"), {"target": found.target})


def _receiver(fields: Mapping[str, Value]) -> dict[str, str]:
    """The URL that received the message, without query and fragment."""
    url = _text(fields, "request.url").partition("?")[0].partition("#")[0]
    return {"url": url} if "://" in url else {}


def _material(found: Found, use: Use, more: dict[str, str]) -> Material:
    kind = "metadata" if found.metadata else "saml"
    told = {"binding": found.binding, "parameter": found.parameter, "query": found.query if "ignature=" in found.query else "", **more}
    hints = {name: value for name, value in told.items() if value}
    if found.relay_state is not None:
        hints["relay_state"] = found.relay_state
    if use.place in {"query", "form"}:
        hints["wire"] = "true"
    return Material(kind, found.data, [use], hints)


def _use(record: Record, place: str, name: str, role: str = "request") -> Use:
    date, status = record.fields.get("response.date"), record.fields.get("response.status")
    return Use(
        record.at, date if isinstance(date, datetime) else None, record.location, _text(record.fields, "request.url.host"), _text(record.fields, "request.url.path"),
        status if isinstance(status, int) else None, place, name.lower(), role, record.ended,
    )  # fmt: skip


def _text(fields: Mapping[str, Value], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
