"""Whether a record concerns the customer's own failing journey, or what other people met who stand in the same logs.

The customer's own is what was joined with a failing request of the client's capture, and what names the user of the case
file. Other people's is the rest of a log in which the customer's failures were found, what names another user, and what
an artifact of another incident holds. Of everything else nothing is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from triagekit.correlate import _sides
from triagekit.correlate._seen import number, text, texts
from triagekit.correlate.extents import CLIENT
from triagekit.model import Location
from triagekit.records import Kind, Record

_LINES = frozenset({Kind.EXCHANGE, Kind.EVENT})
_USERS = ("log.user", "event.fields.user", "event.fields.user_id", "event.fields.username", "event.fields.email")
_SAID = 4_096
"""Characters of a line in which the user's name is looked for."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """Answers for each record: True the customer's own, False other people's, None unknown."""

    own: frozenset[Location] = frozenset()
    """Where the customer's failing requests stand in logs."""
    searched: frozenset[str] = frozenset()
    """Artifacts in which they were found."""
    lost: frozenset[str] = frozenset()
    """Method and path of failing requests of the customer that found no line: a line like them may be theirs."""
    strange: frozenset[str] = frozenset()
    """Artifacts of another incident."""
    user: str = ""
    """The user of the case file, in small letters."""

    def __bool__(self) -> bool:
        """Whether anything is known by which records can be told apart."""
        return bool(self.searched or self.strange or self.user)

    def __call__(self, record: Record) -> bool | None:
        """Whose the record is."""
        if record.kind not in _LINES:
            return True if any(place in self.own for place in record.also) else None
        if record.location in self.own:
            return True
        if record.location.artifact in self.strange:
            return False
        if self.user and (named := self._names(record)) is not None:
            return named
        if record.location.artifact in self.searched and _sides.request(record) not in self.lost:
            return False
        return None

    def _names(self, record: Record) -> bool | None:
        """Whether the line names the user; None where it names nobody."""
        told = next((text(record, name).lower() for name in _USERS if name in record.fields), "")
        said = text(record, "event.text")[:_SAID].lower()
        if self.user in said or told == self.user:
            return True
        return False if told and told != "-" else None


def bearing(seen: Iterable[Record], strange: Iterable[str], user: str) -> Bearing:
    """What the joins and extents of a case say of its records."""
    facts = list(seen)
    captured = any(_begins(fact) for fact in facts)
    own: set[Location] = set()
    searched: set[str] = set()
    joined: set[str] = set()
    failing: set[str] = set()
    for fact in facts:
        if fact.get("fact") == "extent" and "client" in texts(fact, "extent.sides"):
            failing.update(texts(fact, "extent.failing"))
        if fact.get("fact") == "join" and text(fact, "join.strength") != "weak" and captured:
            places = [place for place in (fact.location, *fact.also) if _is_line(fact, place)]
            own.update(places)
            searched.update(place.artifact for place in places)
            joined.add(f"{text(fact, 'join.here.method')} {text(fact, 'join.here.path')}")
    return Bearing(frozenset(own), frozenset(searched), frozenset(failing - joined), frozenset(strange), user.strip().lower())


def _begins(fact: Record) -> bool:
    """A failing request of a client's own capture found its line; without one nobody knows which of the joined failures is the customer's."""
    return fact.get("fact") == "join" and text(fact, "join.strength") != "weak" and text(fact, "join.here.source") in CLIENT and ((number(fact, "join.here.status") or 0) >= 400 or "join.here.error" in fact.fields)


def _is_line(fact: Record, place: Location) -> bool:
    """A line of a log: what the client itself recorded is the customer's anyway."""
    side = "here" if place == fact.location else "there"
    return text(fact, f"join.{side}.kind") in (Kind.EXCHANGE.value, Kind.EVENT.value) and text(fact, f"join.{side}.source") not in CLIENT
