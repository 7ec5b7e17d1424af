"""What a `correlate` block says. Each shape watches the records of a group (`by`) over time.

    event_count  at_least records within the window
    value_count  at_least different values of `field` within the window
    sequence     `steps` in this order within the window, with no `without` between the first and the last
    absent       an `after` with no `expected` within the window; inconclusive where the capture ends first
    chain        at_least records, each leading (`to`) to where the next begins (`from`); `loop: true` = it comes back
    ratio        of at_least records that meet `whole`, the share that also meets `part` is above `above`
    gap          silence longer than `longer_than` between two matching records of a group

Times are the corrected ones; a burst (first, last, peak, ids) is reported, not one hit per record.
"""

from dataclasses import dataclass
from enum import StrEnum

from triagekit.engine.language import Node

WITHOUT = -1
"""The role number of a sequence's `without`; the other roles count from 1."""
MOST = 10_000
"""The largest `at_least`."""


class Shape(StrEnum):
    """The kinds of correlation."""

    EVENT_COUNT = "event_count"
    VALUE_COUNT = "value_count"
    SEQUENCE = "sequence"
    ABSENT = "absent"
    CHAIN = "chain"
    RATIO = "ratio"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Role:
    """A part that a record can play in a correlation, such as one step of a sequence."""

    name: str
    node: Node


@dataclass(frozen=True, slots=True)
class Correlation:
    """One `correlate` block."""

    shape: Shape
    by: tuple[str, ...] = ()
    within: float | None = None
    """Window in seconds; None = the whole capture."""
    at_least: int = 1
    field: str = ""
    roles: tuple[Role, ...] = ()
    """sequence: the steps; absent: after, expected; ratio: part, whole."""
    without: Node | None = None
    from_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    loop: bool = False
    above: float = 0.0
    longer_than: float = 0.0
    """Seconds."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Fields a record must have to take part at all."""
        return (*self.by, *self.from_, *self.to, *([self.field] if self.field else []))


TAKES: dict[Shape, tuple[frozenset[str], frozenset[str]]] = {
    Shape.EVENT_COUNT: (frozenset({"at_least"}), frozenset({"within"})),
    Shape.VALUE_COUNT: (frozenset({"at_least", "field"}), frozenset({"within"})),
    Shape.SEQUENCE: (frozenset({"steps"}), frozenset({"within", "without"})),
    Shape.ABSENT: (frozenset({"after", "expected", "within"}), frozenset()),
    Shape.CHAIN: (frozenset({"from", "to"}), frozenset({"at_least", "within", "loop"})),
    Shape.RATIO: (frozenset({"part", "whole", "above"}), frozenset({"within", "at_least"})),
    Shape.GAP: (frozenset({"longer_than"}), frozenset()),
}
"""Keys each shape must have and may have, beside type and by."""
