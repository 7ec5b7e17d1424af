"""The parts of the evidence that tell of time: the rows of the timeline, and the clocks they were seen by."""

from typing import Literal

from triagekit.evidenceparts import Part, Place, ours
from triagekit.model import Clean


class Moment(Part, frozen=True, kw_only=True, rename=ours("original", "zone_assumed")):
    """One row of the timeline."""

    at: str
    """On the case's one clock."""
    original_offset: str | None = None
    uncertainty_ms: int | None = None
    artifact: str
    location: Place
    what: Clean
    cause: str | None = None
    original: str | None = None
    """The time as the artifact gives it, where the measured offset of its clock moved it."""
    zone_assumed: bool = False
    """The artifact's time names no zone: one was assumed."""


class ClockStep(Part, frozen=True, kw_only=True):
    """A stretch of time, before a clock was set, in which the offset was another."""

    offset_low_s: float
    offset_high_s: float
    until: str | None = None
    """Last thing seen in it, by the clock that the source was measured against."""
    after: str | None = None
    """First thing seen behind it."""


class ClockNote(Part, frozen=True, kw_only=True, rename=ours("kind", "applied", "contradicted", "zone_assumed", "drift_s_per_h", "steps")):
    """The measured offset of one source, as an interval in seconds (server minus client)."""

    source: Clean
    offset_low_s: float
    offset_high_s: float
    samples: int
    agreeing: int
    basis: Clean
    kind: Literal["host", "client", "identity-provider", "application", "artifact"] = "host"
    """What the source is: who writes Date, the client itself, who issues messages and tokens or asks for them, or a whole artifact."""
    applied: bool = False
    """Times were moved by it."""
    contradicted: bool = False
    """Something else in the case excludes it; the basis says what. It was not applied."""
    zone_assumed: bool = False
    """The artifact's times name no zone."""
    drift_s_per_h: float | None = None
    """Seconds per hour by which the offset grows; the interval is that of the last sample."""
    steps: tuple[ClockStep, ...] = ()
    """What it was before one of the two clocks was set, in order of time; the interval is that of the time after."""
