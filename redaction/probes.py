"""One pass over a text for many short expressions at once, in linear time: google-re2 where it is installed, else `regex`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Protocol

DISPATCH = 400
"""Characters that one expression can need from its start on."""


class Probes(Protocol):
    """Finds the places where any of its expressions match."""

    def hits(self, text: bytes) -> Iterator[tuple[int, Sequence[int]]]:
        """Places in order, with the numbers of the expressions that match from there. Of a single expression none begins inside another match."""

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        """Stretches that together touch the beginning of every match; several in one line may be one."""


def probes(expressions: Sequence[str]) -> Probes:
    """The fastest engine there is for these expressions."""
    try:
        import re2
    except ImportError:
        return _Slow(expressions)
    return _Fast(expressions, re2) if len(expressions) > 1 else _Single(expressions[0], re2)


def flat(text: str) -> bytes:
    """The text as as many bytes as it has characters: what is not ASCII, which no expression asks for, becomes a question mark."""
    return text.encode("ascii", "replace")


def to_the_end(expression: str) -> str:
    """The expression and what is left of its line, so that a line is named once however often it matches there."""
    return f"(?:{expression})[^\n]*"


class _Single:
    """RE2 with one expression: where is which."""

    def __init__(self, expression: str, re2: Any) -> None:
        self._one = re2.compile(expression.encode(), _options(re2))
        self._expression = expression

    def hits(self, text: bytes) -> Iterator[tuple[int, Sequence[int]]]:
        for found in self._one.finditer(text):
            yield found.start(), (0,)

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        return (found.span() for found in swift(to_the_end(self._expression)).finditer(text))


class _Fast:
    """RE2: one automaton says where, a set of anchored ones says which."""

    def __init__(self, expressions: Sequence[str], re2: Any) -> None:
        either = "|".join(f"(?:{e})" for e in expressions)
        self._any = re2.compile(either.encode(), _options(re2))
        self._expression = either
        self._which = re2.Set.MatchSet(_options(re2))
        for expression in expressions:
            self._which.Add(expression.encode())
        self._which.Compile()

    def hits(self, text: bytes) -> Iterator[tuple[int, Sequence[int]]]:
        at = 0
        while found := self._any.search(text, at):
            at = found.start()
            yield at, self._which.Match(text[at : at + DISPATCH])
            at += 1

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        return (found.span() for found in swift(to_the_end(self._expression)).finditer(text))


def _options(re2: Any) -> Any:
    made = re2.Options()
    made.max_mem = 64 << 20
    made.log_errors = False
    made.never_capture = True
    return made


class _Slow:
    """`regex`: the same places, several times slower."""

    def __init__(self, expressions: Sequence[str]) -> None:
        import regex

        self._each = [regex.compile(e) for e in expressions]
        self._any = regex.compile("|".join(f"(?:{e})" for e in _spread(expressions)))

    def hits(self, text: bytes) -> Iterator[tuple[int, Sequence[int]]]:
        plain = text.decode("ascii")
        at = 0
        while found := self._any.search(plain, at):
            at = found.start()
            piece = plain[at : at + DISPATCH]  # cut off, as RE2's set sees it
            yield at, [n for n, e in enumerate(self._each) if e.match(piece)]
            at = at + 1 if len(self._each) > 1 else max(at + 1, found.end())

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        return (found.span() for found in self._any.finditer(text.decode("ascii")))


def _spread(expressions: Sequence[str]) -> Iterator[str]:
    """Inline flags must stand at an expression's start here: as a group of their own they may stand anywhere."""
    for expression in expressions:
        yield f"(?i:{expression[4:]})" if expression.startswith("(?i)") else expression


@cache
def swift(pattern: str) -> Any:
    """A pattern for what `flat` makes of a text, whose places are the text's own; one linear pass where RE2 is installed."""
    try:
        import re2
    except ImportError:
        return re.compile(pattern.encode())
    return re2.compile(pattern.encode(), _options(re2))


def linear(pattern: str) -> Any:
    """A whole pattern compiled so that one pass over any text is linear where RE2 is installed and takes it."""
    try:
        import re2
    except ImportError:
        return re.compile(pattern)
    try:
        return re2.compile(pattern, _options_with_groups(re2))
    except re2.error:  # repetitions beyond a thousand
        return re.compile(pattern)


def _options_with_groups(re2: Any) -> Any:
    made = re2.Options()
    made.log_errors = False
    return made
