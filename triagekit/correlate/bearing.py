"""Whether a record concerns the customer's own failing journey, or what other people met who stand in the same logs.

The customer's own is what was joined with a failing request of the client's capture, and what names the user of the case
file. Other people's is the rest of a log in which the customer's failures were found, what names another user, what stands
far from the incident's time, and what an artifact of another incident holds. Of everything else nothing is known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from triagekit.correlate import _keys, _sides
from triagekit.correlate._seen import moment, number, text, texts
from triagekit.correlate.extents import CLIENT
from triagekit.model import Location
from triagekit.records import Kind, Record

Clock = Callable[[Record], datetime | None]
NEAR = timedelta(seconds=3)
"""Lines of one request stand this close together."""
AROUND = timedelta(minutes=15)
"""What belongs to an incident stands this close to the time that the case file gives."""
_LINES = frozenset({Kind.EXCHANGE, Kind.EVENT})
_USERS = ("log.user", "event.fields.user", "event.fields.user_id", "event.fields.username", "event.fields.email")
_SAID = 4_096
"""Characters of a line in which the user's name is looked for."""


def _as_recorded(record: Record) -> datetime | None:
    return record.at


@dataclass(frozen=True, slots=True)
class Bearing:
    """Answers for each record: True the customer's own, False other people's, None unknown."""

    own: frozenset[Location] = frozenset()
    """Where the customer's failing requests stand in logs."""
    ids: frozenset[str] = frozenset()
    """What they were joined by: a line that bears it is theirs, however many there are."""
    searched: frozenset[str] = frozenset()
    """Artifacts in which they were found."""
    lost: frozenset[str] = frozenset()
    """Method and path of failing requests of the customer that found no line: a line like them may be theirs."""
    moments: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    """Method and path to the times, on the case's clock, at which a request of the customer's failed."""
    strange: frozenset[str] = frozenset()
    """Artifacts of another incident."""
    user: str = ""
    """The user of the case file, in small letters."""
    incident: datetime | None = None
    """When it happened, by the case file."""
    covering: frozenset[str] = frozenset()
    """Artifacts that reach the incident: what stands far from it in them is something else."""
    clock: Clock = _as_recorded
    """A record's time on the case's clock."""

    def __bool__(self) -> bool:
        """Whether anything is known by which records can be told apart."""
        return bool(self.searched or self.strange or self.user or self.covering)

    def __call__(self, record: Record) -> bool | None:
        """Whose the record is."""
        if record.kind not in _LINES:
            return True if any(place in self.own for place in record.also) else None
        if text(record, "source") in CLIENT:
            return False if self._far(record) else None  # what the client recorded is the customer's anyway, and proves nothing of a log
        keys = {key.value for key in _keys.of(record)} if self.searched else set()
        if record.location in self.own or keys & self.ids:
            return True
        if record.location.artifact in self.strange:
            return False
        if self.user and (named := self._names(record)) is not None:
            return named
        if record.location.artifact in self.searched and self._anothers(record, bool(keys)):
            return False
        return False if self._far(record) else None

    def _far(self, record: Record) -> bool:
        """It stands far from the incident, in an artifact that reaches it."""
        when = self.clock(record) if record.location.artifact in self.covering else None
        return when is not None and self.incident is not None and abs(when - self.incident) > AROUND

    def _anothers(self, record: Record, named: bool) -> bool:
        """The line tells of a request, and it is none of the customer's; a line that tells of none may belong to any."""
        request = _sides.request(record)
        if request in self.lost:
            return False
        when = self.clock(record)
        if not named and when is not None and any(abs(when - moment) <= NEAR for moment in self.moments.get(request, ())):
            return False  # a second line of the same request, which one line alone was joined to
        return named or bool(request)

    def _names(self, record: Record) -> bool | None:
        """Whether the line names the user; None where it names nobody."""
        told = next((text(record, name).lower() for name in _USERS if name in record.fields), "")
        said = text(record, "event.text")[:_SAID].lower()
        if self.user in said or told == self.user:
            return True
        return False if told and told != "-" else None


@dataclass(frozen=True, slots=True)
class Given:
    """What the case file says of whose failure it is, and when."""

    user: str = ""
    incident: datetime | None = None


def bearing(seen: Iterable[Record], strange: Iterable[str], told: Given, clock: Clock = _as_recorded) -> Bearing:
    """What the joins and extents of a case, and its case file, say of its records."""
    facts = list(seen)
    joins = [f for f in facts if f.get("fact") == "join" and text(f, "join.strength") != "weak"]
    joins = joins if any(_begins(f) for f in joins) else []
    failing = {name for f in facts if f.get("fact") == "extent" and "client" in texts(f, "extent.sides") for name in texts(f, "extent.failing")}
    moments: dict[str, list[datetime]] = {}
    for fact in joins:
        when = clock(fact)
        if when is not None:
            moments.setdefault(_request(fact), []).append(when + timedelta(seconds=number(fact, "join.apart_s") or 0.0))
    places = [place for fact in joins for place in (fact.location, *fact.also) if _is_line(fact, place)]
    return Bearing(
        own=frozenset(places),
        ids=frozenset(text(f, "join.value") for f in joins if text(f, "join.by") != "request"),
        searched=frozenset(place.artifact for place in places),
        lost=frozenset(failing - {_request(f) for f in joins}),
        moments=moments,
        strange=frozenset(strange),
        user=told.user.strip().lower(),
        incident=told.incident,
        covering=frozenset(_covering(facts, told.incident)),
        clock=clock,
    )


def _covering(facts: Iterable[Record], incident: datetime | None) -> Iterator[str]:
    """Artifacts in which something failed, and that reach the incident."""
    for fact in facts if incident else ():
        first, last = moment(fact, "extent.first"), moment(fact, "extent.last")
        if incident and first and last and number(fact, "extent.failed") and first - AROUND <= incident <= last + AROUND:
            yield fact.location.artifact


def _request(fact: Record) -> str:
    return f"{text(fact, 'join.here.method')} {text(fact, 'join.here.path')}"


def _begins(fact: Record) -> bool:
    """A failing request of a client's own capture found its line; without one nobody knows which of the joined failures is the customer's."""
    return text(fact, "join.here.source") in CLIENT and ((number(fact, "join.here.status") or 0) >= 400 or "join.here.error" in fact.fields)


def _is_line(fact: Record, place: Location) -> bool:
    """A line of a log: what the client itself recorded is the customer's anyway."""
    side = "here" if place == fact.location else "there"
    return text(fact, f"join.{side}.kind") in (Kind.EXCHANGE.value, Kind.EVENT.value) and text(fact, f"join.{side}.source") not in CLIENT
