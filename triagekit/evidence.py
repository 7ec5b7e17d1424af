"""evidence.json: the document that leaves, as typed structures whose texts are `Clean`.

The JSON Schema (2020-12) is generated from these types (`schema()`), is published in every package, and
forbids unknown fields except local ones that start with `x_`. What this program adds to the published
contract starts with `x_` too, so that a reader who knows only the contract meets no unknown name. Versions
follow SemVer: a new optional field is a minor change, anything a reader must notice a major one. Times are
UTC, RFC 3339, with the original offset beside them where it was known.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

import msgspec

from triagekit import safetext
from triagekit.model import Clean, Location

SCHEMA_VERSION = "1.0.0"


def _ours(*names: str) -> dict[str, str]:
    """Names of our own fields, as they stand in the document."""
    return {name: f"x_{name}" for name in names}


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every part: immutable, closed."""


class Tool(_Part, frozen=True, kw_only=True):
    """Which program and which rules made this."""

    name: str
    version: str
    rules_version: str
    rules_sha256: str


class Fact(_Part, frozen=True, kw_only=True):
    """One thing known, unknown or not applicable, and how that was found out."""

    value: Clean | None = None
    source: Literal["artifact", "customer", "associate", "system"] = "system"
    status: Literal["known", "unknown", "not_applicable"] = "unknown"
    how_tried: Clean | None = None
    location: "Place | None" = None


class Place(_Part, frozen=True, kw_only=True):
    """Where something stands in an artifact."""

    artifact: str
    kind: Literal["json_pointer", "line", "xpath", "bytes", "chain", "claim"]
    pointer: Clean | None = None
    line: int | None = None
    column: int | None = None
    offset: int | None = None
    length: int | None = None


class Captured(_Part, frozen=True, kw_only=True):
    """The time span an artifact covers, by its own clock."""

    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    timezone: Clean | None = None


class Skipped(_Part, frozen=True, kw_only=True):
    """A stretch of an artifact that was not examined, and why."""

    bytes: int
    why: Clean


class DefectNote(_Part, frozen=True, kw_only=True):
    """What is wrong with an artifact itself."""

    code: str
    what: Clean
    why: Clean
    fix: Clean
    location: Place | None = None


class ArtifactNote(_Part, frozen=True, kw_only=True, rename=_ours("kind_label", "certainty", "bytes_examined", "not_examined", "records_refused", "context", "notes")):
    """One file as received."""

    id: str
    name: Clean
    kind: str
    kind_label: Clean
    certainty: int
    producer: Clean | None
    bytes: int
    bytes_examined: int
    not_examined: tuple[Skipped, ...]
    sha256: str
    redacted_sha256: str | None
    sanitized_by_producer: bool
    captured: Captured
    defects: tuple[DefectNote, ...]
    records: int
    records_refused: int
    context: bool = False
    notes: tuple[Clean, ...] = ()


class Item(_Part, frozen=True, kw_only=True, rename=_ours("count", "more")):
    """One piece of evidence for or against a cause."""

    observation: str
    weight: str
    location: Place
    excerpt: Clean
    observed_at: str | None = None
    value: Clean | None = None
    count: int = 1
    more: tuple[Place, ...] = ()


class MissingItem(_Part, frozen=True, kw_only=True):
    """What could not be judged, and what would settle it."""

    what: str
    why: Clean
    how_to_collect: Clean
    blocking: bool = False


class Checked(_Part, frozen=True, kw_only=True):
    """How many of a cause's evidence items could be judged."""

    of: int
    done: int


class Step(_Part, frozen=True, kw_only=True):
    """A next step and the risk of taking it."""

    do: Clean
    risk: str


class Cause(_Part, frozen=True, kw_only=True, rename=_ours("explained_by", "tied_with", "looks_like", "references")):
    """One cause with its verdict."""

    id: str
    title: Clean
    differential: str
    verdict: Literal["confirmed", "likely", "possible", "conflicting", "not supported", "ruled out", "not assessed"]
    rank: int
    severity: str
    owner: str
    for_: tuple[Item, ...] = msgspec.field(name="for")
    against: tuple[Item, ...]
    missing: tuple[MissingItem, ...]
    checked: Checked
    explains: tuple[str, ...]
    explained_by: str | None = None
    tied_with: tuple[str, ...] = ()
    next_steps: tuple[Step, ...]
    ask_customer: Clean
    customer_wording: Clean
    engineer_wording: Clean
    looks_like: Clean
    references: tuple[str, ...] = ()
    correlation_ids: tuple[Clean, ...] = ()
    fingerprint: str


