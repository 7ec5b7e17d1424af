"""URLs (RFC 3986): user info, secret parameters and fragments go; scheme, host, path and parameter names stay."""

import re

from redaction.cleaner import Cleaner
from redaction.walkers import forms

_URL = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,30}:(?://|(?=[^/\s]+\?))|//[A-Za-z0-9.-]+/|/[^\s?#]{0,4000}\?|\?)[^\s\"'<>]*")
_FRAGMENT = re.compile(r"(?<!&)#")
"""Where the fragment begins; the # of a character reference begins none."""
_DATA = re.compile(r"data:[\w/+.-]{0,80}(?:;[\w=-]{1,40}){0,4},")

_LONG = 24


def clean(cleaner: Cleaner, raw: str) -> str | None:
    """A whole text that is an address; None when it is none."""
    if raw.startswith("data:"):
        return data(cleaner, raw)
    if len(raw) > (1 << 20) or _URL.fullmatch(raw) is None:
        return None
    return address(cleaner, raw)


def address(cleaner: Cleaner, raw: str) -> str:
    """A URL or the path and query of one."""
    whole = cleaner.known(raw)
    found = _FRAGMENT.search(whole)
    rest, mark, fragment = (whole[: found.start()], "#", whole[found.end() :]) if found else (whole, "", "")
    head, ask, query = rest.partition("?")
    return _path(cleaner, head) + ask + (forms.pairs(cleaner, query) if query else "") + mark + _fragment(cleaner, fragment)


def _path(cleaner: Cleaner, head: str) -> str:
    """Scheme, host and path; encoded segments first by themselves, because decoded slashes are not those between them."""
    if "%" in head:
        head = "/".join(cleaner.text(part) if "%" in part and len(part) >= _LONG else part for part in head.split("/"))
    return cleaner.text(head)


def _fragment(cleaner: Cleaner, fragment: str) -> str:
    """A fragment: parameters of an implicit grant (RFC 6749 4.2.2), or a route of its own with or without a query."""
    if not fragment:
        return ""
    route, ask, query = fragment.partition("?")
    if ask:
        return cleaner.text(route) + ask + forms.pairs(cleaner, query)
    if fragment[0] == "/":
        return cleaner.text(fragment)
    return forms.pairs(cleaner, fragment) if "=" in fragment else cleaner.text(fragment)


def data(cleaner: Cleaner, raw: str) -> str:
    """A data: URL (RFC 2397): a picture stays, what holds text is cleaned."""
    head = _DATA.match(raw)
    if head is None:
        return cleaner.text(raw)
    if head.group().startswith(("data:image/", "data:font/", "data:audio/", "data:video/")) and "svg" not in head.group():
        return raw
    return head.group() + cleaner.inside(raw[head.end() :])
