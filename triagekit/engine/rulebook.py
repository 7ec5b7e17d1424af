"""What a load gives: observations, causes, and everything that was wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from triagekit.engine.correlation import Correlation
from triagekit.engine.faults import Fault
from triagekit.engine.language import Fields, Node
from triagekit.records import Kind, Record


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule stands."""

    place: str
    """The file's path."""
    shown: str
    """The file as a person would name it, such as rules/causes/auth/token-expired.yaml."""
    pack: str
    """Name of the pack it came from."""

    @property
    def path(self) -> Path:
        """The file. Made when asked: a start has 2,000 of them and opens none."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class Observation:
    """Says *this was seen* and claims no cause."""

    id: str
    title: str
    reads: tuple[Kind, ...]
    selections: Mapping[str, Node]
    condition: Node | None
    """What a record must meet; None where the correlation's roles say it."""
    correlate: Correlation | None
    show: str
    references: tuple[str, ...]
    origin: Origin
    raw: Mapping[str, Any]
    """The rule as written (after overlays), without its tests."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One evidence item of a cause: what it sees and what that says."""

    sees: str
    weight: str
    """proves | excludes | supports: WORD | weakens: WORD, the words of `Weighed.weight`."""
    group: str


@dataclass(frozen=True, slots=True)
class Cause:
    """Says *this may be why*, and is weighed against its rivals in one differential."""

    id: str
    title: str
    differential: str
    severity: str
    owner: str
    evidence: tuple[Sight, ...]
    explains: tuple[str, ...]
    coarse: bool
    """The family's first answer, where the artifact cannot show which member it was."""
    next_steps: tuple[Mapping[str, str], ...]
    ask_customer: str
    customer_wording: str
    engineer_wording: str
    looks_like: str
    references: tuple[str, ...]
    origin: Origin
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Suppression:
    """A rule that is not to speak: which, where, why, until when."""

    rule: str
    reason: str
    scope: Node | None
    """Only records that meet this are silenced (a cause: when every record that speaks for it does). None = always."""
    expires: date | None
    pack: str


class Witness(Protocol):
    """Is shown every record and, at the end, every sighting."""

    def see(self, record: Record, when: datetime | None) -> None:
        """One record, with its corrected time."""

    def conclude(self, sightings: Mapping[str, Any]) -> None:
        """Observation id to its `Sighting`."""


@dataclass(slots=True)
class Rulebook:
    """Everything one run judges by."""

    fields: Fields
    observations: dict[str, Observation] = field(default_factory=dict)
    causes: dict[str, Cause] = field(default_factory=dict)
    errors: list[Fault] = field(default_factory=list)
    """Everything wrong in any file; the rules concerned are not run."""
    changes: list[str] = field(default_factory=list)
    """What later packs changed in earlier ones, one sentence each."""
    suppressions: Sequence[Suppression] = ()
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sha256: str = ""
    """Digest over every rule file as read."""
    broken: set[str] = field(default_factory=set)
    """Ids of rules that exist but could not be loaded."""
    disabled: set[str] = field(default_factory=set)
    """Ids of rules that a pack switched off."""
    witness: Witness | None = None
    """Someone who looks over the engine's shoulder in runs with this rulebook."""
