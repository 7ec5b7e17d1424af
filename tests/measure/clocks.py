"""Measures the clock: known offsets put into real captures, and into incidents seen by two artifacts.

    python tests/measure/clocks.py --corpus DIR [--seed 1] [--rounds 6] [--verbose]

Real captures: every answer that bears a Date gets the one that a server with a clock of known offset would have written at a
random moment of that real request; times, durations, caches and hosts stay those of the capture. Told: how often the offset
lies inside the interval, how wide it is with ten answers and more, and what is said of captures whose clocks are right. In
others the client's clock is set half-way, or drifts.
Incidents: the gateway's or the application's clock is off, in a wrong zone, without a zone, jumps (also there and back) or
drifts; every line's corrected time is compared with the true one. Some come with the log of the night before, which repeats
the same requests, or with clocks that contradict themselves: of these no offset may be believed.
Sign-ins: the identity provider's and the application's clocks are off. DIR holds manifest.json and files.
"""

import argparse
import json
import random
import sys
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

from tests.measure import signins
from tests.measure.incident import Incident, steady
from triagekit import pipeline, walk
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
            for fact in (f for f in facts([shifted(r, offset, dice) for r in records]) if f.get("fact") == "clock-offset"):
                tally.take(item["file"], fact.get("clock.offset_low_s"), fact.get("clock.offset_high_s"), offset, fact.get("clock.agreeing") >= 10)
                if tally is zone and not fact.get("clock.quarter_hours"):
                    tally.misses.append(f"{item['file']}: {offset} is not called whole quarter hours")
        if not any(c.startswith("clock/") for c in item["causes"]):
            judged += 1
            quiet += [item["file"] for f in facts(records) if f.get("clock.off")]
    print(f"real captures, skew: {skew}\nreal captures, zone: {zone}\nreal captures with clocks that are right: {judged}, called off: {len(set(quiet))} {sorted(set(quiet)) if verbose else ''}")
    return skew, zone


