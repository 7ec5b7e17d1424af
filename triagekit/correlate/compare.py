"""Compares a working with a failing journey: the first step that diverges, and what differs there.

Two captures are laid side by side by normalised route (method, host, path with ids replaced), so that other users, days
and browsers line up; without hosts where they ran in different environments; logs by the shape of their lines; pairs of
SAML messages, tokens and certificates field by field. What always differs is learnt from the steps that went equally
well and left out; the rest is ranked by how well it explains a failure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from triagekit.correlate import _aspects, _journey
from triagekit.correlate._aspects import Background, Difference
from triagekit.correlate._journey import Step
from triagekit.records import Kind, Record


@dataclass(frozen=True, slots=True)
class Divergence:
    """A step at which the journeys part."""

    route: str
    working: Record | None
    """None when only the failing journey has this step."""
    failing: Record | None
    differences: tuple[Difference, ...]
    """Best explanation first."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two journeys relate."""

    divergences: tuple[Divergence, ...]
    """In order of the journey; the first is where to look."""
    aligned: int
    """Steps that both journeys have."""
    only_working: int
    only_failing: int
    always: tuple[str, ...] = ()
    """What differs between the two all the time, and was left out."""


Pair = tuple[Step | None, Step | None]


def compare(working: Iterable[Record], failing: Iterable[Record], carried: tuple[Iterable[Record], Iterable[Record]] = ((), ())) -> Comparison:
    """Lay two journeys side by side and list where they part. `carried` are the examined SAML messages, tokens and certificates of each."""
    left, right = _journey.steps(working, carried[0]), _journey.steps(failing, carried[1])
    pairs = list(_aligned(left, right))
    both = [(a, b) for a, b in pairs if a and b]
    always = _background(both).always()
    found = [made for a, b in pairs if (made := _step(a, b, always))]
    return Comparison(tuple(_settled(found)), len(both), len(left) - len(both), len(right) - len(both), tuple(sorted(always)))


def _aligned(left: Sequence[Step], right: Sequence[Step]) -> Iterator[Pair]:
    """The steps of both journeys in order, each beside its counterpart."""
    names = _journey.names(left, right)
    for tag, a, b, c, d in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and b - a == d - c and _all_carried((*left[a:b], *right[c:d]))):
            yield from zip(left[a:b], right[c:d], strict=True)
        else:
            yield from ((step, None) for step in left[a:b])
            yield from ((None, step) for step in right[c:d])


def _all_carried(steps: Iterable[Step]) -> bool:
    """Messages, tokens and certificates are compared whatever they are called."""
    return all(s.record.kind not in (Kind.EXCHANGE, Kind.EVENT) for s in steps)


def _background(both: Iterable[tuple[Step, Step]]) -> Background:
    made = Background()
    for one, other in both:
        if _journey.outcome(one.record) == _journey.outcome(other.record):
            made.learn(one.record, other.record)
    return made


def _step(working: Step | None, failing: Step | None, always: frozenset[str]) -> Divergence | None:
    step = failing or working
    if step is None:
        return None
    if working is None or failing is None:
        return Divergence(step.name, working.record if working else None, failing.record if failing else None, ())
    found = _aspects.differences(working.record, failing.record, always)
    return Divergence(step.name, working.record, failing.record, tuple(found)) if found else None


def _settled(found: list[Divergence]) -> list[Divergence]:
    """Steps at which the outcome parts come as they happen, after the step that was left out right before the first of them; then steps that only one journey has; means last."""
    parted = [d for d in found if _parted(d)]
    skipped = _skipped(found, parted[0]) if parted else []
    lonely = [d for d in found if d not in parted and d not in skipped and (d.working is None or d.failing is None)]
    return skipped + parted + lonely + [d for d in found if d not in parted and d not in lonely and d not in skipped]


def _skipped(found: list[Divergence], first: Divergence) -> list[Divergence]:
    """What the failing journey left out right before it failed: requests of the page itself, for files may come from a cache."""
    at = found.index(first)
    before: list[Divergence] = []
    while at and (step := found[at - 1]).failing is None and _of_the_page(step.working):
        before.insert(0, step)
        at -= 1
    return before if first.failing is not None and first.working is not None else []


def _of_the_page(record: Record | None) -> bool:
    return record is not None and record.kind is Kind.EXCHANGE and (record.get("request.resource_type") in _CALLS or record.get("request.method") != "GET")


_CALLS = frozenset({"xhr", "fetch", "document"})


def _parted(step: Divergence) -> bool:
    if step.working is not None and step.failing is not None:
        return any(d.outcome for d in step.differences)
    alone = step.failing or step.working
    return step.working is None and alone is not None and _failed(alone)


def _failed(record: Record) -> bool:
    status, error, grave = _journey.outcome(record)
    return bool(error) or bool(grave) or (isinstance(status, int) and status >= 400)
