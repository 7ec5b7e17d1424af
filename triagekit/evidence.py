"""evidence.json: the document that leaves, as typed structures whose texts are `Clean`.

The JSON Schema (2020-12) is generated from these types (`schema()`), is published in every package, and
forbids unknown fields except local ones that start with `x_`. What this program adds to the published
contract starts with `x_` too, so that a reader who knows only the contract meets no unknown name. Versions
follow SemVer: a new optional field is a minor change, anything a reader must notice a major one. Times are
UTC, RFC 3339, with the original offset beside them where it was known.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import msgspec

from triagekit import safetext
from triagekit.evidenceclocks import ClockNote, ClockStep, Moment
from triagekit.evidenceparts import Cleaner, Part, Place, ours, place, stamp
from triagekit.evidenceviews import Bar, Beside, Parting, Rate, View, Views
from triagekit.model import Clean

__all__ = ["SCHEMA_VERSION", "ArtifactNote", "Attempt", "Bar", "Beside", "Captured", "CaseNote", "Cause", "Checked", "Cleaner", "ClockNote", "ClockStep", "Closure", "Completeness", "DefectNote", "Evidence", "Fact", "Gap", "Handling", "Handoff", "Item", "MissingItem", "Moment", "NotAssessed", "ObservationNote", "Parting", "Place", "Rate", "RedactedBefore", "RedactionNote", "Reproduction", "Rules", "Skipped", "Step", "Tool", "View", "Views", "decode", "encode", "place", "schema", "stamp"]
"""Parts that stand in modules of their own are read through this one."""

SCHEMA_VERSION = "1.0.0"

OTHERS = "in other requests than the customer's"
"""Whose failure a cause is, where only other requests speak for it; said alike in every report."""


class Tool(Part, frozen=True, kw_only=True):
    """Which program and which rules made this."""

    name: str
    version: str
    rules_version: str
    rules_sha256: str


class Fact(Part, frozen=True, kw_only=True):
    """One thing known, unknown or not applicable, and how that was found out."""

    value: Clean | None = None
    source: Literal["artifact", "customer", "associate", "system"] = "system"
    status: Literal["known", "unknown", "not_applicable"] = "unknown"
    how_tried: Clean | None = None
    location: Place | None = None


class Captured(Part, frozen=True, kw_only=True):
    """The time span an artifact covers, by its own clock."""

    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    timezone: Clean | None = None


class Skipped(Part, frozen=True, kw_only=True):
    """A stretch of an artifact that was not examined, and why."""

    bytes: int
    why: Clean


class DefectNote(Part, frozen=True, kw_only=True):
    """What is wrong with an artifact itself."""

    code: str
    what: Clean
    why: Clean
    fix: Clean
    location: Place | None = None


class ArtifactNote(Part, frozen=True, kw_only=True, rename=ours("kind_label", "certainty", "bytes_examined", "not_examined", "records_refused", "context", "notes", "apart")):
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
    apart: bool = False
    """It is of another incident or another service; its first note says by what, and what to ask for instead."""


class Item(Part, frozen=True, kw_only=True, rename=ours("count", "more")):
    """One piece of evidence for or against a cause."""

    observation: str
    weight: str
    location: Place
    excerpt: Clean
    observed_at: str | None = None
    value: Clean | None = None
    count: int = 1
    more: tuple[Place, ...] = ()


class MissingItem(Part, frozen=True, kw_only=True, rename=ours("separates", "differential", "minutes", "since", "until")):
    """What could not be judged, and what would settle it."""

    what: str
    """The observation that could not be made, or side/… where a whole side of the failure is not in the case."""
    why: Clean
    how_to_collect: Clean
    blocking: bool = False
    separates: tuple[str, ...] = ()
    """Causes whose order it would decide, front runners first."""
    differential: str | None = None
    """The open question that they belong to."""
    minutes: int | None = None
    """How long collecting it takes, by experience."""
    since: str | None = None
    until: str | None = None
    """Of a log: the stretch that is asked for, UTC."""


class Checked(Part, frozen=True, kw_only=True):
    """How many of a cause's evidence items could be judged."""

    of: int
    done: int


class Step(Part, frozen=True, kw_only=True):
    """A next step and the risk of taking it."""

    do: Clean
    risk: str


