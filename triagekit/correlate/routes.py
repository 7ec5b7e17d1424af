"""When a route began to fail, and whether the same credential worked elsewhere or another credential worked here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.correlate._seen import is_request, room, status, text, true
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator


@dataclass(slots=True)
class _Route:
    host: str
    successes: int = 0
    failures: int = 0
    last_success: datetime | None = None
    first_failure: Record | None = None
    recovered: bool = False


@dataclass(slots=True)
class _Token:
    accepted: int = 0
    unauthorized: int = 0
    forbidden: int = 0
    accepted_after_refusal: bool = False
    accepted_before_refusal: bool = False
    host_accepted: set[str] = field(default_factory=set)
    refusal: Record | None = None
    location: Location = field(default_factory=lambda: Location(""))


FIELDS: Vocabulary = {
    "route.name": words("Route"),
    "route.host": words("Host"),
    "route.successes": figure("Successful answers before the first failure"),
    "route.failures": figure("Failed answers"),
    "route.status": figure("Status of the first failure after a success"),
    "route.recovered": flag("It succeeded again later"),
    "route.since_success_s": figure("Seconds from the last success to the first failure"),
    "token.accepted": figure("Requests of this credential that were answered with success"),
    "token.unauthorized": figure("Requests of it that were answered with 401"),
    "token.forbidden": figure("Requests of it that were answered with 403"),
    "token.worked_elsewhere": flag("It was accepted on the host that also refused it"),
    "token.worked_before": flag("It was accepted before it was first refused"),
    "token.worked_after": flag("It was accepted again after it was refused"),
    "token.host": words("Host that refused it"),
    "token.in_time": flag("It is a token that had not run out when it was first refused, by the answer's Date"),
}


class Routes:
    """Follows routes and credentials through their successes and refusals."""

    name = "routes"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._routes: dict[str, _Route] = {}
        self._tokens: dict[str, _Token] = {}

    def see(self, record: Record) -> None:
        """Note one answer."""
        code = status(record)
        if code is None or not is_request(record) or true(record, "request.preflight") or true(record, "from_cache"):
            return
        route, token = text(record, "request.route"), text(record, "auth.token_hash")
        if route and room(self._routes, route):
            _follow(self._routes.get(route) or self._routes.setdefault(route, _Route(text(record, "request.url.host"))), record, code)
        if token and room(self._tokens, token):
            _use(self._tokens.get(token) or self._tokens.setdefault(token, _Token(location=record.location)), record, code)

    def conclude(self, _: Context) -> Iterator[Record]:
        """route-break where a route failed after it had worked; token-use where a credential was refused."""
        for name, route in self._routes.items():
            if route.first_failure is not None and route.successes:
                yield _broken(name, route)
        for token in self._tokens.values():
            if token.refusal is not None:
                yield _used(token)


def _follow(route: _Route, record: Record, code: int) -> None:
    if 200 <= code < 400:
        if route.first_failure is None:
            route.successes += 1
            route.last_success = record.at
        route.recovered = route.first_failure is not None
    elif code >= 400:
        route.failures += 1
        if route.first_failure is None and route.successes:
            route.first_failure = record


def _use(token: _Token, record: Record, code: int) -> None:
    host = text(record, "request.url.host")
    if 200 <= code < 400:
        token.accepted += 1
        if len(token.host_accepted) < 100:
            token.host_accepted.add(host)
        token.accepted_before_refusal = token.accepted_before_refusal or token.refusal is None
        token.accepted_after_refusal = token.accepted_after_refusal or token.refusal is not None
    elif code in (401, 403):
        token.unauthorized += code == 401
        token.forbidden += code == 403
        token.refusal = token.refusal or record


def _broken(name: str, route: _Route) -> Record:
    failure = route.first_failure
    assert failure is not None  # noqa: S101 - the caller asked
    fields: dict[str, Value] = {
        "fact": "route-break", "route.name": name, "route.host": route.host, "route.successes": route.successes, "route.failures": route.failures,
        "route.status": status(failure) or 0, "route.recovered": route.recovered,
    }  # fmt: skip
    if failure.at is not None and route.last_success is not None:
        fields["route.since_success_s"] = round((failure.at - route.last_success).total_seconds(), 3)
    return Record(Kind.FACT, failure.location, fields, failure.at)


def _used(token: _Token) -> Record:
    refusal = token.refusal
    assert refusal is not None  # noqa: S101 - the caller asked
    host = text(refusal, "request.url.host")
    fields: dict[str, Value] = {
        "fact": "token-use", "token.host": host, "token.accepted": token.accepted, "token.unauthorized": token.unauthorized, "token.forbidden": token.forbidden,
        "token.worked_elsewhere": host in token.host_accepted, "token.worked_before": token.accepted_before_refusal and host in token.host_accepted,
        "token.worked_after": token.accepted_after_refusal and host in token.host_accepted,
        "token.in_time": refusal.fields.get("auth.token.expired_at_server") is False,
    }  # fmt: skip
    return Record(Kind.FACT, refusal.location, fields, refusal.at)


correlator: type[Correlator] = Routes
