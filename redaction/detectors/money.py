"""Payment cards (known prefix and length, checksum) and IBANs (length and checksum by country)."""

import re

from redaction.detecting import Detector

_CARD_PREFIX = re.compile(r"4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|3(?:0[0-5]|[68])|6(?:011|4[4-9]|5|2)|35(?:2[89]|[3-8])")


def _card(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group())
    if _CARD_PREFIX.match(digits) is None or len(set(digits)) < 2:
        return False
    if len(digits) != (15 if digits[:2] in ("34", "37") else 14 if digits[:2] in ("30", "36", "38") else 16):
        return False
    from stdnum import luhn

    spaced = match.group() != digits
    near = match.string[max(0, match.start() - 60) : match.end() + 30].lower()
    return luhn.is_valid(digits) and (spaced or any(word in near for word in _CONTEXT))


_CONTEXT = ("card", "visa", "master", "amex", "pan", "payment", "credit", "cc_", "ccnum", "billing", "checkout", "number")


def _iban(match: re.Match[str]) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(match.group()))


detectors = (
    Detector(
        name="card",
        category="card",
        pattern=re.compile(r"(?<![\w.:-])\d(?:[ -]?\d){12,18}(?![\w.:-])"),
        anchors=(),
        references=("https://www.iso.org/standard/70484.html",),
        examples=("card 4111111111111111 refused", "paid with 5555 5555 5555 4444"),
        counterexamples=("order 4111111111111112", "trace 4111111111111111", "at 1730625240123"),
        confirm=_card,
        order=55,
    ),
    Detector(
        name="iban",
        category="iban",
        pattern=re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?![A-Za-z0-9])"),
        anchors=(),
        references=("https://www.iso.org/standard/81090.html",),
        examples=("to DE89370400440532013000 today", "GB29 NWBK 6016 1331 9268 19"),
        counterexamples=("DE00370400440532013000", "AB12CD34EF56GH78"),
        confirm=_iban,
        order=54,
    ),
)
