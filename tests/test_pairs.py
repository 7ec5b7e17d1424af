"""Journeys recorded twice with one thing changed: the comparison finds the step and names the change first."""

import json
from pathlib import Path

import pytest

from triagekit import walk
from triagekit.run import Options

SAMPLES = Path(__file__).parent.parent / "samples"
EXPECTED = json.loads((SAMPLES / "make" / "pairs.json").read_text())


def compared(name):
    folder = SAMPLES / "pairs" / name
    working, failing = (next(folder.glob(f"{run}.*")) for run in ("working", "failing"))
    return walk.compare([str(working)], [str(failing)], Options()).comparison


def test_there_is_a_pair_for_each_expectation():
    assert sorted(p.name for p in (SAMPLES / "pairs").iterdir()) == sorted(EXPECTED)
    assert len(EXPECTED) >= 25


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_first_divergence_is_where_the_change_told_and_the_change_is_named_first(name):
    first = compared(name).divergences[0]
    assert EXPECTED[name]["step"] in first.route
    assert (first.differences[0].name if first.differences else "") == EXPECTED[name]["what"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_run_does_not_part_from_itself(name):
    for path in (SAMPLES / "pairs" / name).iterdir():
        assert walk.compare([str(path)], [str(path)], Options()).comparison.divergences == ()