class ObservationNote(_Part, frozen=True, kw_only=True):
    """An observation that was made, whether or not a cause uses it."""

    id: str
    title: Clean
    shown: Clean
    count: int
    first: str | None
    last: str | None
    locations: tuple[Place, ...]


class NotAssessed(_Part, frozen=True, kw_only=True):
    """A cause that could not be judged, and what it needs."""

    cause: str
    needs: Clean


class Moment(_Part, frozen=True, kw_only=True):
    """One row of the timeline."""

    at: str
    original_offset: str | None = None
    uncertainty_ms: int | None = None
    artifact: str
    location: Place
    what: Clean
    cause: str | None = None


class ClockNote(_Part, frozen=True, kw_only=True):
    """The measured offset of one source, as an interval in seconds (server minus client)."""

    source: Clean
    offset_low_s: float
    offset_high_s: float
    samples: int
    agreeing: int
    basis: Clean


class Gap(_Part, frozen=True, kw_only=True, rename=_ours("question")):
    """What a receiver requires and the case does not have, with the question that fills it."""

    what: str
    """Name of the fact, such as impact.scope or 401.challenge; the case file answers under the same name."""
    why: Clean
    how_to_collect: Clean
    blocking: bool
    question: Clean


class Completeness(_Part, frozen=True, kw_only=True, rename=_ours("facts")):
    """What a receiver needs before it asks: in every case, and by symptom class."""

    symptom_classes: tuple[str, ...]
    required: tuple[str, ...]
    """Names of the facts that a receiver needs."""
    present: tuple[str, ...]
    """Those that are known, do not apply, or are unknown although somebody tried to find out."""
    gaps: tuple[Gap, ...]
    facts: dict[str, Fact] = {}
    """What is known of them, by name."""


class Bar(_Part, frozen=True, kw_only=True):
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


class Rate(_Part, frozen=True, kw_only=True):
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


class Beside(_Part, frozen=True, kw_only=True):
    """One value that was received, beside what the case expects; agrees is null where nothing is expected."""

    name: str
    received: Clean
    expected: Clean | None = None
    agrees: bool | None = None


class View(_Part, frozen=True, kw_only=True):
    """One SAML message, token or certificate: what was received beside what was expected."""

    title: Clean
    location: Place
    rows: tuple[Beside, ...]


class Parting(_Part, frozen=True, kw_only=True):
    """Where a failing journey leaves a working one: one field of the first step that differs."""

    step: Clean
    name: str
    working: Clean
    failing: Clean


class Views(_Part, frozen=True, kw_only=True):
    """What the charts and tables of a report show beyond causes and evidence. Bounded; the counts say what was left out."""

    waterfall: tuple[Bar, ...] = ()
    requests: int = 0
    """Requests in the artifacts, also those that the waterfall leaves out."""
    rates: tuple[Rate, ...] = ()
    compared: tuple[View, ...] = ()
    partings: tuple[Parting, ...] = ()


class RedactionNote(_Part, frozen=True, kw_only=True):
    """What redaction did, without any value."""

    profile: str
    items: int
    by_category: dict[str, int]
    verified: bool
    withheld: tuple[str, ...]
    not_examined: tuple[Skipped, ...]


class CaseNote(_Part, frozen=True, kw_only=True):
    """What the associate said about the case."""

    id: Clean | None = None
    title: Clean | None = None
    customer: Clean | None = None
    incident_time: str | None = None
    timezone: str | None = None


class Attempt(_Part, frozen=True, kw_only=True):
    """Something that was tried."""

    at: str | None = None
    action: Clean
    result: Clean | None = None
    conclusion: Literal["ruled_out", "confirmed", "no_change", "worse", "inconclusive"] | None = None


class Reproduction(_Part, frozen=True, kw_only=True):
    """How to see the failure again: redacted, from the capture."""

    steps: tuple[Clean, ...] = ()
    curl: Clean | None = None


