"""A text that is one token, copied with what does not belong to it: folded into lines, with blanks, escapes or a stray character inside.

Where nothing stands in between, the token is found like any other. Here its parts are joined, cleaned and written back with
what stood between them, so that the copy is as odd as the original, line for line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from redaction.cleaner import Cleaner
from redaction.walkers import tokens

LONGEST = 1 << 16
"""Characters; no program takes a longer token in a field."""
_STRAY = 8
"""Characters of no token's alphabet that may stand in between, besides blanks and line ends."""
_PIECE = 12
"""Shorter pieces between two gaps are words of a sentence."""
_NAME = r"authorization|bearer|dpop|jwt|(?:access_|id_|refresh_)?token|(?:client_)?assertion"
_WHOLE = re.compile(rf"(?P<before>[^\w%\\]{{0,8}}(?:(?i:{_NAME})[^\w\\]{{1,8}}){{0,3}})(?P<token>ey[A-Za-z0-9].*)\Z", re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z0-9_-]+(?:={0,2}\.[A-Za-z0-9_-]*){1,4}")
"""Nothing stands in between: found as any other."""
_GAP = r"\\[nrt]|\\|%(?:22|0[AaDd]|20)|[\s\u00a0\u200b\ufeff]"
_GAPS = re.compile(rf"(?:{_GAP}|[^A-Za-z0-9+/_.=%-])+")
_UNIT = re.compile(rf"(?P<dot>\.|%2[Ee])|(?P<pad>=|%3[Dd])|(?P<gap>{_GAP})|(?P<body>[A-Za-z0-9+/_-]+)|(?P<stray>.)", re.DOTALL)


@dataclass(slots=True)
class _Part:
    """One segment, and what stood between its characters."""

    body: str = ""
    between: list[tuple[int, str]] = field(default_factory=list)
    """Place in the body, and what stood there."""

    def written(self, new: str) -> str:
        """The new body with what stood between; what a placeholder cannot hold stands before it."""
        if "redacted-" in new and new != self.body:
            return "".join(text for _, text in self.between) + new
        made, at = "", 0
        for place, text in self.between:
            stop = min(place, len(new))
            made, at = made + new[at:stop] + text, stop
        return made + new[at:]

    def take(self, text: str) -> None:
        """More of the body. What looked like padding is none when more follows."""
        core = self.body.rstrip("=")
        if core and core != self.body:
            self.between += [(len(core), "=")] * (len(self.body) - len(core))
            self.body = core
        self.body += text


def clean(cleaner: Cleaner, raw: str) -> str | None:
    """A whole text that is such a token, or a few, one a line; None when it is none."""
    if "ey" not in raw[:80] or len(raw) > LONGEST:
        return None
    lines = [line for line in raw.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith("eyJ") and line.count(".") >= 2 for line in lines):
        return None  # a list, in which each token is found where it stands
    return _cleaned(cleaner, raw, found) if (found := _WHOLE.match(raw)) and not _PLAIN.fullmatch(found.group("token")) else None


def _cleaned(cleaner: Cleaner, raw: str, found: re.Match[str]) -> str | None:
    if _prose(found.group("token")):
        return None
    taken = _apart(found.group("token"))
    if taken is None:
        return None
    parts, dots, tail = taken
    made = tokens.segments(cleaner, ".".join(p.body for p in parts), [p.body for p in parts], _word(cleaner, raw))
    if made == [p.body for p in parts]:
        return raw
    cleaner.vault.remember("token", ".".join(p.body for p in parts))
    return found.group("before") + "".join(part.written(new) + dot for part, new, dot in zip(parts, made, [*dots, ""], strict=True)) + tail


def value(cleaner: Cleaner, raw: str) -> str:
    """A credential that is such a token, or one with a name before it; empty when it is none."""
    found = _WHOLE.match(raw) if len(raw) <= LONGEST else None
    plain = found is None or (not found.group("before") and _PLAIN.fullmatch(found.group("token")) is not None)
    return "" if plain or found is None else _cleaned(cleaner, raw, found) or ""


def _word(cleaner: Cleaner, raw: str) -> str:
    """What is to stand in the signature's place: known of the text as it was read."""
    return cleaner.signature_of(raw.strip("\ufeff\x00 \t\r\n"))


def _prose(raw: str) -> bool:
    return any(len(piece) < _PIECE for piece in _GAPS.split(raw.rstrip())[:-1])


def _apart(raw: str) -> tuple[list[_Part], list[str], str] | None:
    """Segments, the dots between them, and what stands behind the last; None where this is no token with something in between."""
    parts, dots = [_Part()], []
    stray = 0
    for found in _UNIT.finditer(raw):
        kind, text = found.lastgroup, found.group()
        if kind == "dot":
            parts.append(_Part())
            dots.append(text)
        elif kind == "body":
            parts[-1].take(text)
        elif text == "=":
            parts[-1].body += text
        else:
            parts[-1].between.append((len(parts[-1].body), text))
            stray += _STRAY if text.isalpha() else kind == "stray"
        if len(parts) > 4 or stray >= _STRAY:
            return None
    tail = "".join(reversed(list(_trailing(parts[-1]))))
    return (parts, dots, tail) if len(parts) > 1 and _begins(parts[0].body) else None


def _trailing(part: _Part) -> Iterator[str]:
    """Take what stands behind the last character out of a part."""
    while part.between and part.between[-1][0] == len(part.body):
        yield part.between.pop()[1]


def _begins(body: str) -> bool:
    return tokens.octets(body).lstrip()[:1] == b"{"
