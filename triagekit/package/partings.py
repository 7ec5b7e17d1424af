"""Where the failing journey of a package leaves a working one, as the evidence shows it."""

from collections.abc import Iterator

from triagekit import safetext
from triagekit.correlate.compare import Comparison, Divergence
from triagekit.evidence import Cleaner, Parting

STEPS = 5
FIELDS = 8
_LONG = 300


def partings(found: Comparison, clean: Cleaner) -> tuple[Parting, ...]:
    """The first steps at which the journeys part, and what differs there."""
    return tuple(row for step in found.divergences[:STEPS] for row in _step(step, clean))


def _step(step: Divergence, clean: Cleaner) -> Iterator[Parting]:
    where = clean(safetext.line(step.route, _LONG))
    if step.working is None or step.failing is None:
        yield Parting(step=where, name="step", working=clean("not taken" if step.working is None else "taken"), failing=clean("never reached" if step.failing is None else "taken"))
    for row in step.differences[:FIELDS]:
        yield Parting(step=where, name=row.name, working=clean(safetext.line(row.working, _LONG)), failing=clean(safetext.line(row.failing, _LONG)))
