"""A small planting with fresh values each run: no value survives in any encoding, at any position, in any kind of artifact."""

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("planting", Path(__file__).parent.parent / "measure" / "planting.py")


@pytest.fixture(scope="module")
def planting():
    import sys

    before = list(sys.path)
    made = importlib.util.module_from_spec(_SPEC)
    sys.modules["planting"] = made
    _SPEC.loader.exec_module(made)
    sys.path[:] = before
    return made


def test_no_value_survives_and_facts_and_structure_stay(planting):
    seed = planting.random.SystemRandom().randrange(1 << 32)
    total = planting.measure(planting.Dice(seed), every=160, check_twice=False)
    assert total.cells > 100, seed
    assert [(c.category, c.encoding, c.position, c.text) for c in total.survived] == [], seed
    assert total.withheld == 0 and total.valid == total.artifacts, seed
    assert total.facts_kept >= 0.98 * total.facts, (seed, total.lost)


def test_the_check_is_not_blind(planting):
    dice = planting.Dice(7)
    for encoding, encode in planting.ENCODINGS.items():
        value, carrier = planting.CATEGORIES["email"](dice)
        assert planting.survivors(f"x {encode(carrier)} y".encode(), {value}) == {value}, encoding
