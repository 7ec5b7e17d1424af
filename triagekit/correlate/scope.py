"""How far a failure reaches, by the evidence alone: users, endpoints, since when, which share, and whether it healed.

Each artifact is counted for itself: a request that stands in the capture, the gateway's log and the application's is one
request. A capture of one client says nothing about other users; only logs that tell users or client addresses apart do,
and of those the one that shows most people is taken. What is said here is a hint for the associate to confirm, with the
first failure as its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from triagekit.correlate._seen import is_request, room, status, text, true
from triagekit.correlate.extents import CLIENT
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag, time
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

_USER = ("log.user", "event.fields.user", "event.fields.user_id", "event.fields.username", "auth.token_hash", "log.client", "event.client")
BROKEN = 2_000
"""Endpoints of users followed until they work again, at most."""

FIELDS: Vocabulary = {
    "scope.requests": figure("Requests seen"),
    "scope.failed": figure("Requests that failed: status 400 or more, or no answer"),
    "scope.share": figure("Share of them, 0 to 1"),
    "scope.routes": figure("Endpoints seen"),
    "scope.failing_routes": figure("Endpoints that failed at least once"),
    "scope.users": figure("Users, credentials or client addresses that logs tell apart"),
    "scope.failing_users": figure("Those of them that met a failure"),
    "scope.since": time("First failure"),
    "scope.until": time("Last failure"),
    "scope.healed": flag("An endpoint that failed succeeded later, for the same user where users are told apart"),
    "scope.broken": figure("Endpoints of users that failed"),
    "scope.recovered": figure("Those of them that succeeded later"),
    "scope.retried": figure("Failures that were followed by another try of the same user at the same endpoint"),
    "scope.view": words("client: one client's capture | server: a log of requests | program: what a program tells of itself"),
    "scope.reach": words("one_user | some_users | all_users | unknown"),
    "scope.endpoints": words("one_endpoint | some_endpoints | all_endpoints"),
}


@dataclass(slots=True)
class _Tally:
    """Who or what was seen, and how often each failed."""

    seen: dict[str, int] = field(default_factory=dict)

    def note(self, name: str, failed: bool) -> None:
        if name and room(self.seen, name):
            self.seen[name] = self.seen.get(name, 0) + failed

    @property
    def failing(self) -> int:
        return sum(1 for n in self.seen.values() if n)


@dataclass(slots=True)
class _View:
    """What one artifact shows."""

    view: str = "program"
    requests: int = 0
    failed: int = 0
    retried: int = 0
    routes: _Tally = field(default_factory=_Tally)
    users: _Tally = field(default_factory=_Tally)
    first: Record | None = None
    last: Record | None = None
    broken: dict[tuple[str, str], bool] = field(default_factory=dict)
    """User and endpoint that failed, to whether it succeeded later."""
    healed_at: Location | None = None

    def failure(self, record: Record) -> None:
        """Note the first and the last of them, by time."""
        self.failed += 1
        first, last = self.first, self.last
        if first is None or (record.at is not None and (first.at is None or record.at < first.at)):
            self.first = record
        if last is None or last.at is None or (record.at is not None and record.at >= last.at):
            self.last = record

    def turn(self, user: str, route: str, record: Record, *, failed: bool) -> None:
        """Follow what failed until it works again."""
        key = (user, route)
        if key in self.broken:
            self.retried += 1
            if failed:
                self.broken[key] = False
            elif not self.broken[key]:
                self.broken[key], self.healed_at = True, self.healed_at or record.location
        elif failed and len(self.broken) < BROKEN:
            self.broken[key] = False


class Scope:
    """Counts over all requests of each artifact."""

    name = "scope"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._views: dict[str, _View] = {}

    def see(self, record: Record) -> None:
        """Count one request, or one line that names its user."""
        if record.kind is Kind.EXCHANGE:
            if is_request(record) and not true(record, "request.preflight"):
                self._exchange(record)
        elif record.kind is Kind.EVENT:
            self._event(record)

    def conclude(self, _: Context) -> Iterator[Record]:
        """One scope fact per artifact in which something failed, the one that shows most people first, then the client's own."""
        views = [v for v in self._views.values() if v.first is not None]
        for view in sorted(views, key=_telling):
            yield from _fact(view)

    def _view(self, record: Record) -> _View | None:
        name = record.location.artifact
        return self._views.get(name) or self._views.setdefault(name, _View()) if room(self._views, name) else None

    def _exchange(self, record: Record) -> None:
        view = self._view(record)
        if view is None:
            return
        client = text(record, "source") in CLIENT
        view.view = "client" if client else "server"
        code = status(record)
        failed = "error.kind" in record.fields or (code is not None and code >= 400)
        route = text(record, "request.route") or text(record, "request.url.path")
        user = "" if client else _user(record)
        view.requests += 1
        view.routes.note(route, failed)
        view.users.note(user, failed)
        view.turn(user, route, record, failed=failed)
        if failed:
            view.failure(record)

    def _event(self, record: Record) -> None:
        """What a program says of its users; a failing request that it names has its endpoint too."""
        view, user = self._view(record), _user(record)
        if view is None or not user:
            return
        failed = text(record, "event.level") in ("error", "fatal") or "event.exception" in record.fields or _code(record) >= 400
        view.users.note(user, failed)
        if failed:
            view.routes.note(text(record, "event.url").partition("?")[0], failed)
            view.failure(record)


def _user(record: Record) -> str:
    return next((v for name in _USER if (v := text(record, name)) and v != "-"), "")


def _code(record: Record) -> int:
    code = record.fields.get("event.status")
    return code if isinstance(code, int) else 0


def _telling(view: _View) -> tuple[bool, int, int]:
    """The view with most people, then the client's own, then the largest."""
    return (len(view.users.seen) < 2, -len(view.users.seen) if len(view.users.seen) > 1 else view.view != "client", -view.requests)


def _fact(view: _View) -> Iterator[Record]:
    if view.first is None or view.last is None:
        return
    recovered = sum(view.broken.values())
    fields: dict[str, Value] = {
        "fact": "scope", "scope.view": view.view, "scope.failed": view.failed, "scope.users": len(view.users.seen), "scope.failing_users": view.users.failing,
        "scope.healed": recovered > 0, "scope.reach": _reach(view), "scope.broken": len(view.broken), "scope.recovered": recovered, "scope.retried": view.retried,
    }  # fmt: skip
    if view.requests:
        fields |= {"scope.requests": view.requests, "scope.share": round(view.failed / view.requests, 3)}
    if view.routes.seen:
        fields |= {"scope.routes": len(view.routes.seen), "scope.failing_routes": view.routes.failing, "scope.endpoints": _endpoints(view)}
    for name, record in (("scope.since", view.first), ("scope.until", view.last)):
        if record.at is not None:
            fields[name] = record.at
    places = (view.last.location, *((view.healed_at,) if view.healed_at else ()))
    yield Record(Kind.FACT, view.first.location, fields, view.first.at, also=places)


def _reach(view: _View) -> str:
    """How many of the users met it; a program that tells of failures only does not show who was spared."""
    users = view.users
    if len(users.seen) < 2:
        return "unknown"
    if users.failing == len(users.seen):
        return "all_users" if view.requests else "some_users"
    return "one_user" if users.failing == 1 else "some_users"


def _endpoints(view: _View) -> str:
    """How many of the endpoints failed; a program that tells of failures only does not show which others work."""
    routes = view.routes
    if routes.failing == 1:
        return "one_endpoint"
    return "all_endpoints" if view.requests and routes.failing == len(routes.seen) else "some_endpoints"


correlator: type[Correlator] = Scope
