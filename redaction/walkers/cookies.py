"""Cookie and Set-Cookie fields (RFC 6265 4.1.1, 4.2.1): names and attributes stay, values go."""

import re
from collections.abc import Iterator

from triagekit.roles import Span

_PAIR = re.compile(r"\s*(?P<name>[^=;\s][^=;]{0,200}?)\s*=\s*(?P<quote>\"?)(?P<value>[^;]*?)(?P=quote)\s*(?:;|\Z)|[^;]*(?:;|\Z)")
PAIR = re.compile(r"[A-Za-z_$][\w.$-]{0,60}=[^=;\s]")
"""How a field begins that holds a name with its value, and is no value that is padded with the same sign."""
_ROWS = re.compile(r"[^\n]+(?:\n[ \t][^\n]*)*")
"""One field each; a line that begins with a blank continues the one before (RFC 9112 5.2)."""
_ATTRIBUTES = frozenset(["expires", "max-age", "domain", "path", "secure", "httponly", "samesite", "partitioned", "priority", "version", "comment", "discard", "port"])
_PLAIN = re.compile(r"(?:deleted?|true|false|yes|no|on|off|null|undefined|none|\d{1,2}|[a-z]{2}(?:[-_][A-Z]{2})?|EXPIRED|/?(?:[a-z][\w-]{0,40}/){0,8}[a-z][\w.-]{0,40}\.(?:css|js|svg|png|html?)(?:\?\w{0,8})?|)", re.IGNORECASE)


def sent(value: str, offset: int = 0) -> Iterator[Span]:
    """Values of a Cookie field."""
    for found in _PAIR.finditer(value):
        if found.group("name") and not found.group("name").startswith("$"):
            yield from _value(found, offset)


def set_(value: str, offset: int = 0) -> Iterator[Span]:
    """The value that a Set-Cookie field sets; several fields joined by line ends are read each."""
    for row in _ROWS.finditer(value):
        found = _PAIR.match(row.group())
        if found and found.group("name") and found.group("name").lower() not in _ATTRIBUTES:
            yield from _value(found, offset + row.start())


def plain(value: str) -> bool:
    """A cookie value that says nothing of anyone: a deletion, a yes or no, a language, a file of the site."""
    return _PLAIN.fullmatch(value.strip()) is not None


def _value(found: re.Match[str], offset: int) -> Iterator[Span]:
    start, end = found.span("value")
    if end > start and not plain(found.group("value")):
        yield (offset + start, offset + end, "cookie")
