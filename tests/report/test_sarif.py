"""The log is SARIF 2.1.0 by the OASIS schema, says verdicts as kinds, and lets no artifact make a link or a placeholder."""

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest

from tests.handmade import cause, everything, evidence
from triagekit import evidence as ev
from triagekit.report.sarif import report, text

HOME = Path(__file__).parents[2]


def log(told):
    return json.loads(report.render(told))


def results(told):
    return {r["ruleId"]: r for r in log(told)["runs"][0]["results"]}


def schema():
    """The OASIS schema as the npm package @microsoft/jest-sarif ships it."""
    folder = Path(os.environ.get("TRIAGEKIT_NODE_MODULES") or HOME / "node_modules")
    found = sorted(folder.glob("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0*.json"))
    if not found:
        pytest.skip("the OASIS schema is not at hand (npm package @microsoft/jest-sarif)")
    return json.loads(found[0].read_text())


@pytest.mark.parametrize("case", ["handmade", "rich", "hostile", "nothing"])
def test_it_follows_the_oasis_schema(case, request):
    validator = jsonschema.Draft7Validator(schema(), format_checker=jsonschema.FormatChecker())
    assert [e.message[:200] for e in validator.iter_errors(log(request.getfixturevalue(case)))] == []


def test_verdicts_are_kinds_and_severities_are_levels(handmade):
    found = results(handmade)
    assert (found["auth/token-expired"]["kind"], found["auth/token-expired"]["level"]) == ("fail", "error")
    assert (found["access/denial-unexplained"]["kind"], found["access/denial-unexplained"]["level"]) == ("review", "none")
    assert found["clock/server-ahead"]["kind"] == "pass"


def test_a_result_stands_at_a_physical_and_a_logical_place(handmade):
    (spot,) = results(handmade)["auth/token-expired"]["locations"]
    assert spot["physicalLocation"]["artifactLocation"] == {"uri": "login.har", "index": 0}
    assert spot["logicalLocations"][0]["fullyQualifiedName"] == "/log/entries/3"
    lined = ev.Place(artifact="a0001", kind="line", line=17, column=4, offset=900, length=20)
    (spot,) = results(evidence(causes=(cause(for_=(ev.Item(observation="o", weight="proves", location=lined, excerpt="x"),)),)))["auth/token-expired"]["locations"]
    assert spot["physicalLocation"]["region"] == {"startLine": 17, "startColumn": 4, "byteOffset": 900, "byteLength": 20}


def test_every_result_points_at_its_rule_and_every_rule_is_described(rich):
    run = log(rich)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert len({r["id"] for r in rules}) == len(rules)


@pytest.mark.parametrize("said", ["[x](https://evil.test)", "{0} and {1}", "\\[", "]("])
def test_no_text_of_an_artifact_is_a_link_or_a_placeholder(said):
    made = text(said)
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]]", made)
    assert not re.search(r"(?<!\{)\{\d", made)


def test_a_name_is_a_relative_reference(handmade):
    hostile = everything("http://evil.test/a b:c")
    uris = [a["location"]["uri"] for a in log(hostile)["runs"][0]["artifacts"]]
    assert uris == ["http%3A//evil.test/a%20b%3Ac"]
