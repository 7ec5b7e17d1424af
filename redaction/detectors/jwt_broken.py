"""JSON Web Tokens that something stands in: a blank, a written line end, a quote, a hidden character, an ellipsis. The rest of the token goes with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triagekit.roles import Detector, Span

_HEAD = re.compile(r"ey[JIKA][A-Za-z0-9_-]{6,8000}(?:={0,2}\.[A-Za-z0-9_-]{1,8000}){0,2}\.?")
_GAP = re.compile(r"(?P<cut>\.{3}|…)|[ \t]{1,3}|(?:\\r\\n|\\[nr])[ \t]{0,8}|[\"'`]|[\u200b-\u200d\u2060\ufeff\u00a0\u00ad]{1,3}")
_PIECE = re.compile(r"\.?[A-Za-z0-9_-]{16,8000}(?:\.[A-Za-z0-9_-]{1,8000}){0,2}\.?")
_MIXED = re.compile(r"(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])(?=[^0-9_]*[0-9_])")
_WHOLE = frozenset({43, 64, 86, 128, 171, 176, 342, 512, 683})
"""Characters of signatures that are complete (RFC 7518 3.1): what follows is something else."""
_GAPS = 40


@dataclass(frozen=True, slots=True)
class _Broken:
    name: str = "jwt-broken"
    order: int = 0
    anchors: tuple[str, ...] = (r"\bey[JIKA][A-Za-z0-9_-]{6}",)
    references: tuple[str, ...] = ("https://www.rfc-editor.org/rfc/rfc7515#section-7.1", "https://www.rfc-editor.org/rfc/rfc7518#section-3.1")
    examples: tuple[str, ...] = (
        "t=‹eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5l LmRvZSIsIm4iOjF9x.c2lnbmF0dXJl› rejected",
        'Bearer ‹eyJhbGciOiJIUzI1NiJ9.eyJzdWIi"OiJqYW5lLmRvZSIsIm4iOjF9.c2lnbmF0dXJl›',
    )
    counterexamples: tuple[str, ...] = ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln was refused by the gateway", "eyJhbGciOiJub25lIn0 alone", "eyJhbGciOiJub25lIn0.e30. 8f14e45fceea4672a0d21c2b3c4d5e6f")
    reach: int = 8_000

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The token with all its pieces as one; behind an ellipsis, which stands for what nobody has, each piece by itself."""
        head = _HEAD.match(text, at)
        if head is None or (at and (text[at - 1] in ".-_" or text[at - 1].isalnum())):  # a payload begins like a header
            return
        end = head.end() - (text.startswith("..", head.end()) and head.group()[-1] == ".")
        whole = end
        apart: list[tuple[int, int]] = []
        for _ in range(_GAPS):
            gap = _GAP.match(text, end)
            piece = _PIECE.match(text, gap.end()) if gap else None
            if gap is None or piece is None or not _MIXED.match(piece.group()) or _complete(text[at:end], piece.group()):
                break
            end = piece.end()
            if gap["cut"] or apart:
                apart.append((piece.start(), end))
            else:
                whole = end
        if whole > head.end() and "." in text[at:whole]:
            yield (at, whole, "token")
        for start, stop in apart:
            yield (start, stop, "token")


def _complete(before: str, piece: str) -> bool:
    """Nothing more belongs to the token: its signature is whole, or another token begins."""
    segments = before.split(".")
    return (piece.startswith("ey") and segments[-1] != "") or (len(segments) > 2 and (len(segments[-1]) in _WHOLE or not segments[-1] or segments[-1].startswith("redacted-")))


detector: Detector = _Broken()
