"""What the charts and tables of a report show, as parts of the evidence."""

from triagekit.evidenceparts import Part, Place
from triagekit.model import Clean


class Bar(Part, frozen=True, kw_only=True):
    """One request of the waterfall. Durations are milliseconds; a phase that the capture does not say is null."""

    location: Place
    at: str
    what: Clean
    """Method, host and path."""
    status: int | None = None
    failed: bool = False
    total_ms: float = 0
    blocked_ms: float | None = None
    dns_ms: float | None = None
    connect_ms: float | None = None
    tls_ms: float | None = None
    send_ms: float | None = None
    wait_ms: float | None = None
    receive_ms: float | None = None


class Rate(Part, frozen=True, kw_only=True):
    """Requests to one host over time, in equal buckets, beside the limit where one is known."""

    host: Clean
    start: str
    bucket_s: float
    counts: tuple[int, ...]
    refused: tuple[int, ...]
    """Of these, answered with 429, or with 503 and Retry-After."""
    limit: float | None = None
    """Requests that a bucket may hold by the limit that the server or the case names; null where its window is unknown."""
    limit_basis: Clean | None = None


class Beside(Part, frozen=True, kw_only=True):
    """One value that was received, beside what the case expects; agrees is null where nothing is expected."""

    name: str
    received: Clean
    expected: Clean | None = None
    agrees: bool | None = None


class View(Part, frozen=True, kw_only=True):
    """One SAML message, token or certificate: what was received beside what was expected."""

    title: Clean
    location: Place
    rows: tuple[Beside, ...]


class Parting(Part, frozen=True, kw_only=True):
    """Where a failing journey leaves a working one: one field of the first step that differs."""

    step: Clean
    name: str
    working: Clean
    failing: Clean


class Views(Part, frozen=True, kw_only=True):
    """What the charts and tables of a report show beyond causes and evidence. Bounded; the counts say what was left out."""

    waterfall: tuple[Bar, ...] = ()
    requests: int = 0
    """Requests in the artifacts, also those that the waterfall leaves out."""
    rates: tuple[Rate, ...] = ()
    compared: tuple[View, ...] = ()
    partings: tuple[Parting, ...] = ()
