"""Whether clients waited as they were told: per route and credential, requests against Retry-After.

Waiting time counts from the end of the refusal (RFC 9110 10.2.3); a date was turned into seconds with the
answer's own Date by the reader. Requests that were already under way when the refusal came are no violation. Where a
trace shows no times, the answers' Dates stand in for them: cut to the second, they never make a client look hastier.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from triagekit.correlate._seen import ended, is_request, moment, number, room, status, text, true
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

KEPT = 2_000
"""Requests kept per route."""
REFUSALS = (429, 503)
GRACE = timedelta(milliseconds=50)
"""Clients round the waiting time; a request this much too early is in time."""


@dataclass(frozen=True, slots=True)
class _Request:
    at: datetime
    end: datetime
    status: int | None
    wait: float | None


@dataclass(slots=True)
class _Group:
    host: str
    route: str
    location: Location
    requests: list[_Request] = field(default_factory=list)
    refusals: int = 0


FIELDS: Vocabulary = {
    "retry.host": words("Host"),
    "retry.route": words("Route that was refused"),
    "retry.refusals": figure("Refusals (429, or 503 with Retry-After)"),
    "retry.told_s": figure("Longest time to wait that was asked for, in seconds"),
    "retry.too_early": figure("Requests sent before the time was over"),
    "retry.waited": figure("Refusals after which the next request came in time"),
    "retry.honoured": flag("Every request after a refusal waited as told"),
    "retry.ignored": flag("At least one request did not wait as told"),
    "retry.then_accepted": flag("A request after waiting was answered with success"),
    "retry.fastest_s": figure("Shortest time from a refusal to the next request, in seconds"),
}


class Retries:
    """Follows each route's refusals and what came after them."""

    name = "retries"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], _Group] = {}

    def see(self, record: Record) -> None:
        """Keep the times of requests on routes that can be refused."""
        route, at = text(record, "request.route"), record.at or moment(record, "response.date")
        if not route or not is_request(record) or at is None or true(record, "request.preflight"):
            return
        key = (route, text(record, "auth.token_hash"))
        if not room(self._groups, key):
            return
        group = self._groups.get(key) or self._groups.setdefault(key, _Group(text(record, "request.url.host"), route, record.location))
        code, wait = status(record), number(record, "response.retry_after_s")
        refused = code == 429 or (code in REFUSALS and wait is not None)
        if refused and not group.refusals:
            group.location = record.location
        group.refusals += refused
        if len(group.requests) < KEPT:
            group.requests.append(_Request(at, ended(record) or at, code, wait if refused else None))

    def conclude(self, _: Context) -> Iterator[Record]:
        """One retry-group fact per route that was refused and asked again."""
        for group in self._groups.values():
            if group.refusals:
                yield from _judge(group)


def _judge(group: _Group) -> Iterator[Record]:
    requests = sorted(group.requests, key=lambda r: r.at)
    waits = [r for r in requests if r.wait is not None and r.wait > 0]
    early = kept = accepted = 0
    gaps: list[float] = []
    for refusal in waits:
        after = [r for r in requests if r.at > refusal.end]
        if not after:
            continue
        gaps.append((after[0].at - refusal.end).total_seconds())
        due = refusal.end + timedelta(seconds=min(refusal.wait or 0, 86_400)) - GRACE
        violations = sum(1 for r in after if r.at < due)
        early += violations
        kept += not violations
        accepted += not violations and (after[0].status or 599) < 400
    fields: dict[str, Value] = {"fact": "retry-group", "retry.host": group.host, "retry.route": group.route, "retry.refusals": group.refusals, "retry.too_early": early, "retry.waited": kept}
    if waits:
        fields |= {"retry.told_s": max(r.wait or 0.0 for r in waits)}
    if gaps:
        fields |= {"retry.fastest_s": round(min(gaps), 3), "retry.honoured": early == 0, "retry.ignored": early > 0, "retry.then_accepted": accepted > 0}
    yield Record(Kind.FACT, group.location, fields, requests[0].at if requests else None)


correlator: type[Correlator] = Retries
