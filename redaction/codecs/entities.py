"""Character references of HTML and XML: &amp; &#64; &#x40;."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redaction.codecs.stretch import LONGEST, Stretch, runs

_ELEMENT = re.compile(r"&lt;(?P<name>[A-Za-z_][\w.-]{0,60}(?::[A-Za-z_][\w.-]{0,60})?)(?=\s|&gt;)")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def find(text: str) -> Iterator[Stretch]:
    """Lines, between tags, that hold a reference; whole documents whose every tag is written so, over all their lines."""
    if "&" not in text or ";" not in text or _REFERENCE.search(text) is None:
        return
    at = 0
    for start, end in (*_documents(text), (len(text), len(text))):
        yield from (_stretch(text, at + a, at + b) for a, b in runs(text[at:start], "&", "\n<>") if _REFERENCE.search(text, at + a, at + b))
        if end > start:
            yield _stretch(text, start, end)
        at = end


def _stretch(text: str, start: int, end: int) -> Stretch:
    raw = text[start:end]
    return Stretch(start, end, decode(raw), "html", encode, lambda: places(raw, start))


def _documents(text: str) -> Iterator[tuple[int, int]]:
    """Elements whose tags are written with references and that go over more than one line."""
    at = 0
    ahead = _Ahead(text)
    while "\n" in text and (begin := _ELEMENT.search(text, at)) is not None:
        at, close = begin.end(), f"&lt;/{begin['name']}&gt;"
        stop = ahead.find(close, at)
        if stop - at <= LONGEST and stop < len(text) and min(ahead.find("<", at), ahead.find(">", at)) > stop:
            if ahead.find("\n", at) < stop:
                yield begin.start(), stop + len(close)
            at = stop


@dataclass(slots=True)
class _Ahead:
    """Where each mark stands next; looked for once for all places before it, so that this is linear."""

    text: str
    known: dict[str, int] = field(default_factory=dict)

    def find(self, mark: str, at: int) -> int:
        """The next place from here on, else the text's length."""
        place = self.known.get(mark, -1)
        if place < at:
            place = self.text.find(mark, at)
            self.known[mark] = place = place if place >= 0 else len(self.text)
        return place


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
