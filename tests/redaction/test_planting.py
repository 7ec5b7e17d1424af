"""A small planting with fresh values each run: no value survives in any encoding, at any position, in any kind of artifact."""

import random

from tests.measure.planting.measuring import measure, survivors
from tests.measure.planting.planted import CATEGORIES, ENCODINGS, Dice


def test_no_value_survives_and_facts_and_structure_stay():
    seed = random.SystemRandom().randrange(1 << 32)
    total = measure(Dice(seed), every=160, check_twice=False)
    assert total.cells > 100, seed
    assert [(c.category, c.encoding, c.position, c.text) for c in total.survived] == [], seed
    assert total.withheld == 0 and total.valid == total.artifacts, seed
    assert total.facts_kept >= 0.98 * total.facts, (seed, total.lost)


def test_the_check_is_not_blind():
    dice = Dice(7)
    for encoding, encode in ENCODINGS.items():
        value, carrier = CATEGORIES["email"](dice)
        assert survivors(f"x {encode(carrier)} y".encode(), {value}) == {value}, encoding
