"""Any program's log whose lines begin with a time or a level: the form is not one we know, the parts are."""

from triagekit.reading.applog import AppLog, Look
from triagekit.reading.lines import binary
from triagekit.roles import Analyzer, Head


def _sure(head: Head, seen: Look) -> int:
    """Sure enough when most lines begin an event."""
    if binary(head) or not seen.lines:
        return 0
    if seen.timed * 5 >= seen.lines * 4:
        return 62
    return 55 if seen.began * 5 >= seen.lines * 3 and seen.timed * 5 >= seen.lines else 0


analyzer: Analyzer = AppLog("app-log", "application log", _sure)
