"""A second pair of eyes: opens a copy, decodes everything in it, and looks for every original value.

Shares no rule with the redactor: it knows the values that were taken out, not how they were found, and decodes
in its own way. One hit withholds the copy.
"""

import base64
import binascii
import gzip
import html
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from triagekit.placeholders import PLACEHOLDER

DEPTH = 5
SHORTEST = 6
"""Shorter values cannot be looked for: they stand in ordinary text by chance."""
INFLATED = 4_000_000


@dataclass(frozen=True, slots=True)
class Result:
    """What the verifier saw."""

    passed: bool
    layers: int
    looked_for: int
    categories: tuple[str, ...] = ()
    """Categories of the values that were still there."""


def verify(data: bytes, values: dict[str, str]) -> Result:
    """Look for every value (to its category) in these bytes and in everything encoded in them."""
    machine, wanted = _machine(values)
    if machine is None:
        return Result(True, 1, 0)
    layers = 0
    left: set[str] = set()
    for layer in _layers(data):
        layers += 1
        for _, (value, category) in machine.iter(layer.decode("latin-1")):
            if not _inside_placeholder(value):
                left.add(category)
        if layers > 20_000:
            break
    return Result(not left, layers, wanted, tuple(sorted(left)))


def telling(value: str, category: str) -> bool:
    """Whether finding this value again would prove a leak: long, and no ordinary word or small number."""
    if len(value) < SHORTEST or PLACEHOLDER.fullmatch(value):
        return False
    if category in ("ip", "user", "person", "claim", "customer", "password", "cookie", "otp", "phone"):
        return len(value) >= 8 and not value.isalpha() and not (value.isdigit() and len(value) < 10) and value not in ("127.0.0.1",)
    return len(value) >= 12 or not value.isalnum() or (any(c.isdigit() for c in value) and any(c.isalpha() for c in value))


def _machine(values: dict[str, str]) -> tuple[Any, int]:
    import ahocorasick

    machine = ahocorasick.Automaton()
    count = 0
    for value, category in values.items():
        if telling(value, category):
            machine.add_word(value.encode("utf-8", "surrogatepass").decode("latin-1"), (value, category))
            count += 1
    if not count:
        return None, 0
    machine.make_automaton()
    return machine, count


def _inside_placeholder(value: str) -> bool:
    return PLACEHOLDER.search(value) is not None


def _layers(data: bytes) -> Iterator[bytes]:
    """The bytes, and everything that decodes out of them, breadth first, each once."""
    seen: set[bytes] = set()
    waiting: list[tuple[bytes, int]] = [(data, 0)]
    while waiting:
        layer, depth = waiting.pop(0)
        yield layer
        if depth < DEPTH:
            for inner in _inner(layer):
                if len(inner) >= SHORTEST and inner not in seen:
                    seen.add(inner)
                    waiting.append((inner, depth + 1))


_RUNS = re.compile(rb"(?:[A-Za-z0-9+/_-]{4,}(?:\\n|\\r|[\r\n])*){2,}={0,2}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}){8,}")


def _inner(layer: bytes) -> Iterator[bytes]:
    for whole in (_percent, _entities, _escapes):
        made = whole(layer)
        if made is not None and made != layer:
            yield made
    for match in _RUNS.finditer(layer):
        if len(match.group()) >= 12:
            yield from _opened(_base64(match.group()))
    for match in _HEX.finditer(layer):
        if len(match.group()) >= 16:
            yield from _opened(_unhex(match.group()))
    if b"\0" in layer[:400]:
        yield layer.replace(b"\0", b"")


def _opened(data: bytes) -> Iterable[bytes]:
    if not data:
        return
    yield data
    for inflate in _INFLATERS:
        made = inflate(data)
        if made:
            yield made


def _percent(layer: bytes) -> bytes | None:
    return unquote_to_bytes(layer.replace(b"+", b" ")) if b"%" in layer else None


def _entities(layer: bytes) -> bytes | None:
    return html.unescape(layer.decode("latin-1")).encode("utf-8", "replace") if b"&" in layer else None


def _escapes(layer: bytes) -> bytes | None:
    if b"\\" not in layer:
        return None
    plain = re.sub(rb"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)).encode("utf-8", "replace"), layer)
    return plain.replace(b'\\"', b'"').replace(b"\\/", b"/").replace(b"\\n", b"\n").replace(b"\\\\", b"\\")


def _base64(run: bytes) -> bytes:
    core = re.sub(rb"\\n|\\r|[\r\n=]", b"", run).replace(b"-", b"+").replace(b"_", b"/")
    try:
        return base64.b64decode(core[: len(core) - (len(core) % 4 == 1)] + b"=" * (-len(core) % 4))
    except (ValueError, binascii.Error):
        return b""


def _unhex(run: bytes) -> bytes:
    try:
        return bytes.fromhex(run.decode("ascii"))
    except ValueError:
        return b""


def _inflate(bits: int) -> Callable[[bytes], bytes]:
    def run(data: bytes) -> bytes:
        try:
            return zlib.decompressobj(bits).decompress(data, INFLATED)
        except zlib.error:
            return b""

    return run


def _gunzip(data: bytes) -> bytes:
    if data[:2] != b"\x1f\x8b":
        return b""
    try:
        return zlib.decompressobj(31).decompress(data, INFLATED)
    except (zlib.error, gzip.BadGzipFile):
        return b""


_INFLATERS = (_gunzip, _inflate(15), _inflate(-15))
