"""Measures the timeline: a million records of twelve artifacts on one clock, and the memory that takes.

    python tests/measure/merge.py [--records 1000000] [--artifacts 12]

Exit 1 when the order is wrong, records are lost or the peak is over 128 MB.
"""

import argparse
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

from triagekit import walk
from triagekit.correlate import timeline
from triagekit.intake import Limits, expand
from triagekit.roles import Context

BEGUN = datetime(2026, 11, 3, 9, tzinfo=UTC)
MOST_MB = 128


def write(folder, artifacts, each):
    """Access logs of servers that share the load, each with a clock of its own and slight disorder."""
    for n in range(artifacts):
        with (folder / f"server-{n:02}.access.log").open("w") as out:
            for k in range(each):
                at = BEGUN + timedelta(seconds=k * 0.05 + n + (k * 7919 % 40) * 0.05)
                out.write(f'198.51.100.{k % 250} - - [{at.strftime("%d/%b/%Y:%H:%M:%S")} +0000] "GET /v1/orders/{k} HTTP/1.1" {500 if k % 97 == 0 else 200} 512 "-" "curl/8.5.0"\n')


def main():
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--artifacts", type=int, default=12)
    words = parser.parse_args()
    each = -(-words.records // words.artifacts)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), words.artifacts, each)
        sources = [f.source for f in expand([folder], Limits()) if f.source]
        begun, seen, last, ordered = time.perf_counter(), 0, None, True
        streams = [timeline.rows(walk.records(s, Context()), timeline.Offset(-float(n), 0.1)) for n, s in enumerate(sources)]
        for row in timeline.merge(streams):
            ordered &= last is None or row.at >= last
            last, seen = row.at, seen + 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seen} of {each * words.artifacts} records of {words.artifacts} artifacts in {time.perf_counter() - begun:.0f} s, in order: {ordered}, peak {peak:.0f} MB")
    return int(not ordered or seen != each * words.artifacts or peak > MOST_MB)


if __name__ == "__main__":
    sys.exit(main())
