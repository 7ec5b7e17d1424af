"""What the engine says: hits, judged causes, the judgement of a case. Inside the process only, may hold raw input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.model import Verdict
from triagekit.records import Record


@dataclass(frozen=True, slots=True)
class Hit:
    """An observation that was made, as one burst."""

    observation: str
    """Observation id."""
    title: str
    shown: str
    """The observation's `show` text with values filled in. Raw."""
    records: tuple[Record, ...]
    """The first few records, in order of time (at most 5)."""
    count: int = 1
    first: datetime | None = None
    last: datetime | None = None
    peak: int = 0
    """Most records within the window, for counted correlations."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One evidence item of a cause that was seen."""

    observation: str
    weight: str
    """proves | excludes | supports: strong | supports: moderate | supports: weak | weakens: ..."""
    group: str
    hit: Hit


@dataclass(frozen=True, slots=True)
class Missing:
    """One evidence item that could not be judged."""

    observation: str
    weight: str
    why: str
    """Such as: needs a HAR or trace; no capture time; inconclusive, the capture ends first."""
    needs: tuple[str, ...] = ()
    """Record kinds or fields that would settle it."""


@dataclass(frozen=True, slots=True)
class JudgedCause:
    """One cause with its verdict, in rank order within `Judgement.causes`."""

    id: str
    title: str
    differential: str
    verdict: Verdict
    rank: int
    points: int
    severity: str
    owner: str
    for_: tuple[Weighed, ...] = ()
    against: tuple[Weighed, ...] = ()
    missing: tuple[Missing, ...] = ()
    checked_of: int = 0
    checked_done: int = 0
    explains: tuple[str, ...] = ()
    """Ids of causes and observations seen here that this cause explains."""
    explained_by: str = ""
    """Id of the cause under which this one is nested, if any."""
    tied_with: tuple[str, ...] = ()
    next_steps: tuple[Mapping[str, str], ...] = ()
    ask_customer: str = ""
    customer_wording: str = ""
    engineer_wording: str = ""
    looks_like: str = ""
    references: tuple[str, ...] = ()
    not_assessed_because: str = ""
    concerns: str = ""
    """own: it stands at the customer's own failing request; others: only other people's failures speak for it; empty: nobody can say."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The engine's whole answer for a case."""

    causes: tuple[JudgedCause, ...]
    """Every cause that was judged, ranked; those that do not speak come last."""
    hits: tuple[Hit, ...]
    """Every observation made."""
    next_question: Mapping[str, str] = field(default_factory=dict)
    """Differential to the customer question that separates its front runners most."""
    rules_not_run: Sequence[str] = ()
    """file:line:column: reason, for every rule that could not be loaded."""
    changed_by_packs: Sequence[str] = ()
    suppressed: Mapping[str, int] = field(default_factory=dict)
    """Suppressed cause or observation id to how often."""
