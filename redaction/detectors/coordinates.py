"""Positions on earth: pairs beside a word or in a form that only positions have, fine enough to find a house."""

import re

from redaction.detecting import Shape
from triagekit.roles import Detector

_LAT = r"[-+]?(?:[0-8]?\d(?:\.\d{3,17})|90(?:\.0{3,17}))"
_LON = r"[-+]?(?:(?:1[0-7]\d|\d{1,2})(?:\.\d{3,17})|180(?:\.0{3,17}))"
_SAID = re.compile(r"(?i)lat|lon|lng|coord|gps|geo|position|location|standort|point|map|place|\bat\b|ort\b|[?&/@]ll")


def _said(found: re.Match[str]) -> bool:
    return _SAID.search(found.string, max(0, found.start() - 40), found.start() + 1) is not None


def _place(name: str, pattern: str, anchor: str, reference: str, texts: tuple[tuple[str, ...], tuple[str, ...]]) -> Shape:
    examples, near = texts
    return Shape(name, "geo", pattern, (anchor,), (reference,), examples, near, left="", right=r"0-9.", order=54, reach=160)


detectors: tuple[Detector, ...] = (
    Shape(
        name="coordinate-pair",
        category="geo",
        pattern=rf"[\[(]?(?P<value>{_LAT}, ?{_LON})",
        anchors=(r"\b\d{1,3}\.\d{3,17}, ?[-+]?\d{1,3}\.\d{3}",),
        references=("https://www.rfc-editor.org/rfc/rfc5870",),
        examples=("location: ‹48.137154, 11.576124›", "coordinates [‹48.137154,11.576124›]", "gps ‹-33.856784,151.215297›"),
        counterexamples=("took 12.345, 11.678 ms", "load 0.123, 0.456", "location: 48.1, 11.5"),
        left=r"A-Za-z0-9_.",
        right=r"0-9.",
        lead=2,
        reach=60,
        confirm=_said,
        order=54,
    ),
    _place("geo-uri", rf"geo:(?P<value>{_LAT},{_LON}(?:,[-\d.]{{1,12}})?)", r"\bgeo:[-+\d]", "https://www.rfc-editor.org/rfc/rfc5870", (("at geo:‹48.137154,11.576124›;u=35",), ("geo:none", "geo:0,0"))),
    _place("map-link", rf"(?:/@|[?&](?:ll|q|center|sll|cp|loc|query|daddr|saddr|mlat|point|latlng|origin|destination)=|#map=\d{{1,2}}/)(?P<value>{_LAT}(?:,|%2C|~|/){_LON})", r"(?:/@|[?&](?:ll|q|center|sll|cp|loc|query|daddr|saddr|mlat|point|latlng|origin|destination)=|#map=\d{1,2}/)[-+]?\d{1,2}\.", "https://developers.google.com/maps/documentation/urls/get-started", (("https://maps.example/@‹48.137154,11.576124›,15z", "/maps?q=‹48.137154%2C11.576124›", "osm.example/#map=18/‹48.13715/11.57612›"), ("/search?q=48.1", "?ll=en"))),
    _place("iso-6709", r"(?P<value>[-+]\d{2}\.\d{3,10}[-+]\d{3}\.\d{3,10}(?:[-+]\d{1,5}(?:\.\d{1,4})?)?)/?", r"[-+]\d{2}\.\d{3,10}[-+]\d{3}\.\d{3}", "https://www.iso.org/standard/75147.html", (("com.apple.quicktime.location.ISO6709: ‹+48.1371+011.5761+519.000›/",), ("+48.1371", "+01:00"))),
    _place("well-known-text", rf"(?i:POINT) ?(?:Z ?)?\((?P<value>{_LON}[ ]{_LAT})", r"(?i)POINT ?(?:Z ?)?\(", "https://www.ogc.org/standard/sfa/", (("SRID=4326;POINT(‹11.576124 48.137154›)",), ("POINT(1 2)", "pointer(x)"))),
    _place("degrees", r"(?P<value>\d{1,2}°\s?\d{1,2}['′’]\s?\d{1,2}(?:\.\d{1,6})?(?:\"|″|”|'')?\s?[NS],?\s{0,3}\d{1,3}°\s?\d{1,2}['′’]\s?\d{1,2}(?:\.\d{1,6})?(?:\"|″|”|'')?\s?[EWO])", r"\d{1,2}\?\s?\d{1,2}['?]\s?\d{1,2}", "https://www.iso.org/standard/75147.html", (("at ‹48°08'14.0\"N 11°34'34.1\"E› now",), ("45° turned", "at 20°"))),
)  # fmt: skip
