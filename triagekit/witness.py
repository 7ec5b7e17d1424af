"""Looks on while a case is read and keeps what the evidence shows beside causes: calls, rates, tokens, identity messages.

Everything kept is bounded, whatever the size of the case; the counts go on. Raw: nothing here leaves before redaction.
"""

from dataclasses import dataclass, field
from datetime import datetime

from triagekit.model import Location
from triagekit.records import Kind, Record

CALLS = 500
"""Requests kept for the waterfall, of which the last `LATE` places are for failures only."""
LATE = 100
CELLS = 4_096
"""Cells of the rate counter before it coarsens."""
KEPT = 12
"""Records kept of each identity kind and of each fact."""
SAMPLES = 5
"""Failing requests kept per symptom."""
TOKENS = 5_000
"""Credentials whose last success is remembered."""
_TEXT = 300
_CAPTURES = frozenset({"har", "trace", "netlog", "flow", "console"})
_IDENTITY = frozenset({Kind.ASSERTION, Kind.TOKEN, Kind.CERTIFICATE, Kind.HANDSHAKE, Kind.METADATA})
PHASES = ("blocked", "dns", "connect", "tls", "send", "wait", "receive")
"""Phases of a request, as the vocabulary names them."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request as the waterfall shows it."""

    location: Location
    at: datetime
    method: str
    host: str
    path: str
    url: str
    status: int | None
    failed: bool
    total_ms: float
    phases: tuple[float | None, ...]
    """By `PHASES`, in milliseconds."""


@dataclass(slots=True)
class Symptom:
    """What was seen of one symptom: 401, 403, 429, 5xx, timeout, tls or other."""

    count: int = 0
    samples: list[Record] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None
    hosts: dict[str, int] = field(default_factory=dict)
    paths: dict[str, int] = field(default_factory=dict)

    def note(self, record: Record) -> None:
        """Count one more."""
        self.count += 1
        if len(self.samples) < SAMPLES:
            self.samples.append(record)
        at = record.at or record.fields.get("response.date")
        if isinstance(at, datetime):
            self.first = min(at, self.first or at)
            self.last = max(at, self.last or at)
        for seen, name in ((self.hosts, "request.url.host"), (self.paths, "request.url.path")):
            value = record.fields.get(name)
            if isinstance(value, str) and (value in seen or len(seen) < CALLS):
                seen[value] = seen.get(value, 0) + 1


