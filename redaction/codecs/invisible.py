"""Characters that a reader does not see and a value can hide behind: zero-width, soft hyphen, direction marks, NUL,
terminal colours, overstrikes, line continuations; and full-width forms of ASCII.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from redaction.codecs.stretch import LONGEST, RECORD, Stretch

_GOES_ON = rf"\\\r?\n(?!{RECORD})[ \t]*"
"""A backslash in front of a line end, unless what follows is a line of its own."""
_HIDDEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\x00]|\x1b(?:\\[[0-9;?]{0,20}[A-Za-z]|[()][A-Z0-9])|[^\n]\x08|" + _GOES_ON)
_CONTINUED = re.compile(_GOES_ON)
_WIDE = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
_MARKS = ("\x1b", "\x08", "\x00", "\\\n", "\\\r\n")


def find(text: str) -> Iterator[Stretch]:
    """The whole text, where it holds such characters."""
    if (text.isascii() and not any(m in text for m in _MARKS)) or len(text) > LONGEST:
        return
    if _HIDDEN.search(text) or _WIDE.search(text):
        yield Stretch(0, len(text), decode(text), "invisible", lambda p: p, lambda: places(text), soft=_CONTINUED)


def decode(raw: str) -> str:
    """What a reader sees."""
    seen = _HIDDEN.sub("", raw)
    return _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), seen)


def first(raw: str, start: int, end: int) -> int:
    """Where in this stretch the first such character stands; its end where none does."""
    return min(found.start() if found else end for found in (_HIDDEN.search(raw, start, end), _WIDE.search(raw, start, end)))


def places(raw: str) -> Sequence[int]:
    """Where each seen character stands."""
    made: list[int] = []
    last = 0
    for match in _HIDDEN.finditer(raw):
        made.extend(range(last, match.start()))
        last = match.end()
    made.extend(range(last, len(raw) + 1))
    return made
