"""Joins what belongs together across artifacts, and measures how far their clocks stand apart on the way.

A join is made by an identifier that both sides show, or by method, path and status at the same moment when exactly one
request fits; each says by what and how strongly. Nothing is joined by force: where two requests fit, none is joined.
Kept are at most `KEYS` keys and `SIDES` records, failures before successes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from triagekit.correlate import _keys, _offsets, _sides
from triagekit.correlate._keys import STRENGTH, Key
from triagekit.correlate._offsets import Between, Sample
from triagekit.correlate._sides import Side
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

KEYS = 60_000
SIDES = 20_000
EACH = 6
"""Records kept per key and artifact: a number that hundreds bear joins nothing."""
JOINED = 400
"""Joins told at most."""
SAMPLES = 400
CANDIDATES = 24
NEAR_S = 2.0
"""Seconds by which the same request may stand apart on two clocks that are set against each other."""
_LOOKED_AT = frozenset({Kind.EXCHANGE, Kind.EVENT, Kind.ASSERTION, Kind.TOKEN, Kind.CERTIFICATE, Kind.HANDSHAKE})

FIELDS: Vocabulary = {
    "join.by": words("By what the two are joined: correlation-id | saml-message | identifier | connection | certificate | token | request"),
    "join.name": words("Name of the identifier's header or field"),
    "join.strength": words("strong | moderate | weak"),
    "join.apart_s": figure("Seconds between the two by the corrected clock"),
    **_sides.specs("here"),
    **_sides.specs("there"),
    "source.artifact": words("Artifact whose clock was measured"),
    "source.against": words("Artifact it was measured against"),
    "source.offset_low_s": figure("Least offset of its clock from the other's, in seconds"),
    "source.offset_high_s": figure("Greatest offset, in seconds"),
    "source.offset_s": figure("Middle of that interval"),
    "source.samples": figure("Things that both artifacts saw"),
    "source.agreeing": figure("Those that agree"),
    "source.believed": flag("At least three agree, and most of all"),
    "source.zone_quarters": figure("Whole quarter hours of the offset that are a time zone's doing"),
    "source.jump": flag("One of the clocks was set in between"),
    "source.drift_s_per_h": figure("Seconds per hour by which the offset grows"),
    "source.joins": figure("Things joined between the two artifacts"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of different artifacts about the same thing; `here` is nearer to the client."""

    here: Side
    there: Side
    key: Key

    @property
    def artifacts(self) -> tuple[str, str]:
        return self.here.artifact, self.there.artifact


