"""What a value looked like, in words that give nothing of it away: the sorts of characters, and about how many."""

import re
from functools import lru_cache

from redaction.pseudonyms import LOW_ENTROPY

_SORTS = (("letters", re.compile(r"[^\W\d_]")), ("digits", re.compile(r"\d")), ("blanks", re.compile(r"\s")), ("other signs", re.compile(r"[^\w\s]|_")))
_STEPS = (4, 8, 16, 32, 64, 128, 512, 2048, 8192)


def shape(category: str, value: str) -> str:
    """Such as `letters, digits; 17 to 32`. Of values that can be guessed nothing is said."""
    if category in LOW_ENTROPY:
        return ""
    return _short(value) if len(value) <= 128 else _any(value)


@lru_cache(maxsize=4_096)
def _short(value: str) -> str:
    return _any(value)


def _any(value: str) -> str:
    there = [name for name, sort in _SORTS if sort.search(value)]
    return f"{', '.join(there)}; {_length(len(value))}"


def _length(size: int) -> str:
    low = 1
    for high in _STEPS:
        if size <= high:
            return f"{low} to {high}"
        low = high + 1
    return f"more than {_STEPS[-1]}"
