r"""Backslash escapes of JSON, JavaScript, C and shells: \\" \\/ \\n \\u0040 \\x40 \\100, surrogate pairs included."""

import re
from collections.abc import Iterator, Sequence

from redaction.codecs.stretch import Stretch, runs

_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|U000[0-9a-fA-F]{5}|x(?:[cC][2-9a-fA-F]|[dD][0-9a-fA-F])\\x[89abAB][0-9a-fA-F]|x[eE][0-9a-fA-F](?:\\x[89abAB][0-9a-fA-F]){2}|x[fF][0-4](?:\\x[89abAB][0-9a-fA-F]){3}|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|[\"'/\\nrtbf])")
_TELLING = re.compile(r"\\(?:[\"/u\\nrt]|x[0-9a-fA-F]{2}|[01][0-7]{2})")
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def find(text: str) -> Iterator[Stretch]:
    """Lines that hold an escape."""
    if "\\" not in text:
        return
    for start, end in runs(text, "\\", "\n"):
        raw = text[start:end]
        if _TELLING.search(raw):
            yield Stretch(start, end, decode(raw), "escape", _same, lambda raw=raw, start=start: places(raw, start))  # type: ignore[misc]


def decode(raw: str) -> str:
    """The plain text."""
    return _ESCAPE.sub(lambda m: _char(m.group()), raw)


def _char(escape: str) -> str:
    body = escape[1:]
    if body[0] in "uU" and len(body) > 1:
        if len(body) == 11:
            return escape.encode("ascii").decode("unicode-escape").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        code = int(body[1:].strip("{}"), 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    if body[0] == "x" and len(body) == 3:
        return chr(int(body[1:], 16))
    if body[0] == "x" and len(body) > 3:
        return _octets(bytes.fromhex(body[1:].replace("\\x", "")))
    if body[0].isdigit():
        return chr(int(body, 8))
    return _SIMPLE.get(body, body)


def _octets(data: bytes) -> str:
    """Octets that may be one character of UTF-8, as servers write them, or else characters of their own, as scripts do."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _same(plain: str) -> str:
    """Placeholders need no escape; a change that holds one cannot be written here."""
    return plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")


def places(raw: str, start: int) -> Sequence[int]:
    """Where each plain character stands."""
    made: list[int] = []
    last = 0
    for match in _ESCAPE.finditer(raw):
        made.extend(range(start + last, start + match.start()))
        made.extend([start + match.start()] * len(_char(match.group())))
        last = match.end()
    made.extend(range(start + last, start + len(raw) + 1))
    return made
