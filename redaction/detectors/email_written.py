"""E-mail addresses beyond plain ASCII: written against robots, with a quoted local part, or with letters of any script."""

import re

from redaction.detecting import Shape
from triagekit.placeholders import is_placeholder
from triagekit.roles import Detector

_TLD = r"(?i:com|org|net|edu|gov|info|biz|io|eu|example|test|invalid|app|dev|cloud|online|shop|tech|museum|name|[a-z]{2})\b"
_FORBIDDEN = r"\s\"(),:;<>@\[\]\\|/=&?'{}!#*%$^`~：，。；（）《》“”‘’、»«„…•–—"
"""What stands in no address: separators, quotes, punctuation of any script."""


detectors: tuple[Detector, ...] = (
    Shape(
        name="email-written-out",
        category="email",
        pattern=r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,63} ?(?:[\[({<] ?(?i:at|ät|arroba) ?[\])}>]| AT ) ?[A-Za-z0-9-]{1,63}(?: ?(?:\.|[\[({<] ?(?i:dot|punkt|punto|point) ?[\])}>]| (?:DOT|dot) ) ?[A-Za-z0-9-]{1,63}){0,4} ?(?:\.|[\[({<] ?(?i:dot|punkt|punto|point) ?[\])}>]| (?:DOT|dot) ) ?" + _TLD,
        anchors=(r"(?i)(?:[\[({<] ?(?:at|.t|arroba) ?[\])}>]| AT ) ?[a-z0-9-]{1,63} ?(?:\.|[\[({< ] ?(?:dot|punkt|punto|point))",),
        references=("https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1",),
        examples=("write to ‹jane.doe [at] customer [dot] example›", "‹jane(at)customer.example›", "‹jane AT mail DOT customer DOT org›", "‹jane{at}customer.co.uk›, please"),
        counterexamples=("arrive AT noon", "look (at) this", "open AT Zurich.branch", "(compatible; bingbot/2.0; bingbot(at)vendor.com)"),
        confirm=lambda m: re.match(r"(?i)[\w.-]*(?:bot|spider|crawler) ?[\[({<]", m.group()) is None,
        right="A-Za-z0-9",
        lead=66,
        reach=330,
        order=50,
    ),
    Shape(
        name="email-quoted",
        category="email",
        pattern=r"\"[^\"\r\n@<>]{1,64}\"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}",
        anchors=(r"\"@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9]",),
        references=("https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2",),
        examples=('to ‹"jane doe"@customer.example›', '‹"j;d"@mail.customer.example›'),
        counterexamples=('say "hi"@noon', '"@a.b'),
        left="",
        right="A-Za-z0-9-",
        lead=66,
        reach=330,
        order=49,
    ),
    Shape(
        name="email-international",
        category="email",
        pattern=rf"[^{_FORBIDDEN}]{{1,64}}@(?:[^{_FORBIDDEN}._+]{{1,63}}\.){{1,8}}[^{_FORBIDDEN}._+0-9-]{{2,24}}",
        anchors=(r"\?[\w.+-]{0,63}@[\w?-]{1,63}\.[\w?]", r"@[\w?.-]{0,250}\?"),
        references=("https://www.rfc-editor.org/rfc/rfc6531#section-3.3",),
        examples=("an ‹jörg@müller.example›.", "‹jane@bücher.example›", "‹用户@例え.テスト› wrote", "‹josé.garcía+x@customer.example›"),
        counterexamples=("é@x", "mail@localhost?", "ü @ b.example"),
        left="",
        right="A-Za-z0-9",
        lead=64,
        reach=200,
        confirm=lambda m: not m.group().isascii() and not is_placeholder(m.group()),
        order=48,
    ),
)
