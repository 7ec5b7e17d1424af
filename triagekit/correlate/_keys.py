"""By what two records of different artifacts can be known to be about the same thing.

A key is a sort and a value. Values too short or too common to be anybody's own (0, -, true, small numbers) are no keys.
Trace contexts are cut to the part that stays the same from hop to hop: the trace-id of a W3C traceparent
(Trace Context 3.2.2.3), Root of X-Amzn-Trace-Id, the first field of b3 and uber-trace-id.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from triagekit.correlate._seen import number, text, texts
from triagekit.records import Kind, Record


class Key(NamedTuple):
    """What may stand in another artifact too."""

    sort: str
    """correlation-id | token | saml-message | certificate | identifier | connection."""
    value: str
    name: str
    """Name of the header or field it stood under; empty for one found in a text."""


STRENGTH = {"correlation-id": "strong", "saml-message": "strong", "identifier": "strong", "connection": "moderate", "certificate": "moderate", "token": "weak", "request": "moderate"}
"""How much a join by that sort of key proves: a request's own number much, a token that a hundred requests bear little."""
TEXT = 4_096
"""Characters of a log line in which identifiers are looked for."""
MOST = 12
_OWN = re.compile(r"[0-9A-Za-z][\w.:=+/@-]{7,299}", re.ASCII)
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
_AMAZON = re.compile(r"Root=(1-[0-9a-f]{8}-[0-9a-f]{24})", re.IGNORECASE)
_LONG = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|_?[0-9a-f]{32,64}|[0-9A-Z]{20,32})(?![0-9A-Za-z])", re.IGNORECASE)
_SHORT = re.compile(r"(?:request[-_ ]?id|req[-_]?id|rid|trace[-_ ]?id|correlation[-_ ]?id|cf-ray|x-request-id)[\"']?\s{0,2}[=:]\s{0,2}[\"']?([0-9A-Za-z][\w.-]{7,80})", re.IGNORECASE)
_SAML = ("saml.id", "saml.in_response_to", "saml.response.id", "saml.request.id", "saml.assertion.id", "saml.relay_state")
_CERTIFICATE = ("x509.sha256", "certificate.sha256", "tls.fingerprint")


def of(record: Record) -> list[Key]:
    """The record's keys, each once, at most `MOST`."""
    found: dict[tuple[str, str], Key] = {}
    for key in _all(record):
        found.setdefault((key.sort, key.value), key)
        if len(found) >= MOST:
            break
    return list(found.values())


def _all(record: Record) -> Iterator[Key]:
    for pair in texts(record, "correlation.ids"):
        name, _, value = pair.partition("=")
        own = telling(value)
        if own:
            yield Key("correlation-id", own, name.lower())
    token = text(record, "auth.token_hash")
    if token:
        yield Key("token", token, "auth.token_hash")
    for name in _SAML:
        for value in texts(record, name) or (text(record, name),):
            if own := telling(value):
                yield Key("saml-message", own, name)
    for name in _CERTIFICATE:
        if own := telling(text(record, name)):
            yield Key("certificate", own, name)
    yield from _connection(record)
    if record.kind is Kind.EVENT:
        yield from _in_text(text(record, "event.text") or text(record, "event.message"))
    elif extra := text(record, "log.extra"):  # many an access log has the request's number at its end, under no name
        yield from _in_text(extra)


def _connection(record: Record) -> Iterator[Key]:
    """Client address with its port: a connection as both of its ends know it."""
    client, port = text(record, "log.client") or text(record, "client.ip"), number(record, "client.port") or number(record, "log.client_port")
    if client and port and ":" not in client:
        yield Key("connection", f"{client}:{port:.0f}", "client")
    elif client.count(":") == 1:
        yield Key("connection", client, "client")


def _in_text(said: str) -> Iterator[Key]:
    head = said[:TEXT]
    for found in _SHORT.finditer(head):
        own = telling(found[1])
        if own:
            yield Key("correlation-id", own, "")
    for found in _LONG.finditer(head):
        own = telling(found[0])
        if own:
            yield Key("identifier", own, "")


def telling(value: str) -> str:
    """The part of an identifier that two sides share; empty when it could be anybody's."""
    value = value.strip().strip("\"'").lstrip("_")  # a SAML ID may not begin with a digit, so that most begin with _ (XML Schema, NCName)
    if found := _TRACEPARENT.fullmatch(value):
        value = found[1]
    elif found := _AMAZON.search(value):
        value = found[1].lower()
    elif value.count(":") == 3 and len(value) > 40:
        value = value.split(":", 1)[0]
    if not _OWN.fullmatch(value):
        return ""
    core = value.replace("-", "").replace("0", "").strip("_")
    return value if len(set(core)) >= 4 and not (value.isdigit() and len(value) < 9) else ""


def alike(one: Key, other: Key) -> bool:
    """Whether two keys of equal value may be joined: a bare identifier in a text may be any of the others."""
    return one.sort == other.sort or "identifier" in (one.sort, other.sort)


class Span(NamedTuple):
    """When something happened by the clock of its artifact: it began not before `first` and was over by `last`."""

    first: datetime
    last: datetime
    resolution: float
    """Seconds by which the recorded times may be rounded down."""
    measured: bool
    """The artifact says how long it took."""
    zoned: bool = True
    """Its times name their zone; else one was assumed."""


def span(record: Record) -> Span | None:
    """The record's time as an interval; None when it has none.

    An access log's time is the start of the request (Apache) or its end (nginx): both are allowed for. A trace without
    times of its own has the Date of its answer, by the clock of who answered (RFC 9110 6.6.1).
    """
    if record.at is None:
        answered = record.fields.get("response.date") if record.kind is Kind.EXCHANGE else None
        return Span(answered, answered, 1.0, measured=False) if isinstance(answered, datetime) else None
    resolution = 0.001 if record.at.microsecond else 1.0
    zoned = record.fields.get("time.certain", record.kind is not Kind.EVENT) is True
    total = number(record, "timing.total_ms")
    if record.kind is not Kind.EXCHANGE or total is None or not 0 <= total < 86_400_000:
        return Span(record.at, record.at, resolution, measured=False, zoned=zoned)
    lasted = timedelta(milliseconds=total)
    before = lasted if text(record, "source") == "access-log" else timedelta()
    return Span(record.at - before, record.at + lasted, resolution, measured=True, zoned=zoned)
