"""What redaction costs by kind of artifact, stage by stage: `python bench/redaction_kinds.py [--mb 10] [--kind access.log]`.

Prints MB/s of CPU time, its seconds for the first reading (which drafts the copy), for the verifier and for the rest, and
peak memory; each kind in a process of its own. Two readings on one machine are compared by turns, because others work there.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE.parent)  # instead of this folder, whose names would hide the standard library

from bench import made  # noqa: E402
from redaction.session import Session  # noqa: E402
from triagekit.reading.bytesource import BlobSource, file_blob, head_of  # noqa: E402

KINDS = {"access.log": made.access, "nginx.log": made.log, "json.log": made.json_lines, "java.log": made.java, "same.har": made.har, "varied.har": made.varied_har}


def measure(kind, size):
    """One row."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as copy:
        path = KINDS[kind](Path(folder) / kind, size)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        blob, session, spent = file_blob(path), Session(), [time.process_time()]
        source = BlobSource("a0001", head_of(blob, path.name), blob)
        session.learn(source)
        spent.append(time.process_time())
        session.propagate()
        verify = timed(session)
        audit = session.artifact(source, path.name, copy)
        spent.append(time.process_time())
        megabytes, whole = path.stat().st_size / 1e6, spent[2] - spent[0]
        peak = max(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024
        print(f"{kind:<14} {megabytes:>6.1f} {megabytes / whole:>8.2f} {spent[1] - spent[0]:>9.2f} {verify[0]:>9.2f} {spent[2] - spent[1] - verify[0]:>7.2f} {peak:>8} {audit.withheld}", flush=True)


def timed(session):
    """Seconds that the verifier takes from now on, in a list."""
    spent, verify = [0.0], session._verify

    def timing(draft):
        start = time.process_time()
        seen = verify(draft)
        spent[0] += time.process_time() - start
        return seen

    session._verify = timing
    return spent


def main():
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--mb", type=float, default=10)
    ask.add_argument("--kind", choices=KINDS)
    told = ask.parse_args()
    if told.kind:
        measure(told.kind, int(told.mb * 1e6))
        return
    print(f"{'kind':<14} {'MB':>6} {'MB/s':>8} {'reading s':>9} {'verify s':>9} {'rest s':>7} {'peak MB':>8}", flush=True)
    for kind in KINDS:
        subprocess.run([sys.executable, str(HERE / "redaction_kinds.py"), "--kind", kind, "--mb", str(told.mb)], check=False)


if __name__ == "__main__":
    main()
