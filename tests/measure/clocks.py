"""Measures the clock: known offsets put into real captures, and into incidents seen by two artifacts.

    python tests/measure/clocks.py --corpus DIR [--seed 1] [--verbose]

Real captures: every answer that bears a Date gets the one that a server with a clock of known offset would have written at a
random moment of that real request; times, durations, caches and hosts stay those of the capture. Told: how often the offset
lies inside the interval, how wide it is with ten answers and more, and what is said of captures whose clocks are right.
Incidents: the gateway's or the application's clock is off, in a wrong zone, jumps or drifts. DIR holds manifest.json and files.
"""

import argparse
import json
import random
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

from tests.measure.incident import Incident, steady
from triagekit import pipeline
from triagekit.correlate.clocks import Clocks
from triagekit.intake import Limits, expand
from triagekit.readthrough import read_again
from triagekit.roles import Context


def exchanges(path):
    """The timed requests of a capture."""
    for found in expand([str(path)], Limits()):
        if found.source is not None:
            yield from (r for r in read_again(found.source, Context()) if r.kind == "exchange")


def shifted(record, offset, dice):
    """The record with the Date that a server off by `offset` seconds would have written."""
    total = record.get("timing.total_ms")
    if record.get("response.date") is None or record.at is None or not isinstance(total, int | float) or total < 0:
        return record
    made = record.at + timedelta(milliseconds=dice.uniform(0, total)) + timedelta(seconds=offset)
    return replace(record, fields={**record.fields, "response.date": made.replace(microsecond=0)})


def facts(records):
    """What is said of each host's clock."""
    clocks = Clocks()
    for record in records:
        clocks.see(record)
    return list(clocks.conclude(Context()))


class Tally:
    """Counts of one measure."""

    def __init__(self):
        self.measured = self.inside = 0
        self.widths, self.misses = [], []

    def take(self, name, low, high, truth, enough):
        self.measured += 1
        if low - 0.001 <= truth <= high + 0.001:
            self.inside += 1
        else:
            self.misses.append(f"{name}: {truth:.3f} not in [{low:.3f}, {high:.3f}]")
        if enough:
            self.widths.append(high - low)

    def __str__(self):
        wide = f", {len(self.widths)} with ten answers: widest {max(self.widths):.2f} s, middle {median(self.widths):.2f} s" if self.widths else ""
        return f"{self.measured} measured, {self.inside / max(1, self.measured):.2%} inside{wide}"


def captures(corpus, dice, verbose):
    """Offsets of -1 h to +1 h and whole quarter hours over every capture; and what is said where nothing is off."""
    skew, zone, quiet, judged = Tally(), Tally(), [], 0
    manifest = json.loads((corpus / "manifest.json").read_text())
    items = manifest if isinstance(manifest, list) else next(v for v in manifest.values() if isinstance(v, list))
    for item in (i for i in items if i["kind"].startswith("har") and (corpus / i["file"]).is_file()):
        records = list(exchanges(corpus / item["file"]))
        for tally, offset in ((skew, dice.uniform(-3600, 3600)), (skew, dice.uniform(-3600, 3600)), (zone, 900.0 * dice.choice([n for n in range(-48, 49) if n]))):
            for fact in facts([shifted(r, offset, dice) for r in records]):
                tally.take(item["file"], fact.get("clock.offset_low_s"), fact.get("clock.offset_high_s"), offset, fact.get("clock.agreeing") >= 10)
                if tally is zone and not fact.get("clock.quarter_hours"):
                    tally.misses.append(f"{item['file']}: {offset} is not called whole quarter hours")
        if not any(c.startswith("clock/") for c in item["causes"]):
            judged += 1
            quiet += [item["file"] for f in facts(records) if f.get("clock.off")]
    print(f"real captures, skew: {skew}\nreal captures, zone: {zone}\nreal captures with clocks that are right: {judged}, called off: {len(set(quiet))} {sorted(set(quiet)) if verbose else ''}")
    return skew, zone


def ways(dice):
    """A clock of each sort: its name, what it does, and what must be said of it."""
    off = dice.uniform(-3600, 3600)
    yield "skew", steady(off), off, {}
    quarters = dice.choice([n for n in range(-48, 49) if n])
    yield "zone", steady(900.0 * quarters + dice.uniform(-1, 1)), None, {"source.zone_quarters": quarters}
    jump = dice.choice((-1, 1)) * dice.uniform(20, 900)
    yield "jump", lambda at: 0.0 if at < 300 else jump, jump, {"source.jump": True}
    drift = dice.choice((-1, 1)) * dice.uniform(60, 300)
    yield "drift", lambda at: drift * at / 3600, None, {"source.drift": round(drift / 10)}
    yield "right", steady(0.0), 0.0, {"source.jump": False, "source.zone_quarters": 0, "source.drift": 0}


def incidents(dice, rounds, verbose):
    """Each sort of wrong clock in the application's log and in the gateway's."""
    book = pipeline.rulebook()
    tallies, said = {}, {}
    for n in range(rounds):
        for side in ("application", "gateway"):
            for name, clock, truth, wanted in ways(dice):
                fact = _measured(Incident(7000 + n, "id" if name == "drift" else ("id", "none")[n % 2], requests=60, others=60, **{side: clock}), side, book)
                tally = tallies.setdefault(name, Tally())
                if fact is None:
                    tally.misses.append(f"{name} {side} {n}: nothing measured")
                    continue
                if truth is not None:
                    tally.take(f"{name} {side} {n}", fact["source.offset_low_s"], fact["source.offset_high_s"], truth, fact["source.agreeing"] >= 10)
                fact["source.drift"] = round(fact["source.drift_s_per_h"] / 10)
                right = all(fact[key] == value for key, value in wanted.items()) and fact["source.believed"]
                said[name] = said.get(name, 0) + right
                if verbose and not right:
                    print("  ", name, side, n, {k: v for k, v in fact.items() if k.startswith("source.")}, truth)
    for name, tally in tallies.items():
        print(f"incidents, {name}: {tally}; said right {said.get(name, 0)} of {2 * rounds}")
    return list(tallies.values())


def _measured(incident, side, book):
    with tempfile.TemporaryDirectory() as folder:
        incident.write(Path(folder))
        run = pipeline.analyze([folder], pipeline.Options(), book)
    names = {a.id: Path(a.name).name for a in run.artifacts}
    wanted = {"application": "app.log.json", "gateway": "gateway.access.log"}[side]
    for fact in run.derived:
        if fact.get("fact") == "source-clock" and (names[fact.get("source.against")], names[fact.get("source.artifact")]) == ("browser.har", wanted):
            return dict(fact.fields)
    return None


def main():
    """Print the figures; exit 1 when fewer than 99 % lie inside."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--verbose", action="store_true")
    words = parser.parse_args()
    dice = random.Random(words.seed)
    tallies = incidents(dice, words.rounds, words.verbose)
    if words.corpus:
        tallies += captures(words.corpus, dice, words.verbose)
    if words.verbose:
        print(*(m for t in tallies for m in t.misses[:20]), sep="\n")
    return int(any(t.inside < 0.99 * t.measured for t in tallies))


if __name__ == "__main__":
    sys.exit(main())