class Cause(Part, frozen=True, kw_only=True, rename=ours("explained_by", "tied_with", "looks_like", "references", "before_clock", "concerns")):
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
    before_clock: str | None = None
    """The verdict on uncorrected times, where correcting clocks decided it."""
    concerns: Literal["own", "others"] | None = None
    """own: it stands at the customer's own failing request; others: only other failures speak for it, of other people or far from the incident; null: the artifacts cannot tell."""


class ObservationNote(Part, frozen=True, kw_only=True):
    """An observation that was made, whether or not a cause uses it."""

    id: str
    title: Clean
    shown: Clean
    count: int
    first: str | None
    last: str | None
    locations: tuple[Place, ...]


class NotAssessed(Part, frozen=True, kw_only=True):
    """A cause that could not be judged, and what it needs."""

    cause: str
    needs: Clean


class Gap(Part, frozen=True, kw_only=True, rename=ours("question")):
    """What a receiver requires and the case does not have, with the question that fills it."""

    what: str
    """Name of the fact, such as impact.scope or 401.challenge; the case file answers under the same name."""
    why: Clean
    how_to_collect: Clean
    blocking: bool
    question: Clean


class Completeness(Part, frozen=True, kw_only=True, rename=ours("facts")):
    """What a receiver needs before it asks: in every case, and by symptom class."""

    symptom_classes: tuple[str, ...]
    required: tuple[str, ...]
    """Names of the facts that a receiver needs."""
    present: tuple[str, ...]
    """Those that are known, do not apply, or are unknown although somebody tried to find out."""
    gaps: tuple[Gap, ...]
    facts: dict[str, Fact] = msgspec.field(default_factory=dict)
    """What is known of them, by name."""


class RedactedBefore(Part, frozen=True, kw_only=True):
    """A file that came redacted already."""

    name: Clean
    items: int | None
    """How many values were replaced then, by the audit of then; null where that did not lie beside the file."""
    by_category: dict[str, int]


class RedactionNote(Part, frozen=True, kw_only=True):
    """What redaction did, without any value."""

    profile: str
    items: int
    by_category: dict[str, int]
    verified: bool
    withheld: tuple[str, ...]
    not_examined: tuple[Skipped, ...]
    before: tuple[RedactedBefore, ...] = ()
    """What came redacted already; its items are counted with the others."""


class CaseNote(Part, frozen=True, kw_only=True):
    """What the associate said about the case."""

    id: Clean | None = None
    title: Clean | None = None
    customer: Clean | None = None
    incident_time: str | None = None
    timezone: str | None = None


class Attempt(Part, frozen=True, kw_only=True):
    """Something that was tried."""

    at: str | None = None
    action: Clean
    result: Clean | None = None
    conclusion: Literal["ruled_out", "confirmed", "no_change", "worse", "inconclusive"] | None = None


class Reproduction(Part, frozen=True, kw_only=True):
    """How to see the failure again: redacted, from the capture."""

    steps: tuple[Clean, ...] = ()
    curl: Clean | None = None


class Rules(Part, frozen=True, kw_only=True):
    """What the rule packs changed or could not do."""

    not_run: tuple[Clean, ...] = ()
    changed_by_packs: tuple[Clean, ...] = ()
    suppressed: dict[str, int] = msgspec.field(default_factory=dict)


class Handoff(Part, frozen=True, kw_only=True):
    """What goes to the next person."""

    ask: Clean | None = None
    tried: tuple[Clean, ...] = ()
    pending: tuple[Clean, ...] = ()
    next: Clean | None = None
    by_when: Clean | None = None


class Closure(Part, frozen=True, kw_only=True):
    """How the case ended."""

    happened: Clean | None = None
    done: Clean | None = None
    prevent: Clean | None = None
    recognise: Clean | None = None


class Handling(Part, frozen=True, kw_only=True):
    """How this document may be treated."""

    classification: str = "support-confidential, redacted"
    originals_included: bool = False


class Evidence(Part, frozen=True, kw_only=True, rename=ours("rules", "next_questions", "views")):
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
    next_questions: dict[str, Clean] = msgspec.field(default_factory=dict)
    views: Views = Views()


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
