"""The slow evaluator reads a tree as a person would; it must not share the fast one's code."""

import ast
from pathlib import Path

from triagekit.engine import naive
from triagekit.engine.language import All, AnyOf, Atom, Not, Op
from triagekit.records import Type

YES, NO = Atom("a", Op.EXISTS, Type.TEXT, (True,)), Atom("b", Op.EXISTS, Type.TEXT, (True,))


def test_trees_are_read_from_the_inside_out():
    fields = {"a": "x"}
    assert naive.holds(All((YES, Not(NO))), fields, None)
    assert not naive.holds(All((YES, NO)), fields, None)
    assert naive.holds(AnyOf((NO, YES)), fields, None)
    assert naive.holds(All(()), fields, None)
    assert not naive.holds(AnyOf(()), fields, None)


def test_it_imports_nothing_of_the_matcher_but_the_tree():
    imported = {n.module for n in ast.walk(ast.parse(Path(naive.__file__).read_text())) if isinstance(n, ast.ImportFrom) and n.module.startswith("triagekit")}
    assert imported == {"triagekit.engine.language", "triagekit.placeholders", "triagekit.records"}
