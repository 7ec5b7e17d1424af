"""What a later pack may say about rules of an earlier one: overlays, suppressions, and the pack's own demands.

An overlay names one rule and the fields it changes, so that it survives an upgrade of the rule:

    overlay: http/too-many-requests
    reason: our gateway retries by itself
    set: {severity: low, correlate.at_least: 20}
    filter: {request.url.host|endswith: .internal.example}     # never for these records
    disable: false

A suppression silences a rule where its scope holds, for a reason, until a day; the output counts it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from triagekit.engine.build import ID, Form
from triagekit.engine.faults import RuleFault, did_you_mean, quoted
from triagekit.engine.rulebook import Origin, Suppression
from triagekit.engine.selections import Scope, selection
from triagekit.records import Kind

_FIXED = frozenset({"id", "tests"})
_PACK = {"name": True, "version": False, "minimum_engine": False, "description": False}
_OVERLAY = {"overlay": True, "reason": True, "set": False, "filter": False, "disable": False, "notes": False}
_SUPPRESSION = {"rule": True, "reason": True, "expires": True, "scope": False}
_OVERLAID = "not_for_overlay"


@dataclass(frozen=True, slots=True)
class Overlay:
    """Changes to named fields of one rule."""

    rule: str
    reason: str
    set: Mapping[str, Any]
    filter: Any
    disable: bool
    origin: Origin


def pack(tree: Any, scope: Scope, engine: str) -> str:
    """The pack's name. Raises `RuleFault` when the file is wrong or asks for a newer engine than this one."""
    form = _form(tree, scope, _PACK)
    name, wanted = form.text("name"), form.text("minimum_engine")
    if not scope.wrongs and wanted and _version(wanted) > _version(engine):
        scope.wrong(("minimum_engine",), f"this pack needs triagekit {quoted(wanted)} or newer, and this is {engine}", "update triagekit: pip install -U triagekit")
    _stop(scope)
    return name


def _form(tree: Any, scope: Scope, known: Mapping[str, bool]) -> Form:
    if not isinstance(tree, dict):
        scope.wrong((), "the file must hold a mapping of keys to values")
        _stop(scope)
    form = Form(tree, scope)
    form.keys(known)
    return form


def _stop(scope: Scope) -> None:
    if scope.wrongs:
        raise RuleFault(scope.wrongs)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d{1,6}", text)[:4])


def overlay(tree: Any, scope: Scope, origin: Origin) -> Overlay:
    """The overlay. Raises `RuleFault`."""
    form = _form(tree, scope, _OVERLAY)
    changes = tree.get("set") or {}
    if not isinstance(changes, dict):
        scope.wrong(("set",), "set is a mapping of a rule's fields to their new values")
        changes = {}
    for key in changes:
        if key.partition(".")[0] in _FIXED:
            scope.wrong(("set", key), f"an overlay cannot change {quoted(key)}")
    if not isinstance(tree.get("disable", False), bool):
        scope.wrong(("disable",), "disable is true or false")
    made = Overlay(form.text("overlay"), form.text("reason"), changes, tree.get("filter"), tree.get("disable") is True, origin)
    if not (made.set or made.filter or made.disable):
        scope.wrong((), "the overlay changes nothing", "give set, filter or disable")
    _stop(scope)
    return made


def applied(over: Overlay, tree: Mapping[str, Any], scope: Scope) -> tuple[dict[str, Any], list[str]]:
    """The rule's tree under the overlay, and what changed, one clause each. Raises `RuleFault` for a field the rule cannot have."""
    out = dict(tree)
    told = []
    for path, value in over.set.items():
        key, _, inner = path.partition(".")
        if inner and not isinstance(out.get(key), dict):
            scope.wrong(("set", path), f"{quoted(path)} names nothing in {over.rule}", did_you_mean(path, tree))
            continue
        before = out[key].get(inner) if inner else out.get(key)
        out[key] = {**out[key], inner: value} if inner else value
        told.append(f"{path} {_short(before)} -> {_short(value)}")
    if over.filter:
        out["detect"] = _filtered(over, out.get("detect"), scope)
        told.append("records left out by a filter")
    _stop(scope)
    return out, told


def _filtered(over: Overlay, detect: Any, scope: Scope) -> dict[str, Any]:
    if not isinstance(detect, dict):
        scope.wrong(("filter",), "only an observation takes a filter")
        return {}
    names = [name for name in detect if name != "condition"]
    condition = detect.get("condition") or (names[0] if len(names) == 1 else "")
    joined = f"({condition}) and not {_OVERLAID}" if condition else f"not {_OVERLAID}"
    return {**detect, _OVERLAID: over.filter, "condition": joined}


def _short(value: Any) -> str:
    return "(nothing)" if value is None else quoted(value if not isinstance(value, str) or len(value) < 60 else value[:57] + "...")


def suppressions(tree: Any, scope: Scope, pack_name: str) -> list[Suppression]:
    """The suppressions of a pack. Raises `RuleFault`."""
    listed = tree.get("suppressions") if isinstance(tree, dict) else None
    if not isinstance(listed, list):
        scope.wrong((), "the file holds suppressions: and a list of them")
        _stop(scope)
        return []
    made = []
    for n, item in enumerate(listed):
        inner = Scope(scope.fields, tuple(Kind), scope.lists)
        made.append(_suppression(item, inner, pack_name))
        for wrong in inner.wrongs:
            scope.wrong(("suppressions", n, *wrong.at), wrong.message, wrong.suggestion)
    _stop(scope)
    return [m for m in made if m is not None]


def _suppression(item: Any, scope: Scope, pack_name: str) -> Suppression | None:
    if not isinstance(item, dict):
        scope.wrong((), "a suppression is {rule, reason, expires, scope}")
        return None
    form = Form(item, scope)
    form.keys(_SUPPRESSION)
    ends = None
    try:
        ends = date.fromisoformat(form.text("expires"))
    except ValueError:
        scope.wrong(("expires",), "expires is a day, such as 2025-12-31")
    if not ID.match(form.text("rule")):
        scope.wrong(("rule",), "rule names one rule, such as http/too-many-requests")
    where = selection(item["scope"], scope, ("scope",)) if item.get("scope") else None
    return Suppression(form.text("rule"), form.text("reason"), where, ends, pack_name) if ends else None
