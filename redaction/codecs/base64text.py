"""Base64 in text (RFC 4648 4 and 5): standard or URL-safe alphabet, padded or not, on one line or folded."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from redaction.codecs.packed import Packed, unpack
from redaction.codecs.stretch import Stretch
from redaction.probes import flat, swift

SHORTEST = 12
SHORT = 256
"""Characters of a run up to which it is remembered whether it holds text."""
DEFLATED = 28
"""From this length on a run can hold a text that was compressed without any mark of it."""
_RUN = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_FOLDED = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{16,}(?:(?:\\r\\n|\\n|\r?\n|&#(?:13|10|x[aAdD]);|%0D%0A|%0A)[ \t]{0,12}[A-Za-z0-9+/]{1,}){1,}={0,2}")
_FOLDS = r"[A-Za-z0-9+/]{16,}(?:\\r\\n|\\n|\r?\n|&#(?:13|10|x[aAdD]);|%0D%0A|%0A)[ \t]{0,12}[A-Za-z0-9+/]"
_FOLD = re.compile(r"\\r\\n|\\n|\r?\n|&#(?:13|10|x[aAdD]);|%0D%0A|%0A")
_SPACE = re.compile(r"(?:\\r\\n|\\n|\s|&#(?:13|10|x[aAdD]);|%0D%0A|%0A)+")
_TEXT_HEADS = frozenset("CDIJKLMNOPQRSTUVWXYZabcdef")
"""First characters of groups of three octets that begin with printable ASCII, a tab or a line end."""


def find(text: str) -> Iterator[Stretch]:
    """Stretches that decode to text."""
    if "\n" in text or "\\n" in text or "%0" in text or ";" in text:
        yield from _folded(text)
    holding = {run for run in set(_RUN.findall(text)) if _holds(run)}
    for match in _RUN.finditer(text) if holding else ():
        if match.group() in holding:
            yield from _parts(match.group(), match.start())


def _folded(text: str) -> Iterator[Stretch]:
    first = swift(_FOLDS).search(flat(text))
    for match in _FOLDED.finditer(text, first.start()) if first is not None else ():
        found = _opened(match.group(), match.start())
        if found is not None:
            yield found


def _holds(run: str) -> bool:
    """Whether a run holds anything; said once for each of the many that stand in every line."""
    return _quickly(run) if len(run) <= SHORT else True


@lru_cache(maxsize=16_384)
def _quickly(run: str) -> bool:
    return any(True for _ in _parts(run, 0))


def _parts(raw: str, start: int) -> Iterator[Stretch]:
    """The run as a whole, else what lies between slashes, hyphens and underscores that may be separators."""
    whole = _opened(raw, start)
    if whole is not None:
        yield whole
        return
    for mark in "/_-":
        if mark in raw.strip(mark) or raw[0] == mark:
            at = 0
            for part in raw.split(mark):
                found = _opened(part, start + at) if len(part) >= SHORTEST else None
                if found is not None:
                    yield found
                at += len(part) + 1


def _opened(raw: str, start: int) -> Stretch | None:
    core = _SPACE.sub("", raw) if not raw.isalnum() else raw
    if not _may_hold(core):
        return None
    packed = unpack(decode(core))
    if packed is None or (len(core) < 24 and not _wordy(packed.plain)):
        return None
    return Stretch(start, start + len(raw), packed.plain, "base64" if packed.form == "utf-8" else f"base64+{packed.form}", Rebase(raw, packed))


def _may_hold(core: str) -> bool:
    """Quick refusal of what cannot decode to text or to a compressed stream."""
    heads = core[:64:4]
    texty = sum(c in _TEXT_HEADS for c in heads) * 4 >= len(heads) * 3
    return texty or core.startswith(("H4sI", "eJ", "eN", "eA", "eF")) or len(core) >= DEFLATED or _wide(core)


def _wide(core: str) -> bool:
    return core[:24].count("A") >= 6


def _wordy(plain: str) -> bool:
    return sum(c.isalnum() or c in " .:@/_-=&" for c in plain) >= len(plain) * 0.9


def decode(raw: str) -> bytes:
    """The octets, or nothing. Either alphabet, any padding."""
    core = raw.rstrip("=").replace("-", "+").replace("_", "/")
    if len(core) % 4 == 1:
        return b""
    try:
        return base64.b64decode(core + "=" * (-len(core) % 4), validate=True)
    except (ValueError, binascii.Error):
        return b""


def encode(data: bytes, like: str) -> str:
    """Octets in the alphabet, padding and folding of `like`."""
    flat = _SPACE.sub("", like)
    made = base64.b64encode(data).decode()
    if "-" in flat or "_" in flat:
        made = made.replace("+", "-").replace("/", "_")
    if not flat.endswith("=") and (len(flat) % 4 or "-" in flat or "_" in flat):
        made = made.rstrip("=")
    return _fold(made, like)


def _fold(made: str, like: str) -> str:
    fold = _SPACE.search(like)
    if fold is None:
        return made
    width = fold.start()
    return fold.group().join(made[n : n + width] for n in range(0, len(made), width))


@dataclass(frozen=True, slots=True)
class Rebase:
    """The way back into the form of the original."""

    raw: str
    packed: Packed

    def __call__(self, plain: str) -> str | None:
        made = encode(self.packed.pack(plain), self.raw)
        again = unpack(decode(_SPACE.sub("", made)))
        return made if again is not None and again.plain == plain else None
