r"""Base64 in lines: how its line ends are written in texts that stand in other texts, and the run without them.

A line end is escaped once more for every text that the run stands in: `\\r\\n` in JSON inside JSON, `%250D%250A` in an address
inside an address. Who knows only one form reads every line for itself, and half a word at its beginning.
"""

import re

_CR = rb"(?:\\{1,16}(?:r|u000[Dd])|\r|%(?:25){0,8}0[Dd]|&(?:amp;){0,8}#(?:0{0,2}13|[xX]0{0,2}[Dd]);)"
_LF = rb"(?:\\{1,16}(?:n|u000[Aa])|\n|%(?:25){0,8}0[Aa]|&(?:amp;){0,8}#(?:0{0,2}10|[xX]0{0,2}[Aa]);)"
_ONLY_CR = rb"&(?:amp;){0,8}#(?:0{0,2}13|[xX]0{0,2}[Dd]);"
"""What XML leaves of a line end that was two characters."""
FOLDED = rb"[A-Za-z0-9+/_-]{8,}(?:(?:" + _CR + rb"?" + _LF + rb"|" + _ONLY_CR + rb")[ \t]{0,16}[A-Za-z0-9+/_-]+)+"
"""At least two lines, in either alphabet."""
_FOLD = re.compile(_CR + rb"|" + _LF + rb"|[\s=]")
_SIGNS = (b"\n", b"\\n", b"\\u000", b"%0", b"%25", b"#1", b"#0", b"#x", b"#X")


def possible(data: bytes) -> bool:
    """Whether anything in these bytes can be a line end; quick."""
    return any(sign in data for sign in _SIGNS)


def flat(run: bytes) -> bytes:
    """The run in one line, without what fills it up."""
    return _FOLD.sub(b"", run)
