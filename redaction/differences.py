"""Where two writings of a text differ, as few and as small stretches as can be told, so that each can be written into an encoded form."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from triagekit.placeholders import WRITTEN

Change = tuple[int, int, str]
"""Start and end in the old text, and what stands there now."""
WORDS = 1_200
"""More words than this are not compared one by one."""
_WORD = re.compile(rf"{WRITTEN.pattern}|[^\W_]+|\s+|.", re.DOTALL)
"""A word, where a placeholder is one, so that no change holds a part of it."""


def changes(plain: str, clean: str) -> Iterator[Change]:
    """What to change in `plain` to get `clean`."""
    start, end = _whole(clean, *_ends(plain, clean))
    old, new = plain[start : len(plain) - end], clean[start : len(clean) - end]
    found = _by_placeholders(old, new) or _by_words(old, new)
    return ((start + a, start + b, text) for a, b, text in found or [(0, len(old), new)])


def _ends(plain: str, clean: str) -> tuple[int, int]:
    """Lengths of the equal beginning and the equal end."""
    shortest = min(len(plain), len(clean))
    start = next((n for n in range(shortest) if plain[n] != clean[n]), shortest)
    end = 0
    while end < shortest - start and plain[-1 - end] == clean[-1 - end]:
        end += 1
    return start, end


def _whole(clean: str, start: int, end: int) -> tuple[int, int]:
    """The same ends, drawn back so that neither cuts a placeholder."""
    for found in WRITTEN.finditer(clean):
        a, b = found.span()
        start = a if a < start < b else start
        end = len(clean) - b if a < len(clean) - end < b else end
    return start, end


def _by_placeholders(old: str, new: str) -> list[Change]:
    """Each placeholder as one change, when all the rest stands in the old text in the same order; else nothing."""
    made: list[Change] = []
    at = written = 0
    for found in WRITTEN.finditer(new):
        kept = new[written : found.start()]
        place = old.find(kept, at) if kept else at
        if place < 0 or (not made and place > 0) or (made and not kept):
            return []
        if made:
            made[-1] = (made[-1][0], place, made[-1][2])
        at = place + len(kept)
        made.append((at, at, found.group()))
        written = found.end()
    tail = new[written:]
    if not made or not old.endswith(tail) or len(old) - len(tail) < at:
        return []
    made[-1] = (made[-1][0], len(old) - len(tail), made[-1][2])
    return made


def _by_words(old: str, new: str) -> list[Change]:
    """Words that changed; nothing when there are too many to compare."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) > WORDS or len(after) > WORDS:
        return []
    places = [0]
    for word in before:
        places.append(places[-1] + len(word))
    return [
        (places[a], places[b], "".join(after[c:d])) for sort, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if sort != "equal"
    ]  # fmt: skip
