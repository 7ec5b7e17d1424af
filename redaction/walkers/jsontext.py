"""JSON in a text: parsed, walked by key, and written again the way it was written; in place where that cannot be done."""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from redaction import survey
from redaction.cleaner import Cleaner
from redaction.walkers import jsonedit, jsonplaces, jsontree, values

_MEMBER = re.compile(r"\"\s*:")
_START = re.compile(r"\s*(?:\)\]\}',?\s*|while\(1\);|for\(;;\);)?(?=[\[{])")
_INDENT = re.compile(r"[\[{][ \t]*\r?\n(?P<indent>[ \t]+)\S")
_ENCODER = msgspec.json.Encoder()


def clean(cleaner: Cleaner, raw: str) -> str | None:
    """A whole text that is JSON; None when it is none, or only nearly."""
    start = _START.match(raw)
    if start is None or len(raw) - start.end() < 2 or raw.rstrip()[-1] not in "}]":
        return None
    body = raw[start.end() :]
    parsed = parse(body)
    if parsed is None:
        return None
    made = document(cleaner, body, parsed)
    return raw if made == body else raw[: start.end()] + made


def parse(body: str | bytes) -> Any:
    """The document, or None."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, ValueError, RecursionError, UnicodeError):
        return None


def document(cleaner: Cleaner, body: str, parsed: Any, walk: jsontree.Walk | None = None, surveyed: bool = False) -> str:
    """A document that was parsed, clean; untouched where nothing needs to change. It may have been surveyed with others."""
    if _members(parsed) < len(_MEMBER.findall(body)) and _has_doubles(body):
        return edited(cleaner, body)
    if not surveyed:
        survey.look(cleaner, parsed)
    made = (walk or jsontree.Walk(cleaner)).tree(parsed, "", jsontree.Step(None, "") if walk else None)
    return body if made is parsed else like(made, body, parsed)


def edited(cleaner: Cleaner, body: str) -> str:
    """A document, or what looks like one, cleaned in place."""
    said = ""

    def change(scalar: jsonedit.Scalar) -> str:
        nonlocal said
        name = scalar.keys[-1] if scalar.keys else ""
        if scalar.is_string and name.lower() in ("value", "val") and said:
            return jsontree.paired(cleaner, scalar.keys[-2].lower() if len(scalar.keys) > 1 else "", said, scalar.text)
        if scalar.is_string:
            said = scalar.text if name.lower() in ("name", "key") else said
            return values.clean(cleaner, name, scalar.text)
        return values.digits(cleaner, name, scalar.text)

    made = jsonedit.clean(body, change, lambda key: jsontree.key_text(cleaner, key))
    return made if lenient(body) else cleaner.text(made)


def lenient(body: str) -> bool:
    """True when Python's own reader takes it, which is less strict: NaN, lone surrogates, doubled keys."""
    try:
        json.loads(body, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return True


def _members(value: Any) -> int:
    """How many names with a value there are, at any depth."""
    count = 0
    waiting: list[Any] = [[value]]
    for container in waiting:  # which grows while it is gone through
        if type(container) is dict:
            count += len(container)
            waiting += [item for item in container.values() if type(item) is dict or type(item) is list]
        else:
            waiting += [item for item in container if type(item) is dict or type(item) is list]
    return count


def _has_doubles(body: str) -> bool:
    seen = False

    def note(pairs: list[tuple[str, Any]]) -> None:
        nonlocal seen
        seen = seen or len({k for k, _ in pairs}) < len(pairs)

    try:
        json.loads(body, object_pairs_hook=note, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return True
    return seen


def like(value: Any, body: str, parsed: Any) -> str:
    """The value written as `body` writes `parsed`, or as near to it as we can."""
    core = body.strip()
    writers = _writers(core)
    writer = next((w for w in writers if w(parsed) == core), None)
    if writer is None:
        made = jsonplaces.written(body, parsed, value)
        if made is not None:
            return made
        writer = writers[-1] if "\\u" in core and core.isascii() else writers[0]
    lead = body[: len(body) - len(body.lstrip())]
    return lead + writer(value) + body[len(body.rstrip()) :]


def _writers(core: str) -> list[Callable[[Any], str]]:
    """Ways of writing that this text can have been written in; the last writes ASCII only."""
    found = _INDENT.match(core)
    if found:
        indent = found["indent"]
        return [partial(_indented, indent), partial(json.dumps, ensure_ascii=False, indent=indent), partial(json.dumps, indent=indent)]
    head = core[:2000]
    if '": ' in head or '", ' in head:
        return [partial(json.dumps, ensure_ascii=False), json.dumps]
    return [_compact, partial(json.dumps, ensure_ascii=False, separators=(",", ":")), partial(json.dumps, separators=(",", ":"))]


def _compact(value: Any) -> str:
    return _ENCODER.encode(value).decode()


def _indented(indent: str, value: Any) -> str:
    if indent.strip(" "):
        return json.dumps(value, ensure_ascii=False, indent=indent)
    return msgspec.json.format(_ENCODER.encode(value), indent=len(indent)).decode()
