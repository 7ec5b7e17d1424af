"""Reads and checks a policy file: every line is understood, every own pattern finds its examples, or the file is refused."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from redaction import names
from redaction.policy import ACTIONS, NEVER_KEPT, PROFILES, Line, Policy
from triagekit.errors import Problem, TriageError

LIMIT = 1_000_000
"""Bytes of a policy file."""
SHORTEST = 2
"""Characters that are too few for a term."""
_KEYS = frozenset({"profile", "keep", "terms", "rules", "patterns"})
_LINE = frozenset({"action", "category", "detector", "name", "place"})
_PATTERN = frozenset({"name", "category", "pattern", "examples", "counterexamples", "reference"})


def read(path: Path, profile: str = "support") -> Policy:
    """The policy of a file; what it does not say comes from `profile`. Raises TK-RED-003 at the first fault."""
    problems = list(lint(path))
    if problems:
        raise TriageError(problems[0])
    tree = _tree(path)
    lines = (*_keep(tree), *(_line(row, n) for n, row in enumerate(tree.get("rules") or (), 1)))
    terms = tuple(str(t) for t in tree.get("terms") or () if len(str(t).strip()) > SHORTEST)
    return Policy(str(tree.get("profile", profile)), lines, terms, tuple(tree.get("patterns") or ()), any(line.place for line in lines))


def lint(path: Path) -> Iterator[Problem]:
    """Everything that is wrong with a policy file."""
    try:
        tree = _tree(path)
    except TriageError as error:
        yield error.problem
        return
    for key in sorted(set(tree) - _KEYS):
        yield _fault(key, f"a policy knows {', '.join(sorted(_KEYS))}{_perhaps(key, _KEYS)}")
    if str(tree.get("profile", "support")) not in PROFILES:
        yield _fault("profile", f"known are {', '.join(PROFILES)}")
    for key in ("keep", "terms", "rules", "patterns"):
        if not isinstance(tree.get(key) or [], list):
            yield _fault(key, "it must be a list, such as [one, two]")
            tree[key] = []
    yield from _lint_words(tree)
    own = {_own_category(row) for row in tree.get("patterns") or () if isinstance(row, dict)}
    for n, row in enumerate(tree.get("rules") or (), 1):
        yield from _lint_line(row, f"rules {n}", own)
    for n, row in enumerate(tree.get("patterns") or (), 1):
        yield from _lint_pattern(row, f"patterns {n}")


def _lint_words(tree: Mapping[str, Any]) -> Iterator[Problem]:
    for category in map(str, tree.get("keep") or ()):
        if category in NEVER_KEPT:
            yield _fault("keep", f"{category} can never be kept")
        elif category not in categories():
            yield _fault("keep", f"nothing has the category {_shown(category)}{_perhaps(category, categories())}")
    for n, term in enumerate(map(str, tree.get("terms") or ()), 1):
        if len(term.strip()) <= SHORTEST:
            yield _fault(f"terms {n}", f"a term has at least {SHORTEST + 1} characters; a shorter one stands in ordinary words")


@cache
def categories() -> frozenset[str]:
    """Every category that something can have: those of the detectors, of names, and of what structures take apart."""
    from redaction.detecting import all_detectors

    return frozenset({*(str(getattr(d, "category", "")) for d in all_detectors()), *(c for c, _ in (*names.STRONG, *names.WEAK)), *_OF_STRUCTURES} - {""})


_OF_STRUCTURES = frozenset({
    "attribute", "binary", "certificate", "cipher", "claim", "claims", "code", "coordinates", "cookie", "credential", "customer", "encrypted-key", "host", "link", "nested", "nonce", "organisation", "person", "session", "signature",
    "state", "tag", "token", "user", "userinfo", "vector", "geo", "email", "ip", "mac", "device",
})  # fmt: skip


def _own_category(row: Mapping[str, Any]) -> str:
    from redaction.ownpatterns import category

    return category(row)


def _shown(word: str) -> str:
    return f"“{word[:40]}”"


def _perhaps(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant."""
    near = get_close_matches(word, sorted(known), 1)
    return f"; did you mean {near[0]}?" if near else ""


def _tree(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes()[: LIMIT + 1]
        aliased = any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(raw, Loader=yaml.CSafeLoader))
        tree = None if aliased or len(raw) > LIMIT else yaml.load(raw, Loader=yaml.CSafeLoader)
    except Exception:
        raise TriageError(_fault(path.name, "it is no YAML that can be read")) from None
    if not isinstance(tree, dict):
        raise TriageError(_fault(path.name, "it must be keys with values, without aliases and below 1 MB"))
    return {str(k): v for k, v in tree.items()}


def _keep(tree: Mapping[str, Any]) -> Iterator[Line]:
    for category in tree.get("keep") or ():
        yield Line("keep", category=str(category), origin="keep")


def _line(row: Mapping[str, Any], number: int) -> Line:
    text = {k: str(v) for k, v in row.items()}
    return Line(text["action"], text.get("category", ""), text.get("detector", ""), text.get("name", "").lower(), text.get("place", ""), f"rules {number}")


def _lint_line(row: Any, place: str, own: set[str]) -> Iterator[Problem]:
    if not isinstance(row, dict) or set(map(str, row)) - _LINE or not set(row) - {"action"}:
        odd = next(iter(sorted(set(map(str, row)) - _LINE)), "") if isinstance(row, dict) else ""
        yield _fault(place, f"a line has an action and some of {', '.join(sorted(_LINE - {'action'}))}{_perhaps(odd, _LINE)}")
        return
    wanted = str(row.get("category", ""))
    if wanted and not any(fnmatchcase(known, wanted) for known in categories() | own):
        yield _fault(place, f"nothing has the category {_shown(wanted)}, so the line would never decide{_perhaps(wanted, categories())}")
    if str(row.get("action")) not in ACTIONS:
        yield _fault(place, f"an action is {', '.join(ACTIONS)}")
    elif row["action"] == "keep" and ("category" not in row or any(_covers(str(row["category"]), c) for c in NEVER_KEPT)):
        yield _fault(place, "a line that keeps must name a category that opens nothing")


def _covers(pattern: str, category: str) -> bool:
    return fnmatchcase(category, pattern)


def _lint_pattern(row: Any, place: str) -> Iterator[Problem]:
    if not isinstance(row, dict) or set(map(str, row)) - _PATTERN or not {"name", "pattern", "examples"} <= set(row):
        yield _fault(place, f"a pattern has a name, a pattern, examples, and may have {', '.join(sorted(_PATTERN - {'name', 'pattern', 'examples'}))}")
        return
    from redaction.ownpatterns import shape

    made = shape(row)
    if made is None:
        yield _fault(place, "the pattern cannot be compiled; it takes the syntax of RE2, at most 500 characters")
        return
    for example in row["examples"]:
        if not list(made.everywhere(str(example), 0)):
            yield _fault(place, "an example is not found by its pattern")
    for example in row.get("counterexamples") or ():
        if list(made.everywhere(str(example), 0)):
            yield _fault(place, "a counterexample is found by its pattern")


def _fault(place: str, detail: str) -> Problem:
    return Problem("TK-RED-003", place, detail)
