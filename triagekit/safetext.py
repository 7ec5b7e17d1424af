"""The one print boundary: makes characters that act on a terminal or deceive a reader visible.

Everything from an artifact passes here before it reaches a terminal or a text report: C0 and C1 controls
(newline and tab stay where asked), DEL, bidirectional controls, zero-width and tag characters, lone
surrogates. rich does none of this: its `escape()` and `Text` let ESC through.
"""

import re
import sys
import unicodedata
from typing import TextIO

_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 (but tab, newline), DEL, C1
    "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # soft hyphen, zero width, bidi, separators
    "\ufe00-\ufe0f\U000e0000-\U000e01ef"  # variation selectors, tags
    "\ud800-\udfff"  # lone surrogates
)
_ACTING = re.compile(f"[{_HIDDEN}]")
_ACTING_OR_BREAKING = re.compile(f"[{_HIDDEN}\t\n]")


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"


def block(text: str) -> str:
    """The text with acting characters made visible; tabs and newlines stay."""
    return _ACTING.sub(_visible, text)


def counted(number: int, word: str) -> str:
    """A number with its word: 1 value, 2 values."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def line(text: str, limit: int = 2000) -> str:
    """One line: newlines and tabs made visible too, cut to `limit` characters with an ellipsis."""
    shown = _ACTING_OR_BREAKING.sub(_visible, text[: limit + 1])
    return shown if len(text) <= limit else shown[:limit] + "…"


def in_json(text: str) -> str:
    """JSON text whose acting characters are escapes of JSON (RFC 8259 7), so that it is still JSON behind the print boundary."""
    return _ACTING.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def width(text: str) -> int:
    """Columns the text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def prepare(stream: TextIO) -> None:
    """Make a stream unable to fail on characters its encoding lacks."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def out(text: str) -> None:
    """Write a result to stdout through the boundary."""
    sys.stdout.write(block(text))


def talk(text: str) -> None:
    """Write a remark to stderr through the boundary, with a newline."""
    sys.stderr.write(block(text) + "\n")
