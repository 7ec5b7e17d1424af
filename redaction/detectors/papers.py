"""Passports, driving licences, identity cards, health insurance, vehicles and student or staff numbers beside a word that says so."""

import re

from redaction.detecting import Shape
from triagekit.roles import Detector

_NO = r"(?:[ _-]?(?:number|no|num|nr|id|nummer|#)\.?)?"
_LINK = r"[\"']?(?: is| lautet)?[ ]{0,2}[:=#>]?[ ]{0,2}[\"']?"

_AHEAD = r"(?:[ _\-\"':=#>?0-9]|n[uor]|id|(?-i:[A-Z]))"
"""What can stand behind the word, of which `dl` and `vin` are a part of many others."""


def _paper(found: re.Match[str]) -> bool:
    value = found.group("value")
    return sum(c.isdigit() for c in value) >= 4 and not re.fullmatch(r"(?:19|20)\d{2}-?\d{2}-?\d{2}", value) and "redacted" not in value


def _card(name: str, words: str, form: str, reference: str, texts: tuple[tuple[str, ...], tuple[str, ...]]) -> Shape:
    examples, near = texts
    return Shape(name, "national-id", rf"(?i:(?:{words}){_NO}{_LINK})(?P<value>{form})", ("(?i)(?:" + "".join(c if c.isascii() else chr(92) + "?" for c in words) + ")" + _AHEAD,), (reference,), examples, near, left="A-Za-z", right=r"A-Za-z0-9_-", confirm=_paper, order=53, reach=120)


detectors: tuple[Detector, ...] = (
    _card("passport", r"passport|reisepass|pass-?nr|passeport|pasaporte|passaporto|paspoort|pasport", r"[A-Z]{0,3}\d[A-Z0-9]{5,9}|[A-Z]\d{2}[A-Z]{2}\d{4,5}", "https://www.icao.int/publications/pages/publication.aspx?docnum=9303", (("passport no. ‹C01X00T47›", "Reisepass: ‹C01234567›", "Passport Number ‹123456789›"), ("passport is expired", "passport 12 ms", "passport.js 0.7.0"))),
    _card("driving-licence", r"driv(?:er'?s?|ing)[ _-]?licen[cs]e|f[uü]hrerschein|permis de conduire|carnet de conducir|patente di guida|rijbewijs|dl", r"[A-Z]\d{3}-\d{4}-\d{4}|[A-Z]\d{2}[A-Z0-9]{6}\d[A-Z0-9]|[A-Z0-9]{2,5}[ -]?\d{3,9}[A-Z0-9]{0,7}", "https://www.gov.uk/view-driving-licence", (("driving licence no: ‹MORGA657054SM9IJ›", "Führerschein: ‹B072RRE2I55›", "driver's license ‹D1234567›", "DL # ‹D123-4567-8901›"), ("driving license expired", "dl 12 MB"))),
    _card("identity-card", r"personalausweis\w*|ausweis-?nr|identity card|id[ _-]?card|carte d'identit[ée]|carta d'identit[àa]|identiteitskaart|national id(?:entity)?(?: card)?", r"[A-Z]{0,2}\d[A-Z0-9]{6,12}|[CFGHJKLMNPRTVWXYZ0-9]{9,10}", "https://www.personalausweisportal.de/", (("Personalausweis ‹L01X00T471›", "identity card no ‹AB1234567›"), ("identity card required", "id card 2026-11-03"))),
    _card("health-insurance", r"health[ _-]?insurance|insurance[ _-]?(?:policy|member|number|no)|medicare|medicaid|kvnr|krankenversicherten\w*|mutuelle|policy|patient|mrn|medical record", r"[A-Z]{0,3}\d[A-Z0-9 -]{4,14}\d", "https://www.gkv-spitzenverband.de/", (("KVNR: ‹A123456780›", "MRN ‹00123456›", "medicare number ‹2123 45670 1›"), ("policy is strict", "patient waiting 12 s", "policy 2012-10-17"))),
    _card("vehicle", r"vin|chassis|licen[cs]e[ _-]?plate|number[ _-]?plate|kennzeichen|fahrgestell\w*|immatriculation|matr[ií]cula", r"[A-HJ-NPR-Z0-9]{17}|[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[ -]?\d{1,4}[EH]?|[A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2}|[A-Z]{2}\d{2} ?[A-Z]{3}|\d{1,4} ?[A-Z]{3}", "https://www.iso.org/standard/52200.html", (("VIN: ‹1HGCM82633A004352›", "Kennzeichen ‹B-AB 1234›"), ("vin is missing", "license plate missing", "chassis 4"))),
    _card("member-number", r"(?:employee|staff|personnel|student|member|matriculation|personal|mitglieds|matrikel|customer|kunden|subscriber|loyalty|frequent flyer)[ _-]?(?:number|no|nr|id|nummer|#)\.?", r"[A-Z]{0,4}-?\d{4,12}[A-Z]?", "https://www.rfc-editor.org/rfc/rfc2798#section-2.4", (("employee number: ‹E-123456›", "customer no. ‹4711001›", "Matrikelnummer ‹1234567›"), ("employee number is missing", "customer id 12"))),
)  # fmt: skip
