"""Postal addresses in text: a street with its house number, and a postcode with its town behind a word that says so."""

import re

from redaction.commonwords import COMMON
from redaction.detecting import Shape
from triagekit.roles import Detector

_NAME = r"[A-ZÄÖÜÉÈÀÇÅØÆ][A-Za-zÀ-ÿ'’-]{1,30}"
_TOWN = r"[A-ZÄÖÜ][a-zà-ÿ'’-]{1,30}"
_ENGLISH = r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Crescent|Close|Mews|Way)"


def _street(found: re.Match[str]) -> bool:
    words = [w.lower() for w in re.findall(r"[^\W\d_]{2,}", found.group())]
    return len(words) >= 2 and not all(w in COMMON for w in words)


detectors: tuple[Detector, ...] = (
    Shape(
        name="street-english",
        category="address",
        pattern=rf"\d{{1,5}}[A-Za-z]? (?:[NSEW]\.? )?(?:{_NAME} ){{1,3}}{_ENGLISH}\b\.?(?:,? (?:Apt|Suite|Ste|Unit|Flat|#)\.? ?[A-Za-z0-9-]{{1,6}})?(?:, {_TOWN}(?: {_TOWN}){{0,2}}(?:,? [A-Z]{{2}}\b)?(?:,? (?:\d{{5}}(?:-\d{{4}})?|[A-Z]{{1,2}}\d[A-Z0-9]? \d[A-Z]{{2}}|[A-Z]\d[A-Z] \d[A-Z]\d))?)?",
        anchors=(rf"\b\d{{1,5}}[A-Za-z]? (?:[NSEW]\.? )?(?:[A-Z?][\w'?-]{{1,60}} ){{1,3}}{_ENGLISH}\b",),
        references=("https://www.upu.int/en/Postal-Solutions/Programmes-Services/Addressing-Solutions",),
        examples=("lives at ‹221B Baker Hill Street, London NW1 6XE› now", "ship to ‹1600 Amphora Parkway, Springfield, IL 62704›", "‹12 W. Elmwood Ave, Apt 4B›"),
        counterexamples=("retry 3 times way", "5 Green House Road", "took 12 Small Steps"),
        right="A-Za-z0-9",
        reach=240,
        confirm=_street,
        order=57,
    ),
    Shape(
        name="street-german-dutch",
        category="address",
        pattern=r"(?:[A-ZÄÖÜ][A-Za-zÀ-ÿ-]{1,30}[ -]?){1,3}?(?i:stra(?:ß|ss)e|str\.|weg|platz|gasse|allee|ring|damm|ufer|chaussee|straat|laan|plein|gracht) \d{1,4} ?[a-zA-Z]?(?:, ?(?:[A-Z]{1,2}-)?\d{4,5}(?: [A-Z]{2})? [A-ZÄÖÜ][A-Za-zÀ-ÿ-]{1,30})?",
        anchors=(r"(?i)(?:stra(?:\?|ss)e|str\.|weg|platz|gasse|allee|ring|damm|ufer|chaussee|straat|laan|plein|gracht) \d",),
        references=("https://www.upu.int/en/Postal-Solutions/Programmes-Services/Addressing-Solutions",),
        examples=("wohnt ‹Lindenstraße 12a, 10969 Berlin›", "‹Am Alten Markt-Platz 3›", "‹Keizersgracht 123, 1015 CJ Amsterdam›"),
        counterexamples=("string 12", "String 12", "während 3 Platz 4", "Monitoring 5"),
        left=r"A-Za-z0-9_",
        right="A-Za-z0-9_",
        lead=100,
        reach=160,
        confirm=lambda m: re.search(r"(?i)(?:^|[ -])[A-Z]?(?:str|monito|engine|process|th|wi|du|befo|b|sp|(?:\w*[cdeghklmnopstuvwxyz])?)ring \d", m.group()) is None,
        order=57,
    ),
    Shape(
        name="street-romance",
        category="address",
        pattern=rf"(?:\d{{1,4}}(?: ?(?:bis|ter))?,? )?(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Ii]mpasse|[Aa]ll[ée]e|[Cc]alle|[Aa]venida|[Pp]aseo|[Pp]laza|[Cc]arrera|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Rr]ua|[Tt]ravessa|[Pp]ra[çc]a) (?:(?:de|du|des|la|le|les|del|los|las|dell[ao']?|di|da|do|dos|d'|l') ?){{0,3}}{_NAME}(?: (?:de |du |la |del )?{_NAME}){{0,2}}(?:,? (?:n\.?[º°o]?\.? ?)?\d{{1,4}}[A-Za-z]?\b)?(?:, \d{{4,5}}(?:-\d{{3}})? {_NAME})?",
        anchors=(r"(?i)\b(?:rue|avenue|boulevard|chemin|impasse|all.e|calle|avenida|paseo|plaza|carrera|via|viale|piazza|corso|rua|travessa|pra.a) (?:[a-z' ]{1,12})?[A-Z?]",),
        references=("https://www.upu.int/en/Postal-Solutions/Programmes-Services/Addressing-Solutions",),
        examples=("habite ‹12 rue de la République, 69002 Lyon›", "en ‹Calle Mayor 15, 28013 Madrid›", "in ‹via Garibaldi, 7›"),
        counterexamples=("sent via Redis", "via Nginx proxy", "avenue to follow"),
        right="A-Za-z0-9_",
        lead=14,
        reach=200,
        confirm=lambda m: any(c.isdigit() for c in m.group()) and re.match(r"(?i)via [A-Z]\w+ \d", m.group()) is None,
        order=57,
    ),
    Shape(
        name="post-box",
        category="address",
        pattern=r"(?i:p\.? ?o\.? box|postfach|bo[iî]te postale|apartado(?: de correos)?|casella postale|postbus) (?P<value>\d[\d ]{0,8}\d)",
        anchors=(r"(?i)(?:p\.? ?o\.? box|postfach|bo.te postale|apartado|casella postale|postbus) ",),
        references=("https://www.upu.int/en/Postal-Solutions/Programmes-Services/Addressing-Solutions",),
        examples=("P.O. Box ‹1234›", "Postfach ‹10 20 30›"),
        counterexamples=("P.O. Box", "Postfach voll"),
        right="A-Za-z0-9",
        order=57,
    ),
    Shape(
        name="street-slavic",
        category="address",
        pattern=r"(?:ul|al|pl|os|nám|tř|utca|ulica|ulice)\.? [A-ZÀ-Þ\u0100-\u017d][A-Za-zÀ-ÿ\u0100-\u017e'-]{1,30}(?: [A-ZÀ-Þ\u0100-\u017d][A-Za-zÀ-ÿ\u0100-\u017e'-]{1,30}){0,2} \d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?)?(?:, ?\d{2,3}[- ]\d{2,3} [A-ZÀ-Þ\u0100-\u017d][A-Za-zÀ-ÿ\u0100-\u017e-]{1,30})?",
        anchors=(r"\b(?:ul|al|pl|os|n.m|t.|utca|ulica|ulice)\.? [A-Z?]",),
        references=("https://www.upu.int/en/Postal-Solutions/Programmes-Services/Addressing-Solutions",),
        examples=("mieszka ‹ul. Świdnicka 12/4, 50-066 Wrocław›", "‹ul. Lenina 24›"),
        counterexamples=("al. Gore said 24", "os. X", "pl. see"),
        right="A-Za-z0-9_",
        reach=160,
        order=57,
    ),
    Shape(
        name="street-chinese-latin",
        category="address",
        pattern=r"(?:(?:Room|Rm|Flat|Unit) ?\d{1,5}[A-Z]?, ?)?(?:(?:Block|Building|Bldg) ?[A-Z0-9]{1,4}, ?)?No\.? ?\d{1,5},? [A-Z][a-z]{1,24}(?: [A-Z][a-z]{1,24}){0,3} (?:Road|Rd|Street|St|Avenue|Ave|Lane|Boulevard)\b",
        anchors=(r"\b(?:Room|Rm|Flat|Unit|Block|Building|Bldg|No\.?) ?[A-Z0-9]",),
        references=("https://www.upu.int/en/Postal-Solutions/Programmes-Services/Addressing-Solutions",),
        examples=("office: ‹Room 1203, No. 8 Keyuan Road›, Shenzhen", "‹No. 17 Zhongshan East Road›"),
        counterexamples=("No. 8 of 12", "Room 12, floor 3"),
        right="A-Za-z0-9",
        reach=160,
        order=57,
    ),
)
