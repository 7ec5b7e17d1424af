"""The words of a case: artifacts, locations, verdicts, and the evidence that leaves.

Two families live here. The *inside* ones (`Location`, `Artifact`, `Judgement`) may hold raw input and
never leave the process. The *outside* ones (`Evidence` and its parts) hold `Clean` text only; reports,
packages and exports accept nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

Clean = NewType("Clean", str)
"""Text that redaction has passed. Only `redaction` makes it."""


class Verdict(StrEnum):
    """How sure a cause is. Never mixed with severity."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    POSSIBLE = "possible"
    CONFLICTING = "conflicting"
    NOT_SUPPORTED = "not supported"
    RULED_OUT = "ruled out"
    NOT_ASSESSED = "not assessed"


VERDICT_ORDER: Mapping[Verdict, int] = {
    Verdict.CONFIRMED: 0,
    Verdict.LIKELY: 1,
    Verdict.CONFLICTING: 2,
    Verdict.POSSIBLE: 3,
    Verdict.NOT_SUPPORTED: 4,
    Verdict.RULED_OUT: 5,
    Verdict.NOT_ASSESSED: 6,
}
"""Rank of each verdict, best first; the first four *speak*."""

SPEAKING = frozenset({Verdict.CONFIRMED, Verdict.LIKELY, Verdict.CONFLICTING, Verdict.POSSIBLE})
"""Verdicts under which a cause is shown as a finding."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a record stands in its artifact."""

    artifact: str
    """The artifact's id, such as a0001."""
    kind: str = "bytes"
    """json_pointer | line | xpath | bytes | chain | claim."""
    pointer: str = ""
    """JSON Pointer, XPath, chain index or claim name, by kind."""
    line: int = 0
    """1-based line number; 0 when the artifact has no lines."""
    column: int = 0
    """1-based column; 0 when unknown."""
    offset: int = -1
    """Byte offset of the record in the (unpacked) artifact; -1 when unknown."""
    length: int = -1
    """Length in bytes; -1 when unknown."""


@dataclass(slots=True)
class Artifact:
    """One file as received. Filled while it is read."""

    id: str
    name: str
    """The name as received, archive members as outer.zip/inner.har. Raw: redact before showing."""
    size: int
    """Bytes received (unpacked)."""
    sha256: str = ""
    kind: str = "unknown"
    """The analyzer's name that read it, such as har."""
    kind_label: str = ""
    """That analyzer's words for people, such as HTTP archive (HAR)."""
    certainty: int = 0
    """How sure recognition was, 0 to 100."""
    producer: str = ""
    """The tool that made it, as it says itself. Raw."""
    sanitized: bool = False
    """True when the producer itself removed cookies and credentials on export."""
    captured_from: datetime | None = None
    captured_to: datetime | None = None
    timezone: str = ""
    """Original offset of its times, such as +02:00; empty when unknown."""
    records: int = 0
    refused: int = 0
    """Records present but unreadable."""
    examined: int = 0
    """Bytes examined. examined + the lengths of `skipped` = size."""
    skipped: list[tuple[int, str]] = field(default_factory=list)
    """(bytes, reason) for every stretch that was not examined."""
    defects: list["Defect"] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What its reader has to say about it as a whole, a sentence each. Raw."""
    context: bool = False
    """True when the case file named it as context, not as an artifact under diagnosis."""


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with the artifact itself."""

    code: str
    """A code of `triagekit.errors.CATALOGUE`."""
    location: Location
    detail: str = ""
    """Our own words; never an exception's text, never input."""
