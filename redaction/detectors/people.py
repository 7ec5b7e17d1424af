"""Phones in international form, home folders that carry a user's name, national numbers where a word says so."""

import re

from redaction.detecting import Detector


def _phone(match: re.Match[str]) -> bool:
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(match.group(), None)))
    except phonenumbers.NumberParseException:
        return False


detectors = (
    Detector(
        name="phone",
        category="phone",
        pattern=re.compile(r"(?<![^\s\"'(:=,;>])\+\d(?:[ ().-]{0,2}\d){7,14}(?![\w+/=-])"),
        anchors=("+",),
        references=("https://www.itu.int/rec/T-REC-E.164",),
        examples=("call +49 30 901820 now", "+14155552671"),
        counterexamples=("+0000000000", "UTC+02:00", "1+1234567"),
        confirm=_phone,
        order=52,
    ),
    Detector(
        name="user-path",
        category="user",
        pattern=re.compile(r"(?:/home/|/Users/|[A-Za-z]:(?:\\{1,4}|/)Users(?:\\{1,4}|/))(?P<value>[^\s/\\\"'<>:;,()\[\]]{1,64})"),
        anchors=("/home/", "/users/", "\\users\\", "users/", "\\\\users"),
        references=("https://cwe.mitre.org/data/definitions/200.html",),
        examples=("open /home/jane/app.log", "C:\\Users\\jane.doe\\x", "C:\\\\Users\\\\jane\\\\x"),
        counterexamples=("GET /users", "/home/"),
        confirm=lambda m: m.group("value").lower() not in ("public", "shared", "default", "runner", "ubuntu", "root", "app", "node"),
        order=51,
    ),
    Detector(
        name="national-number",
        category="national-number",
        pattern=re.compile(r"(?i)\b(?:ssn|social security|tax id|steuer-?id|nino|national insurance|passport|cpf|dni|nif|pesel|bsn|personnummer|aadhaar|sin)\b[^\w\n]{0,4}(?:(?:no|nr|number|is)\b[^\w\n]{0,3})?(?P<value>[A-Z0-9](?:[ .-]?[A-Z0-9]){6,16})\b"),
        anchors=("ssn", "social security", "tax id", "steuer", "nino", "national insurance", "passport", "cpf", "dni", "nif", "pesel", "bsn", "personnummer", "aadhaar", "sin"),
        references=("https://www.oecd.org/tax/automatic-exchange/crs-implementation-and-assistance/tax-identification-numbers/",),
        examples=("SSN: 123-45-6789", "passport no C01X00T47"),
        counterexamples=("ssn required", "sin of the angle"),
        confirm=lambda m: sum(c.isdigit() for c in m.group("value")) >= 5,
        order=35,
    ),
)
