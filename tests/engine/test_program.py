"""The fast matcher and the naive evaluator agree on everything that can be written."""

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triagekit.engine import naive
from triagekit.engine.index import Shape
from triagekit.engine.load import load
from triagekit.engine.program import MismatchError, Program
from triagekit.engine.run import Engine
from triagekit.model import Location
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind, Record

WORDS = ["", "a", "Invalid_Token", "invalid", "TOKEN", "expired", "tokenexpired", "x invalid_token y", "ab", "a*b", "a?b", "403 denied", "10.1.2.3", "ſtale", "STALE", "straße", "5", "-3.5", "7e1", "\\", "a\\b"]
TEXTS = ["request.url.host", "request.url.path", "response.body.text", "error.kind", "auth.scheme", "response.status_class"]
LISTS = ["response.headers.www-authenticate", "response.headers.server", "signal.causes", "tls.san"]
NUMBERS = ["response.status", "timing.total_ms", "response.age_s"]
FLAGS = ["auth.present", "request.cross_origin", "from_cache"]
TIMES = ["response.date", "tls.not_after"]
NUMBER_VALUES = [0, 1, 200, 401, 403, 404, 500, 502, 60, 60.0, 60000, 0.5, -1]
TIME_VALUES = ["2024-05-01T12:00:00Z", "2024-05-01T11:00:00+00:00", "2024-04-01T00:00:00Z"]
REGEXES = ["invalid_tok.n", "(expired|denied)+", "tok(en){1,3}exp", "a.{0,3}invalid", "stale$"]


class Maker:
    """Draws rules and records from small pools, so that they meet."""

    def __init__(self, pick):
        self.pick = pick

    def several(self, pool):
        return [self.pick(pool) for _ in range(self.pick([1, 1, 1, 2, 3]))]

    def item(self):
        form = self.pick(["text", "text", "text", "list", "list", "number", "number", "flag", "time", "exists", "ref"])
        return getattr(self, form)()

    def text(self, names=TEXTS):
        name = self.pick(names)
        op = self.pick(["", "", "|contains", "|startswith", "|endswith", "|re", "|cidr", "|gt", "|neq", "|cased", "|contains|cased", "|contains|all", "|contains|neq"])
        if op == "|re":
            return {name + op: self.several(REGEXES)}
        if op == "|cidr":
            return {name + op: self.pick(["10.0.0.0/8", "10.1.2.3/32", "fc00::/7"])}
        if op == "|gt":
            return {name + op: self.pick(NUMBER_VALUES)}
        words = [w for w in self.several(WORDS) if w or "contains" not in op] or ["a"]
        if "with" in op:
            words = [w for w in words if w] or ["a"]
        if "all" in op:
            words = [*words, "invalid"]
        return {name + op: [w.replace("a", "*", 1) if self.pick([0, 0, 0, 1]) and not op else w for w in words]}

    def list(self):
        return self.text(LISTS)

    def number(self):
        name, op = self.pick(NUMBERS), self.pick(["", "", "|gt", "|gte", "|lt", "|lte", "|between", "|neq"])
        if op == "|between":
            return {name + op: sorted([self.pick(NUMBER_VALUES), self.pick(NUMBER_VALUES)])}
        return {name + op: self.several(NUMBER_VALUES) if op in ("", "|neq") else self.pick(NUMBER_VALUES)}

    def flag(self):
        return {self.pick(FLAGS) + self.pick(["", "", "|neq"]): self.pick([True, False])}

    def time(self):
        name = self.pick(TIMES)
        if self.pick([0, 1]):
            return {f"{name}|age|{self.pick(['gt', 'lte'])}": self.pick(["0s", "1h", "31d", "-5m"])}
        return {f"{name}|{self.pick(['gt', 'lte', 'neq'])}": self.pick(TIME_VALUES)}

    def exists(self):
        return {self.pick(TEXTS + LISTS + NUMBERS + TIMES) + "|exists": self.pick([True, False])}

    def ref(self):
        left, right = self.pick(TEXTS + LISTS + NUMBERS), self.pick(TEXTS + LISTS + NUMBERS)
        return {f"{left}{self.pick(['', '|contains', '|startswith', '|lt', '|neq'])}|fieldref": right}

    def selection(self):
        if self.pick([0, 0, 0, 1]):
            return [self.selection() for _ in range(self.pick([1, 2]))]
        merged = {}
        for _ in range(self.pick([1, 2, 2, 3])):
            merged.update(self.item())
        return merged

    def rule(self, name):
        detect = {f"s_{n}": self.selection() for n in range(self.pick([1, 2, 3]))}
        detect["condition"] = self.pick(["s_0", "1 of them", "all of them", "not s_0", "s_0 and not 1 of s_*", "all of s_* or not s_0", "s_0 or (1 of s_* and not s_0)"])
        return {"id": name, "title": "t", "reads": self.pick([["exchange"], ["exchange"], ["event", "exchange"]]), "detect": detect}

    def record(self, line):
        fields = {}
        for name in TEXTS:
            if self.pick([0, 1, 1]):
                fields[name] = self.pick(WORDS)
        for name in LISTS:
            if self.pick([0, 0, 1]):
                fields[name] = tuple(self.several(WORDS))
        for name in NUMBERS:
            if self.pick([0, 1, 1]):
                fields[name] = self.pick(NUMBER_VALUES)
        for name in FLAGS:
            if self.pick([0, 1]):
                fields[name] = self.pick([True, False])
        for name in TIMES:
            if self.pick([0, 1]):
                fields[name] = self.pick([START, START - timedelta(hours=1), START - timedelta(days=30)])
        return Record(Kind.EXCHANGE, Location("a", "line", line=line), fields, self.pick([START, START, None]))


