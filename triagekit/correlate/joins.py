"""Joins what belongs together across artifacts, and measures how far their clocks stand apart on the way.

A join is made by an identifier that both sides show, or by method, path and status at the same moment when exactly one
request fits; each says by what and how strongly. Nothing is joined by force: where two requests fit, none is joined.
Kept are at most `KEYS` keys and `SIDES` records, failures before successes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from triagekit.correlate import _chains, _keys, _offsets, _sides, _sources
from triagekit.correlate._keys import STRENGTH, Key
from triagekit.correlate._sides import Side
from triagekit.correlate._sources import Measured, Meeting, Names
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

KEYS = 60_000
SIDES = 20_000
EACH = 6
"""Records kept per key and artifact: a number that hundreds bear joins nothing."""
JOINED = 400
"""Joins told at most."""
NEAR_S = 2.0
"""Seconds by which the same request may stand apart on two clocks that are set against each other."""
_UNANSWERED = (None, 0, 408, 444, 460, 499)
"""What logs write for a request whose client got no answer: nginx 444 and 499, AWS 460."""
_LOOKED_AT = frozenset({Kind.EXCHANGE, Kind.EVENT, Kind.ASSERTION, Kind.TOKEN, Kind.CERTIFICATE, Kind.HANDSHAKE})

FIELDS: Vocabulary = {
    "join.by": words("By what the two are joined: correlation-id | saml-message | identifier | connection | certificate | token | request"),
    "join.name": words("Name of the identifier's header or field"),
    "join.value": words("The identifier itself, or method and path"),
    "join.strength": words("strong | moderate | weak"),
    "join.apart_s": figure("Seconds between the two by the corrected clock"),
    **_sides.specs("here"),
    **_sides.specs("there"),
    **_sources.FIELDS,
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
        self._carriers: dict[Location, Side] = {}
        """Failed requests of the client: what is carried in one of them stands at its place, and is about it."""

    def see(self, record: Record) -> None:
        """Note what the record could be joined by."""
        if record.kind not in _LOOKED_AT:
            return
        keys = _keys.of(record)
        if not keys and record.kind not in (Kind.EXCHANGE, Kind.EVENT):
            return
        side = _sides.of(record)
        if side.depth == 0 and side.failed and len(self._carriers) < SIDES:
            self._carriers[side.location] = side
        for key in keys:
            self._index.add(key, side)
        if side.request and side.span and self._count < (SIDES if side.failed else SIDES // 2):
            self._count += 1
            self._requests.setdefault(side.request, {}).setdefault(side.artifact, []).append(side)

    def conclude(self, _: Context) -> Iterator[Record]:
        """One fact per pair of artifacts whose clocks can be compared, then one per join, failures first."""
        pairs = [self._by_its_carrier(p) for p in self._index.pairs()]
        offsets = self._offsets(pairs)
        found = _once([*pairs, *self._by_request(offsets, pairs)])
        for names, offset in offsets.items():
            location = next((p.there.location for p in found if p.artifacts == names), None)
            yield from _sources.facts(names, offset, sum(1 for p in found if p.artifacts in (names, names[::-1])), location)
        telling = _chains.own([p for p in found if p.here.failed or p.there.failed])
        telling.sort(key=lambda p: (not p.here.failed, _rank(p), p.here.depth))
        for pair in telling[:JOINED]:
            yield _join_fact(pair, offsets)

    def _by_its_carrier(self, pair: Pair) -> Pair:
        """A message that a failed request carried stands for that request."""
        carrier = self._carriers.get(pair.there.location) if pair.there.depth > pair.here.depth else None
        return Pair(carrier, pair.here, pair.key) if carrier is not None and pair.here.depth else pair

    def _offsets(self, pairs: Iterable[Pair]) -> dict[Names, Measured]:
        """The offset between every two artifacts that share something with a time."""
        telling = (Meeting(p.here, p.there, p.key.value) for p in pairs if p.key.sort not in ("token", "certificate"))
        return _sources.measure(telling, self._requests)

    def _by_request(self, offsets: dict[Names, Measured], pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Failures joined by method, path, answer and moment, where exactly one request of the other artifact fits."""
        joined = {(p.here.location, p.there.artifact) for p in pairs if p.key.sort != "token"}
        for request, holders in self._requests.items():
            for here, there in _sources.pairs_of(holders):
                for side in holders[here]:
                    if side.failed and (side.location, there) not in joined:
                        shift = _near(_apart(offsets, (here, there), side))
                        fitting = [o for o in holders[there] if _sources.same_answer(side, o) and _meet(side, o, shift)]
                        alike = _told_apart(side, fitting)
                        if alike is not None:
                            yield Pair(side, alike, Key("request", request, "method, path, answer and time"))


def _apart(offsets: dict[Names, Measured], names: Names, side: Side) -> tuple[float, float] | None:
    """Bounds of there-clock minus here-clock at the moment of the side, which is here; None where nothing is believed."""
    if side.span is None:
        return None
    if (there := offsets.get(names)) and there.offset.believed:
        return there.offset.around(side.span.first)
    if (back := offsets.get(names[::-1])) and back.offset.believed:
        low, high = back.offset.seen_from_other(side.span.first)
        return -high, -low
    return None


def _near(apart: tuple[float, float] | None) -> tuple[float, float]:
    """Where to look for the same request: two seconds to either side of what was measured, or of no offset."""
    low, high = apart or (0.0, 0.0)
    return low - NEAR_S, high + NEAR_S


def _told_apart(side: Side, fitting: list[Side]) -> Side | None:
    """The only one that fits; of several the only one that was not answered either, that came from the same page, or by the same user agent."""
    if len(fitting) > 1 and side.depth == 0 and "status" not in side.fields:
        fitting = [o for o in fitting if o.fields.get("status") in _UNANSWERED] or fitting
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


def _join_fact(pair: Pair, offsets: dict[Names, Measured]) -> Record:
    fields: dict[str, Value] = {"fact": "join", "join.by": pair.key.sort, "join.value": pair.key.value, "join.strength": STRENGTH[pair.key.sort]}
    if pair.key.name:
        fields["join.name"] = pair.key.name
    for name, side in (("here", pair.here), ("there", pair.there)):
        fields.update({f"join.{name}.{key}": value for key, value in side.fields.items()})
    if pair.here.span and pair.there.span:
        low, high = _apart(offsets, pair.artifacts, pair.here) or (0.0, 0.0)
        apart = (pair.there.span.first - pair.here.span.first).total_seconds() - (low + high) / 2
        fields["join.apart_s"] = round(apart, 3)
    return Record(Kind.FACT, pair.here.location, fields, pair.here.span.first if pair.here.span else None, also=(pair.there.location,))


correlator: type[Correlator] = Joins
