"""How far a failure reaches, by the evidence alone: users, endpoints, since when, which share, and whether it healed.

A capture of one client says nothing about other users; only logs that tell users or client addresses apart do. What is
said here is a hint for the associate to confirm, with the first failure as its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.correlate._seen import is_request, room, status, text, true
from triagekit.records import Kind, Record, Value, Vocabulary, flag, time
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

_CLIENT = frozenset({"har", "trace", "netlog", "flow", "console"})
_USER = ("log.user", "auth.token_hash", "log.client")

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
    "scope.healed": flag("An endpoint that failed succeeded later"),
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


class Scope:
    """Counts over all requests of a case."""

    name = "scope"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._requests = self._failed = 0
        self._routes, self._users = _Tally(), _Tally()
        self._first: Record | None = None
        self._since: datetime | None = None
        self._until: datetime | None = None
        self._broken: set[str] = set()
        self._healed = False

    def see(self, record: Record) -> None:
        """Count one request."""
        if record.kind is not Kind.EXCHANGE or not is_request(record) or true(record, "request.preflight"):
            return
        code = status(record)
        failed = "error.kind" in record.fields or (code is not None and code >= 400)
        route = text(record, "request.route") or text(record, "request.url.path")
        self._requests += 1
        self._routes.note(route, failed)
        if text(record, "source") not in _CLIENT:
            self._users.note(next((v for name in _USER if (v := text(record, name))), ""), failed)
        if failed:
            self._fail(record, route)
        elif route in self._broken:
            self._healed = True

    def _fail(self, record: Record, route: str) -> None:
        self._failed += 1
        if len(self._broken) < 2_000:
            self._broken.add(route)
        self._first = self._first or record
        if record.at is not None:
            if self._since is None or record.at < self._since:
                self._since, self._first = record.at, record
            self._until = max(record.at, self._until or record.at)

    def conclude(self, _: Context) -> Iterator[Record]:
        """One scope fact, where something failed."""
        if self._first is None:
            return
        fields: dict[str, Value] = {
            "fact": "scope", "scope.requests": self._requests, "scope.failed": self._failed, "scope.share": round(self._failed / self._requests, 3),
            "scope.routes": len(self._routes.seen), "scope.failing_routes": self._routes.failing, "scope.users": len(self._users.seen), "scope.failing_users": self._users.failing,
            "scope.healed": self._healed, "scope.reach": _reach(self._users), "scope.endpoints": _endpoints(self._routes),
        }  # fmt: skip
        for name, when in (("scope.since", self._since), ("scope.until", self._until)):
            if when is not None:
                fields[name] = when
        yield Record(Kind.FACT, self._first.location, fields, self._since)


def _reach(users: _Tally) -> str:
    if len(users.seen) < 2:
        return "unknown"
    return "one_user" if users.failing == 1 else "all_users" if users.failing == len(users.seen) else "some_users"


def _endpoints(routes: _Tally) -> str:
    if routes.failing == 1:
        return "one_endpoint"
    return "all_endpoints" if routes.failing == len(routes.seen) else "some_endpoints"


correlator: type[Correlator] = Scope
