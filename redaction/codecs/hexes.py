r"""Hexadecimal octets in text: in one run, or in pairs set apart by blanks, colons or \\x; and base32."""

import base64
import binascii
import re
from collections.abc import Iterator

from redaction.codecs.packed import unpack
from redaction.codecs.stretch import Stretch
from redaction.probes import flat, swift

_HEX = r"[0-9A-Fa-f]{16,}"
_OF_ONE_CASE = re.compile(r"[0-9]*[a-f][0-9a-f]*|[0-9]*[A-F][0-9A-F]*")
_OF_32 = re.compile(r"[2-7]{24}")
"""Digits that may be base32 too."""
_PAIRED = r"[0-9a-fA-F]{2}(?:(?: [0-9a-fA-F]{2}){7}|(?::[0-9a-fA-F]{2}){7})"
_PAIRS = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{2}(?:(?: [0-9a-fA-F]{2}){7,}|(?::[0-9a-fA-F]{2}){7,})(?![0-9A-Za-z])")
NUMBER = 32
"""Decimal digits below which they are a number, whatever they would say."""
BRIEF = 2_000
"""Characters up to which one quick look costs less than three passes."""
_ANY = re.compile(r"[0-9A-Fa-f]{16}|[A-Z2-7]{24}|[0-9A-Fa-f]{2}(?:[ :][0-9A-Fa-f]{2}){7}")
_BASE32 = r"[A-Z2-7]{24,}={0,6}"
_EACH = f"{_HEX}|{_PAIRED}|{_BASE32}"


def find(text: str) -> Iterator[Stretch]:
    """Stretches whose octets are text."""
    if len(text) < BRIEF and _ANY.search(text) is None:
        return
    data = flat(text)
    if swift(_EACH).search(data) is None:
        return
    for match in swift(_HEX).finditer(data):
        yield from _run(text[match.start() : match.end()], match.start())
    first = swift(_PAIRED).search(data)
    if first is not None:
        for match in _PAIRS.finditer(text, first.start()):
            found = _opened(match.group(), match.group()[2], match.start())
            if found is not None:
                yield found
    for match in swift(_BASE32).finditer(data):
        found = _thirty_two(text[match.start() : match.end()], match.start())
        if found is not None:
            yield found


def holds(word: str) -> bool:
    """Whether a text of nothing but letters and digits holds such a stretch: said quickly of a plain hash, which many values are."""
    if word.islower() and _OF_ONE_CASE.fullmatch(word) is not None and _OF_32.search(word) is None:
        return len(word) >= 16 and any(True for _ in _run(word, 0))
    return any(True for _ in find(word))


def _run(raw: str, start: int) -> Iterator[Stretch]:
    """Digits without anything between them; one more may stand in front, or behind."""
    if not (raw.islower() or raw.isupper() or raw.isdigit()):
        for part in _OF_ONE_CASE.finditer(raw):
            if len(part.group()) >= 16:
                yield from _run(part.group(), start + part.start())
        return
    for skip in (0, 1):
        found = _opened(raw[skip : skip + (len(raw) - skip) // 2 * 2], "", start + skip)
        if found is not None:
            yield found
            return


def _opened(raw: str, mark: str, start: int) -> Stretch | None:
    if raw[0] not in "234567019" or (raw.isdigit() and len(raw) < NUMBER):
        return None
    data = _octets(raw.replace(mark, "") if mark else raw)
    packed = unpack(data) if data else None
    if packed is None or not _wordy(packed.plain):
        return None
    upper = raw.isupper()

    def encode(plain: str) -> str | None:
        made = packed.pack(plain).hex(mark) if mark else packed.pack(plain).hex()
        return made.upper() if upper else made

    return Stretch(start, start + len(raw), packed.plain, "hex", encode)


def _octets(raw: str) -> bytes:
    try:
        return bytes.fromhex(raw)
    except ValueError:
        return b""


def _thirty_two(raw: str, start: int) -> Stretch | None:
    if raw.isalpha() and len(set(raw)) < 8:
        return None
    core = raw.rstrip("=")
    try:
        data = base64.b32decode(core + "=" * (-len(core) % 8))
    except (ValueError, binascii.Error):
        return None
    packed = unpack(data)
    if packed is None or not _wordy(packed.plain):
        return None
    padded = "=" in raw or len(raw) % 8 == 0
    return Stretch(start, start + len(raw), packed.plain, "base32", lambda p: base64.b32encode(packed.pack(p)).decode() if padded else base64.b32encode(packed.pack(p)).decode().rstrip("="))


def _wordy(plain: str) -> bool:
    """Reads like words or, when long enough not to do so by chance, like anything that is printed."""
    if len(plain) >= 16 and plain.isascii() and plain.isprintable():
        return True
    return bool(plain) and sum(c.isalnum() or c in " .:@/_-=&\"{}," for c in plain) >= len(plain) * 0.85