from datetime import UTC, datetime  # noqa: E402

START = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def book_of(pack, rules):
    for rule in rules:
        pack.write(f"observations/{rule['id']}.yaml", rule)
    book = pack.load()
    return book


def test_fast_equals_naive_over_more_than_a_hundred_thousand_pairs(pack):
    maker = Maker(random.Random(11).choice)
    book = book_of(pack, [maker.rule(f"r/n{n}") for n in range(300)])
    assert len(book.observations) > 240, [str(e) for e in book.errors][:5]
    engine = Engine(book, paranoid=True)
    for n in range(600):
        engine.feed(maker.record(n))
    assert engine.compared > 100_000
    hits = [s for s in engine.sightings().values() if s.hits]
    assert len(hits) > 150


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_fast_equals_naive_on_drawn_rules_and_records(tmp_path_factory, data):
    maker = Maker(lambda pool: data.draw(st.sampled_from(pool)))
    folder = tmp_path_factory.mktemp("pack")
    (folder / "observations" / "r").mkdir(parents=True)
    import json

    for n in range(3):
        (folder / "observations" / "r" / f"n{n}.yaml").write_text(json.dumps(maker.rule(f"r/n{n}")))
    engine = Engine(load([folder], SHARED), paranoid=True)
    for n in range(4):
        engine.feed(maker.record(n))


def test_a_difference_is_raised_with_the_rules_id(pack, record, monkeypatch):
    pack.observation("r/one", {"s": {"response.status": 401}, "condition": "s"})
    engine = Engine(pack.load(), paranoid=True)
    monkeypatch.setattr(naive, "holds", lambda node, fields, at: False)
    with pytest.raises(MismatchError, match=r"r/one\[0\]"):
        engine.feed(record({"response.status": 401}))


def test_many_rules_on_one_status_are_told_apart_by_a_finer_index(pack, record, see):
    for n in range(40):
        pack.observation(f"r/n{n}", {"s": {"response.status": 401, "response.headers.www-authenticate|contains": f"code-{n:02}"}, "condition": "s"})
    found = see([record({"response.status": 401, "response.headers.www-authenticate": ("Bearer code-07", "x code-33")})])
    assert [name for name, s in found.items() if s.hits] == ["r/n33", "r/n7"]


def test_a_rule_with_several_ways_to_match_counts_a_record_once(pack, record, see):
    pack.observation("r/two", {"a": {"response.status": 401}, "b": {"auth.scheme": "bearer"}, "condition": "a or b"})
    assert see([record({"response.status": 401, "auth.scheme": "Bearer"})])["r/two"].hits[0].count == 1


def test_a_program_serves_several_runs(pack, record):
    pack.observation("r/one", {"s": {"response.status": 401}, "condition": "s"})
    book = pack.load()
    program = Program.of(book)
    first, second = Engine(book, program=program), Engine(book, program=program)
    first.feed(record({"response.status": 401}))
    assert first.sightings()["r/one"].hits
    assert not second.sightings()["r/one"].hits


def test_only_the_kinds_that_come_are_indexed():
    from triagekit.pipeline import rulebook

    program = Program.of(rulebook())
    assert list(program.kinds) == []
    program.matches(Record(Kind.EXCHANGE, Location("a"), {"response.status": 401}), Shape(frozenset({"response.status"})))
    assert list(program.kinds) == [Kind.EXCHANGE]
