"""What a person sees at a terminal: errors, remarks, and the text report in colour. All text passes the print boundary."""

import os
import sys

from triagekit import safetext
from triagekit.errors import Problem

_STYLES = {"against": "yellow", "missing": "yellow", "next step": "bold green", "ask": "cyan", "ask next": "cyan", "tell": "cyan", "!": "red"}


def problem(found: Problem) -> None:
    """One error on stderr: code, place, what, why, fix."""
    entry = found.entry
    place = f" {safetext.line(found.place, 300)}:" if found.place else ""
    detail = f" ({safetext.line(found.detail, 300)})" if found.detail else ""
    safetext.talk(f"error[{found.code}]{place} {entry.what}{detail}\n   why   {entry.why}\n   fix   {entry.fix}")


def coloured() -> bool:
    """True on a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def report(text: str) -> None:
    """The text report, with colour where there is a terminal for it."""
    if coloured():
        _in_colour(safetext.block(text))
    else:
        safetext.out(text)


def _in_colour(text: str) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    label = ""
    for number, row in enumerate(text.splitlines()):
        label = row[2:12].strip() or label
        style = "bold" if number == 0 else _STYLES["!"] if row[12:14] == "! " else _STYLES.get(label, "")
        console.print(Text(row, style=style))
