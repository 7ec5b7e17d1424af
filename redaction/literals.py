"""Anchors that begin with one of a few words are sought by one Aho-Corasick pass, whose cost does not grow with their number.

An automaton of expressions grows with the variety of the text times the number of expressions; a machine of words does
not. Every expression that can be unfolded into words of at least `SHORTEST` characters goes there; the others stay with RE2.
"""

import hashlib
import importlib
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from redaction.needles import MANY as MOST
from redaction.needles import WIDE, Needles
from triagekit.remembered import remembered

SHORTEST = 4
"""Characters of the shortest word worth looking for."""
LONGEST = 12
"""Characters after which a word is rare enough."""
MANY = 160
"""Words that one expression may unfold into."""
WHOLE = ((MOST, WIDE),)
"""Words are sought whole, because many texts are full of their beginnings: status, request."""
FREE = "(?:^|[^a-z])"
"""What may begin an expression without regard to case: no letter stands before."""


class Word(NamedTuple):
    """The beginning of what an expression matches, in lower case."""

    text: str
    open: bool
    """More of the expression may follow."""


Words = list[Word]


_known: dict[str, tuple[str, ...]] = {}


def recall(expressions: Sequence[str]) -> None:
    """Have the words of all these at hand, as an earlier start found them: unfolding the expressions of all detectors takes as long as a small case."""
    mine = Path(__file__).stat()
    told = hashlib.sha256("\0".join((sys.version, str(mine.st_size), str(mine.st_mtime_ns), *expressions)).encode()).digest()
    _known.update(remembered(Path(__file__).parent / "detectors", lambda: {e: words(e) for e in expressions}, dict[str, tuple[str, ...]], told))


@cache
def words(expression: str) -> tuple[str, ...]:
    """Words in lower case, with one of which everything that the expression matches begins; none where it is not so."""
    known = _known.get(expression)
    return _unfolded(expression) if known is None else known


def _unfolded(expression: str) -> tuple[str, ...]:
    quick = _plainly(expression)
    if quick is not None:
        return quick
    flags, _, rest = expression.rpartition(FREE) if expression.startswith(f"(?i){FREE}") else ("", "", expression)
    try:
        tree = importlib.import_module("re._parser").parse(flags + rest)
    except (re.error, ImportError, RecursionError):
        return ()
    found = {w.text for w in _sequence(tree, [Word("", True)])}
    return _worth(found)


_START = re.compile(r"(?P<flag>\(\?i\))?(?:\(\?:\^\|\[\^a-z\]\))?(?:\\b)?(?:(?P<one>[A-Za-z0-9_\"=:/<-]{4,})(?![A-Za-z0-9_\"=:/<?*{-])|\(\?:(?P<list>[A-Za-z0-9_ -]+(?:\|[A-Za-z0-9_ -]+)*)\)(?![?*{]))")
_ASIDE = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|\((?:\\.|\[(?:\\.|[^\]\\])+\]|[^()\\\[])*\)")


def _plainly(expression: str) -> tuple[str, ...] | None:
    """The words of the commonest sorts of expression, without parsing: they begin with one word or with a list of words."""
    found = _START.match(expression)
    if found is None or "|" in _ASIDE.sub("", _ASIDE.sub("", expression[found.end() :])):
        return None
    listed = found.group("list")
    return _worth({w[:LONGEST].lower() for w in (listed.split("|") if listed else [found.group("one")])}) or None


def _worth(found: set[str]) -> tuple[str, ...]:
    """The words, if looking for them pays: not too many, none too short, none that a run of one letter is full of."""
    return tuple(sorted(found)) if found and len(found) <= MANY and all(len(w) >= SHORTEST and len(set(w)) > 1 for w in found) else ()


def _sequence(tree: Any, before: Words) -> Words:
    run = ""
    for kind, value in tree:
        name = str(kind)
        if name == "LITERAL" and value < 128:
            run += chr(value).lower()
            continue
        before, run = _unfold(name, value, _extended(before, run)), ""
        if not any(w.open for w in before):
            break
    return _extended(before, run)


