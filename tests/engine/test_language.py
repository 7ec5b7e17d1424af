"""Names of fields, families and atoms."""

from triagekit.engine.language import All, AnyOf, Atom, Fields, Not, Op, atoms
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind, Type

FIELDS = Fields.of(SHARED)


def test_a_field_is_known_by_itself_or_through_its_family():
    assert FIELDS.spec("response.status", (Kind.EXCHANGE,)).type is Type.NUMBER
    assert FIELDS.spec("response.headers.x-made-up", (Kind.EXCHANGE,)).type is Type.LIST
    assert FIELDS.spec("response.headers.", (Kind.EXCHANGE,)) is None
    assert FIELDS.spec("response.status", (Kind.EVENT,)) is None
    assert FIELDS.spec("event.level", (Kind.EXCHANGE, Kind.EVENT)) is not None


def test_the_family_of_a_name_is_its_published_prefix():
    assert FIELDS.family("response.headers.server", Kind.EXCHANGE) == "response.headers."
    assert FIELDS.family("response.server", Kind.EXCHANGE) == ""


def test_the_names_of_several_kinds_are_listed_once():
    names = FIELDS.names((Kind.EXCHANGE, Kind.EVENT))
    assert len(names) == len(set(names))
    assert {"event.level", "response.status"} <= set(names)


def test_flags_that_tell_are_known_per_kind():
    assert "capture.shows_errors" in FIELDS.tellers[Kind.EXCHANGE]
    assert "response.header_names" not in FIELDS.tellers[Kind.EXCHANGE]


def test_atoms_come_left_to_right():
    one, two, three = (Atom(name, Op.EQ, Type.TEXT, ("x",)) for name in "abc")
    assert atoms(All((one, Not(AnyOf((two, three)))))) == [one, two, three]
