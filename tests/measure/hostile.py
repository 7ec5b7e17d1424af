"""Runs the command line over hostile files: `python tests/measure/hostile.py --corpus DIR [--only archive] [--part 1/4]`.

Makes the generated set, then gives every file its own forked child with a memory limit and a wall-clock
kill. Counts tracebacks, hangs over 10 s, memory kills, raw control bytes on the terminal and planted
canaries that came out. The aim is none of any.
"""

import argparse
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

LIMIT_S = 10.0
"""Seconds of processor time: a machine that is busy with other things does not make a hang."""
WALL_S = 90.0
MEMORY = 1 << 30
CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
CANARY = re.compile(rb"CANARY-(?!filename)[a-z]")
"""A file's name is how people tell files apart: personal parts of it are redacted, the rest is shown."""
EXPECTED_EXITS = {0, 1, 2, 3, 4}


@dataclass(frozen=True)
class Outcome:
    name: str
    seconds: float
    exit: int
    faults: tuple


def generate(corpus, folder):
    subprocess.run([sys.executable, str(corpus / "hostile" / "make_hostile.py"), str(folder)], check=True, capture_output=True)
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "manifest.jsonl")


def run_one(path, command=("analyze",)):
    """Fork, run the command on one file with stdout and stderr into a file, kill at the limit."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        child = os.fork()
        if child == 0:
            _child(path, command, out.fileno())
        status, seconds = _wait(child, start)
        out.seek(0)
        shown = out.read()
    return Outcome(str(path), seconds, os.waitstatus_to_exitcode(status) if status is not None else -9, _faults(shown, status, path))


def _child(path, command, out):
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 3, MEMORY * 3))
        resource.setrlimit(resource.RLIMIT_CPU, (int(LIMIT_S), int(LIMIT_S) + 1))
        os.dup2(out, 1)
        os.dup2(out, 2)
        from triagekit import cli

        cli.run([*command, str(path)])
    except SystemExit as done:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(done.code if isinstance(done.code, int) else 1)
    except BaseException as error:
        os.write(2, f"Traceback escaped: {type(error).__name__}".encode())
    os._exit(99)


def _wait(child, start):
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        seconds = time.monotonic() - start
        if pid:
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
            return None if killed else status, seconds
        if seconds > WALL_S:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return None, seconds
        time.sleep(0.01)


def _faults(shown, status, path):
    found = []
    if status is None:
        found.append("hang")
    elif os.waitstatus_to_exitcode(status) not in EXPECTED_EXITS:
        found.append("crash")
    if b"Traceback" in shown:
        found.append("traceback")
    if b"TK-INT-001" in shown:
        found.append("internal error")
    if CONTROL.search(shown):
        found.append("control bytes")
    if CANARY.search(shown):
        found.append("canary")
    return tuple(found)


def measure(corpus, command=("analyze",), only="", part=(1, 1)):
    from triagekit import cli, pipeline, plugins  # imported before forking, so that each child starts warm

    cli.commands()
    for role in plugins.PLACES:
        plugins.find(role)
    book = pipeline.rulebook()
    pipeline.rulebook = lambda extra=(): book
    with tempfile.TemporaryDirectory() as folder:
        files = generate(corpus, Path(folder))
        kept = [p for p in (corpus / "hostile").rglob("*") if p.is_file() and p.suffix not in (".py", ".md")]
        chosen = [path for path in [*files, *sorted(kept)] if only in str(path)][part[0] - 1 :: part[1]]
        return [_told(run_one(path, command)) for path in chosen]


def _told(outcome):
    if outcome.faults:
        print(outcome.name, f"{outcome.seconds:.1f}s", outcome.exit, ", ".join(outcome.faults), flush=True)
    return outcome


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--only", default="", help="files whose path contains this")
    options.add_argument("--part", default="1/1", help="one part of several, such as 2/4")
    options.add_argument("--command", default="analyze")
    given = options.parse_args()
    outcomes = measure(given.corpus, (given.command,), given.only, tuple(int(n) for n in given.part.split("/")))
    print(len(outcomes), "files;", dict(Counter(f for o in outcomes for f in o.faults)), f"slowest {max(o.seconds for o in outcomes):.1f}s")
    return 1 if any(o.faults for o in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
