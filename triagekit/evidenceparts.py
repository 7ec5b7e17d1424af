"""What every part of the evidence is made of: closed structures, places, times, and names of our own."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

import msgspec

from triagekit.model import Clean, Location


def ours(*names: str) -> dict[str, str]:
    """Names of our own fields, as they stand in the document."""
    return {name: f"x_{name}" for name in names}


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every part: immutable, closed."""


class Place(Part, frozen=True, kw_only=True):
    """Where something stands in an artifact."""

    artifact: str
    kind: Literal["json_pointer", "line", "xpath", "bytes", "chain", "claim"]
    pointer: Clean | None = None
    line: int | None = None
    column: int | None = None
    offset: int | None = None
    length: int | None = None


Cleaner = Callable[[str], Clean]
"""Makes raw text into text that may leave."""


def stamp(when: datetime | None) -> str | None:
    """UTC, RFC 3339, milliseconds where there are any."""
    if when is None:
        return None
    utc = when.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds" if utc.microsecond else "seconds").replace("+00:00", "Z")


def place(location: Location, clean: Cleaner) -> Place:
    """A location as it leaves."""
    kinds = ("json_pointer", "line", "xpath", "bytes", "chain", "claim")
    return Place(
        artifact=location.artifact,
        kind=location.kind if location.kind in kinds else "bytes",  # type: ignore[arg-type]  # narrowed by the test beside it
        pointer=clean(location.pointer) if location.pointer else None,
        line=location.line or None,
        column=location.column or None,
        offset=location.offset if location.offset >= 0 else None,
        length=location.length if location.length >= 0 else None,
    )