def turned(corpus, dice):
    """The client's clock set half-way through every capture that has answers enough, and drifting."""
    jump, drift, said, asked = Tally(), Tally(), 0, 0
    for name, records in readable(corpus):
        timed = sorted(r.at for r in records if r.at)
        if not timed:
            continue
        before, after = dice.uniform(-3600, 3600), dice.uniform(-3600, 3600)
        half = timed[len(timed) // 2]
        found = facts([shifted(r, before if r.at and r.at < half else after, dice) for r in records])
        for fact in (f for f in found if f.get("fact") == "clock-offset" and f.get("clock.jump")):
            jump.take(name, fact.get("clock.after_low_s"), fact.get("clock.after_high_s"), after, fact.get("clock.agreeing") >= 10)
        for step in (f for f in found if f.get("fact") == "clock-step"):
            jump.take(name, step.get("step.low_s"), step.get("step.high_s"), before, False)
        said, asked = said + sum(1 for f in found if f.get("clock.jump")), asked + both_sides(records, half)
        rate = dice.choice((-1, 1)) * dice.uniform(600, 3600)
        for fact in facts([shifted(r, rate * (r.at - timed[0]).total_seconds() / 3600 if r.at else 0.0, dice) for r in records]):
            if fact.get("clock.drift_s_per_h"):
                drift.take(name, 0.85 * abs(rate), 1.15 * abs(rate), abs(fact.get("clock.drift_s_per_h")), False)
    print(f"real captures, set half-way: {jump}; told of {said} hosts, {asked} had four answers on either side\nreal captures, drift within 15 %: {drift}")
    return [jump]


def both_sides(records, half):
    """Hosts with four fresh answers at least on either side of a moment."""
    sides = {}
    for one in records:
        if one.get("response.date") and one.at and not one.get("from_cache") and not one.get("response.age_s") and one.get("response.status") != 304:
            sides.setdefault(one.get("request.url.host"), [0, 0])[one.at >= half] += 1
    return sum(1 for counts in sides.values() if min(counts) >= 4)


def readable(corpus):
    """Name and records of every HAR."""
    manifest = json.loads((corpus / "manifest.json").read_text())
    items = manifest if isinstance(manifest, list) else next(v for v in manifest.values() if isinstance(v, list))
    for item in (i for i in items if i["kind"].startswith("har") and (corpus / i["file"]).is_file()):
        yield item["file"], list(exchanges(corpus / item["file"]))


def ways(dice):
    """A clock of each sort: its name, what it does, and what must be said of it."""
    off = dice.uniform(-3600, 3600)
    yield "skew", steady(off), off, {}
    quarters = dice.choice([n for n in range(-48, 49) if n])
    yield "zone", steady(900.0 * quarters + dice.uniform(-1, 1)), None, {"source.zone_quarters": quarters}
    jump = dice.choice((-1, 1)) * dice.uniform(20, 900)
    yield "jump", lambda at: 0.0 if at < 300 else jump, jump, {"source.jump": True}
    yield "there and back", lambda at: jump if 200 <= at < 400 else 0.0, 0.0, {"source.jump": True}
    drift = dice.choice((-1, 1)) * dice.uniform(60, 300)
    yield "drift", lambda at: drift * at / 3600, None, {"source.drift": round(drift / 10)}
    yield "right", steady(0.0), 0.0, {"source.jump": False, "source.zone_quarters": 0, "source.drift": 0}


SIDES = {"application": "app.log.json", "gateway": "gateway.access.log"}


def incidents(dice, rounds, verbose):
    """Each sort of wrong clock in the application's log and in the gateway's."""
    book = pipeline.rulebook()
    tallies, said, lines, open_ = {}, {}, {}, {}
    for n in range(rounds):
        for side in SIDES:
            for name, clock, truth, wanted in ways(dice):
                incident = Incident(7000 + n, "id" if name == "drift" else ("id", "none")[n % 2], requests=60, others=60, **{side: clock})
                fact, right = _measured(incident, side, book)
                tally = tallies.setdefault(name, Tally())
                if fact is None:
                    tally.misses.append(f"{name} {side} {n}: nothing measured")
                    continue
                if "source.rival_low_s" in fact:  # too few things in a stretch to be sure of it: told, and nothing moved
                    open_[name] = open_.get(name, 0) + 1
                    continue
                lines.setdefault(name, []).extend(right)
                if truth is not None:
                    tally.take(f"{name} {side} {n}", fact["source.offset_low_s"], fact["source.offset_high_s"], truth, fact["source.agreeing"] >= 10)
                fact["source.drift"] = round(fact["source.drift_s_per_h"] / 10)
                good = all(fact[key] == value for key, value in wanted.items()) and fact["source.believed"]
                said[name] = said.get(name, 0) + good
                if verbose and not good:
                    print("  ", name, side, n, {k: v for k, v in fact.items() if k.startswith("source.")}, truth)
    for name, tally in tallies.items():
        share = sum(lines[name]) / max(1, len(lines[name]))
        print(f"incidents, {name}: {tally}; said right {said.get(name, 0)} of {2 * rounds}{f', left open as contradictory {open_[name]}' if name in open_ else ''}; {share:.2%} of {len(lines[name])} lines come back to their true time")
    return [*tallies.values(), *(_lines(name, rows) for name, rows in lines.items())]


def _lines(name, rows):
    tally = Tally()
    tally.measured, tally.inside = len(rows), sum(rows)
    tally.misses = [f"{name}: {len(rows) - sum(rows)} lines of {len(rows)} beside their true time"] if sum(rows) < len(rows) else []
    return tally


def _measured(incident, side, book):
    """The fact of the side's clock, and of each of its lines whether the corrected time is the true one within what it is uncertain by."""
    with tempfile.TemporaryDirectory() as folder:
        incident.write(Path(folder))
        run = pipeline.analyze([folder], pipeline.Options(), book)
        rows = [r for r in walk.timeline(run, pipeline.Options()) if r.artifact.endswith(SIDES[side])]
    lines = [abs((datetime.fromisoformat(r.at) - incident.moments[SIDES[side], int(r.place.rpartition(" ")[2])]).total_seconds()) <= r.uncertainty_s + 1.0 for r in rows]
    return _fact(run, SIDES[side]), lines


def _fact(run, wanted):
    names = {a.id: Path(a.name).name for a in run.artifacts}
    for fact in run.derived:
        if fact.get("fact") == "source-clock" and (names[fact.get("source.against")], names[fact.get("source.artifact")]) == ("browser.har", wanted):
            return dict(fact.fields)
    return None


def said_of(dice, rounds):
    """Logs without a zone, logs of the night before, clocks that contradict themselves: how often each is said to be what it is."""
    book = pipeline.rulebook()
    placed = repeated = contradicted = 0
    for n in range(rounds):
        quarters = dice.choice([q for q in range(-44, 45) if q])
        run = _run(Incident(8000 + n, ("id", "none")[n % 2], requests=60, others=20, application=steady(900.0 * quarters), zone=""), book)
        log = next(a for a in run.evidence().artifacts if a.name.endswith(SIDES["application"]))
        placed += any("placed by agreement" in note for note in log.notes) and run.offsets[log.id].zone_assumed and abs(run.offsets[log.id].seconds + 900 * quarters) < 1
        run = _run(Incident(8100 + n, "none", requests=60, others=n * 7 % 40, apart=timedelta(days=1 + n % 3, seconds=n % 2 * 4), repeated=True), book)
        capture = next(a.id for a in run.artifacts if a.name.endswith("browser.har"))
        repeated += any(r.get("source.believed") and capture in (r.get("source.artifact"), r.get("source.against")) for r in run.clock)
        repeated += any(f.get("fact") == "join" and f.location.artifact == capture for f in run.derived)
        run = _run(Incident(8200 + n, "id", requests=60, others=0, application=lambda at: 400.0 if int(at * 10) % 2 else 0.0), book)
        contradicted += any(k.contradicted and not k.applied for k in run.evidence().clock) and not any(o.seconds for name, o in run.offsets.items() if abs(o.seconds) > 1)
    print(f"logs without a zone: {placed} of {rounds} placed by agreement, and said so")
    print(f"logs of another night with the same requests: {repeated} of {rounds} joined or taken for a clock")
    print(f"contradictory clocks: {contradicted} of {rounds} said to be, and not applied")
    return placed == rounds and not repeated and contradicted == rounds


def _run(incident, book):
    with tempfile.TemporaryDirectory() as folder:
        incident.write(Path(folder))
        return pipeline.analyze([folder], pipeline.Options(), book)


def sign_ins(dice, rounds):
    """Clocks of identity providers and applications, by messages and by tokens."""
    book, tally, said = pipeline.rulebook(), Tally(), 0
    for n in range(rounds):
        offsets = {"identity-provider": dice.choice((0.0, dice.uniform(-1800, 1800))), "application": dice.choice((0.0, dice.uniform(-1800, 1800)))}
        with tempfile.TemporaryDirectory() as folder:
            signins.write(Path(folder) / "browser.har", dice, offsets, n % 2 == 0)
            run = pipeline.analyze([folder], pipeline.Options(), book)
        found = {k.kind: k for k in run.evidence().clock if k.kind in offsets}
        for kind, note in found.items():
            tally.take(f"{kind} {n}", note.offset_low_s, note.offset_high_s, offsets[kind], note.agreeing >= 3)
        told = {f.get("idp.role"): f.get("idp.off") for f in run.clock if f.get("fact") == "issuer-clock"}
        behind = () if n % 2 == 0 else ("identity-provider",)  # tokens may be dated back: that alone says nothing
        said += len(found) == 2 and all(told[kind] == (abs(off) > 65 and not (kind in behind and off < 0)) for kind, off in offsets.items() if not 50 < abs(off) < 70)
    print(f"sign-ins, identity provider and application: {tally}; said right {said} of {rounds}")
    return tally


def main():
    """Print the figures; exit 1 when fewer than 99 % lie inside, or something was not said or wrongly applied."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--verbose", action="store_true")
    words = parser.parse_args()
    dice = random.Random(words.seed)
    tallies = [*incidents(dice, words.rounds, words.verbose), sign_ins(dice, words.rounds)]
    plain = said_of(dice, words.rounds)
    if words.corpus:
        tallies += [*captures(words.corpus, dice, words.verbose), *turned(words.corpus, dice)]
    if words.verbose:
        print(*(m for t in tallies for m in t.misses[:20]), sep="\n")
    return int(not plain or any(t.inside < 0.99 * t.measured for t in tallies))


if __name__ == "__main__":
    sys.exit(main())
