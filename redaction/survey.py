"""Which of many short texts hold nothing at all: told for all of them together, because one long pass costs less than many short ones.

Asks the same anchors, codecs and remembered values that the cleaner asks of each text alone. A text is quiet when none of
them touches it and no structure can begin in it; the cleaner then returns it as it is. In doubt a text is not quiet.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from redaction.cleaner import Cleaner
from redaction.codecs import base64text, hexes
from redaction.probes import flat, swift

FEW = 6
"""Texts from which on it pays to look at them together."""
LONG = 400
"""Characters beyond which a text is looked at alone."""
STRETCH = 1 << 18
"""Characters that are looked at together."""
HELD = 30_000
"""Quiet texts that are remembered."""
_STRUCTURE = r"[%&\\=<>{}\[\]?\x00-\x08\x0b-\x1f]|//|data:|redacted|--|(?m:^)[ \t>|]{0,12}[0-9A-Fa-f]{4,8}:? "
_ENCODED = r"[A-Za-z0-9+/_-]{12}|[0-9A-Fa-f]{2}[ :][0-9A-Fa-f]{2}[ :]"

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d[T ][\d:.]{5,20}(?:Z|[+-]\d\d:?\d\d)?|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
"""Times and identifiers, which are no text encoded as octets."""


def strings(value: Any) -> Iterator[str]:
    """Every string value in parsed JSON, in no order."""
    waiting = [value]
    while waiting:
        for item in _items(waiting.pop()):
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict | list):
                waiting.append(item)


def _items(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else (value,) if isinstance(value, str) else ()


def look(cleaner: Cleaner, value: Any) -> None:
    """Tell the cleaner which strings of a parsed document are quiet."""
    if cleaner.policy.by_place or not cleaner.scanner.anchored:
        return
    fresh = [text for text in {*strings(value)} - cleaner.quiet if 3 <= len(text) <= LONG and text.isascii() and "\n" not in text]
    if len(fresh) < FEW:
        return
    if len(cleaner.quiet) > HELD:
        cleaner.quiet.clear()
    for part in _parts(fresh):
        cleaner.quiet.update(quiet(cleaner, part))


def _parts(texts: list[str]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for text in texts:
        part.append(text)
        size += len(text)
        if size > STRETCH:
            yield part
            part, size = [], 0
    yield part


def quiet(cleaner: Cleaner, texts: list[str]) -> Iterator[str]:
    """The quiet ones among short texts of one line each, in ASCII."""
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    joined = "\n".join(texts)
    data = flat(joined)
    loud: set[int] = set()
    for start, end in _touched(cleaner, joined, data):
        loud.update(range(bisect_right(starts, start) - 1, bisect_right(starts, end - 1)))
    encoded = {bisect_right(starts, found.start()) - 1 for found in swift(_ENCODED).finditer(data)}
    for n, text in enumerate(texts):
        if n not in loud and not (n in encoded and _PLAIN.fullmatch(text) is None and _opens(text)):
            yield text


def _touched(cleaner: Cleaner, joined: str, data: bytes) -> Iterator[tuple[int, int]]:
    for found in swift(_STRUCTURE).finditer(data):
        yield found.span()
    yield from cleaner.scanner.touched(data)
    yield from cleaner.vault.touched(joined)


def _opens(text: str) -> bool:
    """Whether it holds a stretch that is encoded as octets."""
    return any(True for codec in (base64text, hexes) for _ in codec.find(text))
