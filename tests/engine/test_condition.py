"""The condition line."""

import pytest

from triagekit.engine.condition import Condition
from triagekit.engine.faults import RuleFault
from triagekit.engine.language import All, AnyOf, Atom, Not, Op
from triagekit.records import Type

A, B, X1, X2 = (Atom(name, Op.EQ, Type.TEXT, ("v",)) for name in ("a", "b", "x_1", "x_2"))
KNOWN = {"a": A, "b": B, "x_1": X1, "x_2": X2}


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A), ("not a", Not(A)), ("a and b", All((A, B))), ("a or b", AnyOf((A, B))), ("A".lower() + " AND NOT b", All((A, Not(B)))),
        ("a or b and x_1", AnyOf((A, All((B, X1))))), ("(a or b) and x_1", All((AnyOf((A, B)), X1))), ("not not a", Not(Not(A))),
        ("1 of x_*", AnyOf((X1, X2))), ("all of x_*", All((X1, X2))), ("1 of them", AnyOf((A, B, X1, X2))), ("all of them", All((A, B, X1, X2))),
        ("a and not 1 of x_*", All((A, Not(AnyOf((X1, X2)))))), ("((a))", A),
    ],
)  # fmt: skip
def test_conditions_read_as_sigmas_do(text, tree):
    assert Condition(text, KNOWN, ()).parse() == tree


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the condition is empty"), ("c", "names no selection 'c'"), ("a b", "goes wrong at 'b'"), ("a and", "ends too early"), ("(a", "bracket"), ("a)", "goes wrong at ')'"),
        ("1 of y_*", "no selection is called 'y_*'"), ("2 of x_*", "names no selection '2'"), ("not", "ends too early"), ("a | count() > 5", "goes wrong at '|'"),
        ("not " * 100 + "a", "nested too deeply"), ("(" * 100 + "a", "nested too deeply"), ("a or " * 500 + "a", "too long"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_where_it_goes_wrong(text, says):
    with pytest.raises(RuleFault) as caught:
        Condition(text, KNOWN, ("detect", "condition")).parse()
    assert says in caught.value.wrongs[0].message
    assert caught.value.wrongs[0].at == ("detect", "condition")


def test_the_selections_it_names_are_remembered():
    parsed = Condition("a and 1 of x_*", KNOWN, ())
    parsed.parse()
    assert parsed.used == {"a", "x_1", "x_2"}
