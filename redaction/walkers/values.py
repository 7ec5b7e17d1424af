"""One value under a name: what the name says first, then what the value shows of itself."""

import re

from redaction import names
from redaction.cleaner import Cleaner
from redaction.walkers import cookies, credentials

_OPENS = ("{", "[", "<")
_READ_ON = frozenset({"ip", "connection", "phone", "address"})
"""Categories whose values may hold more than one, or something else beside: they are read as text first."""
_VERSION = re.compile(r"v?\d{1,4}(?:\.\d{1,6}){1,4}")
"""What looks like an address and is none where the name says so."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PEOPLE = frozenset({"password", "otp", "secret", "phone", "national-id", "card", "card-code", "iban", "geo", "birth-date", "user", "device", "private-key", "token", "api-key"})
"""Categories in which a bare number is meant."""


def clean(cleaner: Cleaner, name: str, raw: str) -> str:
    """The value under this name, clean."""
    if len(raw) < 2:
        return raw
    if _VERSION.fullmatch(raw) and name.lower().endswith(("version", "release")):
        return raw
    category = names.category(name)
    if not category or raw[0] in _OPENS or not names.plausible(category, raw):
        return cleaner.inside(raw)
    if category in _READ_ON:
        made = cleaner.inside(raw)
        return made if made != raw or category == "ip" else cleaner.secret(category, raw, "name", name)
    if _address(raw) and category not in ("password", "private-key"):
        return cleaner.inside(raw)
    made = _field(cleaner, names.plain(name), raw) or cleaner.secret(category, raw, "name", name)
    word = cleaner.signature_of(raw) if category == "signature" and made != raw else ""
    return f"redacted-signature-{word}" if word else made


def _field(cleaner: Cleaner, said: str, raw: str) -> str:
    """A header field that a log or a report names: its scheme, or its cookies' names, stay. Empty when it is none."""
    if said.endswith("authorization") and credentials.scheme(raw, 0):
        return cleaner.replace(raw, credentials.spans(raw), "authorization")
    if said.endswith("cookie") and cookies.PAIR.match(raw):
        return cleaner.replace(raw, cookies.set_(raw) if said.endswith("set_cookie") else cookies.sent(raw), "cookie")
    return ""


def _address(raw: str) -> bool:
    return raw.startswith(("http://", "https://")) and " " not in raw


def number(cleaner: Cleaner, name: str, value: int | float) -> int | float | str:
    """A number under a name: a phone, an account, a position; counts and times stay."""
    category = names.category(name)
    if category not in PEOPLE:
        return value
    text = repr(value)
    if category != "geo" and not text.isdigit():
        return value
    return cleaner.secret(category, text, "name", name) if names.plausible(category, text) and _enough(category, text) else value


def digits(cleaner: Cleaner, name: str, text: str) -> str:
    """A number as it is written, which may be no number that a reader would write again."""
    return str(number(cleaner, name, int(text))) if text.isascii() and text.isdigit() and len(text) < 40 and str(int(text)) == text else text


def _enough(category: str, digits: str) -> bool:
    """Small numbers under a weak name are counts, sizes or flags."""
    least = {"user": 5, "token": 8, "api-key": 8, "device": 6, "otp": 4, "card-code": 3, "password": 3, "geo": 4}
    return len(digits) >= least.get(category, 6)
