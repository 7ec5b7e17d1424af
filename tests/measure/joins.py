"""Measures joins across artifacts on incidents of known truth: how many of the failing requests found their log lines, and how many a wrong one.

    python tests/measure/joins.py [--count 20] [--seed 1] [--verbose]

Half of the incidents have clocks that stand apart; some come with the logs of another incident, with a second copy of the
capture or without one side: there nothing may be joined.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

from datetime import timedelta

from tests.measure.incident import Incident, steady
from triagekit import pipeline


def joined(folder, book):
    """(entry of the capture, artifact, line) of every join that starts at a failed request of the capture."""
    run = pipeline.analyze([str(folder)], pipeline.Options(), book)
    names = {a.id: Path(a.name).name for a in run.artifacts}
    found = set()
    for fact in run.derived:
        if fact.get("fact") == "join" and names[fact.location.artifact] == "browser.har" and fact.get("join.strength") != "weak":
            found |= {(int(fact.location.pointer.rsplit("/", 1)[1]), names[place.artifact], place.line) for place in fact.also}
    return found, run


def incidents(count, seed):
    """Incidents of every sort, each with its name."""
    dice = random.Random(seed)
    for n in range(count):
        by = ("id", "trace", "none")[n % 3]
        off = [steady(dice.choice([0.0, dice.uniform(-3600, 3600)])) for _ in range(2)]
        yield f"{by} {n}", Incident(seed * 1000 + n, by, others=120 if by != "none" else 40, gateway=off[0], application=off[1])
    for n in range(count // 4):
        yield f"another incident's logs {n}", Incident(seed * 2000 + n, "none", apart=timedelta(days=n % 3, seconds=dice.randrange(400, 7000)))


def main():
    """Print the figures; exit 1 when a join was wrong or too few were found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    words = parser.parse_args()
    book = pipeline.rulebook()
    true = right = wrong = 0
    for name, incident in incidents(words.count, words.seed):
        with tempfile.TemporaryDirectory() as folder:
            incident.write(Path(folder))
            found, _ = joined(Path(folder), book)
        true, right, wrong = true + len(incident.truth), right + len(found & incident.truth), wrong + len(found - incident.truth)
        if words.verbose:
            print(f"{name:34} true {len(incident.truth):3}  found {len(found & incident.truth):3}  wrong {len(found - incident.truth):3}")
    print(f"joins: {true} true, {right} found ({right / true:.1%}), {wrong} wrong")
    return int(bool(wrong) or right < 0.95 * true)


if __name__ == "__main__":
    sys.exit(main())
