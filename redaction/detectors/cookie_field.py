"""Cookie and Set-Cookie fields quoted in logs, traces, code and commands: names stay, values go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from redaction.walkers import cookies
from triagekit.roles import Detector, Span

_FIELD = re.compile(r"(?i)(?P<set>set-)?cookie2?(?P<close>\\*[\"']?)[ \t]{0,3}(?:=>|[:=])[ \t]{0,3}(?P<open>[\[(]{0,2}\\*[\"']?)(?P<value>[^\r\n]{1,20000})")
BRACKETS = 64
"""Brackets of one field that are counted."""
_CLOSING = {"[": "]", "(": ")", "{": "}"}
_INSIDE = re.compile(r"[\w;=%+/-]")
"""Behind a bracket: the value goes on."""
_ARGUMENT = re.compile(r"'[ \t]{1,8}(?:https?://|--?[A-Za-z])")
"""Where a quoted argument of a command ends and the next begins."""
_FURTHER = re.compile(r";\s{0,3}[\w.$-]{1,60}=")
_OPTION = re.compile(r"(?:--cookie|-b)[ =](?P<open>[\"'])(?P<value>[^\r\n]{1,20000})")


@dataclass(frozen=True, slots=True)
class _CookieField:
    name: str = "cookie-field"
    order: int = 11
    anchors: tuple[str, ...] = (r"(?i)\b(?:set-)?cookie2?\\{0,3}[\"']?[ \t]{0,3}(?:=>|[:=])[ \t]{0,3}[\"'\[(\\]{0,4}[^\s=;,\"']{1,100}=[^\s;]", r"(?:--cookie|\s-b)[ =][\"'][^\s=;,\"']{1,100}=[^\s;]")
    references: tuple[str, ...] = ("https://www.rfc-editor.org/rfc/rfc6265#section-4",)
    examples: tuple[str, ...] = (
        "Cookie: sid=‹31d4d96e407aad42›; lang=en",
        "< set-cookie: SID=‹31d4d96e407aad42›; Path=/; HttpOnly",
        "curl -b 'sid=‹31d4d96e407aad42›; a=‹b4c8›' https://x.example",
        'headers {"Cookie": "sid=‹31d4d96e›; theme=‹solar›"}',
        "[error] [Cookie: sid=‹31d4d96e407aad42›; ids=‹[b4c8][b4c9]›] upstream timed out",
        "{cookie=[sid=‹31d4d96e407aad42›], host=[shop.example.com]}",
        "[Cookie: a=‹b4c8] and more›; sid=‹31d4d96e407aad42] upstream timed out›",
        '{\\"cookie\\":\\"sid=‹31d4d96e›\\"}',
    )
    counterexamples: tuple[str, ...] = ("Vary: Cookie", "Set-Cookie: sid=; Max-Age=0", "cookie: sid=redacted-cookie-abcdefghijklm", "cookie= none", "Set-Cookie: sid=redacted-cookie-abcdefghijklm; Path=/account")

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The values of the field that begins here."""
        found = _FIELD.match(text, at, at + 20_100) or _OPTION.match(text, at + (text[at : at + 1].isspace()), at + 20_100)
        if found is None or (text[at : at + 1] in "cC" and text[max(0, at - 4) : at].lower() == "set-"):
            return
        start, end = found.span("value")
        end = _end(text, found, (start, end))
        sets = "set" in found.re.groupindex and found.group("set")
        for a, b, category in cookies.set_(text[start:end], start) if sets else cookies.sent(text[start:end], start):
            if "redacted-" not in text[a:b] and "=" not in text[start : start + 1]:
                yield (a, b, category)


def _end(text: str, found: re.Match[str], value: tuple[int, int]) -> int:
    start, end = value
    quote = re.search(r"\\*[\"']", found.group("open"))
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    marks = [quote.group()] if quote else [m for m in ("\\r", "\\n", before if before in ("'", '"') else "", '"') if m]
    stops = [text.find(mark, start, end) for mark in marks]
    end = min((s for s in stops if s >= 0), default=end)
    argument = _ARGUMENT.search(text, start, end)
    if argument and not _FURTHER.search(text, argument.start(), end):
        end = argument.start()
    return end if quote else _closed(text, found.group("open")[-1:] or before, start, end)


def _closed(text: str, opening: str, start: int, end: int) -> int:
    """Where the bracket that was opened before the field is closed and no further pair follows; a value holds its own in pairs."""
    closing = _CLOSING.get(opening)
    if closing is None:
        return end
    depth = 1
    for mark in islice(re.finditer("[" + re.escape(opening + closing) + "]", text[start:end]), BRACKETS):
        depth += 1 if mark.group() == opening else -1
        if depth == 0:
            behind = text[start + mark.end() : end]
            return end if _INSIDE.match(behind) or _FURTHER.search(behind) else start + mark.start()
    return end


detector: Detector = _CookieField()