@dataclass(slots=True)
class Rates:
    """Requests and refusals per host and span of time; the span doubles when the table is full."""

    step: int = 1
    cells: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    """(host, second // step) to [requests, refused]."""

    def note(self, host: str, at: datetime, refused: bool) -> None:
        """Count one request."""
        key = (host, int(at.timestamp()) // self.step)
        cell = self.cells.get(key)
        if cell is None:
            if len(self.cells) >= CELLS:
                self._coarsen()
                key = (host, int(at.timestamp()) // self.step)
            cell = self.cells.setdefault(key, [0, 0])
        cell[0] += 1
        cell[1] += refused

    def _coarsen(self) -> None:
        while len(self.cells) > CELLS // 2 and self.step < 1 << 40:
            self.step *= 2
            old, self.cells = self.cells, {}
            for (host, at), (count, refused) in old.items():
                cell = self.cells.setdefault((host, at // 2), [0, 0])
                cell[0] += count
                cell[1] += refused
            if len({host for host, _ in self.cells}) > CELLS // 2:
                self._busiest()

    def _busiest(self) -> None:
        """Only the busiest hosts stay when there are too many of them."""
        totals: dict[str, int] = {}
        for (host, _), cell in self.cells.items():
            totals[host] = totals.get(host, 0) + cell[0]
        keep = set(sorted(totals, key=lambda h: (-totals[h], h))[:20])
        self.cells = {key: cell for key, cell in self.cells.items() if key[0] in keep}


@dataclass(slots=True)
class Limit:
    """What a host said about its limit."""

    limit: float
    window_s: float | None
    location: Location


@dataclass(slots=True)
class Success:
    """The last time a credential was accepted."""

    at: datetime | None
    location: Location
    host: str


@dataclass(slots=True)
class Witness:
    """All that was kept of one case."""

    requests: int = 0
    answered: int = 0
    calls: list[Call] = field(default_factory=list)
    symptoms: dict[str, Symptom] = field(default_factory=dict)
    rates: Rates = field(default_factory=Rates)
    limits: dict[str, Limit] = field(default_factory=dict)
    accepted: dict[str, Success] = field(default_factory=dict)
    clients: dict[str, int] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None
    identity: dict[Kind, list[Record]] = field(default_factory=dict)
    facts: dict[str, list[Record]] = field(default_factory=dict)
    events: list[Record] = field(default_factory=list)
    """The first errors that log lines tell."""

    def see(self, record: Record) -> None:
        """Take note of one record."""
        kind = record.kind
        if kind is Kind.EXCHANGE:
            self._exchange(record)
        elif kind is Kind.EVENT:
            if len(self.events) < SAMPLES and record.fields.get("event.level") in ("error", "fatal"):
                self.events.append(record)
        elif kind in _IDENTITY:
            _keep(self.identity.setdefault(kind, []), record)
            self._transport(record)
        elif kind is Kind.FACT:
            _keep(self.facts.setdefault(str(record.fields.get("fact")), []), record)

    def _exchange(self, record: Record) -> None:
        fields = record.fields
        self.requests += 1
        status = fields.get("response.status")
        self.answered += status is not None
        symptom = symptom_of(status, fields.get("error.kind"))
        if symptom:
            self.symptoms.setdefault(symptom, Symptom()).note(record)
        elif isinstance(status, int) and status < 400:
            self._success(record)
        at = record.at
        if at is None:
            return
        self.first = at if self.first is None or at < self.first else self.first
        self.last = at if self.last is None or at > self.last else self.last
        host = fields.get("request.url.host")
        named = host if isinstance(host, str) else ""
        self.rates.note(named, at, symptom == "429" or (status == 503 and "response.retry_after_s" in fields))
        self._limit(record, named)
        if fields.get("source") in _CAPTURES and len(self.calls) < (CALLS if symptom else CALLS - LATE):
            self.calls.append(_call(record, at, bool(symptom)))
            self._client(record)

    def _success(self, record: Record) -> None:
        token = record.fields.get("auth.token_hash")
        if isinstance(token, str) and (token in self.accepted or len(self.accepted) < TOKENS):
            self.accepted[token] = Success(record.at, record.location, str(record.fields.get("request.url.host") or ""))

    def _limit(self, record: Record, host: str) -> None:
        limit = record.fields.get("response.ratelimit.limit")
        if isinstance(limit, int | float) and limit > 0 and (host in self.limits or len(self.limits) < KEPT):
            self.limits[host] = Limit(float(limit), _window(record), record.location)

    def _client(self, record: Record) -> None:
        agents = record.fields.get("request.headers.user-agent")
        if isinstance(agents, tuple) and agents and (agents[0] in self.clients or len(self.clients) < KEPT):
            self.clients[agents[0]] = self.clients.get(agents[0], 0) + 1

    def _transport(self, record: Record) -> None:
        symptom = symptom_of(None, record.fields.get("error.kind"))
        if symptom and record.kind is Kind.HANDSHAKE:
            self.symptoms.setdefault(symptom, Symptom()).note(record)


def symptom_of(status: object, error: object) -> str:
    """The symptom an answer or a transport error shows; empty when it shows none."""
    if isinstance(status, int) and status >= 400:
        return "5xx" if status >= 500 else str(status) if status in (401, 403, 429) else "other"
    if isinstance(error, str) and error and error != "http-error":
        if error.startswith(("tls", "cert", "client-cert")):
            return "tls"
        return "timeout" if "timeout" in error or error in ("empty", "closed", "reset", "refused", "unreachable", "truncated") else "other"
    return ""


def _keep(kept: list[Record], record: Record) -> None:
    if len(kept) < KEPT:
        kept.append(record)


def _call(record: Record, at: datetime, failed: bool) -> Call:
    fields = record.fields

    def word(name: str) -> str:
        return str(fields.get(name) or "")[:_TEXT]

    status = fields.get("response.status")
    phases = tuple(_number(fields.get(f"timing.{name}_ms")) for name in PHASES)
    total = _number(fields.get("timing.total_ms"))
    return Call(
        record.location, at, word("request.method"), word("request.url.host"), word("request.url.path"), word("request.url"),
        status if isinstance(status, int) else None, failed, total if total is not None else sum(p or 0 for p in phases), phases,
    )  # fmt: skip


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value >= 0 else None


def _window(record: Record) -> float | None:
    """The window of a RateLimit-Policy such as `100;w=60`, in seconds."""
    for name in ("ratelimit-policy", "ratelimit-limit", "x-ratelimit-limit"):
        values = record.fields.get(f"response.headers.{name}")
        if isinstance(values, tuple):
            for part in ";".join(values).replace(",", ";").split(";"):
                key, _, figure = part.strip().partition("=")
                if key == "w" and figure.isascii() and figure.isdigit() and 0 < len(figure) < 9:
                    return float(figure)
    return None
