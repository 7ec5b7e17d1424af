"""Which artifacts write times without a zone, so that somebody else must say what they mean: the case file, or agreement with another clock."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from triagekit.correlate._seen import room
from triagekit.model import Location
from triagekit.records import Kind, Record, Vocabulary
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

FIELDS: Vocabulary = {
    "zone.artifact": words("Artifact most of whose times name no zone"),
    "zone.untold": figure("Its times that name none"),
    "zone.read_as": words("Zone they were read in"),
    "zone.basis": words("case: the case file or the command line said so | none: nobody said so, UTC was taken"),
}


@dataclass(slots=True)
class _Told:
    untold: int = 0
    told: int = 0
    first: Location = field(default_factory=lambda: Location(""))


class Zones:
    """Counts times with and without a zone, by artifact."""

    name = "zones"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._artifacts: dict[str, _Told] = {}

    def see(self, record: Record) -> None:
        """Count the time of a log line."""
        certain = record.fields.get("time.certain")
        if certain is None or record.at is None or record.kind is Kind.FACT or not room(self._artifacts, record.location.artifact):
            return
        known = self._artifacts.get(record.location.artifact) or self._artifacts.setdefault(record.location.artifact, _Told(first=record.location))
        if certain is True:
            known.told += 1
        else:
            known.untold += 1

    def conclude(self, context: Context) -> Iterator[Record]:
        """One fact for every artifact most of whose times name no zone."""
        for name, known in self._artifacts.items():
            if known.untold > known.told:
                yield Record(Kind.FACT, known.first, {
                    "fact": "zone", "zone.artifact": name, "zone.untold": known.untold, "zone.read_as": str(context.timezone or "UTC"), "zone.basis": "case" if context.timezone else "none",
                })  # fmt: skip


correlator: type[Correlator] = Zones
