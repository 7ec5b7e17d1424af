"""What a rule can be found by."""

import pytest

from triagekit.engine import naive
from triagekit.engine.language import Fields
from triagekit.engine.selections import Scope, selection
from triagekit.engine.triggers import Cost, split, trigger
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind


def tree(body):
    scope = Scope(Fields.of(SHARED), (Kind.EXCHANGE,), {})
    made = selection(body, scope, ())
    assert not scope.wrongs
    return made


@pytest.mark.parametrize(
    ("body", "cost", "equal", "literals", "exact"),
    [
        ({"response.status": [401, 403]}, Cost.EQUAL, (401, 403), (), True), ({"request.url.host": "A.b"}, Cost.EQUAL, ("a.b",), (), True), ({"request.url.host|cased": "A.b"}, Cost.EQUAL, ("a.b",), (), False),
        ({"request.url.host": "*.Shop.*.x"}, Cost.LITERAL, (), (".shop.",), False), ({"request.url.host|contains": ["A", "b"]}, Cost.LITERAL, (), ("a", "b"), True), ({"request.url.host|contains|all": ["A", "b"]}, Cost.LITERAL, (), ("a",), False),
        ({"request.url.host|startswith": "A"}, Cost.LITERAL, (), ("a",), False), ({"response.body.text|contains": "abc"}, Cost.LONG_LITERAL, (), ("abc",), True), ({"response.body.text|re": r"x\d+abc|bcde"}, Cost.LONG_LITERAL, (), ("abc", "bcde"), False),
        ({"auth.present": True}, Cost.FLAG, (True,), (), True), ({"auth.present": False}, Cost.FALSE, (False,), (), True), ({"response.status|gt": 5}, Cost.ORDERED, (), (), True), ({"response.status|exists": True}, Cost.PRESENT, (), (), False),
        ({"response.status|exists": False}, Cost.NONE, (), (), False), ({"request.url.host|neq": "a"}, Cost.PRESENT, (), (), False), ({"server.ip|cidr": "10.0.0.0/8"}, Cost.PRESENT, (), (), False), ({"request.url.host": "?*?"}, Cost.PRESENT, (), (), False),
    ],
)  # fmt: skip
def test_each_clause_offers_the_keys_it_cannot_hold_without(body, cost, equal, literals, exact):
    found = trigger(tree(body))
    assert (found.cost, found.equal, found.literals, found.exact) == (cost, equal, literals, exact)


def test_a_rule_is_split_into_ways_to_match():
    either = tree([{"response.status": 401}, {"response.status": 403, "auth.present": True}])
    assert [len(c) for c in split(either)] == [1, 2]


def test_alternatives_inside_are_multiplied_out_only_when_nothing_better_is_there():
    from triagekit.engine.language import All, Not

    alternatives = tree([{"error.kind": "dns"}, {"error.kind": "tls"}])
    vague = Not(tree({"request.method": "GET"}))
    assert len(split(All((vague, alternatives)))) == 2
    assert len(split(All((tree({"response.status": 1}), alternatives)))) == 1
    for fields in ({"error.kind": "dns"}, {"error.kind": "tls", "request.method": "GET"}, {}):
        whole = naive.holds(All((vague, alternatives)), fields, None)
        assert any(all(naive.holds(p, fields, None) for p in c) for c in split(All((vague, alternatives)))) == whole


def test_too_many_ways_are_kept_together():
    many = tree([{"error.kind": f"k{n}"} for n in range(40)])
    assert len(split(many)) == 1


def test_what_most_records_have_is_a_poor_trigger_beside_a_word_of_a_body():
    from triagekit.engine.language import Atom, Op
    from triagekit.records import Type

    usual = [Atom("response.status", Op.EQ, Type.NUMBER, (200, 403)), Atom("request.method", Op.EQ, Type.TEXT, ("GET",)), Atom("response.present", Op.EQ, Type.FLAG, (True,))]
    word = Atom("response.body.text", Op.CONTAINS, Type.TEXT, ("blocked",))
    assert [trigger(a).cost for a in usual] == [Cost.USUAL] * 3
    assert trigger(word).cost < Cost.USUAL < Cost.FALSE
    assert trigger(Atom("response.status", Op.EQ, Type.NUMBER, (403,))).cost is Cost.EQUAL
