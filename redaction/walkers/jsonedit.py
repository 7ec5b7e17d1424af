"""JSON cleaned in place, token by token: what is not changed stays byte for byte, duplicate keys and broken ends included.

For tokens, whose payload must stay as odd as it was, and for documents that no encoder would write the same way.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from redaction.edits import Edit, Edits, apply

TOKEN = re.compile(r"\"(?P<string>(?:[^\"\\]|\\.)*)(?P<closed>\"?)|(?P<number>-?\d[\d.eE+-]*)|(?P<mark>[{}\[\]:,])|(?P<word>[A-Za-z]+)", re.DOTALL)
DEPTH = 400
"""Levels whose names are known; what lies deeper is read all the same, as if it stood there."""


class Scalar(NamedTuple):
    """A string or number in a document."""

    start: int
    end: int
    """Of the string's content, without its quotes."""
    keys: tuple[str, ...]
    """The names above it, outermost first; an array's items have their array's name."""
    text: str
    """Decoded."""
    is_string: bool
    is_key: bool = False


def scalars(raw: str) -> Iterator[Scalar]:
    """Every key, string and number, in order. Any text gives an answer."""
    keys: list[str] = []
    opened: list[str] = []
    pending = ""
    below = 0
    for found in TOKEN.finditer(raw):
        mark = found.group("mark")
        if mark and mark in "{[":
            if len(opened) >= DEPTH:
                below += 1
                continue
            opened.append(mark)
            keys.append(pending)
            pending = pending if mark == "[" else ""
        elif mark and mark in "}]" and below:
            below -= 1
        elif mark and mark in "}]":
            if opened:
                opened.pop()
                keys.pop()
            pending = keys[-1] if opened and opened[-1] == "[" else ""
        elif found.group("string") is not None:
            text = decode(found.group("string"))
            is_key = bool(opened) and opened[-1] == "{" and _KEY.match(raw, found.end()) is not None
            yield Scalar(*found.span("string"), (*keys[1:], text if is_key else pending), text, True, is_key)
            pending = text if is_key else pending
        elif found.group("number"):
            yield Scalar(*found.span("number"), (*keys[1:], pending), found.group("number"), False)


_KEY = re.compile(r"\s*:")


def decode(body: str) -> str:
    """A string's content; broken escapes stay as they are."""
    if "\\" not in body:
        return body
    try:
        made = json.loads(f'"{body}"', strict=False)
    except ValueError:
        return body
    return str(made)


def encode(text: str, like: str) -> str:
    """Text as a string's content, non-ASCII escaped where `like` does so."""
    return json.dumps(text, ensure_ascii="\\u" in like)[1:-1]


def escapes(raw: str) -> str:
    """What `encode` needs to know of a long document, asked of it once."""
    return "\\u" if "\\u" in raw else ""


def clean(raw: str, change: Callable[[Scalar], str], keys: Callable[[str], str] | None = None) -> str:
    """The text with each scalar, and each key, as the callers want it; a number that changes becomes a string."""
    edits, like = Edits(), escapes(raw)
    for scalar in scalars(raw):
        made = (keys(scalar.text) if keys else scalar.text) if scalar.is_key else change(scalar)
        if made != scalar.text:
            body = encode(made, like)
            edits.add(Edit(scalar.start, scalar.end, body if scalar.is_string else f'"{body}"'))
    return apply(raw, edits)
