"""Dates of birth and ages beside a word that says so."""

from redaction.detecting import Shape
from triagekit.roles import Detector

_MONTH = r"(?i:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]{0,7}\.?"
_DATE = rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.] ?\d{{1,2}}[-/.] ?(?:\d{{4}}|\d{{2}})|\d{{1,2}}(?:st|nd|rd|th|\.)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|(?:19|20)\d{{6}}"
_WORDS = r"date[ _-]?of[ _-]?birth|birth[ _-]?(?:date|day)|\bd\.?o\.?b\b\.?|born(?: on| at)?|geburts(?:datum|tag)|geb(?:oren|\.)?(?: am)?|date de naissance|n[ée]e? le|fecha de nacimiento|nacid[oa] el|data di nascita|nat[oa] il|data de nascimento|geboortedatum|f[oø]dselsdato|f[oö]delsedatum|data urodzenia"

detector: Detector = Shape(
    name="birth-date",
    category="birth-date",
    pattern=rf"(?i:(?:{_WORDS})[\"']?(?: is| \([^()\n]{{1,40}}\))?[ ]{{0,2}}[:=>]?[ ]{{0,2}}[\"']?)(?P<value>{_DATE})",
    anchors=(rf"(?i)(?:{''.join(c if c.isascii() else chr(92) + '?' for c in _WORDS)})",),
    references=("https://www.rfc-editor.org/rfc/rfc6350#section-6.2.5",),
    examples=("born on ‹12.03.1980› in", "DOB: ‹1980-03-12›", "date of birth ‹12 March 1980›", "geboren am ‹12. März 1980›", "Geburtsdatum=‹12.3.80›", "née le ‹12/03/1980›", "birthday: ‹March 12, 1980›", "Date of birth (to verify): ‹14/02/1979›"),
    counterexamples=("on 12.03.1980", "born in Berlin", "birth date is missing", "reborn 2026-11-03"),
    left="A-Za-z",
    right="A-Za-z0-9_",
    reach=100,
    order=53,
)
