"""`--to timeline`: the timeline as CSV (RFC 4180) in which no cell is a formula (OWASP: CSV injection)."""

import csv
import io

from triagekit import safetext
from triagekit.evidence import Evidence

_COLUMNS = ("time_utc", "original_offset", "uncertainty_ms", "artifact", "place", "what", "cause")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms too."""


class TimelineExport:
    """One row per moment."""

    name = "timeline"
    suffix = ".csv"

    def write(self, evidence: Evidence) -> str:
        """The table with a header row; every cell is quoted."""
        names = {a.id: str(a.name) for a in evidence.artifacts}
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for m in evidence.timeline:
            spot = f"line {m.location.line}" if m.location.line else m.location.pointer or ""
            row = (m.at, m.original_offset or "", "" if m.uncertainty_ms is None else str(m.uncertainty_ms), names.get(m.artifact, m.artifact), spot, m.what, m.cause or "")
            writer.writerow([cell(c) for c in row])
        return safetext.block(out.getvalue())


def cell(text: str) -> str:
    """Text that no spreadsheet calculates; an apostrophe in front says that it is text. Line breaks become spaces."""
    flat = " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
    return f"'{flat}" if flat.lstrip(" ").startswith(_STARTS) else flat


export = TimelineExport()
