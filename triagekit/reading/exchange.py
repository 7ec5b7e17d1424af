"""Builds an exchange record from the parts a reader found, so that every reader means the same by a field.

Readers fill `Parts` with what their form says and nothing else; `build` derives the rest (URL parts,
challenge, credential, rate limit, body facts, who answered, vendor signals, correlation ids).
"""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from triagekit.model import Location
from triagekit.reading import bodies, clienterrors, context, correlation, credentials, headers, oidc, ratelimits, setcookie, signals, times, urls, who
from triagekit.reading.bodies import LIMIT
from triagekit.reading.headers import Grouped
from triagekit.records import Kind, Record, Value

Headers = list[tuple[str, str]]
"""Header fields in order, names as received."""


@dataclass(slots=True)
class Parts:
    """What a reader found of one exchange. Leave a field at its default when the artifact does not say."""

    location: Location
    source: str
    """har | trace | access-log | netlog | flow | console."""
    dialect: str
    method: str = ""
    url: str = ""
    index: int = -1
    started: datetime | None = None
    """Aware, by the capturing clock."""
    request_headers: Headers | None = None
    """None when this artifact does not show request headers."""
    request_version: str = ""
    request_body: str | None = None
    request_mime: str = ""
    request_size: int | None = None
    status: int | None = None
    """A real status code, or None when there was no answer."""
    status_recorded: int | None = None
    status_text: str = ""
    response_headers: Headers | None = None
    """None when this artifact does not show response headers."""
    response_version: str = ""
    body: str | None = None
    """Decoded text, at most 64 KiB."""
    body_state: str = "not-captured"
    body_mime: str = ""
    body_size: int | None = None
    body_transferred: int | None = None
    error_text: str = ""
    error_code: str = ""
    error_client: str = ""
    sanitized: bool = False
    provisional: bool = False
    """The capture shows only the headers known before sending: a missing credential proves nothing."""
    timings: dict[str, float] = field(default_factory=dict)
    """total, blocked, dns, connect, tls, send, wait, receive in ms; absent or negative = unknown."""
    extra: dict[str, Value] = field(default_factory=dict)
    """Further published fields the reader knows directly (tls.*, from_cache, server.ip, log.* ...)."""


def build(parts: Parts) -> Record:
    """The exchange record for these parts. Total: odd values leave their fields absent."""
    made = _Making(parts)
    for step in _STEPS:
        step(made)
    return Record(Kind.EXCHANGE, parts.location, made.fields, parts.started)


