"""The tests that stand in rule files, read into records and expectations.

A test record is flat: `kind`, `at` (ISO 8601) and published fields. `repeat: 12` with `every: 4s` makes
several of it; `artifact: b` puts it into another artifact. A single text is accepted for a list field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from triagekit.engine import units, yamlread
from triagekit.engine.faults import Fault, RuleFault, Wrong, did_you_mean, quoted
from triagekit.engine.language import Fields
from triagekit.engine.load import place, read_bytes
from triagekit.engine.rulebook import Cause, Observation
from triagekit.model import Location, Verdict
from triagekit.records import FieldSpec, Kind, Record, Type, Value

OBSERVED = ("match", "no_match", "not_assessed", "inconclusive")
"""What a test of an observation can expect."""
_OWN = frozenset({"kind", "at", "repeat", "every", "artifact"})
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class RuleTest:
    """One test of one rule."""

    rule: str
    name: str
    place: str
    """file:line of the test."""
    records: tuple[Record, ...] = ()
    case: str = ""
    """A sample to run through the whole program instead of `records`."""
    observed: str = ""
    """For an observation: one of OBSERVED."""
    verdict: Verdict | None = None
    rank: int = 0
    """Expected rank among the causes that are judged; 0 = any."""
    never: tuple[str, ...] = ()
    """Causes that must not be more than possible."""


@dataclass(slots=True)
class Read:
    """The tests of one rule, and what is wrong with them."""

    tests: list[RuleTest] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(rule: Observation | Cause, fields: Fields) -> Read:
    """The tests that stand in the rule's file."""
    out = Read()
    text = ""
    try:
        whole = yamlread.decode(read_bytes(rule.origin.path))
        text = yamlread.only_tests(whole) or whole
        tree = yamlread.parse(text) or {}
        spots: yamlread.Spots = {}
        yamlread.parse(text, spots)
    except RuleFault as fault:
        out.faults += place(fault, text, rule.origin.shown)
        return out
    listed = tree.get("tests") if isinstance(tree, dict) else None
    for n, item in enumerate(listed if isinstance(listed, list) else []):
        maker = _Maker(rule, fields, [])
        made = maker.test(item, ("tests", n), f"{rule.origin.shown}:{spots.get(('tests', n), (1, 1))[0]}")
        out.faults += place(RuleFault(maker.wrongs), text, rule.origin.shown)
        if made is not None and not maker.wrongs:
            out.tests.append(made)
    return out


