"""A Jira description is text in a tree: no link, no mention, no card, whatever stands in it."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from tests.handmade import HOSTILE, everything
from triagekit.exports.jira import LIMIT, export

HOME = Path(__file__).parents[2]
ALLOWED = {"doc", "heading", "paragraph", "text", "bulletList", "orderedList", "listItem", "table", "tableRow", "tableHeader", "tableCell"}


def nodes(node):
    yield node
    for child in node.get("content", []):
        yield from nodes(child)


def test_only_harmless_nodes_and_marks_are_used(hostile):
    found = list(nodes(json.loads(export.write(hostile))))
    assert {n["type"] for n in found} <= ALLOWED
    assert {m["type"] for n in found for m in n.get("marks", [])} <= {"code", "strong"}
    assert all(n["text"] for n in found if n["type"] == "text")


def test_a_code_mark_stands_alone():
    found = nodes(json.loads(export.write(everything())))
    assert all(len(n.get("marks", [])) <= 1 for n in found)


def test_the_structure_does_not_depend_on_what_the_artifact_says(rich, hostile):
    def shape(text):
        return [n["type"] for n in nodes(json.loads(text)) if n["type"] != "text"]

    assert shape(export.write(hostile)) == shape(export.write(rich))
    assert HOSTILE.split("\x07")[1].split()[0] in export.write(hostile)


def test_it_fits_into_a_description():
    found = list(nodes(json.loads(export.write(everything("x" * 30_000)))))
    assert sum(len(n.get("text", "")) for n in found) <= LIMIT


@pytest.mark.parametrize("case", ["handmade", "rich", "hostile", "nothing"])
def test_it_follows_atlassians_own_schema(case, request):
    folder = Path(os.environ.get("TRIAGEKIT_NODE_MODULES") or HOME / "node_modules")
    schema = folder / "@atlaskit" / "adf-schema" / "dist" / "json-schema" / "v1" / "full.json"
    if not schema.is_file():
        pytest.skip("Atlassian's schema is not at hand (npm package @atlaskit/adf-schema)")
    document = json.loads(export.write(request.getfixturevalue(case)))
    assert [e.message[:200] for e in jsonschema.Draft4Validator(json.loads(schema.read_text())).iter_errors(document)] == []
