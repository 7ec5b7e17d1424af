"""Character references of HTML and XML: &amp; &#64; &#x40;."""

import html
import re
from collections.abc import Iterator, Sequence

from redaction.codecs.stretch import Stretch, runs

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def find(text: str) -> Iterator[Stretch]:
    """Lines, between tags, that hold a reference."""
    if "&" not in text or ";" not in text:
        return
    for start, end in runs(text, "&", "\n<>"):
        raw = text[start:end]
        if _REFERENCE.search(raw):
            yield Stretch(start, end, decode(raw), "html", encode, lambda raw=raw, start=start: places(raw, start))  # type: ignore[misc]


def decode(raw: str) -> str:
    """The plain text."""
    return _REFERENCE.sub(lambda m: html.unescape(m.group()), raw)


def encode(plain: str) -> str:
    """Text that stands safely in an element or attribute."""
    return html.escape(plain, quote=True)


def places(raw: str, start: int) -> Sequence[int]:
    """Where each plain character stands."""
    made: list[int] = []
    last = 0
    for match in _REFERENCE.finditer(raw):
        made.extend(range(start + last, start + match.start()))
        made.extend([start + match.start()] * len(html.unescape(match.group())))
        last = match.end()
    made.extend(range(start + last, start + len(raw) + 1))
    return made
