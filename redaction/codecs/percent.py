"""Percent encoding (RFC 3986 2.1), also with + for a space in forms, and the %uXXXX of old scripts."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote

from redaction.codecs.stretch import Stretch, runs

_ENDS = " \t\r\n\"'<>\\"
_OCTET = re.compile(r"%(?:[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})")
_WIDE = re.compile(r"%u([0-9A-Fa-f]{4})")
_PIECE = re.compile(r"(?:%[0-9A-Fa-f]{2})+|%u[0-9A-Fa-f]{4}|%|[^%]+")


def find(text: str) -> Iterator[Stretch]:
    """Runs that hold an encoded octet."""
    if "%" not in text:
        return
    for start, end in runs(text, "%", _ENDS):
        raw = text[start:end]
        if _OCTET.search(raw):
            plus = "+" in raw and ("&" in raw or "?" in raw or "=" in raw)
            yield Stretch(start, end, decode(raw, plus), "percent", lambda p, raw=raw: encode(p, raw), lambda raw=raw, start=start: places(raw, start))  # type: ignore[misc]


def decode(raw: str, plus: bool = False) -> str:
    """The plain text; octets that are no UTF-8 become lone surrogates."""
    if "%u" in raw:
        return "".join(_plain(m.group()) for m in _PIECE.finditer(raw.replace("+", " ") if plus else raw))
    return unquote(raw.replace("+", " ") if plus else raw, errors="surrogateescape")


def _plain(piece: str) -> str:
    return chr(int(piece[2:], 16)) if _WIDE.fullmatch(piece) else unquote(piece, errors="surrogateescape")


def encode(plain: str, like: str, also: str = "") -> str:
    """Text as `like` writes it: what stands unencoded there stays so here, as do those of `also`; its hexadecimal case is kept."""
    safe = "~" + "".join(c for c in "/:@,;!*()'$?[]|{}^`" + also if c in like and (c == "/" or f"%{ord(c):02x}" not in like.lower()))
    made = quote(plain, safe=safe, errors="surrogateescape")
    return _lower(made) if re.search(r"%[0-9A-F]?[a-f]", like) else made


def _lower(text: str) -> str:
    return _OCTET.sub(lambda m: m.group().lower(), text)


def places(raw: str, start: int) -> Sequence[int]:
    """Where each plain character stands."""
    made: list[int] = []
    for match in _PIECE.finditer(raw):
        piece, at = match.group(), start + match.start()
        if piece[0] != "%" or len(piece) == 1:
            made.extend(range(at, at + len(piece)))
        elif piece[1] == "u":
            made.append(at)
        else:
            for char in unquote(piece, errors="surrogateescape"):
                made.append(at)
                at += 3 * len(char.encode("utf-8", "surrogateescape"))
    made.append(start + len(raw))
    return made
