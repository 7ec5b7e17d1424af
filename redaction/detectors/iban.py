"""International bank account numbers: the country's length and the checksum decide."""

import re

from redaction.detecting import Shape
from triagekit.roles import Detector


def _iban(found: re.Match[str]) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(found.group()))


detector: Detector = Shape(
    name="iban",
    category="iban",
    pattern=r"[A-Z]{2}\d{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?)",
    anchors=(r"\b[A-Z]{2}\d{2} ?[A-Z0-9]{4} ?[A-Z0-9]{4}",),
    references=("https://www.iso.org/standard/81090.html",),
    examples=("to ‹DE89370400440532013000› today", "‹GB29 NWBK 6016 1331 9268 19›", "IBAN=‹FR1420041010050500013M02606›"),
    counterexamples=("DE00370400440532013000", "AB12CD34EF56GH78IJ90", "ID00 1234 5678 9012"),
    reach=48,
    confirm=_iban,
    order=54,
)
