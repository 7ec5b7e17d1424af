"""Base64 in text (RFC 4648 4 and 5): standard or URL-safe alphabet, padded or not, on one line or folded."""

import base64
import binascii
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from redaction.codecs.packed import Packed, unpack
from redaction.codecs.stretch import Stretch
from redaction.probes import flat, swift

SHORTEST = 12
SHORT = 256
"""Characters of a run up to which it is remembered whether it holds text."""
NARROW = 20
"""Characters below which a line is not folded on: it would no longer be seen as one."""
BRIEF = 2_000
"""Characters from which on a quick look pays before the exact one."""
DEFLATED = 28
"""From this length on a run can hold a text that was compressed without any mark of it."""
_RUN = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_FOLDED = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{16,}(?:(?:\\r\\n|\\n|\r?\n|&#(?:13|10|x[aAdD]);|%0D%0A|%0A)[ \t]{0,12}[A-Za-z0-9+/]{1,}){1,}={0,2}")
_FOLDS = r"[A-Za-z0-9+/]{16,}(?:\\r\\n|\\n|\r?\n|&#(?:13|10|x[aAdD]);|%0D%0A|%0A)[ \t]{0,12}[A-Za-z0-9+/]"
_PADDED = r"[A-Za-z0-9+/_-]{12,}={1,2}"
_LINE = re.compile(r"[A-Za-z0-9+/]*")
_WORDS = bytes(n if chr(n) in string.ascii_letters + string.digits + "+/_-" else 32 for n in range(256))
_FOLD = re.compile(r"\\r\\n|\\n|\r?\n|&#(?:13|10|x[aAdD]);|%0D%0A|%0A")
_SPACE = re.compile(r"(?:\\r\\n|\\n|\s|&#(?:13|10|x[aAdD]);|%0D%0A|%0A)+")
_GOES_ON = re.compile(r"[ \t]*[\w.:@\[({-]")
"""What never stands behind the last line of base64, but does behind a word."""
_WIDTHS = frozenset({60, 64, 70, 72, 76})
"""Widths at which programs fold (RFC 1421, RFC 2045, and what openssl and others do)."""
_TEXT_HEADS = frozenset("CDIJKLMNOPQRSTUVWXYZabcdef")
"""First characters of groups of three octets that begin with printable ASCII, a tab or a line end."""


def find(text: str) -> Iterator[Stretch]:
    """Stretches that decode to text."""
    if "\n" in text or "\\n" in text or "%0" in text or ";" in text:
        yield from _folded(text)
    if len(text) >= BRIEF and not _worth_opening(text):
        return
    holding = {run for run in set(_RUN.findall(text)) if _holds(run)}
    for match in _RUN.finditer(text) if holding else ():
        if match.group() in holding:
            yield from _parts(match.group(), match.start())


def _worth_opening(text: str) -> bool:
    """Quick refusal: no run holds anything, neither of the words that a text falls into nor of those with a filling behind them."""
    data = flat(text)
    runs = {word for word in data.translate(_WORDS).split() if len(word) >= SHORTEST}
    runs.update(found.group() for found in swift(_PADDED).finditer(data))
    return any(_holds(run) for run in map(bytes.decode, runs))


def _folded(text: str) -> Iterator[Stretch]:
    for match in _folds(text):
        run = _whole_lines(text, match)
        found = _opened(run, match.start()) if run else None
        if found is not None:
            yield found if _even(run) or "redacted-" in found.plain else replace(found, sure=False)


def _folds(text: str) -> Iterator[re.Match[str]]:
    """What `_FOLDED` finds, sought by the quick engine: it names the first place of the long run with a fold behind it."""
    data, at = flat(text), 0
    while (place := swift(_FOLDS).search(data, at)) is not None:
        found = _FOLDED.match(text, place.start())
        if found is not None:
            yield found
        at = found.end() if found is not None else _LINE.match(text, place.start()).end()  # type: ignore[union-attr]


def _whole_lines(text: str, match: re.Match[str]) -> str:
    """The lines of a fold without the last one where that goes on as ordinary text, as `at` does in a stack trace; empty when one is left."""
    run = match.group()
    if run[-1] == "=" or _GOES_ON.match(text, match.end()) is None:
        return run
    kept = run[: max(fold.start() for fold in _FOLD.finditer(run))]
    return kept if _FOLD.search(kept) else ""


def _even(run: str) -> bool:
    """As programs fold: lines of one width, the last one no longer; and not merely a line with a word under it."""
    *full, last = (line.strip() for line in _FOLD.split(run))
    widths = {len(line) for line in full}
    return len(widths) == 1 and len(last) <= len(full[0]) and (len(full) > 1 or len(full[0]) in _WIDTHS)


def holds(word: str) -> bool:
    """Whether a text of nothing but letters and digits is such a stretch."""
    return len(word) >= SHORTEST and _holds(word)


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
    """In lines as wide as those of `like`; in as many, where they are lines of the file."""
    fold = _SPACE.search(like)
    if fold is None:
        return made
    width = fold.start()
    if "\n" in fold.group():
        lines = len(_SPACE.findall(like.strip())) + 1
        width = width if -(-len(made) // width) == lines else max(NARROW, -(-len(made) // lines))
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