class Rules(_Part, frozen=True, kw_only=True):
    """What the rule packs changed or could not do."""

    not_run: tuple[Clean, ...] = ()
    changed_by_packs: tuple[Clean, ...] = ()
    suppressed: dict[str, int] = {}


class Handoff(_Part, frozen=True, kw_only=True):
    """What goes to the next person."""

    ask: Clean | None = None
    tried: tuple[Clean, ...] = ()
    pending: tuple[Clean, ...] = ()
    next: Clean | None = None
    by_when: Clean | None = None


class Closure(_Part, frozen=True, kw_only=True):
    """How the case ended."""

    happened: Clean | None = None
    done: Clean | None = None
    prevent: Clean | None = None
    recognise: Clean | None = None


class Handling(_Part, frozen=True, kw_only=True):
    """How this document may be treated."""

    classification: str = "support-confidential, redacted"
    originals_included: bool = False


class Evidence(_Part, frozen=True, kw_only=True, rename=_ours("rules", "next_questions", "views")):
    """The whole document."""

    schema_version: str
    tool: Tool
    case: CaseNote
    impact: dict[str, Fact]
    environment: dict[str, Fact]
    reproduction: Reproduction
    artifacts: tuple[ArtifactNote, ...]
    causes: tuple[Cause, ...]
    observations: tuple[ObservationNote, ...]
    not_assessed: tuple[NotAssessed, ...]
    timeline: tuple[Moment, ...]
    clock: tuple[ClockNote, ...]
    attempted: tuple[Attempt, ...]
    missing: tuple[MissingItem, ...]
    completeness: Completeness
    redaction: RedactionNote
    handling: Handling
    handoff: Handoff
    closure: Closure
    rules: Rules = Rules()
    next_questions: dict[str, Clean] = {}
    views: Views = Views()


Cleaner = Callable[[str], Clean]
"""Makes raw text into text that may leave."""


def stamp(when: datetime | None) -> str | None:
    """UTC, RFC 3339, milliseconds where there are any."""
    if when is None:
        return None
    utc = when.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds" if utc.microsecond else "seconds").replace("+00:00", "Z")


def place(location: Location, clean: Cleaner) -> Place:
    """A location as it leaves."""
    kinds = ("json_pointer", "line", "xpath", "bytes", "chain", "claim")
    return Place(
        artifact=location.artifact,
        kind=location.kind if location.kind in kinds else "bytes",  # type: ignore[arg-type]  # narrowed by the test beside it
        pointer=clean(location.pointer) if location.pointer else None,
        line=location.line or None,
        column=location.column or None,
        offset=location.offset if location.offset >= 0 else None,
        length=location.length if location.length >= 0 else None,
    )


def schema() -> dict[str, Any]:
    """The published JSON Schema 2020-12 of `Evidence`; local fields start with x_."""
    (top,), components = msgspec.json.schema_components([Evidence], ref_template="#/$defs/{name}")
    for part in components.values():
        if part.get("type") == "object" and "properties" in part:
            part["patternProperties"] = {"^x_": True}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://triagekit.invalid/evidence-{SCHEMA_VERSION}.schema.json",
        "title": "triagekit evidence",
        **top,
        "$defs": components,
    }


def encode(evidence: Evidence) -> bytes:
    """The document as JSON: names in the order of the contract, UTF-8, one final newline; the same bytes for the same document."""
    plain = msgspec.to_builtins(evidence)
    return (safetext.in_json(json.dumps(plain, ensure_ascii=False, indent=2)) + "\n").encode()


def decode(data: bytes) -> Evidence:
    """Read a document back; local `x_` fields are ignored. Raises msgspec.ValidationError on anything else unknown."""
    return msgspec.convert(_without_local(msgspec.json.decode(data), _our_names()), Evidence)


@cache
def _our_names() -> frozenset[str]:
    components = msgspec.json.schema_components([Evidence])[1]
    return frozenset(name for part in components.values() for name in part.get("properties", ()) if name.startswith("x_"))


def _without_local(value: Any, ours: frozenset[str]) -> Any:
    if isinstance(value, Mapping):
        return {k: _without_local(v, ours) for k, v in value.items() if not str(k).startswith("x_") or k in ours}
    if isinstance(value, list):
        return [_without_local(v, ours) for v in value]
    return value
