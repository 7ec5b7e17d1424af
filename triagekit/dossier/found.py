"""What one run found, raw: all that the document that leaves is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triagekit import evidence as ev
from triagekit.casefile import CaseFile
from triagekit.correlate.timeline import Offset
from triagekit.engine.rulebook import Rulebook
from triagekit.model import Artifact
from triagekit.records import Record
from triagekit.verdicts import Judgement
from triagekit.witness import Witness


@dataclass(slots=True)
class Found:
    """Everything one run found, raw."""

    artifacts: list[Artifact]
    judgement: Judgement
    case: CaseFile
    tool: ev.Tool
    clock: list[Record] = field(default_factory=list)
    """Fact records of the clock."""
    redaction: ev.RedactionNote | None = None
    redacted_sha256: dict[str, str] = field(default_factory=dict)
    """Artifact id to the sha256 of its redacted copy."""
    witness: Witness = field(default_factory=Witness)
    partings: tuple[ev.Parting, ...] = ()
    """Where the journey leaves a working one; clean already."""
    shipped: frozenset[str] = frozenset()
    """Sentences that come with this program: they hold nothing of anybody, and are not searched for it."""
    book: Rulebook | None = None
    """The rules of the run, for saying in words what is missing."""
    decided_by_clock: Mapping[str, str] = field(default_factory=dict)
    """Cause id to the verdict it had before clocks were corrected."""
    scopes: tuple[Record, ...] = ()
    """How far the failure reaches by the artifacts alone, the most telling view first."""
    offsets: Mapping[str, Offset] = field(default_factory=dict)
    """Artifact id to what was added to its times."""
    extents: tuple[Record, ...] = ()
    """What each artifact covers: facts of `triagekit.correlate.extents`."""
    strange: frozenset[str] = frozenset()
    """Artifacts of another incident."""
