"""Which artifacts do not belong to the incident that the others show, and what to ask for instead, in plain words.

An artifact is strange that holds nothing of the time of the customer's failing requests, or speaks only of hosts that the
customer did not ask, and with which nothing could be joined. That is said, never mended by force.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from triagekit.correlate._seen import moment, number, texts
from triagekit.records import Record

NEAR = timedelta(minutes=5)
"""How far an artifact may end before, or begin after, what it is held against: logs of errors have gaps."""
ZONES = timedelta(hours=14, minutes=5)
"""The farthest that a wrong zone can move a log."""
ASKED = timedelta(minutes=2)
"""Asked for on either side of the failure."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One artifact of a case as the sentences need it."""

    id: str
    name: str
    zoned: bool
    """Its times say their offset."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """An artifact that does not fit, and the sentence that says so. Raw."""

    artifact: str
    sentence: str
    another: bool
    """It is of another incident or another service: what it shows is not the customer's failure."""


def find(facts: Sequence[Record], known: Mapping[str, Neighbour], shifts: Mapping[str, float], incident: datetime | None) -> Iterator[Stranger]:
    """Every artifact that does not fit, each once. `shifts` are the seconds by which an artifact's clock is corrected."""
    extents = {f.location.artifact: f for f in facts if f.get("fact") == "extent" and f.location.artifact in known}
    linked = {frozenset((f.location.artifact, place.artifact)) for f in facts if f.get("fact") == "join" for place in f.also}
    held = _held_against(extents, shifts, incident)
    for name, extent in sorted(extents.items()):
        found = held and name != held.location.artifact and frozenset((name, held.location.artifact)) not in linked and _strange(extent, held, known, shifts)
        if found:
            yield found
        elif incident is not None and (said := _outside(extent, shifts, incident)):
            yield Stranger(name, said, another=False)


def _held_against(extents: Mapping[str, Record], shifts: Mapping[str, float], incident: datetime | None) -> Record | None:
    """The client's capture of the failure; without one the artifact that covers the incident's time, while others do not."""
    captures = [e for e in extents.values() if "client" in texts(e, "extent.sides") and number(e, "extent.failed")]
    if captures:
        return max(captures, key=lambda e: (not (incident and _outside(e, shifts, incident)), moment(e, "extent.failed_last") is not None, number(e, "extent.failed") or 0, e.location.artifact))
    covering = [e for e in extents.values() if incident and number(e, "extent.failed") and moment(e, "extent.first") and not _outside(e, shifts, incident)]
    return covering[0] if len(covering) == 1 else None


def _span(extent: Record, shifts: Mapping[str, float], what: str) -> tuple[datetime, datetime] | None:
    first, last = moment(extent, f"extent.{what}first"), moment(extent, f"extent.{what}last")
    if first is None or last is None:
        return None
    shift = timedelta(seconds=shifts.get(extent.location.artifact, 0.0))
    return first + shift, last + shift


def _strange(extent: Record, held: Record, known: Mapping[str, Neighbour], shifts: Mapping[str, float]) -> Stranger | None:
    ours, theirs = _span(held, shifts, "failed_"), _span(extent, shifts, "")
    sides = texts(extent, "extent.sides")
    if "client" in sides and "client" in texts(held, "extent.sides"):
        return None  # two captures of the customer's may be two tries
    hosts, asked = set(texts(extent, "extent.hosts")), set(texts(held, "extent.hosts"))
    people = set(texts(extent, "extent.people")) & set(texts(held, "extent.people"))
    that, this = known[held.location.artifact], known[extent.location.artifact]
    if ours and theirs and (theirs[0] > ours[1] + NEAR or theirs[1] < ours[0] - NEAR):
        return Stranger(this.id, _of_another_time(this, that, ours, theirs, same=bool(hosts & asked or people)), another=not people)
    if sides == ("gateway",) and hosts and asked and not people and not hosts & asked:
        named = ", ".join(sorted(hosts)[:_NAMED])
        failed = ", ".join(sorted(asked)[:_NAMED])
        when = f", {_between(ours[0] - ASKED, ours[1] + ASKED)}" if ours else ""
        sentence = f"It speaks of {named} only; what fails in {that.name} went to {failed}. They share no host, identifier or user: it is the log of another service, and nothing was joined with it. Ask for the log of the machines behind {failed}{when}."
        return Stranger(this.id, sentence, another=True)
    return None


def _of_another_time(this: Neighbour, that: Neighbour, ours: tuple[datetime, datetime], theirs: tuple[datetime, datetime], *, same: bool) -> str:
    apart = theirs[0] - ours[1] if theirs[0] > ours[1] else ours[0] - theirs[1]
    side = "begins {} after" if theirs[0] > ours[1] else "ends {} before"
    shared = "Host or user are the same, but no request of the one was found in the other" if same else "They share no identifier, host or user"
    zone = " If its times are local, read it again with their zone (--tz)." if not this.zoned and apart <= ZONES else ""
    return (
        f"It holds nothing from the time of the failure in {that.name}: it {side.format(_long(apart))} it. {shared}, and nothing was joined: "
        f"it seems to be of another incident.{zone} Ask for the same log, {_between(ours[0] - ASKED, ours[1] + ASKED)}."
    )


def _outside(extent: Record, shifts: Mapping[str, float], incident: datetime) -> str:
    """That the incident's time lies outside what the artifact covers; empty when it does not."""
    span = _span(extent, shifts, "")
    if span is None or span[0] - NEAR <= incident <= span[1] + NEAR:
        return ""
    return (
        f"The case file's incident at {_stamp(incident)} lies outside the time that it covers ({_stamp(span[0])} to {_stamp(span[1])}): "
        f"what fails in it may be another incident. Check the time in the case file, or ask for what was recorded {_between(incident - ASKED, incident + ASKED)}."
    )


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _between(first: datetime, last: datetime) -> str:
    return f"from {_stamp(first)} to {_stamp(last)}"


def _long(span: timedelta) -> str:
    """A duration in its largest unit."""
    seconds = span.total_seconds()
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} seconds"

