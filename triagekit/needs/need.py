"""One need: a fact a receiver wants, where it comes from, and the question that fills it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from triagekit.casefile import CaseFile
from triagekit.model import SPEAKING, Location
from triagekit.records import Kind, Record, Value
from triagekit.verdicts import JudgedCause, Judgement
from triagekit.witness import Symptom, Witness

CAPTURE = "Open the browser's developer tools, Network tab, tick “Preserve log”, repeat the failure and export the HAR with content."
TRACE = "Run curl -v against the failing address on the machine that fails and send its output."
CHAIN = "Run openssl s_client -connect HOST:443 -servername HOST -showcerts on the machine that fails and send its output."
SERVER_LOG = "Send the lines of the server or application log from two minutes before to two minutes after the failure."
SAML = "Record the sign-in with a SAML tracer, or send the raw SAMLResponse value of the POST to the sign-in address."
BEARER = "Send the token, or an unsanitized capture of the request that carries it; triagekit removes its signature."
ASK = "Ask the customer, or write it into the case file."


@dataclass(frozen=True, slots=True)
class Told:
    """What the artifacts or the case say about a need. Raw."""

    value: str = ""
    status: str = "known"
    """known | unknown | not_applicable."""
    how_tried: str = ""
    source: str = "artifact"
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a need may look at."""

    judged: Judgement
    witness: Witness
    file: CaseFile
    clock: tuple[Record, ...] = ()

    @property
    def speaking(self) -> list[JudgedCause]:
        """Causes that are shown as findings, in rank order."""
        return [c for c in self.judged.causes if c.verdict in SPEAKING]

    def symptom(self, name: str) -> Symptom:
        """What was seen of a symptom; empty when nothing was."""
        return self.witness.symptoms.get(name) or Symptom()

    def identity(self, kind: Kind) -> list[Record]:
        """The identity records kept of that kind."""
        return self.witness.identity.get(kind, [])

    def fact(self, name: str) -> list[Record]:
        """The facts kept of that name."""
        return self.witness.facts.get(name, [])


Find = Callable[[Case], Told | None]
"""Looks for the need in the artifacts; None when they do not say."""


@dataclass(frozen=True, slots=True)
class Need:
    """One fact a receiver wants."""

    name: str
    question: str
    """What to ask, in words for a customer or a colleague."""
    how: str
    """How to collect it."""
    find: Find
    blocking: bool = False
    """A package without it is not ready to leave."""


def nothing(_case: Case) -> Told | None:
    """No artifact can tell this."""
    return None


def word(value: Value | None) -> str:
    """A field's value in words."""
    if isinstance(value, tuple):
        return "; ".join(value[:8])
    if isinstance(value, datetime):
        return time(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def time(when: datetime) -> str:
    """A time for people: UTC to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def first(records: Iterable[Record], *names: str) -> Told | None:
    """The first of these fields that any of the records has, in order of the names."""
    kept = list(records)
    for name in names:
        for record in kept:
            said = word(record.get(name))
            if said:
                return Told(said, location=record.location)
    return None


def labelled(record: Record, fields: Mapping[str, str]) -> str:
    """Several fields as `label value`, those that are there."""
    return ", ".join(f"{label} {word(record.get(name))}" for name, label in fields.items() if record.get(name) is not None)
