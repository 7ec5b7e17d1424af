"""Says of one place in an artifact what is done there, and which line of the policy decided it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from redaction.audit import Ledger
from redaction.copies import Copying
from redaction.edits import Note
from redaction.session import Session
from triagekit.roles import Source

MOST = 200


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing found at a place."""

    place: str
    category: str
    detector: str
    codecs: tuple[str, ...]
    action: str
    origin: str
    """Which line decided: the profile's default, or a line of the policy."""


@dataclass(slots=True)
class _Watch(Ledger):
    """A ledger that remembers what stood at one place and below it."""

    wanted: str = ""
    seen: list[tuple[str, Note]] = field(default_factory=list)

    def take(self, notes: Iterable[Note], place: str = "") -> None:
        """Remember those of the place."""
        if len(self.seen) < MOST and (place == self.wanted or place.startswith((self.wanted + "/", self.wanted + " "))):
            self.seen += [(place, note) for note in notes]

    def wants_place(self, notes: Iterable[Note]) -> bool:
        """Every place counts here."""
        return any(True for _ in notes)


def explain(session: Session, source: Source, place: str) -> list[Decision]:
    """What is found at a JSON Pointer (`/log/entries/3`) or a line (`L17`) and what becomes of it, with the policy's reason; empty when nothing is."""
    watch = _Watch(wanted=f"line {place[1:]}" if place[:1] == "L" and place[1:].isdigit() else place)
    cleaner, asked = session.cleaner, session.policy
    cleaner.policy = replace(asked, lines=tuple(replace(line, action="pseudonymise") if line.action == "keep" else line for line in asked.lines), profile=_without_keeping(asked.profile), _known={})
    try:
        for _ in Copying(cleaner, watch).pieces(source):
            pass
    finally:
        cleaner.policy = asked
        cleaner.forget()
    return list(dict.fromkeys(_decision(session, at, note) for at, note in watch.seen))


def _without_keeping(profile: str) -> str:
    """A profile that keeps nothing, so that what is kept on purpose is seen too."""
    return "support" if profile == "minimal" else profile


def beyond(source: Source, place: str) -> str:
    """Why nothing can stand at a place, in words; empty when it may be there and nothing was found."""
    if not (place[:1] == "L" and place[1:].isdigit()):
        return "" if place.startswith("/") else "a place is a line such as L17, or a JSON Pointer such as /log/entries/0"
    with source.open() as stream:
        lines = sum(1 for _ in stream)
    return f"the file has {lines} lines" if int(place[1:]) > lines else ""


def _decision(session: Session, place: str, note: Note) -> Decision:
    line = session.policy.decide(note.category, note.detector, place.rpartition("/")[2], place)
    return Decision(place, note.category, note.detector, note.chain, line.action, line.origin)
