"""Makes observations and causes from parsed files, noting every fault of a file before giving up on it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triagekit.engine import units
from triagekit.engine.condition import Condition
from triagekit.engine.correlation import MOST, TAKES, Correlation, Role, Shape
from triagekit.engine.faults import Path, RuleFault, did_you_mean, quoted
from triagekit.engine.language import Node
from triagekit.engine.rulebook import Cause, Observation, Origin, Sight
from triagekit.engine.selections import Scope, selection
from triagekit.records import Kind

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}(?:/[a-z0-9][a-z0-9-]{0,63}){1,2}\Z")
SEVERITIES = ("low", "medium", "high", "critical")
OWNERS = ("customer", "vendor", "identity-provider", "network")
STRENGTHS = ("weak", "moderate", "strong")
RISKS = ("none", "low", "medium", "high")
_OBSERVATION = {"id": True, "title": True, "reads": True, "detect": True, "correlate": False, "show": False, "references": False, "tests": False, "notes": False, "status": False}
_CAUSE = {
    "id": True, "title": True, "differential": True, "severity": True, "owner": True, "evidence": True, "explains": False, "coarse": False,
    "next_steps": True, "ask_customer": False, "customer_wording": False, "engineer_wording": False, "looks_like": False,
    "references": False, "tests": False, "notes": False, "status": False,
}  # fmt: skip
"""Keys of each kind of rule; True = required."""
_CALCULATED = frozenset({"count", "peak", "first.time", "last.time", "group", "share", "length", "gap", "values"})
"""Words a `show` text may use beside the fields of the first record."""
SHOWN = re.compile(r"\{([^{}]{1,120})\}")


@dataclass(frozen=True, slots=True)
class Form:
    """Checks of the plain parts of a rule; every fault goes to the scope."""

    tree: Mapping[str, Any]
    scope: Scope

    def keys(self, known: Mapping[str, bool]) -> None:
        for key in self.tree:
            if key not in known and not key.startswith("x_"):
                self.scope.wrong((key,), f"unknown key {quoted(key)}", did_you_mean(key, known))
        for key, needed in known.items():
            if needed and self.tree.get(key) in (None, "", [], {}):
                self.scope.wrong((), f"{key} is missing")

    def text(self, key: str) -> str:
        value = self.tree.get(key, "")
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            if value is not None:
                self.scope.wrong((key,), f"{key} must be a text")
            return ""
        return str(value)

    def word(self, key: str, known: tuple[str, ...]) -> str:
        value = self.text(key)
        if value and value not in known:
            self.scope.wrong((key,), f"{key} must be one of {', '.join(known)}", did_you_mean(value, known))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.tree.get(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(item, str) for item in items):
            self.scope.wrong((key,), f"{key} must be a list of texts")
            return ()
        return tuple(items)


def identity(tree: Any, path_id: str, scope: Scope) -> None:
    """The file must hold a mapping whose id is its path. Raises `RuleFault` when it holds none."""
    if not isinstance(tree, dict):
        scope.wrong((), "the file is empty" if tree is None else "a rule must be a mapping of keys to values")
        raise RuleFault(scope.wrongs)
    found = tree.get("id")
    if found != path_id:
        scope.wrong(("id",), f"the id must be the file's path, {path_id}", "" if found is None else f"it says {quoted(found)}")
    if not ID.match(path_id):
        scope.wrong(("id",), "an id is family/name in lower-case letters, digits and dashes")


def observation(tree: Any, path_id: str, scope: Scope, origin: Origin) -> Observation:
    """The observation. Raises `RuleFault` with everything that is wrong with it."""
    identity(tree, path_id, scope)
    form = Form(tree, scope)
    form.keys(_OBSERVATION)
    scope.kinds = _kinds(form)
    selections, condition = _detect(tree.get("detect"), scope, "correlate" in tree)
    correlate = _correlate(tree["correlate"], selections, scope) if "correlate" in tree else None
    if condition is None and (correlate is None or not correlate.roles):
        condition = next(iter(selections.values()), None) if len(selections) == 1 else None
        if condition is None and not scope.wrongs:
            scope.wrong(("detect",), "the condition is missing", "as in condition: first and not second")
    show = form.text("show")
    _check_shown(show, scope)
    made = Observation(path_id, form.text("title"), scope.kinds, selections, condition, correlate, show, form.texts("references"), origin, tree)
    if scope.wrongs:
        raise RuleFault(scope.wrongs)
    return made


def _kinds(form: Form) -> tuple[Kind, ...]:
    known = [k.value for k in Kind]
    out = []
    for word in form.texts("reads"):
        if word in known:
            out.append(Kind(word))
        else:
            form.scope.wrong(("reads",), f"unknown record kind {quoted(word)}", did_you_mean(word, known) or f"one of {', '.join(known)}")
    return tuple(out)


def _detect(body: Any, scope: Scope, correlated: bool) -> tuple[dict[str, Node], Node | None]:
    if not isinstance(body, dict):
        if body is not None:
            scope.wrong(("detect",), "detect must be a mapping of selections and a condition")
        return {}, None
    selections: dict[str, Node] = {}
    for name, value in body.items():
        if name == "condition":
            continue
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,60}", name) or name.lower() in {"and", "or", "not", "of", "all", "them"}:
            scope.wrong(("detect", name), "a selection's name is a word of letters, digits and underscores")
            continue
        made = selection(value, scope, ("detect", name)) if scope.kinds else None
        if made is not None:
            selections[name] = made
    text = body.get("condition")
    if text is None:
        if not correlated and len(body) > 1:
            scope.wrong(("detect",), "the condition is missing", "as in condition: first and not second")
        return selections, None
    return selections, _expression(text, selections, scope, ("detect", "condition"))


def _expression(text: Any, selections: Mapping[str, Node], scope: Scope, at: Path) -> Node | None:
    if not isinstance(text, str):
        scope.wrong(at, "this must name selections, as in first and not second")
        return None
    if scope.wrongs:
        return None  # a selection that failed would only be reported a second time, as unknown
    try:
        return Condition(text, selections, at).parse()
    except RuleFault as fault:
        scope.wrongs.extend(fault.wrongs)
        return None


def _correlate(body: Any, selections: Mapping[str, Node], scope: Scope) -> Correlation | None:
    at: Path = ("correlate",)
    shapes = [s.value for s in Shape]
    if not isinstance(body, dict) or body.get("type") not in shapes:
        given = body.get("type") if isinstance(body, dict) else body
        scope.wrong(at, f"correlate needs a type, one of {', '.join(shapes)}", did_you_mean(str(given), shapes))
        return None
    shape = Shape(body["type"])
    needed, optional = TAKES[shape]
    for key in body:
        if key not in needed | optional | {"type", "by"}:
            scope.wrong((*at, key), f"{shape.value} does not take {quoted(key)}", did_you_mean(key, needed | optional | {"by"}))
    for key in sorted(needed - body.keys()):
        scope.wrong(at, f"{shape.value} needs {key}")
    parts = _Parts(body, scope)
    return Correlation(
        shape, parts.fields("by"), parts.length("within"), parts.number("at_least", 2 if shape is Shape.CHAIN else 1), next(iter(parts.fields("field")), ""),
        parts.roles(shape, selections), parts.role("without", selections), parts.fields("from"), parts.fields("to"),
        body.get("loop") is True, parts.share("above"), parts.length("longer_than") or 0.0,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Parts:
    """The values of a correlate block, checked one by one."""

    body: Mapping[str, Any]
    scope: Scope

    def fields(self, key: str) -> tuple[str, ...]:
        value = self.body.get(key)
        names = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(name for name in names if self.scope.field(name, ("correlate", key)) is not None)

    def length(self, key: str) -> float | None:
        value = self.body.get(key)
        length = units.seconds(value)
        if value is not None and (length is None or length <= 0):
            self.scope.wrong(("correlate", key), f"{key} must be a duration such as 60s, 5m or 2h")
        return length

    def number(self, key: str, usual: int) -> int:
        value = self.body.get(key, usual)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
            self.scope.wrong(("correlate", key), f"{key} must be a whole number from 1 to {MOST}")
            return usual
        return value

    def share(self, key: str) -> float:
        value = self.body.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1:
            self.scope.wrong(("correlate", key), f"{key} must be a share from 0 to below 1, such as 0.5")
            return 0.0
        return float(value)

    def role(self, key: str, selections: Mapping[str, Node]) -> Node | None:
        return _expression(self.body[key], selections, self.scope, ("correlate", key)) if key in self.body else None

    def roles(self, shape: Shape, selections: Mapping[str, Node]) -> tuple[Role, ...]:
        names: list[tuple[str, Any]] = [(str(self.body[key])[:80], self.body[key]) for key in ("after", "expected", "part", "whole") if key in self.body]
        if shape is Shape.SEQUENCE:
            steps = self.body.get("steps")
            if not isinstance(steps, list) or not 2 <= len(steps) <= 12:
                self.scope.wrong(("correlate", "steps"), "steps must be a list of at least two selections")
                return ()
            names = [(str(step)[:80], step) for step in steps]
        made = [(name, _expression(text, selections, self.scope, ("correlate",))) for name, text in names]
        return tuple(Role(name, node) for name, node in made if node is not None)


def _check_shown(show: str, scope: Scope) -> None:
    for word in SHOWN.findall(show):
        if word not in _CALCULATED and scope.kinds and scope.fields.spec(word, scope.kinds) is None:
            known = [*scope.fields.names(scope.kinds), *_CALCULATED]
            scope.wrong(("show",), f"show names the unknown field {quoted(word)}", did_you_mean(word, known))


def cause(tree: Any, path_id: str, scope: Scope, origin: Origin) -> Cause:
    """The cause. Raises `RuleFault` with everything that is wrong with it."""
    identity(tree, path_id, scope)
    form = Form(tree, scope)
    form.keys(_CAUSE)
    made = Cause(
        path_id, form.text("title"), form.text("differential"), form.word("severity", SEVERITIES), form.word("owner", OWNERS),
        _evidence(tree.get("evidence"), scope), form.texts("explains"), tree.get("coarse") is True, _steps(tree.get("next_steps"), scope),
        form.text("ask_customer"), form.text("customer_wording"), form.text("engineer_wording"), form.text("looks_like"),
        form.texts("references"), origin, tree,
    )  # fmt: skip
    if made.differential and not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", made.differential):
        scope.wrong(("differential",), "a differential is named in lower-case letters, digits and dashes")
    if scope.wrongs:
        raise RuleFault(scope.wrongs)
    return made


def _steps(value: Any, scope: Scope) -> tuple[Mapping[str, str], ...]:
    out = []
    for n, given in enumerate(value if isinstance(value, list) else []):
        step = {"do": given} if isinstance(given, str) else given
        if not isinstance(step, dict) or not isinstance(step.get("do"), str) or step.get("risk", "none") not in RISKS or step.keys() - {"do", "risk", "where", "expect"}:
            scope.wrong(("next_steps", n), "a next step is {do: text, risk: none | low | medium | high}, with where and expect if you like")
            continue
        out.append({key: str(text) for key, text in {"risk": "none", **step}.items()})
    if value is not None and not isinstance(value, list):
        scope.wrong(("next_steps",), "next_steps must be a list")
    return tuple(out)


def _evidence(value: Any, scope: Scope) -> tuple[Sight, ...]:
    if not isinstance(value, list):
        return ()
    made = [_sight(item, n, scope) for n, item in enumerate(value)]
    good = [s for s in made if s is not None]
    seen: set[str] = set()
    for n, sight in enumerate(good):
        if sight.sees in seen:
            scope.wrong(("evidence", n), f"{quoted(sight.sees)} is weighed twice", "one observation has one weight in a cause")
        seen.add(sight.sees)
    if good and not any(s.weight.startswith(("proves", "supports")) for s in good):
        scope.wrong(("evidence",), "nothing proves or supports this cause")
    return tuple(good)


def _sight(item: Any, n: int, scope: Scope) -> Sight | None:
    at: Path = ("evidence", n)
    if not isinstance(item, dict) or not isinstance(item.get("sees"), str):
        scope.wrong(at, "an evidence item is {sees: observation id, supports: strong, group: name}")
        return None
    for key in item.keys() - {"sees", "group", "proves", "excludes", "supports", "weakens"}:
        scope.wrong((*at, key), f"unknown key {quoted(key)}", did_you_mean(key, ("sees", "group", "proves", "excludes", "supports", "weakens")))
    says = [key for key in ("proves", "excludes", "supports", "weakens") if key in item]
    if len(says) != 1:
        scope.wrong(at, "an evidence item says one of proves: true, excludes: true, supports: WORD, weakens: WORD")
        return None
    word, strength = says[0], item[says[0]]
    if word in {"proves", "excludes"} and strength is not True:
        scope.wrong((*at, word), f"{word} takes true")
    if word in {"supports", "weakens"} and strength not in STRENGTHS:
        scope.wrong((*at, word), f"{word} takes weak, moderate or strong", did_you_mean(str(strength), STRENGTHS))
    group = item.get("group", item["sees"])
    if not isinstance(group, str) or not group:
        scope.wrong((*at, "group"), "group must be a word")
        group = item["sees"]
    return Sight(item["sees"], word if strength is True else f"{word}: {strength}", group)
