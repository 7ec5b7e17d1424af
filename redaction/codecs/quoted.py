"""Quoted-printable (RFC 2045 6.7): =40 for an octet, = at a line's end for none."""

import re
from collections.abc import Iterator, Sequence

from redaction.codecs.stretch import LONGEST, Stretch

_PIECE = re.compile(r"(?:=[0-9A-F]{2})+|=[ \t]*\r?\n")
_TELLING = re.compile(r"=(?:3D|40|2E|20|C3)|[^=\s]=\r?\n", re.IGNORECASE)


def find(text: str) -> Iterator[Stretch]:
    """The whole text, where it looks so encoded."""
    if "=" in text and len(text) <= LONGEST and _TELLING.search(text):
        yield Stretch(0, len(text), decode(text), "quoted-printable", encode, lambda: places(text))


def decode(raw: str) -> str:
    """The plain text."""
    return _PIECE.sub(lambda m: _plain(m.group()), raw)


def _plain(piece: str) -> str:
    return "" if piece[-1] == "\n" else bytes.fromhex(piece.replace("=", "")).decode("utf-8", "surrogateescape")


def encode(plain: str) -> str:
    """Text with every octet encoded that has to be."""
    octets = plain.encode("utf-8", "surrogateescape")
    return "".join(chr(b) if (33 <= b <= 126 and b != 61) or b in (9, 10, 13, 32) else f"={b:02X}" for b in octets)


def places(raw: str) -> Sequence[int]:
    """Where each plain character stands."""
    made: list[int] = []
    last = 0
    for match in _PIECE.finditer(raw):
        made.extend(range(last, match.start()))
        at = match.start()
        for char in _plain(match.group()):
            made.append(at)
            at += 3 * len(char.encode("utf-8", "surrogateescape"))
        last = match.end()
    made.extend(range(last, len(raw) + 1))
    return made
