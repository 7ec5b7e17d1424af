"""Multipart bodies (RFC 2046 5.1, RFC 7578): each part by its name and its own form; boundaries and part headers stay."""

import re

from redaction.cleaner import Cleaner
from redaction.walkers import headers, values

_START = re.compile(r"\s{0,4}--(?P<boundary>[^\s]{1,200})\r?\n(?=[A-Za-z-]{4,60}:)")
_NAME = re.compile(r"\bname=\"?(?P<name>[^\";\r\n]{1,200})", re.IGNORECASE)
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):(?P<gap>[ \t]*)(?P<value>[^\r\n]*)")


def clean(cleaner: Cleaner, raw: str) -> str | None:
    """A whole text that is multipart; None when it is not."""
    start = _START.match(raw) if raw.lstrip()[:2] == "--" else None
    if start is None:
        return None
    mark = f"--{start.group('boundary')}"
    return mark.join(_part(cleaner, part) for part in raw.split(mark))


def _part(cleaner: Cleaner, part: str) -> str:
    head, gap, body = _split(part)
    if not gap:
        return cleaner.text(part)
    name = _NAME.search(head)
    clean_head = _FIELD.sub(lambda m: f"{m['name']}:{m['gap']}{headers.clean(cleaner, m['name'], m['value'])}", head)
    tail = body[len(body.rstrip("\r\n")) :]
    core = body[: len(body) - len(tail)]
    return clean_head + gap + (values.clean(cleaner, name["name"], core) if name else cleaner.inside(core)) + tail


def _split(part: str) -> tuple[str, str, str]:
    for gap in ("\r\n\r\n", "\n\n"):
        head, found, body = part.partition(gap)
        if found:
            return head, found, body
    return part, "", ""
