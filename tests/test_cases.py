"""Incidents seen by several artifacts at once: the joined view names the cause that no artifact alone does."""

import json
from pathlib import Path

import pytest

from triagekit import pipeline
from triagekit.model import SPEAKING

SAMPLES = Path(__file__).parent.parent / "samples"
EXPECTED = json.loads((SAMPLES / "make" / "cases.json").read_text())


@pytest.fixture(scope="module")
def judged():
    """The causes that speak over these files, and the joins that were made."""
    book = pipeline.rulebook()

    def judge(*paths):
        run = pipeline.analyze([str(p) for p in paths], pipeline.Options(), book)
        return [c for c in run.judgement.causes if c.verdict in SPEAKING], [f for f in run.derived if f.get("fact") == "join"]

    return judge


def singled_out(causes):
    """The first cause, unless the next one stands as high: then the files name several people's failures and not this one."""
    if len(causes) > 1 and (causes[0].verdict, causes[0].points) == (causes[1].verdict, causes[1].points):
        return ""
    return causes[0].id if causes else ""


def test_there_is_a_case_for_each_expectation():
    assert sorted(p.name for p in (SAMPLES / "cases").iterdir()) == sorted(EXPECTED)
    assert len(EXPECTED) >= 25


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_only_the_joined_view_names_the_cause(judged, name):
    files = sorted((SAMPLES / "cases" / name).iterdir())
    causes, joins = judged(*files)
    assert causes[0].id == EXPECTED[name]
    assert joins and all(j.also[0].artifact != j.location.artifact for j in joins)
    alone = {f.name: singled_out(judged(f)[0]) for f in files}
    assert EXPECTED[name] not in alone.values(), alone
