"""Canaries: fresh random values of known sorts, planted in a piece of the user's own artifact at every kind of place it has.

They are planted in a copy in memory, cleaned the same way, and every one must be gone.
"""

import re
import secrets
import string
from collections.abc import Callable, Iterator
from typing import Any

from redaction.cleaner import Cleaner
from redaction.layers import layers
from redaction.walkers import jsontext
from triagekit.reading import packed
from triagekit.reading.texts import decode_head
from triagekit.roles import Source

SAMPLE = 24_000
"""Bytes of the artifact that are planted into."""
EACH = 3
"""Places of one kind that are used."""
_ALPHABET = string.ascii_letters + string.digits


def _random(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(length - 2)) + "7q"


_SORTS: dict[str, Callable[[str], str]] = {
    "vendor key": lambda v: "ghp_" + (v * 2)[:36],
    "e-mail": lambda v: f"{v.lower()}@canary.example.com",
    "bearer": lambda v: f"Authorization: Bearer {v}",
    "keyed": lambda v: f'password="{v}"',
    "cookie": lambda v: f"Cookie: sid={v}; lang=en",
    "user info": lambda v: f"https://svc:{v}@db.canary.example.com/x",
    "link": lambda v: f"https://canary.example.com/reset/{v}9",
}
_LINE = re.compile(r"[^\r\n]{8,2000}")
_QUERY = re.compile(r"\?(?=[\w.-]{1,60}=)")
_KEY = re.compile(r"\{(?=\s{0,40}\"[\w.-]{1,60}\"\s{0,4}:)")
_TEXT = re.compile(r">(?=[^<>]{3,200}<)")


def fly(cleaner: Cleaner, source: Source) -> dict[str, Any]:
    """Plant, clean, look. `survived` names the kinds of place where one did; no value is in the result."""
    sample = _sample(source)
    planted = list(_planted(sample))
    before = set(cleaner.vault.values)
    survived = sorted({f"{sort}, {kind}" for kind, sort, value, text in planted if _left(_clean(cleaner, text), value)})
    for value in [v for v in cleaner.vault.values if v not in before]:
        del cleaner.vault.values[value]
    cleaner.notes.clear()
    cleaner.forget()
    return {"planted": len(planted), "places": sorted({kind for kind, *_ in planted}), "survived": survived}


def _sample(source: Source) -> str:
    """The beginning of the artifact, or of what is compressed in it; nothing of what is no text."""
    data, text = source.head.data, source.head.text
    if form := packed.form_of(data):
        try:
            with source.open() as stream:
                data = next(packed.unpack(stream, form, packed.Tail()), b"")
        except packed.DamagedError:
            return ""
        text = decode_head(data)
    return "" if b"\0" in data[:2048] else text[:SAMPLE]


def _planted(sample: str) -> Iterator[tuple[str, str, str, str]]:
    """Kind of place, sort, value, and the piece of text it was planted in."""
    for kind, found in _places(sample):
        before, after = sample[max(0, found - 300) : found], sample[found : found + 300]
        if before.rfind("-----BEGIN") > before.rfind("-----END"):
            continue  # inside a key, which goes as a whole
        for sort, make in _SORTS.items():
            value = _random(24)
            text = _fitting(kind, make(value))
            if text:
                yield kind, sort, value, before + text + after


def _places(sample: str) -> Iterator[tuple[str, int]]:
    for kind, pattern in (("line", _LINE), ("query", _QUERY), ("json member", _KEY), ("element text", _TEXT)):
        for n, found in enumerate(pattern.finditer(sample)):
            if n >= EACH:
                break
            yield kind, found.end()


def _fitting(kind: str, text: str) -> str:
    """The text as it can stand at such a place."""
    if kind == "line":
        return f" {text} "
    if kind == "query":
        from urllib.parse import quote

        return f"note={quote(text)}&"
    if kind == "json member":
        return f'"note": {_quoted(text)}, '
    return " " + text.replace("<", "").replace("&", "") + " "


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _clean(cleaner: Cleaner, text: str) -> str:
    made = jsontext.clean(cleaner, text)
    return made if made is not None else cleaner.text(text)


def _left(clean: str, value: str) -> bool:
    needles = {value.encode(), value.lower().encode(), value[:12].encode()}
    return any(n in layer for layer in layers(clean.encode("utf-8", "surrogatepass")) for n in needles)
