"""The `condition` line: names of selections with and, or, not, brackets, `1 of x_*`, `all of x_*`, `1 of them`."""

import re
from collections.abc import Mapping

from triagekit.engine.faults import Path, RuleFault, Wrong, did_you_mean, quoted
from triagekit.engine.language import All, AnyOf, Node, Not

_TOKEN = re.compile(r"\s*([()]|[A-Za-z0-9_*]+|\S)")
_MAX_TOKENS = 400


class Condition:
    """Parses one condition by recursive descent; `used` tells which selections it names."""

    def __init__(self, text: str, selections: Mapping[str, Node], at: Path) -> None:
        self._tokens = _TOKEN.findall(text)
        self._selections = selections
        self._at = at
        self._next = 0
        self._depth = 0
        self.used: set[str] = set()

    def parse(self) -> Node:
        """The condition's tree. Raises `RuleFault`."""
        if not self._tokens or len(self._tokens) > _MAX_TOKENS:
            raise self._fault("the condition is empty" if not self._tokens else "the condition is too long")
        node = self._either()
        if self._next < len(self._tokens):
            raise self._fault(f"the condition goes wrong at {quoted(self._tokens[self._next])}", "join selections with and, or, not and brackets")
        return node

    def _fault(self, message: str, suggestion: str = "") -> RuleFault:
        return RuleFault([Wrong(self._at, message, suggestion)])

    def _peek(self) -> str:
        return self._tokens[self._next].lower() if self._next < len(self._tokens) else ""

    def _take(self) -> str:
        token: str = self._tokens[self._next] if self._next < len(self._tokens) else ""
        self._next += 1
        return token

    def _either(self) -> Node:
        parts = [self._both()]
        while self._peek() == "or":
            self._take()
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _both(self) -> Node:
        parts = [self._one()]
        while self._peek() == "and":
            self._take()
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Node:
        self._depth += 1
        if self._depth > 40:
            raise self._fault("the condition is nested too deeply")
        token = self._take()
        word = token.lower()
        if word == "not":
            node: Node = Not(self._one())
        elif word == "(":
            node = self._either()
            if self._take() != ")":
                raise self._fault("a bracket of the condition is not closed")
        elif word in {"1", "all"} and self._peek() == "of":
            self._take()
            node = self._several(word, self._take())
        else:
            node = self._named(token)
        self._depth -= 1
        return node

    def _named(self, name: str) -> Node:
        if name not in self._selections:
            what = f"the condition names no selection {quoted(name)}" if name else "the condition ends too early"
            raise self._fault(what, did_you_mean(name, self._selections))
        self.used.add(name)
        return self._selections[name]

    def _several(self, word: str, pattern: str) -> Node:
        stem = "" if pattern.lower() == "them" else pattern.removesuffix("*")
        exact = pattern.lower() != "them" and not pattern.endswith("*")
        names = [n for n in self._selections if (n == stem if exact else n.startswith(stem))]
        if not names or not pattern:
            raise self._fault(f"no selection is called {quoted(pattern)}", "write the common beginning and a star, as in 1 of header_*")
        self.used.update(names)
        parts = tuple(self._selections[n] for n in names)
        return AnyOf(parts) if word == "1" else All(parts)
