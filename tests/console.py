"""Reads the console blocks of the README and the guides, runs them, and compares what is shown with what comes.

    ```console
    $ triagekit login.har        # exit code 1
    the first line, … where it varies
    ...
    ```

`…` stands for the rest of a word or line that differs each time, a line `...` for lines left out. A block after
`<!-- file: NAME -->` is written to that file before the next command runs. `python tests/console.py README.md`
writes what comes today into the page, for a person to look at.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parent.parent
FENCE = re.compile(r"^(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<language>\w*)\n(?P<body>.*?)^```$", re.M | re.S)
EXIT = re.compile(r"\s+# exit code (\d+)$")
NOT_RUN = "# not run by the tests"
MOST = 24
"""Lines of an output that a refresh writes where the page showed nothing yet."""


@dataclass(frozen=True)
class Step:
    """One command of a page, or one file to write before the next."""

    command: str
    shown: tuple[str, ...] = ()
    code: int = 0
    file: str = ""
    content: str = ""

    @property
    def runs(self):
        return NOT_RUN not in self.command


def steps(page: str) -> Iterator[Step]:
    for block in FENCE.finditer(page):
        if block["file"]:
            yield Step("", file=block["file"], content=block["body"])
        elif block["language"] == "console":
            yield from commands(block["body"])


def commands(body: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        while shown and command.endswith("\\"):
            command = command[:-1] + shown.pop(0).strip()
        code = EXIT.search(command)
        yield Step(EXIT.sub("", command), tuple(shown), int(code[1]) if code else 0)


def matches(shown: tuple[str, ...], came: str) -> bool:
    """Whether this is what the page shows."""
    rows = ["(?:.*\n)*?" if row.strip() == "..." else ".*".join(map(re.escape, row.rstrip().split("…"))) + "[ ]*\n" for row in shown]
    return re.fullmatch("".join(rows), came if came.endswith("\n") or not came else came + "\n") is not None


@dataclass(frozen=True)
class Desk:
    """A folder with the samples in it, where a newcomer tries what the page says; their settings are not ours."""

    folder: Path

    def set_up(self) -> "Desk":
        (self.folder / "bin").mkdir(parents=True)
        (self.folder / "home").mkdir()
        (self.folder / "work").mkdir()
        (self.folder / "work" / "samples").symlink_to(HOME / "samples")
        script = self.folder / "bin" / "triagekit"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from triagekit.start import main; main()" "$@"\n')
        script.chmod(0o755)
        return self

    def do(self, step: Step) -> tuple[int, str]:
        """Run a step; gives exit code and what a terminal would show."""
        work = self.folder / "work"
        if step.file:
            (work / step.file).parent.mkdir(parents=True, exist_ok=True)
            (work / step.file).write_text(step.content)
            return 0, ""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TRIAGEKIT_", "XDG_"))}
        own = {"HOME": str(self.folder / "home"), "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(HOME), "PYTHONUNBUFFERED": "1", "TZ": "UTC", "USER": "you"}
        done = subprocess.run(["sh", "-c", step.command], cwd=work, env=kept | own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
        return done.returncode, done.stdout


def refreshed(page: str, desk: Desk) -> str:
    """The page with what comes today: a line whose `…` still fits stays, and as many lines are shown as before."""
    return FENCE.sub(lambda block: _refreshed(block, desk), page)


def _refreshed(block: re.Match[str], desk: Desk) -> str:
    if block["file"]:
        desk.do(Step("", file=block["file"], content=block["body"]))
        return block[0]
    if block["language"] != "console":
        return block[0]
    parts = []
    for step in commands(block["body"]):
        code, came = desk.do(step) if step.runs else (step.code, "")
        if code != step.code:
            print(f"left as it was, exit code {code} instead of {step.code}: {step.command}\n{came}", file=sys.stderr)
        same = not step.runs or code != step.code or matches(step.shown, came)
        shown = list(step.shown) if same else _anew(step.shown, came.rstrip("\n").split("\n") if came.strip() else [])
        parts += [f"$ {step.command}{f'      # exit code {step.code}' if step.code else ''}", *shown]
    return "```console\n" + "\n".join(parts) + "\n```"


def _anew(shown: tuple[str, ...], came: list[str]) -> list[str]:
    """As many lines as the page showed, before and after its `...`; a line whose `…` still fits stays."""
    gaps = [n for n, row in enumerate(shown) if row.strip() == "..."]
    head = gaps[0] if gaps else len(came) if shown else MOST
    tail = len(shown) - gaps[-1] - 1 if gaps else 0
    if head + tail >= len(came):
        head, tail = len(came), 0
    left_out = ["..."] if head + tail < len(came) else []
    return [*_fitting(shown, came[:head]), *left_out, *_fitting(shown, came[len(came) - tail :])]


def _fitting(shown: tuple[str, ...], came: list[str]) -> list[str]:
    return [next((old for old in shown if old.strip() != "..." and matches((old,), row)), row) for row in came]


if __name__ == "__main__":
    import tempfile

    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(name)
            page.write_text(refreshed(page.read_text(), Desk(Path(folder) / "desk").set_up()))
