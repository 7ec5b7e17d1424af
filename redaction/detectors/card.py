"""Payment cards: a known prefix with its length, the checksum, and either groups of four or a word of context.

The checksum alone is met by one in ten numbers: identifiers and times in logs pass it all the time.
"""

import re

from redaction.detecting import Shape
from triagekit.roles import Detector

_PREFIX = re.compile(r"4\d{15}|(?:5[1-5]|22[2-9]|2[3-6]|27[01]|2720)\d+|3[47]\d{13}|3(?:0[0-5]|[689])\d{12}|6(?:011|4[4-9]|5|2)\d+|35(?:2[89]|[3-8])\d+|(?:5[06-8]|6\d)\d+|220[0-4]\d+")
_CONTEXT = re.compile(r"card|visa|master|amex|american express|discover|diners|jcb|maestro|unionpay|\bpan\b|payment|credit|debit|cc_?n|billing|checkout|kredit|karte|carte|tarjeta|pay with|paid", re.IGNORECASE)


def _card(found: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", found.group())
    if not 14 <= len(digits) <= 19 or _PREFIX.fullmatch(digits) is None or len(set(digits)) < 2:
        return False
    from stdnum import luhn

    if not luhn.is_valid(digits):
        return False
    grouped = re.fullmatch(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{5}", found.group()) is not None
    return grouped or _CONTEXT.search(found.string, max(0, found.start() - 60), found.end() + 30) is not None


detector: Detector = Shape(
    name="card",
    category="card",
    pattern=r"\d(?:[ -]?\d){12,18}",
    anchors=(r"\b\d(?:[ -]?\d){12}",),
    references=("https://www.iso.org/standard/70484.html",),
    examples=("card ‹4111111111111111› refused", "paid with ‹5555 5555 5555 4444›", "no ‹4012-8888-8888-1881› on file", "amex ‹378282246310005›"),
    counterexamples=("order 4111111111111112", "trace 4111111111111111", "at 1730625240123 card", "id 5105105105105101"),
    left=r"A-Za-z0-9_.:+-",
    right=r"A-Za-z0-9_.:-",
    reach=40,
    confirm=_card,
    order=55,
)