def _extended(before: Words, run: str) -> Words:
    """The words with a run of characters behind them, as far as they may grow."""
    if not run:
        return before
    return [Word((w.text + run)[:LONGEST], len(w.text + run) < LONGEST) if w.open else w for w in before]


def _unfold(kind: str, value: Any, before: Words) -> Words:
    if kind == "IN":
        return _each(before, _characters(value))
    if kind == "AT":
        return before
    if kind == "SUBPATTERN":
        return _bounded(before, _sequence(value[-1], before))
    if kind == "BRANCH":
        return _bounded(before, [w for branch in value[1] for w in _sequence(branch, before)])
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        return _repeated(value, before)
    return _closed(before)


def _repeated(value: tuple[int, Any, Any], before: Words) -> Words:
    least, most, inner = value
    once = _sequence(inner, before)
    if (least, int(most)) == (0, 1):
        return _bounded(before, [*before, *once])
    if least == 0:
        return _closed(before)
    return _bounded(before, once if int(most) == 1 else _closed(once))


def _characters(value: Any) -> list[str]:
    """The characters of a small class; none where it is large."""
    found: list[str] = []
    for kind, what in value:
        if str(kind) == "LITERAL":
            found.append(chr(what))
        elif str(kind) == "RANGE" and what[1] - what[0] < MANY:
            found += map(chr, range(what[0], what[1] + 1))
        else:
            return []
    return found if len({c.lower() for c in found}) <= 10 else []


def _each(before: Words, characters: Sequence[str]) -> Words:
    made = {Word(w.text + c.lower(), len(w.text) + 1 < LONGEST) for w in before if w.open for c in characters if c.isascii()}
    return _bounded(before, [*(w for w in before if not w.open), *made]) if made else _closed(before)


def _bounded(before: Words, after: Words) -> Words:
    """What comes after, unless it is too many: then the words end here."""
    after = list(dict.fromkeys(after))
    return after if len({w.text for w in after}) <= MANY else _closed(before)


def _closed(before: Words) -> Words:
    return [w._replace(open=False) for w in before]


class WordProbes:
    """The places where expressions match that begin with words: the machine finds the words, the expression decides."""

    def __init__(self, expressions: Sequence[str]) -> None:
        owners: dict[str, list[int]] = {}
        for number, expression in enumerate(expressions):
            for word in words(expression):
                owners.setdefault(word, []).append(number)
        self._words = Needles({word.encode(): tuple(numbers) for word, numbers in owners.items()}, WHOLE)
        self._exact = expressions
        self._matches: dict[int, Callable[[str, int], re.Match[str] | None]] = {}
        """Compiled at first use."""
        self._back = [int(e.startswith(f"(?i){FREE}")) for e in expressions]

    def hits(self, text: bytes) -> Iterator[tuple[int, Sequence[int]]]:
        """Places in order, with the numbers of the expressions that match from there."""
        plain = text.decode("ascii")
        found: dict[int, list[tuple[int, int]]] = {}
        for start, _, numbers in self._words.hits(text.lower()):
            for number in numbers:
                at = max(start - self._back[number], 0)
                if match := _compiled(self._exact[number]).match(plain, at):
                    found.setdefault(at, []).append((number, match.end()))
        yield from _apart(found)

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        """Stretches that together touch the beginning of every match."""
        plain = text.decode("ascii")
        for start, _, numbers in self._words.hits(text.lower()):
            for number in numbers:
                matches = self._matches.get(number) or self._matches.setdefault(number, _compiled(self._exact[number]).match)
                if match := matches(plain, max(start - self._back[number], 0)):
                    yield match.span()


def _apart(found: dict[int, list[tuple[int, int]]]) -> Iterator[tuple[int, Sequence[int]]]:
    """In order, without what lies inside an earlier match of the same expression; what goes on behind its end is one of its own."""
    ends: dict[int, int] = {}
    for at in sorted(found):
        numbers = [number for number, end in found[at] if at >= ends.get(number, 0) - 1 or end > ends[number]]
        ends.update((number, max(at + 2, end)) for number, end in found[at] if number in numbers)
        if numbers:
            yield at, numbers


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
