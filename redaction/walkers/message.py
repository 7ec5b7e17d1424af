"""A raw HTTP/1 message (RFC 9112 2.1) in a text: start line, header fields, body, each by its own form."""

import re

from redaction.cleaner import Cleaner
from redaction.walkers import headers, urls

_REQUEST = re.compile(r"(?P<method>[A-Z]{3,20}) (?P<target>[^\s]{1,65536}) HTTP/\d(?:\.\d)?\r?\n")
_RESPONSE = re.compile(r"HTTP/\d(?:\.\d)? \d{3}[^\r\n]{0,200}\r?\n")
_FIELD = re.compile(r"(?P<name>[!#$%&'*+.^_`|~A-Za-z0-9-]{1,120}):(?P<gap>[ \t]*)(?P<value>[^\r\n]*(?:\r?\n[ \t]+[^\r\n]+)*)")


def clean(cleaner: Cleaner, raw: str) -> str | None:
    """A whole text that is a message; None when it is none."""
    request = _REQUEST.match(raw)
    start = request or _RESPONSE.match(raw)
    if start is None:
        return None
    first = start.group()
    if request:
        first = first.replace(request.group("target"), urls.address(cleaner, request.group("target")), 1)
    rest = raw[start.end() :]
    gap = "\r\n\r\n" if "\r\n\r\n" in rest else "\n\n"
    head, mark, body = rest.partition(gap)
    return first + fields(cleaner, head) + mark + (cleaner.inside(body) if body else "")


def fields(cleaner: Cleaner, head: str) -> str:
    """Header lines; what is none is read as text."""
    made: list[str] = []
    at = 0
    for found in _FIELD.finditer(head):
        made += (cleaner.text(head[at : found.start()]), f"{found['name']}:{found['gap']}{headers.clean(cleaner, found['name'], found['value'])}")
        at = found.end()
    return "".join(made) + cleaner.text(head[at:])
