"""What a correlate block takes."""

import json
from pathlib import Path

import pytest

from triagekit._home import HOME
from triagekit.engine.correlation import TAKES, Correlation, Shape

GOOD = {
    "event_count": {"at_least": 3}, "value_count": {"at_least": 3, "field": "request.url.path"}, "sequence": {"steps": ["a", "b"]}, "gap": {"longer_than": "5m"},
    "absent": {"after": "a", "expected": "b", "within": "5m"}, "chain": {"from": "request.url", "to": "response.location"}, "ratio": {"part": "a", "whole": "b", "above": 0.5},
}  # fmt: skip
DETECT = {"a": {"response.status": 1}, "b": {"response.status": 2}, "condition": "a or b"}


@pytest.mark.parametrize("shape", Shape)
def test_each_shape_loads_with_what_it_needs_and_names_what_is_missing(pack, shape):
    pack.observation("x/good", DETECT, correlate={"type": shape.value, **GOOD[shape.value]})
    for n, key in enumerate(sorted(TAKES[shape][0])):
        pack.observation(f"x/less-{n}", DETECT, correlate={"type": shape.value, **{k: v for k, v in GOOD[shape.value].items() if k != key}})
    pack.observation("x/more", DETECT, correlate={"type": shape.value, **GOOD[shape.value], "wihtin": "5m"})
    book = pack.load()
    assert list(book.observations) == ["x/good"]
    told = [str(e) for e in book.errors]
    assert all(any(f"{shape.value} needs {key}" in t for t in told) for key in TAKES[shape][0])
    assert any("does not take 'wihtin'" in t for t in told)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"type": "evnt_count"}, "did you mean event_count?"), ({"within": 60}, "within must be a duration"), ({"within": "0s"}, "within must be a duration"), ({"at_least": 0}, "at_least must be a whole number"),
        ({"at_least": 2.5}, "at_least must be a whole number"), ({"at_least": True}, "at_least must be a whole number"), ({"by": ["request.url.hots"]}, "unknown field 'request.url.hots'"),
    ],
)  # fmt: skip
def test_values_are_checked_where_they_stand(pack, changes, says):
    pack.observation("x/bad", DETECT, correlate={"type": "event_count", "at_least": 3, **changes})
    assert any(says in str(e) for e in pack.load().errors)


def test_the_fields_a_record_must_have_to_take_part():
    assert Correlation(Shape.CHAIN, by=("a",), from_=("b",), to=("c",)).reads == ("a", "b", "c")
    assert Correlation(Shape.VALUE_COUNT, field="d").reads == ("d",)


def test_the_schema_knows_the_same_shapes_and_keys():
    branches = json.loads(Path(HOME, "rules", "schema.json").read_text())["$defs"]["correlate"]["oneOf"]
    found = {b["properties"]["type"]["const"]: (set(b["required"]) - {"type"}, set(b["properties"]) - {"type", "by"} - set(b["required"])) for b in branches}
    assert found == {shape.value: (set(need), set(may)) for shape, (need, may) in TAKES.items()}