@dataclass(slots=True)
class _Maker:
    """Makes one test, noting what is wrong."""

    rule: Observation | Cause
    fields: Fields
    wrongs: list[Wrong]

    def test(self, item: Any, at: tuple[str | int, ...], spot: str) -> RuleTest | None:
        if not isinstance(item, dict):
            self.wrongs.append(Wrong(at, "a test is {name, records or case, expect}"))
            return None
        for key in item.keys() - {"name", "records", "case", "expect", "never"}:
            self.wrongs.append(Wrong((*at, key), f"unknown key {quoted(key)}", did_you_mean(key, ("name", "records", "case", "expect", "never"))))
        name, case = str(item.get("name") or "unnamed"), item.get("case")
        if ("records" in item) == (case is not None):
            self.wrongs.append(Wrong(at, "a test has either records or a case"))
        records = tuple(r for n, raw in enumerate(item.get("records") or ()) for r in self._records(raw, (*at, "records", n), n))
        if isinstance(self.rule, Observation):
            return RuleTest(self.rule.id, name, spot, records, str(case or ""), observed=self._observed(item.get("expect"), at))
        never = item.get("never") or []
        verdict, rank = self._verdict(item.get("expect"), at)
        return RuleTest(self.rule.id, name, spot, records, str(case or ""), "", verdict, rank, tuple(str(n) for n in never))

    def _observed(self, value: Any, at: tuple[str | int, ...]) -> str:
        if value not in OBSERVED:
            self.wrongs.append(Wrong((*at, "expect"), f"expect must be one of {', '.join(OBSERVED)}", did_you_mean(str(value), OBSERVED)))
            return ""
        return str(value)

    def _verdict(self, value: Any, at: tuple[str | int, ...]) -> tuple[Verdict | None, int]:
        wanted = {"verdict": value} if isinstance(value, str) else value
        known = [v.value for v in Verdict]
        if not isinstance(wanted, dict) or wanted.get("verdict") not in known or wanted.keys() - {"verdict", "rank"}:
            self.wrongs.append(Wrong((*at, "expect"), f"expect is {{verdict, rank}}, the verdict one of {', '.join(known)}"))
            return None, 0
        rank = wanted.get("rank", 0)
        return Verdict(wanted["verdict"]), rank if isinstance(rank, int) else 0

    def _records(self, raw: Any, at: tuple[str | int, ...], n: int) -> Iterator[Record]:
        if not isinstance(raw, dict):
            self.wrongs.append(Wrong(at, "a record is a mapping of fields"))
            return
        kinds = self.rule.reads if isinstance(self.rule, Observation) else ()
        word = raw.get("kind", kinds[0].value if len(kinds) == 1 else None)
        if word not in [k.value for k in Kind]:
            self.wrongs.append(Wrong(at, "the record needs a kind", did_you_mean(str(word), [k.value for k in Kind])))
            return
        kind = Kind(word)
        values = {name: self._value(name, value, kind, (*at, name)) for name, value in raw.items() if name not in _OWN}
        fields = {name: value for name, value in values.items() if value is not None}
        yield from self._repeated(raw, Record(kind, Location(str(raw.get("artifact", "a")), "line", "", n + 1), fields, self._at(raw.get("at"), at)), at)

    def _repeated(self, raw: Mapping[str, Any], first: Record, at: tuple[str | int, ...]) -> Iterator[Record]:
        times, every = raw.get("repeat", 1), units.seconds(raw.get("every", "1s"))
        if not isinstance(times, int) or not 1 <= times <= _MOST or every is None:
            self.wrongs.append(Wrong(at, "repeat is a number up to 5000, every a duration"))
            return
        for n in range(times):
            when = first.at + timedelta(seconds=n * every) if first.at else None
            spot = first.location
            yield Record(first.kind, Location(spot.artifact, "line", "", spot.line * _MOST + n), first.fields, when)

    def _at(self, value: Any, at: tuple[str | int, ...]) -> datetime | None:
        when = units.moment(value)
        if value is not None and when is None:
            self.wrongs.append(Wrong((*at, "at"), "at must be a time such as 2024-05-01T12:00:00Z"))
        return when

    def _value(self, name: str, value: Any, kind: Kind, at: tuple[str | int, ...]) -> Value | None:
        spec = self.fields.spec(name, (kind,))
        if spec is None:
            self.wrongs.append(Wrong(at, f"unknown field {quoted(name)}", did_you_mean(name, self.fields.names((kind,)))))
            return None
        made = cast(spec, value)
        if made is None:
            self.wrongs.append(Wrong(at, f"{quoted(value)} is not a {spec.type.value}"))
        return made


def cast(spec: FieldSpec, value: Any) -> Value | None:
    """A value as written in a test, as the field's type; None when it does not fit."""
    if spec.type is Type.LIST:
        items = value if isinstance(value, list) else [value]
        return tuple(str(i) for i in items) if all(isinstance(i, (str, int, float)) for i in items) else None
    if spec.type is Type.TEXT:
        if isinstance(value, list):
            return tuple(str(i) for i in value)
        return _word(value) if isinstance(value, (str, int, float)) else None
    if spec.type is Type.TIME:
        return units.moment(value)
    if spec.type is Type.FLAG:
        return value if isinstance(value, bool) else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _word(value: str | float | bool) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
