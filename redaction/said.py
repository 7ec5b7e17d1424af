"""Values that no form gives away alone: a word beside them says what they are, and a form or a checksum confirms it.

`said` makes a detector for the keys of a vendor whose keys are plain hexadecimal or random letters. `Identifier` finds
numbers of people (tax, social security, passport) near a word that names them, validated by check digits.
"""

import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice
from typing import Any

from redaction import names
from redaction.detecting import Shape, compiled
from triagekit.roles import Span

_BEHIND_NAME = r"[A-Za-z0-9_.\[\]-]{0,40}"
_SEPARATOR = r"(?:\\{0,3}[\"'`])?[ \t]{0,4}(?:=>|:=|[:=>]|[ \t]|%3[Aa]|%3[Dd])[ \t]{0,4}(?i:(?:bearer|basic|token|apikey|key)[ =])?(?:\\{0,3}[\"'`])?"
BEFORE, AFTER = 48, 80
"""Characters before and after a word in which a number counts as said by it."""


def mixed(length: int) -> str:
    """An invented value of letters and digits, for examples."""
    return "".join(islice(cycle("aB3dE5gH7jK9"), length))


def hexes(length: int) -> str:
    """An invented hexadecimal value, for examples."""
    return "".join(islice(cycle("0123456789abcdef"), length))


def uuid() -> str:
    """An invented UUID, for examples."""
    return "-".join((hexes(8), "1234", "4abc", "8def", hexes(12)))


UUID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"


_FOLDED = re.compile(r"[A-Za-z0-9+/]{30}(?:\\r|\\n|\s|&#13;|&#x[dD];){1,80}$|[+/]$")


def alone(found: re.Match[str]) -> bool:
    """Not a piece out of longer base64, such as a certificate: the rest of it stands before, on this line or the last."""
    start = found.start()
    return _FOLDED.search(found.string, max(0, start - 120), start) is None


def _random(found: re.Match[str]) -> bool:
    value = found.group("value")
    return any(c.isdigit() for c in value) and "redacted-" not in value


def said(name: str, words: str, form: str, reference: str, label: str, example: str, **more: Any) -> Shape:
    """A vendor's key that only the vendor's name beside it gives away: `words` (an expression), a separator, `form`.

    `label` is a name under which customers keep it; the examples and counterexamples are made from it.
    """
    settings: dict[str, Any] = {"left": "A-Za-z", "right": "A-Za-z0-9", "order": 21, "confirm": _random, "reach": 400, **more}
    examples = (f"{label}=‹{example}›", f'{{"{label}": "‹{example}›"}}', f"set {label}: ‹{example}› now")
    near = (f"{label} is missing", f"value {example[:12]} of another", f"{label}=none")
    return Shape(name, settings.pop("category", "vendor-key"), rf"(?i:{words}){_BEHIND_NAME}{_SEPARATOR}(?P<value>{form})", (rf"(?i)(?:{words})",), (reference,), examples, near, **settings)


def checked(module: str) -> Callable[[str], bool]:
    """Whether a number is valid by a module of python-stdnum, which is loaded when the first number is looked at."""

    def valid(number: str) -> bool:
        return bool(importlib.import_module(f"stdnum.{module}").is_valid(number))

    return valid


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number with check digits near a word that names it, on the same line."""

    name: str
    words: str
    """What names it, as an expression without regard to case; stands free of other letters."""
    form: str
    """How it is written. Stands free of letters and digits."""
    valid: Callable[[str], bool]
    references: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    native: tuple[str, ...] = ()
    """Words without any ASCII letter; the number stands right behind them."""
    category: str = "national-id"
    order: int = 51

    @property
    def anchors(self) -> tuple[str, ...]:
        """The words, free of letters on both sides. What is not ASCII is a question mark in the text that is scanned."""
        words = "".join(c if c.isascii() else r"\?" for c in self.words)
        return (rf"(?i)(?:^|[^a-z])(?:{words})(?:$|[^a-z])", *((r"\?[^A-Za-z0-9\n]{0,6}[0-9]{4}",) if self.native else ()))

    @property
    def reach(self) -> int:
        """Characters looked at for each word."""
        return BEFORE + AFTER

    def near(self, text: str, at: int) -> Iterator[Span]:
        """Every valid number around the word that stands here."""
        if self.native and not text[at].isascii():
            said = text[max(0, at - 24) : at + 12].lower()
            if any(word in said for word in self.native):
                yield from self.everywhere(text, at + 1, at + 40)
            return
        pattern = _free_word(self.words)
        word = pattern.match(text, at, at + 60) or pattern.match(text, at + 1, at + 61)
        if word is None or _letter(text, word.start() - 1):
            return
        start, end = max(0, at - BEFORE), min(len(text), word.end() + AFTER)
        start = max(start, text.rfind("\n", start, word.start()) + 1)
        line = text.find("\n", word.end(), end)
        end = line if line >= 0 else end
        again = pattern.search(text, word.end(), end)  # what stands behind the next such word is that one's
        for before in pattern.finditer(text, start, word.start()):
            start = before.end()
        yield from self.everywhere(text, start, again.start() if again else end)

    def everywhere(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Every valid number between two places."""
        for found in compiled(self.form).finditer(text, start, min(len(text), end + 40)):
            if found.start() < end and _free(text, *found.span()) and self.valid(found.group()):
                yield (*found.span(), self.category)


@cache
def _free_word(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?i:{words})(?![^\W\d_])")


def identifier(name: str, words: str, form: str, module: str, reference: str, sample: tuple[str, str, str]) -> Identifier:
    """An identifier that a module of python-stdnum validates. `sample` is a label, a valid invented
    number, and one that fails its check.
    """
    label, good, wrong = sample
    behind = f"‹{good}› ({label})" if label[0].isascii() else f"{label} ‹{good}›"
    examples = (f"{label}: ‹{good}›", f'"{label}": "‹{good}›"', behind)
    native = tuple(w for w in words.split("|") if not any(c.isascii() for c in w.replace(" ", "")))
    latin = "|".join(w for w in words.split("|") if w not in native)
    return Identifier(name, latin, form, checked(module), (reference,), examples, (f"{label}: {wrong}", f"order {good} shipped"), native)


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalpha()


def _free(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end : end + 2]
    joined = before == "-" and text[max(0, start - 4) : start - 1].isalpha()
    return (joined or not (before.isalnum() or before in "_.-+")) and not (after[:1].isalnum() or after[:1] == "_") and not (after[:1] in ".-" and after[1:].isalnum())


@dataclass(frozen=True, slots=True)
class Named:
    """A value whose name stands beside it in a form of its own, such as a column of a statement: the group `name` says what the group `value` is."""

    name: str
    pattern: str
    anchors: tuple[str, ...]
    references: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    lead: int = 0
    reach: int = 600
    order: int = 39

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The pair around this place, where the name has a category and the value can be of it."""
        for found in compiled(self.pattern).finditer(text, max(0, at - self.lead), at + self.reach):
            if found.end() > at:
                yield from self._pair(found) if found.start() <= at else ()
                return

    def everywhere(self, text: str, start: int) -> Iterator[Span]:
        """All pairs from a place on."""
        for found in compiled(self.pattern).finditer(text, start):
            yield from self._pair(found)

    @staticmethod
    def _pair(found: re.Match[str]) -> Iterator[Span]:
        category, value = names.category(found["name"]), found["value"]
        if category and names.plausible(category, value) and "redacted-" not in value:
            yield (*found.span("value"), category)
