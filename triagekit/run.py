"""One run: what the command line asked of it, and what was read and judged, raw, with the session that makes text clean."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from triagekit import __version__
from triagekit._home import HOME
from triagekit.casefile import CaseFile
from triagekit.correlate.timeline import Offset
from triagekit.dossier.build import build
from triagekit.dossier.found import Found
from triagekit.engine.rulebook import Rulebook
from triagekit.evidence import Evidence, Parting, RedactionNote, Tool
from triagekit.model import Artifact, Clean
from triagekit.records import Record
from triagekit.roles import Context, Source
from triagekit.verdicts import Judgement
from triagekit.witness import Witness


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about a run."""

    case: Path | None = None
    at: datetime | None = None
    timezone: str = ""
    since: datetime | None = None
    until: datetime | None = None
    policy: Path | None = None
    profile: str = "support"
    rules: tuple[Path, ...] = ()
    max_bytes: int = 0
    """Total unpacked bytes; 0 = the default budget."""
    key: bytes | None = None
    """The pseudonyms' key; None makes a new one that nobody learns."""

    def outside(self, when: datetime) -> bool:
        """Whether a time lies before `since` or after `until`."""
        return bool((self.since and when < self.since) or (self.until and when > self.until))


@dataclass(slots=True)
class Run:
    """One finished run: what was read and what was judged, raw, plus the session that makes text clean."""

    case: CaseFile
    rulebook: Rulebook
    session: Any
    """redaction.session.Session; typed loosely so that importing this module does not import redaction."""
    context: Context = field(default_factory=Context)
    """What was known of the receiving side and of zones while reading; whoever reads again needs the same."""
    artifacts: list[Artifact] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    judgement: Judgement = field(default_factory=lambda: Judgement((), ()))
    clock: list[Record] = field(default_factory=list)
    signatures: dict[str, str] = field(default_factory=dict)
    """sha256 of a signed item as it stood, to the word for its signature's verdict."""
    redaction: RedactionNote | None = None
    redacted_sha256: dict[str, str] = field(default_factory=dict)
    offsets: Mapping[str, Offset] = field(default_factory=dict)
    """Artifact id to what must be added to its times; artifacts that need nothing are left out."""
    derived: list[Record] = field(default_factory=list)
    """Records about artifacts, examined materials and facts: few, and kept."""
    decided_by_clock: dict[str, str] = field(default_factory=dict)
    """Cause id to the verdict it had before clocks were corrected, where that decided it."""
    witness: Witness = field(default_factory=Witness)
    partings: tuple[Parting, ...] = ()
    """Where the journey leaves a working one, when there was one to compare with."""

    strange: frozenset[str] = frozenset()
    """Ids of artifacts that are of another incident or another service."""

    def clean(self, text: str) -> Clean:
        """Text that may leave."""
        made: Clean = self.session.text(text)
        return made

    @property
    def tool(self) -> Tool:
        """Which program and rules judged this."""
        return Tool(name="triagekit", version=__version__, rules_version=__version__, rules_sha256=self.rulebook.sha256)

    def evidence(self) -> Evidence:
        """The document that leaves."""
        found = Found(self.artifacts, self.judgement, self.case, self.tool, self.clock, self.redaction, self.redacted_sha256, self.witness, self.partings, shipped(self.rulebook), self.rulebook, self.decided_by_clock, tuple(r for r in self.derived if r.get("fact") == "scope" and r.location.artifact not in self.strange), offsets=self.offsets, extents=tuple(r for r in self.derived if r.get("fact") == "extent"), strange=self.strange)
        return build(found, self.clean)

    @property
    def partial(self) -> bool:
        """True when something could not be read; results were still written."""
        return any(a.defects for a in self.artifacts)


def shipped(book: Rulebook) -> frozenset[str]:
    """The sentences of the rules that come with this program; none where another pack changed any of them."""
    if book.changes:
        return frozenset()
    ours = f"{HOME / 'rules'}{os.sep}"
    causes = [c for c in book.causes.values() if c.origin.place.startswith(ours)]
    texts = {text for c in causes for text in (c.title, c.ask_customer, c.customer_wording, c.engineer_wording, c.looks_like, *(s.get("do", "") for s in c.next_steps))}
    return frozenset(texts | {o.title for o in book.observations.values() if o.origin.place.startswith(ours)})