@dataclass(slots=True)
class _Index:
    """Who bears which key."""

    held: dict[str, list[tuple[Key, Side]]] = field(default_factory=dict)

    def add(self, key: Key, side: Side) -> None:
        """Note one bearer, unless there are many already."""
        rows = self.held.get(key.value)
        if rows is None:
            if len(self.held) >= (KEYS if side.failed else KEYS * 2 // 3):
                return
            rows = self.held[key.value] = []
        if sum(1 for _, s in rows if s.artifact == side.artifact) < EACH:
            rows.append((key, side))

    def pairs(self) -> Iterator[Pair]:
        """Every two bearers of different artifacts."""
        for rows in self.held.values():
            if len({side.artifact for _, side in rows}) > 1:
                for (key, one), (other_key, other) in combinations(rows, 2):
                    if one.artifact != other.artifact and _keys.alike(key, other_key):
                        here, there = sorted((one, other), key=lambda s: (s.depth, s.artifact))
                        yield Pair(here, there, key if key.sort != "identifier" else other_key)


class Joins:
    """Finds the pairs of a case and the offsets between its artifacts."""

    name = "joins"
    fields: Vocabulary = FIELDS
    compares = True
    """It finds nothing within one artifact, and is left out of a case of one."""

    def __init__(self) -> None:
        self._index = _Index()
        self._requests: dict[str, dict[str, list[Side]]] = {}
        self._count = 0

    def see(self, record: Record) -> None:
        """Note what the record could be joined by."""
        if record.kind not in _LOOKED_AT:
            return
        keys = _keys.of(record)
        if not keys and record.kind not in (Kind.EXCHANGE, Kind.EVENT):
            return
        side = _sides.of(record)
        for key in keys:
            self._index.add(key, side)
        if side.request and side.span and self._count < (SIDES if side.failed else SIDES // 2):
            self._count += 1
            self._requests.setdefault(side.request, {}).setdefault(side.artifact, []).append(side)

    def conclude(self, _: Context) -> Iterator[Record]:
        """One fact per pair of artifacts whose clocks can be compared, then one per join, failures first."""
        pairs = list(self._index.pairs())
        offsets = self._offsets(pairs)
        found = _once([*pairs, *self._by_request(offsets, pairs)])
        for names, offset in offsets.items():
            yield _clock_fact(names, offset, sum(1 for p in found if p.artifacts in (names, names[::-1])), found)
        telling = [p for p in found if p.here.failed or p.there.failed]
        telling.sort(key=lambda p: (not p.here.failed, _rank(p), p.here.depth))
        for pair in telling[:JOINED]:
            yield _join_fact(pair, offsets)

    def _offsets(self, pairs: Iterable[Pair]) -> dict[tuple[str, str], Between]:
        """The offset between every two artifacts that share something with a time."""
        samples: dict[tuple[str, str], list[Sample]] = {}
        for pair in pairs:
            if pair.key.sort in ("token", "certificate") or pair.here.span is None or pair.there.span is None:
                continue
            one = _offsets.sample(pair.here.span, pair.there.span)
            if one is not None and len(samples.setdefault(pair.artifacts, [])) < SAMPLES:
                samples[pair.artifacts].append(one)
        measured = {names: made for names, rows in samples.items() if (made := _offsets.between(rows))}
        for names, made in self._offsets_by_requests().items():
            if names not in measured or not measured[names].believed:
                measured[names] = made
        return measured

    def _offsets_by_requests(self) -> dict[tuple[str, str], Between]:
        """The offset at which most requests of the one artifact meet a like one of the other."""
        votes: dict[tuple[str, str], list[list[Sample]]] = {}
        for holders in self._requests.values():
            for one, other in combinations(sorted(holders), 2):
                here, there = sorted((one, other), key=lambda a: (holders[a][0].depth, a))
                for side in holders[here][:CANDIDATES]:
                    made = [s for o in holders[there][:CANDIDATES] if _same_answer(side, o) and side.span and o.span and (s := _offsets.sample(side.span, o.span))]
                    if made and len(votes.setdefault((here, there), [])) < SAMPLES:
                        votes[here, there].append(made)
        return {names: offset for names, rows in votes.items() if (offset := _offsets.voted(rows))}

    def _by_request(self, offsets: dict[tuple[str, str], Between], pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Failures joined by method, path, answer and moment, where exactly one request of the other artifact fits."""
        joined = {(p.here.location, p.there.artifact) for p in pairs if p.key.sort != "token"}
        for request, holders in self._requests.items():
            for one, other in combinations(sorted(holders), 2):
                here, there = sorted((one, other), key=lambda a: (holders[a][0].depth, a))
                offset = offsets.get((here, there)) or offsets.get((there, here))
                for side in holders[here]:
                    if side.failed and (side.location, there) not in joined:
                        fitting = [o for o in holders[there] if _same_answer(side, o) and _meet(side, o, _shift(offset, (here, there) in offsets, side))]
                        alike = _told_apart(side, fitting)
                        if alike is not None:
                            yield Pair(side, alike, Key("request", request, "method, path, answer and time"))


def _shift(offset: Between | None, forward: bool, side: Side) -> tuple[float, float]:
    """Bounds of there-clock minus here-clock at that moment; two seconds either way where nothing was measured."""
    if offset is None or not offset.believed or side.span is None:
        return -NEAR_S, NEAR_S
    low, high = offset.around(side.span.first)
    return (low - NEAR_S, high + NEAR_S) if forward else (-high - NEAR_S, -low + NEAR_S)


def _same_answer(one: Side, other: Side) -> bool:
    a, b = one.fields.get("status"), other.fields.get("status")
    hosts = one.fields.get("host"), other.fields.get("host")
    return (a is None or b is None or a == b or other.kind is Kind.EVENT) and (hosts[0] is None or hosts[1] is None or hosts[0] == hosts[1] or other.kind is Kind.EVENT or other.depth == 1)


def _told_apart(side: Side, fitting: list[Side]) -> Side | None:
    """The only one that fits; of several the only one that came from the same page, or by the same user agent."""
    for name in ("referer", "agent"):
        if len(fitting) > 1:
            fitting = [o for o in fitting if o.fields.get(name) == side.fields.get(name)]
    return fitting[0] if len(fitting) == 1 else None


def _meet(one: Side, other: Side, shift: tuple[float, float]) -> bool:
    if one.span is None or other.span is None:
        return False
    made = _offsets.sample(one.span, other.span)
    if made is None:
        apart = (other.span.first - one.span.first).total_seconds()
        return shift[0] <= apart <= shift[1]
    return made.low <= shift[1] and made.high >= shift[0]


def _rank(pair: Pair) -> int:
    return ("strong", "moderate", "weak").index(STRENGTH[pair.key.sort])


def _once(pairs: Iterable[Pair]) -> list[Pair]:
    """The strongest join of every two records."""
    best: dict[tuple[object, object], Pair] = {}
    for pair in pairs:
        spot = (pair.here.location, pair.there.location)
        if spot not in best or _rank(pair) < _rank(best[spot]):
            best[spot] = pair
    return list(best.values())


def _join_fact(pair: Pair, offsets: dict[tuple[str, str], Between]) -> Record:
    fields: dict[str, Value] = {"fact": "join", "join.by": pair.key.sort, "join.strength": STRENGTH[pair.key.sort]}
    if pair.key.name:
        fields["join.name"] = pair.key.name
    for name, side in (("here", pair.here), ("there", pair.there)):
        fields.update({f"join.{name}.{key}": value for key, value in side.fields.items()})
    if pair.here.span and pair.there.span:
        offset = offsets.get(pair.artifacts)
        low, high = offset.around(pair.here.span.first) if offset and offset.believed else (0.0, 0.0)
        apart = (pair.there.span.first - pair.here.span.first).total_seconds() - (low + high) / 2
        fields["join.apart_s"] = round(apart, 3)
    return Record(Kind.FACT, pair.here.location, fields, pair.here.span.first if pair.here.span else None, also=(pair.there.location,))


def _clock_fact(names: tuple[str, str], offset: Between, joins: int, found: list[Pair]) -> Record:
    location = next((p.there.location for p in found if p.artifacts == names), None)
    fields: dict[str, Value] = {
        "fact": "source-clock", "source.artifact": names[1], "source.against": names[0], "source.offset_low_s": round(offset.low, 3),
        "source.offset_high_s": round(offset.high, 3), "source.offset_s": round(offset.middle, 3), "source.samples": offset.samples, "source.agreeing": offset.agreeing,
        "source.believed": offset.believed, "source.zone_quarters": offset.quarters, "source.jump": offset.jump_at is not None,
        "source.drift_s_per_h": round(offset.drift, 3), "source.joins": joins,
    }  # fmt: skip
    return Record(Kind.FACT, location or Location(names[1]), fields)


correlator: type[Correlator] = Joins
