"""Fields, modifiers and values of a selection, each checked."""

import pytest

from triagekit.engine.language import All, AnyOf, Atom, Fields, Op
from triagekit.engine.selections import Scope, selection
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind, Type


def read(body, lists=None):
    scope = Scope(Fields.of(SHARED), (Kind.EXCHANGE,), lists or {})
    return selection(body, scope, ("s",)), [w.message for w in scope.wrongs]


def test_a_mapping_needs_all_and_a_list_needs_any():
    tree, _ = read([{"response.status": 401, "auth.present": True}, {"response.status": 403}])
    assert isinstance(tree, AnyOf)
    assert isinstance(tree.parts[0], All)
    assert isinstance(tree.parts[1], Atom)


@pytest.mark.parametrize(
    ("key", "value", "values"),
    [
        ("timing.wait_ms|gt", "5s", (5000.0,)), ("response.age_s|gt", "2m", (120.0,)), ("response.status", [401, 403], (401, 403)), ("auth.challenge.error", 42, ("42",)),
        ("tls.not_before|age|lt", "1h", (3600.0,)), ("request.url.host|in_list", "@hosts", ("a", "b")), ("request.url.host|endswith", ["@hosts", "c"], ("a", "b", "c")),
        ("request.url.host|fieldref", "response.location.host", ("response.location.host",)),
    ],
)  # fmt: skip
def test_values_are_brought_to_the_fields_unit_and_type(key, value, values):
    tree, wrongs = read({key: value}, {"hosts": ("a", "b")})
    assert (tree.values, wrongs) == (values, [])


def test_modifiers_become_parts_of_the_atom():
    tree, _ = read({"request.url.path|contains|all|cased": ["a", "b"], "response.status|neq": 401})
    first, second = tree.parts
    assert (first.op, first.every, first.cased, first.type) == (Op.CONTAINS, True, True, Type.TEXT)
    assert (second.op, second.negate) == (Op.EQ, True)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "a selection must be a mapping"), ([], "a selection must be a mapping"), ("x", "a selection must be a mapping"), ({"nope": 1}, "unknown field 'nope'"), ({"response.status|has": 1}, "unknown modifier 'has'"),
        ({"response.status|gt|lt": 1}, "one comparison only"), ({"response.status|contains": "4"}, "contains needs a text field"), ({"auth.present|gt": 1}, "gt has no meaning for a flag"),
        ({"response.status": "many"}, "'many' is not a number or a duration"), ({"auth.present": "yes"}, "'yes' is not true or false"), ({"response.date|gt": "soon"}, "'soon' is not a time"),
        ({"response.status": []}, "the list of values is empty"), ({"response.status|between": [1]}, "between takes two values"), ({"response.status|gt": [1, 2]}, "gt takes one value"),
        ({"request.url.path|contains|all": ["a"]}, "all needs a list"), ({"request.url.path|contains": ""}, "matches everything"), ({"server.ip|cidr": "10.0.0.0/99"}, "is not a network"),
        ({"request.url.host|in_list": "hosts"}, "in_list takes the name of a list"), ({"request.url.host|fieldref": "nope"}, "unknown field 'nope'"), ({"server.ip|cidr|fieldref": "server.ip"}, "fieldref cannot be joined"),
        ({"response.status|age|gt": "1h"}, "age needs a time field"), ({"response.date|age": "1h"}, "age needs a time field"), ({"response.status|exists": 1}, "'1' is not true or false"), ({"request.url.host": {"a": 1}}, "is not a text"),
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_said(body, says):
    _, wrongs = read(body)
    assert any(says in w for w in wrongs), wrongs
