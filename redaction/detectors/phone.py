"""Telephone numbers in international form, and in national form where a word says that it is one."""

import re

from redaction.detecting import Shape
from triagekit.roles import Detector

_SAID = r"(?i)\b(?:phone|mobile|cell|fax|tel|call|sms|whatsapp|telefon|handy|mobil|rufnummer|contact|dzwoni|kom.rk|(?:my|our|his|her|meine|mon|mi|m.j) (?:number|nummer|num.ro|numer)|erreichbar|rappel)[a-zà-ž?]{0,8}\.?[\"']?[ \t]{0,2}(?:kom\.?|no\.?|number|nr\.?|is|ist|est|unter|at|on|me at)?[\"']?[ \t]{0,2}[:=#]?[ \t]{0,2}[\"']?"


def _international(found: re.Match[str]) -> bool:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(found.group(), None)
    except phonenumbers.NumberParseException:
        return False
    if phonenumbers.is_valid_number(parsed):
        return True
    return found.group()[0] == "+" and len(_GROUPS.findall(found.group())) >= 3 and bool(phonenumbers.is_possible_number(parsed))  # a plan of numbers newer than ours, or one kept for films


_GROUPS = re.compile(r"\d{2,}")


def _national(found: re.Match[str]) -> bool:
    value = found.group("value")
    return 7 <= sum(c.isdigit() for c in value) <= 15 and re.fullmatch(r"\d{5,}", value) is None and not re.match(r"[\w:/+-]|\.\w", found.string[found.end() : found.end() + 2])


detectors: tuple[Detector, ...] = (
    Shape(
        name="phone",
        category="phone",
        pattern=r"(?:\+|\b00)[1-9](?:[ ()./-]{0,3}\d){7,14}",
        anchors=(r"\+[1-9][\d ().-]", r"\b00[1-9]\d[\d ()./-]{7}"),
        references=("https://www.itu.int/rec/T-REC-E.164",),
        examples=("call ‹+49 30 901820› now", "M: ‹+44 7700 900456›", "‹+14155552671›", "tel:‹+44 20 7946 0958›", "FROM=‹+4915112345678›"),
        counterexamples=("+0000000000", "UTC+02:00", "1+1234567", "a+12345678901", "2026-11-03T10:00:00+01:00"),
        left=r"A-Za-z0-9_+/.-",
        right=r"A-Za-z0-9_+=-",
        reach=40,
        confirm=_international,
        order=52,
    ),
    Shape(
        name="phone-chinese",
        category="phone",
        pattern=r"1[3-9]\d[ -]\d{4}[ -]\d{4}",
        anchors=(r"\b1[3-9]\d[ -]\d{4}[ -]\d{4}",),
        references=("https://www.itu.int/oth/T020200002B/en",),
        examples=("colleague (‹138 0013 8000›) sees", "‹139-1234-5678›"),
        counterexamples=("138 001 8000", "120 0013 8000", "4138 0013 8000"),
        left=r"A-Za-z0-9_+/.:-",
        right=r"A-Za-z0-9_.:-",
        order=54,
    ),
    Shape(
        name="phone-said",
        category="phone",
        pattern=rf"{_SAID}(?P<value>\(?\d{{2,5}}\)?[ ./-]{{0,2}}(?:\d{{2,5}}[ ./-]{{0,2}}){{1,4}}\d{{2,4}})",
        anchors=(rf"{_SAID}\(?\d",),
        references=("https://www.itu.int/rec/T-REC-E.123",),
        examples=("phone: ‹(415) 555-2671›", "Tel. ‹030 901820-11›", "mobile number ‹0171 2345678›", "my number is ‹082 555 0147› if", "tel. kom. ‹601 555 014›", "proszę dzwonić: ‹71 555 01 23›."),
        counterexamples=("id 415 555 2671", "order number is 4711", "number 17 of 300", "line number: 120 3045", "tel 123456789", "2026-11-03 09:14:22", "phone call took 12345 ms"),
        right="A-Za-z0-9_",
        reach=90,
        confirm=_national,
        order=53,
    ),
)
