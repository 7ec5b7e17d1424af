"""Text of an unknown form in which times, levels, errors or requests stand: every line is an event, and the certainty says how much was known."""

from triagekit.reading.applog import AppLog, Look
from triagekit.reading.lines import binary, sample
from triagekit.reading.stacktraces import opens
from triagekit.roles import Analyzer, Head

_DOCUMENTS = ("<", "{", "[{", "%PDF", "-----BEGIN", "# ", "---\n")


def _sure(head: Head, seen: Look) -> int:
    """20 to 45 by the share of lines that something is known of; 0 where it is a document of another sort, or nothing is known."""
    if binary(head) or not seen.lines or (head.text.lstrip("\ufeff \t\r\n").startswith(_DOCUMENTS) and seen.timed * 2 < seen.lines):
        return 0
    thrown = any(opens(line) for line in sample(head).lines)
    if not seen.began and not thrown:
        return 0
    return 20 + (25 * seen.began) // seen.lines


analyzer: Analyzer = AppLog("plain-log", "text log of an unknown form", _sure, "Its form is not known; times, levels, messages and key=value pairs were taken where they stand.")
