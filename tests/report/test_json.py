"""`--format json` is the contract."""

import json

import jsonschema

from triagekit.evidence import decode, schema
from triagekit.report.json_ import report


def test_the_output_validates_against_the_published_schema_and_reads_back(handmade):
    text = report.render(handmade)
    jsonschema.Draft202012Validator(schema()).validate(json.loads(text))
    assert decode(text.encode()) == handmade


def test_causes_that_speak_come_before_those_that_do_not(handmade):
    ranks = [(c["rank"], c["verdict"]) for c in json.loads(report.render(handmade))["causes"]]
    assert ranks == [(1, "confirmed"), (2, "possible"), (3, "ruled out")]
