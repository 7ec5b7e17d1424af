"""Decodes what is encoded inside text so that it can be cleaned, and encodes it again the same way.

A codec finds candidate stretches, gives their plain text, and knows the way back. Where the way back is not
faithful, the caller replaces the whole stretch.
"""

import base64
import binascii
import html
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

LIMIT = 1_000_000
"""Characters that one stretch unpacks to at most; more is taken whole."""

Encode = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One encoded stretch of a text."""

    start: int
    end: int
    plain: str
    encode: Encode
    codec: str


_RUN = re.compile(r"[^\s\"'<>]+")
_OCTET = re.compile(r"%[0-9A-Fa-f]{2}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_UNICODE = re.compile(r"[^\s\"'<>\\]{0,200}(?:\\u[0-9a-fA-F]{4}[^\s\"'<>\\]{0,200}){1,2000}")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_=-])(?:[A-Za-z0-9+/]{16,}|[A-Za-z0-9_-]{16,})={0,2}(?![A-Za-z0-9+/_=-])")
_HEX = re.compile(r"(?<![A-Za-z0-9])(?:[0-9a-f]{2}){10,}(?![A-Za-z0-9])|(?<![A-Za-z0-9])(?:[0-9A-F]{2}){10,}(?![A-Za-z0-9])")


def stretches(text: str) -> Iterator[Stretch]:
    """Encoded stretches, best first; they may overlap and the caller takes the first that holds something."""
    if "%" in text:
        yield from _percent(text)
    if "&" in text and _ENTITY.search(text):
        yield from _entities(text)
    if "\\u" in text:
        yield from _escapes(text)
    yield from _base64(text)
    yield from _hex(text)


def _runs(text: str, mark: str) -> Iterator[re.Match[str]]:
    """Stretches without blanks and quotes that hold the mark; each looked at once, so linear."""
    at = text.find(mark)
    while at >= 0:
        start = max(text.rfind(c, 0, at) for c in " \t\n\r\"'<>") + 1 if at < 4096 else _start(text, at)
        match = _RUN.match(text, start)
        if match is None or match.end() <= at:
            at = text.find(mark, at + 1)
            continue
        yield match
        at = text.find(mark, match.end())


def _start(text: str, at: int) -> int:
    """Where the run around `at` begins; no run is followed further back than 4096 characters."""
    window = text[at - 4096 : at]
    return at - 4096 + max(window.rfind(c) for c in " \t\n\r\"'<>") + 1


def _percent(text: str) -> Iterator[Stretch]:
    for match in _runs(text, "%"):
        raw = match.group()
        plain = unquote(raw, errors="surrogateescape") if _OCTET.search(raw) else raw
        if plain != raw:
            yield Stretch(match.start(), match.end(), plain, _quote, "percent")


def _quote(plain: str) -> str:
    return quote(plain, safe="/:@,;!*'()~._-", errors="surrogateescape")


def _entities(text: str) -> Iterator[Stretch]:
    for match in _runs(text, "&"):
        plain = html.unescape(match.group())
        if plain != match.group():
            yield Stretch(match.start(), match.end(), plain, lambda p: html.escape(p, quote=True), "html")


def _escapes(text: str) -> Iterator[Stretch]:
    for match in _UNICODE.finditer(text):
        plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), match.group())
        yield Stretch(match.start(), match.end(), plain, lambda p: p, "escape")


def _base64(text: str) -> Iterator[Stretch]:
    for match in _BASE64.finditer(text):
        raw = match.group()
        if raw.isdigit() or (raw.isalpha() and (raw.islower() or raw.isupper())):
            continue
        data = unbase(raw)
        found = packed(data) if data else None
        if found is not None:
            plain, wrap = found
            yield Stretch(match.start(), match.end(), plain, Rebase(raw, wrap), "base64")


def unbase(raw: str) -> bytes:
    core = raw.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(core + "=" * (-len(core) % 4), validate=True)
    except (ValueError, binascii.Error):
        return b""


@dataclass(frozen=True, slots=True)
class Rebase:
    """Base64 in the alphabet and padding of the original."""

    raw: str
    wrap: Callable[[bytes], bytes]

    def __call__(self, plain: str) -> str:
        made = base64.b64encode(self.wrap(plain.encode("utf-8", "surrogatepass"))).decode()
        if "-" in self.raw or "_" in self.raw:
            made = made.replace("+", "-").replace("/", "_")
        padded = self.raw.endswith("=") or (len(self.raw) % 4 == 0 and "-" not in self.raw and "_" not in self.raw)
        return made if padded else made.rstrip("=")


def _hex(text: str) -> Iterator[Stretch]:
    for match in _HEX.finditer(text):
        data = bytes.fromhex(match.group())
        plain = _text(data)
        if plain is not None and sum(c.isalnum() for c in plain) > len(plain) * 0.6:
            upper = match.group().isupper()
            yield Stretch(match.start(), match.end(), plain, lambda p, up=upper: p.encode().hex().upper() if up else p.encode().hex(), "hex")  # type: ignore[misc]


def packed(data: bytes) -> tuple[str, Callable[[bytes], bytes]] | None:
    """Text in these bytes, plain or inflated within the limit, and the way back; None when they hold no text."""
    plain = _text(data)
    if plain is not None:
        return plain, bytes
    for bits in (31, 15, -15):
        inflated = _inflate(data, bits)
        plain = _text(inflated) if inflated else None
        if plain is not None:
            return plain, _Deflate(bits)
    if len(data) > 8 and data[1::2].count(0) > len(data) // 3:
        try:
            return data.decode("utf-16-le"), lambda b: b.decode().encode("utf-16-le")
        except UnicodeDecodeError:
            return None
    return None


def _text(data: bytes) -> str | None:
    try:
        plain = data.decode()
    except UnicodeDecodeError:
        return None
    return plain if plain and not _UNPRINTABLE.search(plain) else None


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _inflate(data: bytes, bits: int) -> bytes | None:
    machine = zlib.decompressobj(bits)
    try:
        out = machine.decompress(data, LIMIT)
    except zlib.error:
        return None
    return out if machine.eof else None


@dataclass(frozen=True, slots=True)
class _Deflate:
    """The way back into zlib, gzip or raw deflate."""

    bits: int

    def __call__(self, data: bytes) -> bytes:
        machine = zlib.compressobj(wbits=self.bits)
        return machine.compress(data) + machine.flush()
