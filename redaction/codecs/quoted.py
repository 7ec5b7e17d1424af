"""Quoted-printable (RFC 2045 6.7): =40 for an octet, = at a line's end for none."""

import re
from collections.abc import Iterator, Sequence

from redaction.codecs.stretch import LONGEST, RECORD, Stretch

_PIECE = re.compile(r"(?:=[0-9A-F]{2})+|=[ \t]*\r?\n")
_SOFT = re.compile(r"=[ \t]*\r?\n")
_NUMBER = r"(?:\d{0,3}(?:\.\d{1,5}){1,3}(?!\w)|\d{0,5}(?:[ \t\r\n,;:'\"\])}&|]|[.](?!\w)|\Z)|\d\d-\d\d-\d\d(?!\d))"
_OCTET = re.compile(rf"=(?:(?:[CD][0-9A-F]|E[0-9A-F]=[89AB][0-9A-F])=[89AB][0-9A-F]|3[Dd]|2[Ee]|[Cc]3|(?:40|20)(?!{_NUMBER}))")
"""What only an encoder writes; `status=404`, `took=20 ms` and `date=2026-11-03` are no signs of one."""
_TELLING = re.compile(rf"{_OCTET.pattern}|(?<=[^=\s]=)\r?\n")
_PADDED = re.compile(r"[A-Za-z0-9+/_-]{11,}\Z")
_RECORD = re.compile(RECORD)
FOLDED = range(60, 79)
"""Characters of a line that an encoder breaks: never more than 76 (RFC 2045 6.7), with a mark of who quotes it, and not many less."""
LONGEST_LINE = 120


def find(text: str) -> Iterator[Stretch]:
    """Lines that look so encoded, with those that a = at the end joins to them."""
    if "=" not in text:
        return
    end = 0
    telling = _TELLING if "=\n" in text or "=\r\n" in text else _OCTET  # which begins with a = and is sought ten times as fast
    for found in telling.finditer(text):
        if found.start() >= end and (found.group()[0] == "=" or _goes_on(text, found.end() - 1)):
            start, end = _joined(text, found.start(), end)
            raw = text[start:end]
            yield Stretch(start, end, decode(raw), "quoted-printable", encode, lambda raw=raw, start=start: places(raw, start), soft=_SOFT)  # type: ignore[misc]


def _joined(text: str, at: int, least: int) -> tuple[int, int]:
    start = max(least, text.rfind("\n", least, at) + 1)
    while start > max(least, at - LONGEST) and _goes_on(text, start - 1):
        start = max(least, text.rfind("\n", least, start - 1) + 1)
    end = text.find("\n", at)
    while 0 <= end < at + LONGEST and _goes_on(text, end):
        end = text.find("\n", end + 1)
    return start, end if end >= 0 else len(text)


def _goes_on(text: str, end: int) -> bool:
    """Whether the = in front of this line end joins the next line; that which pads base64 (RFC 4648 4) and the one of an empty value do not."""
    start = text.rfind("\n", max(0, end - LONGEST_LINE), end) + 1
    line = text[start:end].rstrip("\r \t")
    if line[-1:] != "=" or not (start or end <= LONGEST_LINE) or _RECORD.match(text, end + 1):
        return False
    telling = _OCTET.search(line) is not None
    run = _PADDED.search(line, 0, len(line) - 1)
    if run is not None and (len(run.group()) + 1) % 4 == 0:
        return telling and len(line) in FOLDED
    return telling or len(line) in FOLDED


def decode(raw: str) -> str:
    """The plain text."""
    return _PIECE.sub(lambda m: _plain(m.group()), raw)


def _plain(piece: str) -> str:
    return "" if piece[-1] == "\n" else bytes.fromhex(piece.replace("=", "")).decode("utf-8", "surrogateescape")


def encode(plain: str) -> str:
    """Text with every octet encoded that has to be."""
    octets = plain.encode("utf-8", "surrogateescape")
    return "".join(chr(b) if (33 <= b <= 126 and b != 61) or b in (9, 10, 13, 32) else f"={b:02X}" for b in octets)


def places(raw: str, start: int) -> Sequence[int]:
    """Where each plain character stands."""
    made: list[int] = []
    last = 0
    for match in _PIECE.finditer(raw):
        made.extend(range(start + last, start + match.start()))
        at = start + match.start()
        for char in _plain(match.group()):
            made.append(at)
            at += 3 * len(char.encode("utf-8", "surrogateescape"))
        last = match.end()
    made.extend(range(start + last, start + len(raw) + 1))
    return made
