"""Parsed JSON by key: pairs of name and value, header lists, people, things with display names, bodies in base64."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction import survey
from redaction.session import Session
from redaction.walkers import jsontree

SECRET = "Abcdef1234567890"
SHAPES = [
    {"headers": [{"name": "authorization", "value": f"Bearer {SECRET}"}]}, {"headers": {"Cookie": f"sid={SECRET}"}}, {"headers": {"set-cookie": [f"sid={SECRET}; Path=/"]}}, {"rawHeaders": ["Cookie", f"sid={SECRET}"], "headers": [["Cookie", f"sid={SECRET}"]]},
    {"requestHeaders": [f"Cookie: sid={SECRET}"]}, {"cookies": [{"name": "sid", "value": SECRET, "httpOnly": True}]}, {"cookies": {"sid": SECRET}}, {"params": [{"name": "client_secret", "value": SECRET}]},
    {"encoding": "base64", "text": base64.b64encode(f'{{"password":"{SECRET}"}}'.encode()).decode()}, {"isBase64Encoded": True, "body": base64.b64encode(f"password={SECRET}".encode()).decode()}, {"key": "api_key", "value": SECRET},
]  # fmt: skip


@pytest.mark.parametrize("tree", SHAPES, ids=str)
def test_the_secret_goes_in_every_shape(cleaner, tree):
    tree.pop("rawHeaders", None)
    made = str(jsontree.tree(cleaner, tree))
    assert SECRET not in made and base64.b64encode(SECRET.encode()).decode()[2:12] not in made


def test_nothing_found_gives_the_very_same_object(cleaner):
    tree = {"a": [1, {"b": "c"}], "status": 503}
    assert jsontree.tree(cleaner, tree) is tree


def test_the_name_of_an_object_that_describes_a_person_goes_and_that_of_a_thing_stays(cleaner):
    assert jsontree.tree(cleaner, {"name": "Jane Doe", "email": "x"})["name"] != "Jane Doe"
    assert jsontree.tree(cleaner, {"type": "AppInstance", "displayName": "Okta Dashboard"})["displayName"] == "Okta Dashboard"
    assert jsontree.tree(cleaner, {"type": "User", "displayName": "Jane Doe"})["displayName"] != "Jane Doe"


def test_a_key_that_is_a_value_goes(cleaner):
    assert "jane" not in str(jsontree.tree(cleaner, {"jane.doe@customer.example": 1}))
    assert "hunter2" not in str(base64.b64decode(next(iter(jsontree.tree(cleaner, {base64.b64encode(b"password=hunter2xyz99").decode(): 1})))))


def test_places_are_json_pointers(cleaner):
    walk = jsontree.Walk(cleaner)
    walk.tree({"a/b": [{"password": "hunter2xyz"}]}, "", jsontree.Step(None, ""))
    assert [step.pointer() for _, step in walk.places] == ["/a~1b/0/password"]


def test_what_lies_too_deep_goes_as_a_whole(cleaner):
    tree = {"password": "hunter2xyz"}
    for _ in range(jsontree.DEPTH + 5):
        tree = [tree]
    assert "hunter2xyz" not in str(jsontree.tree(cleaner, tree))


TYPED = [
    {"key": "http.request.header.authorization", "value": {"stringValue": f"Bearer {SECRET}"}}, {"key": "password", "value": {"stringValue": SECRET}}, {"key": "db.password", "value": {"arrayValue": {"values": [{"stringValue": SECRET}]}}},
    {"key": "password", "value": int("7" * 12)},
]  # fmt: skip


@pytest.mark.parametrize("pair", TYPED, ids=str)
def test_the_value_of_a_named_pair_goes_by_its_name_whatever_its_type(cleaner, pair):
    made = jsontree.tree(cleaner, {"attributes": [pair]})["attributes"][0]
    assert made["key"] == pair["key"] and made["value"] != pair["value"] and SECRET not in str(made) and "7" * 12 not in str(made)


@pytest.mark.parametrize("value", [503, True, {"intValue": "503"}, None, {"stringValue": "GET"}])
def test_the_name_of_a_pair_is_no_key_of_an_account(cleaner, value):
    pair = {"key": "http.response.status_code", "value": value}
    assert jsontree.tree(cleaner, pair) is pair


KEYS = ["id", "state", "name", "email", "type", "user", "count", "note", "displayName", "key", "value", "encoding", "headers", "a_very_long_name_of_a_member"]
SCALARS = st.sampled_from(["open", "order number 17", "jane.doe@customer.example", "4711", "", "no", "password=hunter2secret", "role", "https://api.example/v2/orders/17", "Jane Doe", 17, 4111111111111111, 1.5, True, None])
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5), max_leaves=14)


@given(st.lists(TREES, min_size=1, max_size=5))
def test_objects_seen_before_are_cleaned_as_those_seen_first(trees):
    quick, slow = Session(key=b"k" * 32), Session(key=b"k" * 32)
    survey.look(quick.cleaner, trees)
    for tree in trees * 2:
        walks = [jsontree.Walk(s.cleaner) for s in (quick, slow)]
        made = [walk.tree(tree, "", jsontree.Step(None, "")) for walk in walks]
        slow.cleaner.settled.clear()
        assert made[0] == made[1] and json.dumps(made[0]) == json.dumps(made[1])
        assert quick.cleaner.notes == slow.cleaner.notes
        assert [(n, step.pointer()) for n, step in walks[0].places] == [(n, step.pointer()) for n, step in walks[1].places]


def test_an_object_that_does_not_change_is_the_very_same_the_second_time_too():
    session = Session(key=b"k" * 32)
    rows = [{"state": "open", "items": [{"id": n, "title": f"order number {n} of many"}]} for n in range(9)]
    for _ in range(2):
        assert all(jsontree.Walk(session.cleaner).tree(row) is row for row in rows)
    assert session.cleaner.settled


def test_of_a_kubernetes_secret_every_value_goes_and_the_names_stay(cleaner):
    from redaction.walkers import jsontree

    made = jsontree.tree(cleaner, {"kind": "Secret", "metadata": {"name": "db-creds"}, "data": {"api": "b3BlbnNlc2FtZQ==", "plain": "blue"}, "stringData": {"x": "green-77"}})
    assert made["metadata"] == {"name": "db-creds"}
    assert all(value.startswith("redacted-secret-") for value in (*made["data"].values(), *made["stringData"].values()))
    assert jsontree.tree(cleaner, {"kind": "ConfigMap", "data": {"colour": "blue"}})["data"] == {"colour": "blue"}
