"""What each artifact covers: its side of the journey, its time, the hosts and people it speaks of, and what fails in it.

Artifacts of one incident overlap in some of these; where they do not, that is said, and what would fill the gap is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.correlate import _sides
from triagekit.correlate._seen import is_request, room, status, text, texts
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, time
from triagekit.records import number as figure
from triagekit.records import texts as lists
from triagekit.roles import Context, Correlator

MOST = 200
"""Hosts, people and failing requests kept of an artifact, each."""
CLIENT = frozenset({"har", "trace", "netlog", "flow", "console"})
_GATEWAY_ANSWERS = frozenset({502, 503, 504})
_WHO = ("log.user", "event.fields.user", "event.fields.user_id", "event.fields.username", "auth.token_hash", "auth.token.sub")
_SIGN_IN = ("request.params.SAMLResponse", "request.params.code", "request.params.id_token")

FIELDS: Vocabulary = {
    "extent.sides": lists("client | gateway (requests as they were forwarded or logged) | application (what a program tells of itself) | identity (a token or a message)"),
    "extent.first": time("First time in it"),
    "extent.last": time("Last time in it"),
    "extent.failed_first": time("First failing request or grave line"),
    "extent.failed_last": time("Last failing request or grave line"),
    "extent.hosts": lists("Hosts that were asked"),
    "extent.people": lists("Users and credentials"),
    "extent.failing": lists("Method and path of failing requests"),
    "extent.failed": figure("Failing requests and grave lines"),
    "extent.shows": lists("gateway-error | server-error | upstream-failure | sign-in-refused | refused | token"),
}


@dataclass(slots=True)
class _Extent:
    location: Location
    sides: set[str] = field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None
    failed_first: datetime | None = None
    failed_last: datetime | None = None
    hosts: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    failing: dict[str, None] = field(default_factory=dict)
    shows: dict[str, None] = field(default_factory=dict)
    failed: int = 0


class Extents:
    """One extent per artifact that holds records."""

    name = "extents"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._found: dict[str, _Extent] = {}

    def see(self, record: Record) -> None:
        """Take note of one record."""
        kind = record.kind
        if kind in (Kind.FACT, Kind.DEFECT) or not room(self._found, record.location.artifact):
            return
        extent = self._found.get(record.location.artifact) or self._found.setdefault(record.location.artifact, _Extent(record.location))
        if kind is Kind.EXCHANGE:
            if is_request(record):
                _exchange(extent, record)
        elif kind is Kind.EVENT:
            _event(extent, record)
        elif kind is Kind.HANDSHAKE:
            extent.sides.add("client")
        else:
            extent.sides.add("identity")
            if kind is Kind.TOKEN:
                extent.shows["token"] = None

    def conclude(self, _: Context) -> Iterator[Record]:
        """One fact per artifact."""
        for extent in self._found.values():
            if extent.sides:
                yield Record(Kind.FACT, extent.location, _facts(extent))


def _exchange(extent: _Extent, record: Record) -> None:
    client = text(record, "source") in CLIENT
    extent.sides.add("client" if client else "gateway")
    failed = "error.kind" in record.fields or (status(record) or 0) >= 400
    _note(extent, record, text(record, "request.url.host"), failed)
    if not failed:
        return
    code = status(record)
    if client:
        _shown_to_client(extent, record, code)
    elif code in _GATEWAY_ANSWERS or text(record, "log.upstream_status")[:1] == "5":
        extent.shows["upstream-failure"] = None


def _shown_to_client(extent: _Extent, record: Record, code: int | None) -> None:
    if code in _GATEWAY_ANSWERS or text(record, "answered_by") == "gateway":
        extent.shows["gateway-error"] = None
    elif (code or 0) >= 500:
        extent.shows["server-error"] = None
    elif code in (401, 403):
        extent.shows["refused"] = None
    if code is not None and any(name in record.fields for name in _SIGN_IN):
        extent.shows["sign-in-refused"] = None


def _event(extent: _Extent, record: Record) -> None:
    if text(record, "source") in CLIENT or text(record, "event.format").startswith(("console", "curl")):
        extent.sides.add("client")
        return
    gateway = "event.upstream" in record.fields or text(record, "event.format").endswith("-error")  # nginx-error, apache-error: the server in front
    extent.sides.add("gateway" if gateway else "application")
    grave = text(record, "event.level") in ("error", "fatal") or "event.exception" in record.fields
    _note(extent, record, text(record, "event.url.host"), grave)
    if ("event.upstream" in record.fields and grave) or (gateway and any(c.startswith("gateway/") for c in texts(record, "signal.causes"))):
        extent.shows["upstream-failure"] = None


def _note(extent: _Extent, record: Record, host: str, failed: bool) -> None:
    when = record.at
    if when is not None:
        extent.first = when if extent.first is None or when < extent.first else extent.first
        extent.last = when if extent.last is None or when > extent.last else extent.last
    if _public(host):
        _keep(extent.hosts, host.lower().partition(":")[0])
    for name in _WHO:
        if name in record.fields:
            _keep(extent.people, text(record, name).lower())
    if not failed:
        return
    extent.failed += 1
    if when is not None:
        extent.failed_first = when if extent.failed_first is None or when < extent.failed_first else extent.failed_first
        extent.failed_last = when if extent.failed_last is None or when > extent.failed_last else extent.failed_last
    _keep(extent.failing, _sides.request(record))


def _public(host: str) -> bool:
    """A name by which a customer can ask: machines among themselves use addresses and short names."""
    name = host.partition(":")[0]
    return "." in name and not name.replace(".", "").isdigit() and not name.endswith((".local", ".internal", ".svc", ".localdomain", ".lan"))


def _keep(kept: dict[str, None], value: str) -> None:
    if value and value != "-" and (value in kept or len(kept) < MOST):
        kept[value] = None


def _facts(extent: _Extent) -> dict[str, Value]:
    fields: dict[str, Value] = {"fact": "extent", "extent.sides": tuple(sorted(extent.sides)), "extent.failed": extent.failed}
    for name, many in (("hosts", extent.hosts), ("people", extent.people), ("failing", extent.failing), ("shows", extent.shows)):
        if many:
            fields[f"extent.{name}"] = tuple(many)
    for name, when in (("first", extent.first), ("last", extent.last), ("failed_first", extent.failed_first), ("failed_last", extent.failed_last)):
        if when is not None:
            fields[f"extent.{name}"] = when
    return fields


correlator: type[Correlator] = Extents
