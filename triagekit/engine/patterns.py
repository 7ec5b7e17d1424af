"""Texts and regular expressions of rules: wildcards in linear time, regexes with a literal, one dialect everywhere.

google-re2 matches in linear time; where it cannot be installed, `regex` serves with a timeout. Both accept
what `check` lets through: no lookaround, no back references, no fuzzy matching, bounded repetition.
"""

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

sre: Any = import_module("re._parser")
c: Any = import_module("re._constants")

MIN_LITERAL = 3
"""Characters of fixed text that every match of a regex must contain."""
_MAX_REPEAT = 1000
_FUZZY = re.compile(r"\{[^}]{0,20}[eids]\s*<?=?|\(\?[R&0-9|]|\(\?P>")
_TIMEOUT_S = 0.5


def check(pattern: str) -> str:
    """Why the pattern cannot be used, or nothing."""
    if len(pattern) > 2000:
        return "the regex is longer than 2000 characters"
    if _FUZZY.search(pattern):
        return "the regex uses fuzzy matching, recursion or conditions"
    try:
        tree = sre.parse(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, ValueError):
        return "the regex is not valid"
    try:
        fault = _unsafe(tree, 1)
    except RecursionError:
        return "the regex is nested too deeply"
    if not fault and not _known(pattern):
        return "the regex uses something that the engine does not know, such as \\Z or inline flags"
    return fault or ("" if literals(pattern) else "the regex needs a fixed text of at least 3 characters in every match")


def _known(pattern: str) -> bool:
    try:
        _regex(pattern, cased=False)
    except Exception:  # each engine has an error class of its own
        return False
    return True


def _unsafe(tree: Iterable[Any], times: int) -> str:
    for op, arg in tree:
        if op in {c.ASSERT, c.ASSERT_NOT, c.GROUPREF, c.GROUPREF_EXISTS, c.ATOMIC_GROUP, c.POSSESSIVE_REPEAT}:
            return "the regex uses lookaround, back references or atomic groups"
        product = times
        if op in {c.MAX_REPEAT, c.MIN_REPEAT}:
            low, high = arg[0], arg[1]
            product *= max(int(low), 0 if high is c.MAXREPEAT else int(high), 1)
            if product > _MAX_REPEAT:
                return "the regex repeats more than 1000 times"
        fault = next((f for part in _parts(op, arg) if (f := _unsafe(part, product))), "")
        if fault:
            return fault
    return ""


def _parts(op: Any, arg: Any) -> list[Any]:
    if op in {c.MAX_REPEAT, c.MIN_REPEAT}:
        return [arg[2]]
    if op is c.SUBPATTERN:
        return [arg[3]]
    return list(arg[1]) if op is c.BRANCH else []


def nested_quantifier(pattern: str) -> bool:
    """True when an unbounded repetition stands inside another, as in (a+)+."""
    return _nested(sre.parse(pattern), inside=False)


def _nested(tree: Iterable[Any], inside: bool) -> bool:
    for op, arg in tree:
        loop = op in {c.MAX_REPEAT, c.MIN_REPEAT} and arg[1] is c.MAXREPEAT
        if (loop and inside) or any(_nested(part, inside or loop) for part in _parts(op, arg)):
            return True
    return False


def literals(pattern: str) -> tuple[str, ...]:
    """Lower-case texts of which every match contains at least one; empty when there is no such set."""
    found = _required(sre.parse(pattern, re.IGNORECASE))
    return tuple(sorted(found)) if found and all(len(text) >= MIN_LITERAL for text in found) and len(found) <= 64 else ()


def _required(tree: Iterable[Any]) -> frozenset[str]:
    """The best set of literals of a sequence: the one whose shortest member is longest."""
    best: frozenset[str] = frozenset()
    run = ""
    for op, arg in tree:
        if op is c.LITERAL:
            run += chr(arg).casefold()
            continue
        best, run = _better(best, frozenset({run})), ""
        best = _better(best, _inner(op, arg))
    return _better(best, frozenset({run}))


def _inner(op: Any, arg: Any) -> frozenset[str]:
    if op is c.SUBPATTERN:
        return _required(arg[3])
    if op in {c.MAX_REPEAT, c.MIN_REPEAT} and arg[0] > 0:
        return _required(arg[2])
    if op is c.BRANCH:
        sets = [_required(part) for part in arg[1]]
        return frozenset().union(*sets) if all(sets) else frozenset()
    return frozenset()


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    def worth(texts: frozenset[str]) -> int:
        return min((len(t) for t in texts), default=0)

    return other if worth(other) > worth(one) else one


def regex(pattern: str, cased: bool) -> Callable[[str], bool]:
    """A search for the pattern anywhere in a text."""
    return _when_asked(lambda: _regex(pattern, cased))


def _when_asked(make: Callable[[], Callable[[str], bool]]) -> Callable[[str], bool]:
    """What `make` gives, made when the first text comes: few of a thousand patterns are ever asked."""
    made: Callable[[str], bool] | None = None

    def ask(text: str) -> bool:
        nonlocal made
        made = made or make()
        return made(text)

    return ask


def _regex(pattern: str, cased: bool) -> Callable[[str], bool]:
    try:
        import re2
    except ImportError:
        return _slow(pattern, cased)
    options = re2.Options()
    options.case_sensitive = cased
    options.log_errors = False
    options.max_mem = 16 << 20
    search = re2.compile(pattern, options).search
    return lambda text: search(text) is not None


def _slow(pattern: str, cased: bool) -> Callable[[str], bool]:
    import regex as fallback

    search = fallback.compile(pattern, 0 if cased else fallback.IGNORECASE).search

    def found(text: str) -> bool:
        try:
            return search(text, timeout=_TIMEOUT_S) is not None
        except TimeoutError:
            return False

    return found


_WILD = re.compile(r"\\([*?\\])|([*?])")


def wildcards(text: str) -> list[str | None] | None:
    """The text split at its stars (None = star), `?` kept as NUL; or None when it holds no wildcard at all."""
    if "*" not in text and "?" not in text:
        return None
    out: list[str | None] = [""]
    at = 0
    for found in _WILD.finditer(text):
        out[-1] = (out[-1] or "") + text[at : found.start()] + (found.group(1) or ("\0" if found.group(2) == "?" else ""))
        at = found.end()
        if found.group(2) == "*":
            out += [None, ""]
    out[-1] = (out[-1] or "") + text[at:]
    return out


def plain(text: str) -> str:
    """The text with escapes of wildcards taken away."""
    return re.sub(r"\\([*?])", r"\1", text) if "\\" in text else text


def glob(parts: list[str | None]) -> Callable[[str], bool]:
    """Full match against the split text. Leftmost matching of each piece is enough, so time is linear."""
    return _when_asked(lambda: _glob(parts))


def _glob(parts: list[str | None]) -> Callable[[str], bool]:
    pieces = [re.compile(re.escape(p).replace("\0", "."), re.DOTALL) for p in parts if p is not None]
    first, last, middle = pieces[0], pieces[-1], pieces[1:-1]
    size = len([p for p in parts if p is not None][-1] or "")
    if len(pieces) == 1:
        return lambda text: first.fullmatch(text) is not None

    def match(text: str) -> bool:
        found = first.match(text)
        for piece in middle:
            found = found and piece.search(text, found.end())
        return found is not None and len(text) - size >= found.end() and last.fullmatch(text, len(text) - size) is not None

    return match
