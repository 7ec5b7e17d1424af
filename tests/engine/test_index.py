"""Tables, buckets and plans."""

from triagekit.engine import compile as compiler
from triagekit.engine.compile import Workspace
from triagekit.engine.index import Clause, Index, Shape, Table, Target
from triagekit.engine.language import Atom, Op
from triagekit.engine.triggers import trigger
from triagekit.records import Type


def literal(n):
    return Atom("message", Op.CONTAINS, Type.TEXT, (f"needle-{n:03}",))


def table(count):
    made = Table(True, Workspace())
    for n in range(count):
        made.add(trigger(literal(n)), Clause(Target(n, 0), ()))
    made.finish()
    return made


def slots(found):
    return sorted(clause.target.slot for bucket in found for clause in bucket.clauses)


def test_few_literals_and_many_are_found_alike():
    for count in (3, 200):
        made = table(count)
        assert slots(made.find("x Needle-002 and needle-001 needle-002")) == [1, 2]
        assert slots(made.find(("needle-000", "none", "NEEDLE-001"))) == [0, 1]
        assert made.find("nothing") == ()
        assert made.find(5) == ()


def test_values_are_remembered_while_they_repeat():
    made = table(3)
    found = made.find("needle-001")
    assert made.memo["needle-001"] is found
    made.find("x" * 10_000 + "needle-001")
    assert len(made.memo) == 1
    for n in range(20_000):
        made.find(f"unique {n}")
    assert len(made.memo) <= 4_096


def test_numbers_know_equality_and_order_and_a_flag_is_no_number():
    made = Table(False, Workspace())
    for slot, atom in enumerate([Atom("n", Op.EQ, Type.NUMBER, (5,)), Atom("n", Op.GT, Type.NUMBER, (3,)), Atom("n", Op.BETWEEN, Type.NUMBER, (1, 2))]):
        made.add(trigger(atom), Clause(Target(slot, 0), ()))
    made.finish()
    assert slots(made.find(5)) == [0, 1]
    assert slots(made.find(5.0)) == [0, 1]
    assert slots(made.find(1.5)) == [2]
    assert made.find("5x") == ()


def test_a_plan_looks_only_into_tables_whose_field_is_there():
    clauses = [Clause(Target(0, 0), (Atom("a", Op.EQ, Type.TEXT, ("x",)),)), Clause(Target(1, 0), (Atom("b", Op.EQ, Type.TEXT, ("y",)),)), Clause(Target(2, 0), (Atom("c", Op.EXISTS, Type.TEXT, (True,)),))]
    index = Index(clauses, Workspace())
    steps, leaves = index.plan(Shape(frozenset({"a", "z"})))
    assert ([s[0] for s in steps], leaves) == (["a"], ())
    found = []
    index.collect(Shape(frozenset({"a", "b", "c"})), {"a": "x", "b": "n", "c": "1"}, found)
    assert [t.slot for t in found] == [0, 2]


def test_what_a_key_leads_to_is_compiled_when_a_value_leads_there(monkeypatch):
    made = []
    whole = compiler.node
    monkeypatch.setattr(compiler, "node", lambda tree, work: made.append(tree) or whole(tree, work))
    asked = [Atom("b", Op.EXISTS, Type.TEXT, (True,)), Atom("c", Op.EXISTS, Type.TEXT, (True,))]
    index = Index([Clause(Target(n, 0), (Atom("a", Op.EQ, Type.TEXT, (f"x{n}",)), tree)) for n, tree in enumerate(asked)], Workspace())
    assert made == []
    for _ in range(2):
        found = []
        index.collect(Shape(frozenset({"a", "b"})), {"a": "X0", "b": "1"}, found)
        assert [t.slot for t in found] == [0]
    assert made == asked[:1]
