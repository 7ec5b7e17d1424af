"""Speed and memory in one table of ratios: `python bench/run.py [--megabytes 10,100] [--only G3,G9] [--no-peers]`.

Every row is measured in a process of its own, CPU seconds and peak memory, beside a yardstick of the same run: `orjson.loads`
of the same file, detect-secrets, a bare parse of the same lines, `python -c pass`, and goaccess, lnav and rg where they are
installed. The peers of Python live in an environment of the bench's own, bench/.venv, made with the first run. Timings are
for reading, not for passing: this is no part of the test suite. Rules and detectors have their own: rules.py, detectors.py.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE.parent)  # instead of this folder, whose names would hide the standard library
VENV = HERE / ".venv"
PEERS = ("orjson", "detect-secrets", "ijson")
LINE = r"""(\S+) \S+ (\S+) \[([^\]]+)\] "([A-Z]+) (\S+) (\S+)" (\d{3}) (\d+|-) "([^"]*)" "([^"]*)"(.*)"""


def whole(path):
    """Read, judged, redacted, proven, written and reported: the job of `triagekit redact` with its evidence."""
    from triagekit import evidence, pipeline, redacting

    with tempfile.TemporaryDirectory() as folder:
        run = pipeline.analyze([path], pipeline.Options())
        redacting.redact(run, Path(folder) / "clean")
        evidence.encode(run.evidence())


def analyze(path):
    from triagekit import evidence, pipeline

    evidence.encode(pipeline.analyze([path], pipeline.Options()).evidence())


def read(path):
    """The reader alone: every record made and dropped."""
    from triagekit.intake import expand
    from triagekit.readthrough import choose
    from triagekit.roles import Context

    for found in expand([path]):
        for _ in choose(found.source)[0].read(found.source, Context()):
            pass


def entries(path):
    """A HAR's entries decoded, no record made."""
    from triagekit.intake import expand
    from triagekit.reading.harstream import HarStream

    class Counting(HarStream):
        def element(self, element, pointer):
            return iter(())

    for found in expand([path]):
        for _ in Counting(found.source, found.source.head, {}).items():
            pass


def rewrite(path):
    """Every secret of a file found and replaced, and the copy proven."""
    import io

    from redaction.session import Session
    from triagekit.reading.bytesource import BlobSource, file_blob, head_of

    blob = file_blob(Path(path))
    source, session = BlobSource("a0001", head_of(blob, Path(path).name), blob), Session()
    session.learn(source)
    session.propagate()
    session.artifact(source, Path(path).name, io.BytesIO())


def bare(path):
    """The same lines matched against one expression and nothing else."""
    import re

    match, n = re.compile(LINE).match, 0
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            n += match(line) is not None


def parsed(path):
    """The same lines with their times, numbers and addresses made, as anybody would who wants to ask anything of them."""
    import re
    from datetime import datetime
    from urllib.parse import parse_qs, urlsplit

    match = re.compile(LINE).match
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if found := match(line):
                url = urlsplit(found[5])
                {"at": datetime.strptime(found[3], "%d/%b/%Y:%H:%M:%S %z"), "path": url.path, "params": parse_qs(url.query), "status": int(found[7])}


def orjson(path):
    import orjson as peer

    peer.loads(Path(path).read_bytes())


def ijson(path):
    import ijson as peer

    with Path(path).open("rb") as stream:
        for _ in peer.items(stream, "log.entries.item"):
            pass


def detect_secrets(path):
    from detect_secrets.core.scan import scan_file
    from detect_secrets.settings import default_settings

    with default_settings():
        sum(1 for _ in scan_file(path))


def child(name, path):
    """Run one job here and print what it cost, imports left out: what those cost is told by the row of the start-up."""
    if name in ("whole", "analyze", "read", "entries", "rewrite"):
        from triagekit import plugins, redacting  # noqa: F401
        from triagekit.reading import harstream  # noqa: F401

        for role in ("analyzer", "examiner", "correlator", "detector"):
            plugins.find(role)
    begun = time.process_time()
    globals()[name](path)
    print(json.dumps([time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


class Bench:
    """Costs by job and file, each measured once, the least of `times`."""

    def __init__(self, peers, times):
        self.peers, self.times, self.known = peers, times, {}

    def cost(self, name, path):
        """CPU seconds and peak MB; None where the peer is not at hand."""
        peer = name in ("orjson", "ijson", "detect_secrets")
        if peer and not self.peers:
            return None
        key = (name, path)
        if key not in self.known:
            python = self.peers if peer else sys.executable
            made = [subprocess.run([python, __file__, "--one", name, str(path)], capture_output=True, text=True, check=False) for _ in range(self.times)]
            costs = [json.loads(m.stdout.splitlines()[-1]) for m in made if m.returncode == 0]
            self.known[key] = (min(c[0] for c in costs), max(c[1] for c in costs)) if costs else None
            if not costs:
                print(f"  {name} failed: {made[0].stderr.strip()[-300:]}", file=sys.stderr)
        return self.known[key]

    def command(self, argv):
        """CPU seconds of a program with its children; None where it is not installed."""
        if not shutil.which(argv[0]):
            return None
        costs = []
        for _ in range(max(self.times, 5)):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(costs), 0.0


def ratio(one, other, inverse=False):
    if one is None or other is None:
        return "-"
    value = other[0] / one[0] if inverse else one[0] / other[0]
    return f"{value:.2f} x"


def row(mark, what, aim, got, note=""):
    print(f"{mark:<4} {what:<58} {aim:>12} {got:>12}  {note}", flush=True)


def seconds(cost, size=0):
    return "-" if cost is None else f"{cost[0]:.3g} s" + (f", {size / 1e6 / cost[0]:.1f} MB/s" if size else "")


def g1(bench, files):
    for mb, (har, _) in files.items():
        job, yard = bench.cost("whole", har), bench.cost("orjson", har)
        row("G1", f"whole HAR job, {mb} MB, against orjson.loads alone", "3.0 x", ratio(job, yard), f"{seconds(job, har.stat().st_size)}; orjson {seconds(yard)}")
        job = bench.cost("analyze", har)
        row("", f"the same without the redacted copy, {mb} MB", "", ratio(job, yard), seconds(job, har.stat().st_size))


def g2(bench, files):
    for mb, pair in files.items():
        for what, path in zip(("HAR", "log"), pair, strict=True):
            for name in ("analyze", "whole"):
                cost = bench.cost(name, path)
                row("G2", f"peak memory, {what} {mb} MB, {'analyzed' if name == 'analyze' else 'analyzed and redacted'}", "128 MB", f"{cost[1]:.0f} MB" if cost else "-")


def g3(bench, files):
    for mb, (har, _) in files.items():
        yard = bench.cost("orjson", har)
        row("G3", f"HAR entries streamed, {mb} MB, against orjson.loads", "0.5 x", ratio(bench.cost("entries", har), yard), f"with its records {ratio(bench.cost('read', har), yard)}, ijson {ratio(bench.cost('ijson', har), yard)}")


def g4(bench, files):
    for path in next(iter(files.values())):
        size, mine, peer = path.stat().st_size, bench.cost("rewrite", path), bench.cost("detect_secrets", path)
        row("G4", f"find, rewrite and prove, {path.name}, against detect-secrets", "50 x faster", ratio(mine, peer, inverse=True), f"{seconds(mine, size)}; detect-secrets {seconds(peer, size)}")


def g7(bench, files):
    if len(files) > 1:
        (small, one), (large, other) = next(iter(files.items())), list(files.items())[-1]
        for what, n in (("HAR", 0), ("log", 1)):
            row("G7", f"time of {large} MB against {small} MB, {what}", f"{large / small * 1.1:.0f}", ratio(bench.cost("analyze", other[n]), bench.cost("analyze", one[n])))


def g9(bench, folder):
    from bench import made

    program, small = str(Path(sys.executable).parent / "triagekit"), made.har(folder / "small.har", 100_000)
    nothing = bench.command([sys.executable, "-c", "pass"])
    row("G9", "triagekit --version against python -c pass", "2.5 x", ratio(bench.command([program, "--version"]), nothing), seconds(nothing))
    cost = bench.command([program, "analyze", str(small)])
    row("", "analyze of a HAR of 100 kB", "10 x", ratio(cost, nothing), seconds(cost))


def logs(bench, files):
    for mb, (_, log) in files.items():
        mine, size = bench.cost("analyze", log), log.stat().st_size
        lines = sum(1 for _ in log.open("rb"))
        row("G10", f"nginx log to findings, {mb} MB, against goaccess", "5 x faster", ratio(mine, bench.command(["goaccess", str(log), "--log-format=COMBINED", "-o", "/dev/null"]), inverse=True), f"{seconds(mine, size)}, {mine[0] / lines * 1e6:.0f} us a line" if mine else "")
        row("", f"the same against lnav, {mb} MB", "1.5 x faster", ratio(mine, bench.command(["lnav", "-n", str(log)]), inverse=True))
        row("G11", f"{lines} lines judged by every rule, against a bare match", "", ratio(mine, bench.cost("bare", log)))
        row("", "the same against lines with their times and addresses parsed", "3 x", ratio(mine, bench.cost("parsed", log)), f"the reader alone {ratio(bench.cost('read', log), bench.cost('parsed', log))}")


def environment():
    """The Python of the bench's own environment, with the peers in it; None where they cannot be installed."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PEERS], check=False)
    return str(python)


def main():
    if sys.argv[1:2] == ["--one"]:
        child(*sys.argv[2:4])
        return
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--megabytes", default="10,100")
    ask.add_argument("--only", default="G1,G2,G3,G4,G7,G9,G10")
    ask.add_argument("--times", type=int, default=1)
    ask.add_argument("--no-peers", action="store_true")
    told = ask.parse_args()
    from bench import made

    wanted = set(told.only.split(","))
    bench = Bench(None if told.no_peers else environment(), told.times)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {mb: (made.har(folder / f"{mb}.har", mb * 1_000_000), made.log(folder / f"{mb}.log", mb * 1_000_000)) for mb in map(int, told.megabytes.split(","))}
        row("", "measure", "aim", "got", "costs")
        for mark, take in (("G3", g3), ("G1", g1), ("G2", g2), ("G4", g4), ("G7", g7), ("G10", logs)):
            if mark in wanted:
                take(bench, files)
        if "G9" in wanted:
            g9(bench, folder)


if __name__ == "__main__":
    main()
