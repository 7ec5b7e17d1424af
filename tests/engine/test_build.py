"""Observations and causes made from files, with every fault of a file at once; the JSON Schema says the same."""

import json
from pathlib import Path

import pytest

from triagekit._home import HOME

DETECT = {"s": {"response.status": 401}, "condition": "s"}
OBSERVATION = {"id": "x/y", "title": "T", "reads": ["exchange"], "detect": DETECT}
CAUSE = {"id": "x/y", "title": "T", "differential": "d", "severity": "low", "owner": "vendor", "evidence": [{"sees": "a/b", "proves": True}], "next_steps": [{"do": "look", "risk": "none"}]}


@pytest.fixture(scope="module")
def schema():
    return json.loads(Path(HOME, "rules", "schema.json").read_text())


def valid(schema, rule):
    jsonschema = pytest.importorskip("jsonschema", reason="the schema is checked where jsonschema is installed")
    return jsonschema.Draft202012Validator(schema).is_valid(rule)


def test_the_smallest_rules_load_and_meet_the_schema(pack, schema):
    pack.write("observations/a/b.yaml", {**OBSERVATION, "id": "a/b"}).write("causes/x/y.yaml", CAUSE)
    book = pack.load()
    assert book.errors == []
    assert book.causes["x/y"].next_steps == ({"risk": "none", "do": "look"},)
    assert valid(schema, OBSERVATION)
    assert valid(schema, CAUSE)


SPOILT = [
    ({"title": ""}, "title is missing"), ({"reads": []}, "reads is missing"), ({"reads": ["nope"]}, "unknown record kind"), ({"detect": {}}, "detect is missing"), ({"detect": [1]}, "detect must be a mapping"),
    ({"surprise": 1}, "unknown key 'surprise'"), ({"correlate": {"type": "nope"}}, "correlate needs a type"), ({"references": [1]}, "references must be a list of texts"),
    ({"detect": {"s": 5, "condition": "s"}}, "a selection must be a mapping"), ({"detect": {"a-b": {"response.status": 1}, "condition": "1 of them"}}, "a selection's name is a word"), ({"show": ["x"]}, "show must be a text"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "says"), SPOILT)
def test_a_spoilt_observation_is_refused_by_the_engine_and_by_the_schema(pack, schema, changes, says):
    pack.write("observations/x/y.yaml", {**OBSERVATION, **changes})
    book = pack.load()
    assert book.observations == {}
    assert any(says in str(e) for e in book.errors), [str(e) for e in book.errors]
    assert not valid(schema, {**OBSERVATION, **changes})


SPOILT_CAUSES = [
    ({"severity": "huge"}, "severity must be one of"), ({"owner": "us"}, "owner must be one of"), ({"evidence": []}, "evidence is missing"), ({"evidence": [{"proves": True}]}, "an evidence item is"),
    ({"evidence": [{"sees": "a/b"}]}, "says one of proves"), ({"evidence": [{"sees": "a/b", "proves": True, "supports": "weak"}]}, "says one of proves"), ({"evidence": [{"sees": "a/b", "supports": "strongly"}]}, "did you mean strong?"),
    ({"evidence": [{"sees": "a/b", "proves": "yes"}]}, "proves takes true"), ({"evidence": [{"sees": "a/b", "proves": True, "weight": 3}]}, "unknown key 'weight'"), ({"next_steps": [{"risk": "none"}]}, "a next step is"),
    ({"next_steps": [{"do": "x", "risk": "some"}]}, "a next step is"), ({"differential": "Not A Name"}, "a differential is named"), ({"evidence": [{"sees": "a/b", "proves": True, "group": 5}]}, "group must be a word"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "says"), SPOILT_CAUSES)
def test_a_spoilt_cause_is_refused_by_the_engine_and_by_the_schema(pack, schema, changes, says):
    pack.write("observations/a/b.yaml", {**OBSERVATION, "id": "a/b"}).write("causes/x/y.yaml", {**CAUSE, **changes})
    book = pack.load()
    assert book.causes == {}
    assert any(says in str(e) for e in book.errors), [str(e) for e in book.errors]
    assert not valid(schema, {**CAUSE, **changes})


@pytest.mark.parametrize(
    ("evidence", "says"),
    [
        ([{"sees": "a/b", "proves": True}, {"sees": "a/b", "supports": "weak"}], "is weighed twice"),
        ([{"sees": "a/b", "excludes": True}], "nothing proves or supports"),
    ],
)
def test_what_only_the_engine_can_see_is_refused_too(pack, evidence, says):
    pack.write("observations/a/b.yaml", {**OBSERVATION, "id": "a/b"}).write("causes/x/y.yaml", {**CAUSE, "evidence": evidence})
    assert any(says in str(e) for e in pack.load().errors)


@pytest.mark.parametrize("show", ["{response.staus} seen", "{} {count}", "{0.__class__}", "{{ cycler.__init__ }}"])
def test_a_show_text_may_name_published_fields_only(pack, show):
    pack.write("observations/x/y.yaml", {**OBSERVATION, "show": show})
    book = pack.load()
    assert book.errors or book.observations["x/y"].show == show.replace("{}", "{}")
    if book.errors:
        assert "show names the unknown field" in str(book.errors[0])


def test_one_selection_needs_no_condition_and_two_do(pack):
    pack.write("observations/x/y.yaml", {**OBSERVATION, "detect": {"s": {"response.status": 1}}})
    pack.write("observations/x/z.yaml", {**OBSERVATION, "id": "x/z", "detect": {"s": {"response.status": 1}, "t": {"response.status": 2}}})
    book = pack.load()
    assert list(book.observations) == ["x/y"]
    assert "the condition is missing" in str(book.errors[0])


def test_own_keys_that_begin_with_x_are_let_through(pack):
    pack.write("observations/x/y.yaml", {**OBSERVATION, "x_owner": "me"})
    assert pack.load().errors == []