@dataclass(slots=True)
class _Making:
    """One exchange while it is derived."""

    parts: Parts
    url: urls.Url = field(init=False)
    asked: Grouped = field(init=False)
    answered: Grouped = field(init=False)
    cookies: dict[str, str] = field(default_factory=dict)
    date: datetime | None = None
    fields: dict[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asked = headers.group(self.parts.request_headers or ())
        self.answered = headers.group(self.parts.response_headers or ())
        self.url = _url(self.parts, self.asked)

    def first(self, name: str) -> str:
        """The first value of a response header, or an empty text."""
        values = self.answered.get(name)
        return values[0] if values else ""

    def asks(self, name: str) -> str:
        """The first value of a request header, or an empty text."""
        values = self.asked.get(name)
        return values[0] if values else ""


def _url(parts: Parts, asked: Grouped) -> urls.Url:
    url = parts.url
    if parts.method.upper() == "CONNECT" and "://" not in url:
        host, port, _ = urls.split_authority(url[:300])
        return urls.Url("", host, port, "", "", "", explicit_port=True)
    found = urls.split(url)
    if found.host or not url.startswith(("/", "*", "?")):
        return found
    if "host" not in asked:
        return found
    host, port, explicit = urls.split_authority(asked["host"][0][:300])
    return replace(found, host=host, port=port, explicit_port=explicit)


def _basics(made: _Making) -> None:
    parts, fields = made.parts, made.fields
    fields["source"], fields["dialect"] = parts.source, parts.dialect
    fields["capture.sanitized"] = parts.sanitized
    fields["capture.shows_headers"] = parts.request_headers is not None
    fields["capture.shows_errors"] = parts.source != "access-log"
    fields["capture.shows_bodies"] = parts.source in ("har", "flow") or parts.body is not None
    if parts.index >= 0:
        fields["index"] = parts.index
    for name, value in parts.timings.items():
        if value >= 0:
            fields[f"timing.{name}_ms"] = value


def _address(made: _Making) -> None:
    parts, fields, url = made.parts, made.fields, made.url
    method = parts.method.upper()[:40]
    if method:
        fields["request.method"] = method
    if parts.url:
        fields["request.url"], fields["request.url.length"] = parts.url[:LIMIT], len(parts.url)
    for name, value in (("scheme", url.scheme), ("host", url.host), ("path", url.path), ("query", url.query)):
        if value:
            fields[f"request.url.{name}"] = value
    if url.port is not None:
        fields["request.url.port"] = url.port
    if urls.versioned(url.path):
        fields["request.url.versioned"] = True
    if url.path and (url.host or not url.scheme):
        fields["request.route"] = urls.route(method, url.host, url.path)
    if parts.request_version and (version := headers.version(parts.request_version)):
        fields["request.http_version"] = version


def _asked(made: _Making) -> None:
    parts, fields = made.parts, made.fields
    if parts.request_headers is not None:
        fields["request.header_names"] = tuple(made.asked)
        fields["request.headers_size"] = headers.size(parts.request_headers)
        for name, values in made.asked.items():
            fields[f"request.headers.{name}"] = values
        if cookies := made.asked.get("cookie"):
            made.cookies = setcookie.sent(cookies)
            fields["request.cookie_names"], fields["request.cookie_bytes"] = tuple(made.cookies), sum(map(len, cookies))
    fields.update(context.fields(context.Asked(parts.method.upper(), made.url, made.asked, parts.extra)))


def _sent_body(made: _Making) -> None:
    parts, fields = made.parts, made.fields
    mime = headers.media_type(parts.request_mime or made.asks("content-type"))
    form: dict[str, tuple[str, ...]] = {}
    if parts.request_body:
        fields["request.body.text"] = parts.request_body[:LIMIT]
        if mime == "application/x-www-form-urlencoded" or (not mime and _FORM(parts.request_body[:200])):
            form = urls.params(parts.request_body[: _LONG_FORM if "SAML" in parts.request_body[:8192] else LIMIT])
    if mime:
        fields["request.body.mime"] = mime
    if parts.request_size is not None and parts.request_size >= 0:
        fields["request.body.size"] = parts.request_size
    query = urls.params(made.url.query[:LIMIT]) if made.url.query else {}
    for name, values in (*query.items(), *form.items()):
        fields[f"request.params.{name}"] = (*query.get(name, ()), *form.get(name, ())) if name in form else values
    seen = credentials.Seen(None if parts.request_headers is None else made.asked, made.cookies, query, form, proxy=parts.status == 407)
    fields.update(credentials.fields(seen, "stripped" if parts.sanitized else "unknown" if parts.provisional or parts.request_headers is None else "absent"))


_LONG_FORM = 1 << 22
"""Characters read of a form that bears a SAML message: with many groups in it, one is longer than other bodies ever are."""
_FORM = re.compile(r"[\w.%-]{1,60}=[^\s{}<>]{0,140}(?:&|\Z)").match


def _status(made: _Making) -> None:
    parts, fields = made.parts, made.fields
    status = parts.status
    recorded = status if parts.status_recorded is None else parts.status_recorded
    if recorded is not None:
        fields["response.status_recorded"] = recorded
    fields["response.present"] = status is not None
    if status is not None:
        fields["response.status"] = status
        fields["response.status_class"] = f"{status // 100}xx" if 100 <= status < 600 else "other"
    if parts.status_text:
        fields["response.status_text"] = parts.status_text[:300]
    if parts.response_version and (version := headers.version(parts.response_version)):
        fields["response.http_version"] = version


def _answered(made: _Making) -> None:
    fields, answered = made.fields, made.answered
    if made.parts.response_headers is None:
        return
    fields["response.header_names"] = tuple(answered)
    if odd := headers.odd(made.parts.response_headers):
        fields["capture.odd_headers"] = odd
    for name, values in answered.items():
        fields[f"response.headers.{name}"] = values
    if server := made.first("server"):
        fields["response.server"] = server
    made.date = times.http_date(made.first("date"))
    if made.date is not None:
        fields["response.date"] = made.date
    for name, header in (("response.age_s", "age"), ("response.body.declared", "content-length")):
        digits = made.first(header)
        if digits.isascii() and digits.isdigit() and len(digits) < 19:
            fields[name] = int(digits)
    if location := made.first("location"):
        there = urls.resolve(made.url, location)
        fields["response.location"] = location
        fields["response.location.host"], fields["response.location.path"] = there.host, there.path
    fields.update(ratelimits.fields(answered, made.date))
    if made.parts.status is not None:
        fields.update(credentials.challenge_fields(answered))
    if status := context.cache_status(answered):
        fields["cache.status"] = status


def _cookies(made: _Making) -> None:
    values = made.answered.get("set-cookie")
    if not values:
        return
    where = setcookie.Setting(made.url, made.date, made.parts.started, context.cross_site(made.asked))
    found = [setcookie.parse(v) for v in values[:100]]
    made.fields["response.cookie_names"] = tuple(dict.fromkeys(c.name for c in found))
    wrong = tuple(f"{c.name}: {word}" for c in found for word in setcookie.problems(c, where))
    if wrong:
        made.fields["setcookie.problems"] = wrong


def _body(made: _Making) -> None:
    parts, fields = made.parts, made.fields
    if parts.status is not None or parts.body is not None:
        fields["response.body.state"] = "present" if parts.body and parts.body_state == "not-captured" else parts.body_state
    mime = headers.media_type(parts.body_mime or made.first("content-type"))
    if mime:
        fields["response.body.mime"] = mime
    for name, size in (("size", parts.body_size), ("transferred", parts.body_transferred)):
        if size is not None and size >= 0:
            fields[f"response.body.{name}"] = size
    if parts.body:
        text = parts.body[:LIMIT]
        fields["response.body.text"] = text
        fields.update(bodies.fields(text, mime, failed=parts.status is None or parts.status >= 400))


def _outcome(made: _Making) -> None:
    parts, fields = made.parts, made.fields
    credentials.judge_times(fields, made.date, parts.started)
    if parts.error_text or parts.error_code:
        fields.update(clienterrors.classify(parts.error_text or parts.error_code, parts.error_client))
        fields.setdefault("error.kind", "other")
        fields.setdefault("error.text", parts.error_text[:1000])
        if parts.error_code:
            fields.setdefault("error.code", parts.error_code[:100])
    ended, begun = parts.extra.get("tls.not_after"), parts.extra.get("tls.not_before")
    if parts.started is not None:
        if isinstance(ended, datetime):
            fields["tls.expired_at_use"] = ended < parts.started
        if isinstance(begun, datetime):
            fields["tls.not_yet_valid_at_use"] = begun > parts.started


def _verdicts(made: _Making) -> None:
    fields, parts = made.fields, made.parts
    failed = parts.status is None or parts.status >= 400
    fields.update(correlation.fields({**made.asked, **made.answered}, parts.body[:LIMIT] if parts.body and failed else ""))
    fields.update(parts.extra)
    fields.update(oidc.fields_of(fields))
    fields.update(signals.match(fields))
    fields.update(who.answered_by(fields))


_STEPS = (_basics, _address, _asked, _sent_body, _status, _answered, _cookies, _body, _outcome, _verdicts)
