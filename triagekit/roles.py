"""The few shapes that plug-in modules have. Each is found by being there: the module's last line names it.

analyzers/x.py            analyzer: Analyzer = ...        and/or   examiner: Examiner = ...
triagekit/correlate/x.py  correlator: type[Correlator] = ...
redaction/detectors/x.py  detector: Detector = ...
triagekit/report/x.py     report: Report = ...
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import BinaryIO, Protocol

from triagekit.evidence import Evidence
from triagekit.model import Defect
from triagekit.records import About, Coverage, Kind, Material, Record, Vocabulary


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an artifact, for recognition by content."""

    data: bytes
    """The first 64 KiB at most."""
    size: int
    """Size of the whole artifact in bytes."""
    name: str
    """Its name, a weak hint only."""
    text: str
    """`data` decoded (BOM, UTF-16 and UTF-8 recognised, else latin-1), NULs removed."""


class Source(Protocol):
    """An artifact's bytes, as many times as needed."""

    artifact: str
    """The artifact's id, for `Location.artifact`."""
    head: Head

    def open(self) -> BinaryIO:
        """A fresh binary stream at the start. Never the whole artifact in memory."""

    def read(self, limit: int) -> bytes:
        """At most `limit` bytes from the start."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the receiving side, from the case file and from the case's other artifacts."""

    incident_time: datetime | None = None
    timezone: tzinfo | None = None
    """Zone of log lines without an offset."""
    expect: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """The case file's `expect` block (saml, oidc, tls, rate_limit), file names replaced by their bytes."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Bytes of the files that the case file names, by the name it uses."""
    at: datetime | None = None
    """`--at`: judge as of this time."""


Item = Record | Material | About | Coverage | Defect
"""What an analyzer yields."""


class Analyzer(Protocol):
    """Reads one artifact form. Total: any bytes give items, never an exception."""

    name: str
    """Stable id of the form, such as har or nginx-error."""
    label: str
    """The form in people's words, such as nginx error log."""
    kinds: frozenset[Kind]
    """Record kinds it can yield."""
    fields: Vocabulary
    """Fields it publishes beyond the shared vocabularies of `triagekit.reading.vocabulary`."""

    def recognises(self, head: Head) -> int:
        """How sure it is that it can read this, 0 (no) to 100 (certain). By content, never by name alone."""

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """Yield the artifact's items in order, streaming."""


class Examiner(Protocol):
    """Judges carried materials of its kinds with all of them and the context at hand. Total."""

    name: str
    takes: frozenset[str]
    """Material kinds it wants to see (for itself or as context)."""
    kinds: frozenset[Kind]
    fields: Vocabulary

    def examine(self, materials: Sequence[Material], context: Context) -> Iterator[Record]:
        """Yield records about the materials that are under diagnosis."""


class Correlator(Protocol):
    """Derives facts from many records in bounded memory. One instance per run."""

    name: str
    fields: Vocabulary

    def see(self, record: Record) -> None:
        """Take note of one record."""

    def conclude(self, context: Context) -> Iterator[Record]:
        """Yield the facts, as records of kind fact, after the last record."""


class Report(Protocol):
    """One output form of the evidence. Accepts nothing but `Evidence`, whose texts are clean."""

    name: str
    """The word `--format` takes."""
    suffix: str
    """File name suffix, such as .md."""

    def render(self, evidence: Evidence) -> str:
        """The whole document as text."""


Span = tuple[int, int, str]
"""Start and end of a value in a text, and its category."""


class Detector(Protocol):
    """Finds one sort of secret or personal value in text. Described in `redaction.detectors`."""

    @property
    def name(self) -> str:
        """Stable id, unique among detectors."""

    @property
    def order(self) -> int:
        """Lower wins where two find overlapping values: what is certain before what is a guess."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """Short expressions (RE2 syntax), one of which matches in everything the detector finds."""

    @property
    def references(self) -> tuple[str, ...]:
        """Where the form is described."""

    @property
    def examples(self) -> tuple[str, ...]:
        """Texts in which it finds something; what it finds stands between ‹ and ›."""

    @property
    def counterexamples(self) -> tuple[str, ...]:
        """Near misses in which it finds nothing."""

    def near(self, text: str, at: int) -> Iterator[Span]:
        """Values around the place where an anchor matched. Looks at a bounded stretch of the text only."""
