"""Which of many short texts hold nothing at all: told for all of them together, because one long pass costs less than many short ones.

Asks the same anchors, codecs and remembered values that the cleaner asks of each text alone. A text is quiet when none of
them touches it and no structure can begin in it; the cleaner then returns it as it is. In doubt a text is not quiet.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from redaction.cleaner import Cleaner
from redaction.codecs import base64text, hexes
from redaction.probes import flat, swift
from redaction.probes import to_the_end as _line

FEW = 6
"""Texts from which on it pays to look at them together."""
LONG = 400
"""Characters beyond which a text is looked at alone."""
STRETCH = 1 << 18
"""Characters that are looked at together."""
HELD = 30_000
"""Quiet texts that are remembered."""
_SIGNS = r"[%&\\=\x00-\x08\x0b-\x1f]|redacted|(?m:^)[ \t>|]{0,12}[0-9A-Fa-f]{4,8}:? "
"""Of escapes, placeholders and dumps, which text may hold."""
_STRUCTURE = r"[<>{}\[\]?]|//|data:|--"
"""Of forms that a whole text may have."""
_ENCODED = r"[A-Za-z0-9+/_-]{12}|[0-9A-Fa-f]{2}[ :][0-9A-Fa-f]{2}[ :]"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
"""One that the cleaner takes for nothing but text: without user, parameters, fragment and escapes."""

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d[T ][\d:.]{5,20}(?:Z|[+-]\d\d:?\d\d)?|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
"""Times and identifiers, which are no text encoded as octets."""


def strings(value: Any) -> list[str]:
    """Every string value in parsed JSON, in no order."""
    found: list[str] = []
    waiting: list[Any] = [[value]]
    for container in waiting:  # which grows while it is gone through
        for item in container.values() if type(container) is dict else container:
            if type(item) is str:
                found.append(item)
            elif type(item) is dict or type(item) is list:
                waiting.append(item)
    return found


def look(cleaner: Cleaner, value: Any) -> None:
    """Tell the cleaner which strings of a parsed document are quiet."""
    if cleaner.policy.by_place or not cleaner.scanner.anchored:
        return
    fresh = [text for text in set(strings(value)) - cleaner.quiet - cleaner.still if 3 <= len(text) <= LONG and text.isascii() and "\n" not in text]
    if len(fresh) < FEW:
        return
    if len(cleaner.quiet) + len(cleaner.still) > HELD:
        cleaner.quiet.clear()
        cleaner.still.clear()
    for part in _parts(fresh + list({text.partition("?")[0] for text in fresh if "?" in text and (text[0] == "/" or "://" in text[:12])})):
        for text, whole in unmoved(cleaner, part):
            (cleaner.quiet if whole else cleaner.still).add(text)


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
    return (text for text, whole in unmoved(cleaner, texts) if whole)


def unmoved(cleaner: Cleaner, texts: list[str]) -> Iterator[tuple[str, bool]]:
    """Those in which, as text, nothing is to be found; and whether they are nothing but text, so that they are quiet."""
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    joined = "\n".join(texts)
    data = flat(joined)
    loud: set[int] = set()
    for start, end in _touched(cleaner, joined, data):
        first = bisect_right(starts, start) - 1
        loud.update((first,) if end <= starts[first + 1] else range(first, bisect_right(starts, end - 1)))
    encoded, formed = _holding(_ENCODED, data, starts), _holding(_STRUCTURE, data, starts)
    for n, text in enumerate(texts):
        if n not in loud and (n not in encoded or _PLAIN.fullmatch(text) is not None or not _opens(text)):
            yield text, n not in formed or _ADDRESS.fullmatch(text) is not None


def _holding(sign: str, data: bytes, starts: list[int]) -> set[int]:
    """The numbers of the texts, each of one line, in which a sign stands."""
    return {bisect_right(starts, found.start()) - 1 for found in swift(_line(sign)).finditer(data)}


def _touched(cleaner: Cleaner, joined: str, data: bytes) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in swift(_line(_SIGNS)).finditer(data))
    yield from cleaner.scanner.touched(data)
    yield from cleaner.vault.touched(joined)


def _opens(text: str) -> bool:
    """Whether it holds a stretch that is encoded as octets."""
    if text.isalnum():
        return base64text.holds(text) or hexes.holds(text)
    return any(True for _ in base64text.find(text)) or any(True for _ in hexes.find(text))
