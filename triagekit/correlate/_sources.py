"""Measures how far the clocks of two artifacts stand apart, by what both of them saw, and tells it as facts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from triagekit.correlate import _offsets, _votes
from triagekit.correlate._offsets import Between, Sample, Stretch
from triagekit.correlate._sides import Side
from triagekit.correlate.timeline import place
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag, texts, time
from triagekit.records import number as figure
from triagekit.records import text as words

SAMPLES = 400
CANDIDATES = 24
_OWN = re.compile(r"/[^/]*(?:\d{6}|[0-9a-f]{8}-[0-9a-f]{4}|(?=[0-9a-f]*\d)[0-9a-f]{12})[^/]*", re.IGNORECASE | re.ASCII)
"""A part of a path that is a number of something."""

Names = tuple[str, str]
"""Two artifacts, the one nearer to the client first."""
Requests = Mapping[str, Mapping[str, list[Side]]]
"""Method and path to artifact to who bears it."""

FIELDS: Vocabulary = {
    "source.artifact": words("Artifact whose clock was measured"),
    "source.against": words("Artifact it was measured against"),
    "source.by": words("What both saw: identifier | request"),
    "source.offset_low_s": figure("Least offset of its clock from the other's, in seconds"),
    "source.offset_high_s": figure("Greatest offset, in seconds"),
    "source.offset_s": figure("Middle of that interval"),
    "source.samples": figure("Things that both artifacts saw"),
    "source.agreeing": figure("Those that agree"),
    "source.believed": flag("At least three agree, most of all do, and no other offset claims the same time"),
    "source.zone_quarters": figure("Whole quarter hours of the offset that are a time zone's doing"),
    "source.jump": flag("One of the clocks was set in between"),
    "source.drift_s_per_h": figure("Seconds per hour by which the offset grows"),
    "source.drift_wavers_s_per_h": figure("Seconds per hour by which that is uncertain"),
    "source.drift_until": time("Moment by the other's clock at which a growing offset is the one that is told"),
    "source.rival_low_s": figure("Least value of another offset that as many things show at the same time, in seconds"),
    "source.rival_high_s": figure("Greatest value of it"),
    "source.joins": figure("Things joined between the two artifacts"),
    "contradiction.sort": words("two-offsets (at the same time) | round-does-not-close (of offsets between artifacts) | dates-against-log (Dates say the client is off, joined logs do not)"),
    "contradiction.artifact": words("Artifact whose clock contradicts"),
    "contradiction.against": words("Artifact it was measured against"),
    "contradiction.host": words("Host whose Dates contradict"),
    "contradiction.round": texts("Artifacts that are not set against each other because a round of their offsets does not close"),
    "contradiction.gap_s": figure("Seconds by which the two exclude each other"),
    "step.of": words("Artifact or host whose clock was measured, in a stretch of time before a clock was set"),
    "step.against": words("Artifact it was measured against; empty for a host, measured against the client"),
    "step.low_s": figure("Least offset in the stretch, in seconds"),
    "step.high_s": figure("Greatest offset in it"),
    "step.until": time("Last thing seen in it, by the clock it was measured against"),
    "step.after": time("First thing seen behind it, by that clock"),
    "step.last": figure("Place of the last thing in it, in the measured artifact; 0 = not known"),
    "step.first": figure("Place of the first thing behind it"),
    "step.against_last": figure("Place of the last thing in it, in the other artifact; 0 = not known"),
    "step.against_first": figure("Place of the first thing behind it there"),
}


class Meeting(NamedTuple):
    """Two records that are about the same thing by an identifier of both; the first is nearer to the client."""

    here: Side
    there: Side
    value: str
    """What both bear."""


class Measured(NamedTuple):
    """An offset and what it was measured by."""

    offset: Between
    by: str
    """identifier | request."""


def measure(meetings: Iterable[Meeting], requests: Requests) -> dict[Names, Measured]:
    """The offset between every two artifacts that share something with a time."""
    samples: dict[Names, list[tuple[Sample, str]]] = {}
    for here, there, value in meetings:
        names = here.artifact, there.artifact
        made = _sample(here, there)
        if made is not None and len(samples.setdefault(names, [])) < SAMPLES:
            samples[names].append((made, value))
    found = {names: Measured(offset, "identifier") for names, rows in samples.items() if (offset := _by_values(rows))}
    for names, offset in _by_requests(requests).items():
        if names not in found or not (found[names].offset.believed or found[names].offset.rival):
            found[names] = Measured(offset, "request")
    return found


def _by_values(rows: Sequence[tuple[Sample, str]]) -> Between | None:
    """The offset by values that both bear. Over hours only those bind that one thing alone bears on either side: a customer's number stands in every night's log."""
    offset = _offsets.between([s for s, _ in rows])
    if offset is None or abs(offset.middle) <= _votes.NEAR_S[-1]:
        return offset
    borne = Counter(value for _, value in rows)
    return _offsets.between([s for s, value in rows if borne[value] == 1])


def _sample(here: Side, there: Side) -> Sample | None:
    if here.span is None or there.span is None:
        return None
    made = _offsets.sample(here.span, there.span)
    return replace(made, places=(place(here.location), place(there.location))) if made else None


def _by_requests(requests: Requests) -> dict[Names, Between]:
    """The offset at which most requests of the one artifact meet a like one of the other."""
    votes: dict[Names, list[list[Sample]]] = {}
    telling: dict[Names, list[bool]] = {}
    for request, holders in requests.items():
        for here, there in pairs_of(holders):
            for side in holders[here][:CANDIDATES]:
                made = [s for o in holders[there][:CANDIDATES] if same_answer(side, o) and (s := _sample(side, o))]
                if made and len(votes.setdefault((here, there), [])) < SAMPLES:
                    votes[here, there].append(made)
                    telling.setdefault((here, there), []).append(len(holders[here]) == len(holders[there]) == 1 and bool(_OWN.search(request)))
    return {names: offset for names, rows in votes.items() if (offset := _votes.voted(rows, telling[names]))}


def pairs_of(holders: Mapping[str, list[Side]]) -> Iterator[Names]:
    """Every two artifacts that hold like requests, the one nearer to the client first."""
    for one, other in combinations(sorted(holders), 2):
        here, there = sorted((one, other), key=lambda a: (holders[a][0].depth, a))
        yield here, there


def same_answer(one: Side, other: Side) -> bool:
    """Whether status and host of the two may be those of one request."""
    a, b = one.fields.get("status"), other.fields.get("status")
    hosts = one.fields.get("host"), other.fields.get("host")
    return (a is None or b is None or a == b or other.kind is Kind.EVENT) and (hosts[0] is None or hosts[1] is None or hosts[0] == hosts[1] or other.kind is Kind.EVENT or other.depth == 1)


def facts(names: Names, measured: Measured, joins: int, location: Location | None) -> Iterator[Record]:
    """One fact of the pair's clocks, and one for every stretch of time before one of them was set."""
    offset, spot = measured.offset, location or Location(names[1])
    fields: dict[str, Value] = {
        "fact": "source-clock", "source.artifact": names[1], "source.against": names[0], "source.by": measured.by, "source.offset_low_s": round(offset.low, 3),
        "source.offset_high_s": round(offset.high, 3), "source.offset_s": round(offset.middle, 3), "source.samples": offset.samples, "source.agreeing": offset.agreeing,
        "source.believed": offset.believed, "source.zone_quarters": offset.quarters, "source.jump": bool(offset.earlier),
        "source.drift_s_per_h": round(offset.drift, 3), "source.joins": joins,
    }  # fmt: skip
    if offset.until:
        fields["source.drift_until"], fields["source.drift_wavers_s_per_h"] = offset.until, round(offset.wavers, 3)
    if offset.rival:
        fields["source.rival_low_s"], fields["source.rival_high_s"] = round(offset.rival[0], 3), round(offset.rival[1], 3)
    yield Record(Kind.FACT, spot, fields)
    for one in offset.earlier:
        yield Record(Kind.FACT, spot, step((names[1], names[0]), one))


def step(names: Names, one: Stretch) -> dict[str, Value]:
    """The fields of one stretch; `names` are whose clock it is and against which it was measured."""
    return {
        "fact": "clock-step", "step.of": names[0], "step.against": names[1], "step.low_s": round(one.low, 3), "step.high_s": round(one.high, 3),
        "step.until": one.until, "step.after": one.after, "step.last": one.last[1], "step.first": one.first[1], "step.against_last": one.last[0], "step.against_first": one.first[0],
    }  # fmt: skip
