"""E-mail addresses, also with an encoded @, in the ASCII form that systems exchange (RFC 5321 4.1.2)."""

import re

from redaction.detecting import Shape
from triagekit.placeholders import is_placeholder
from triagekit.roles import Detector

_NOT_MAIL = re.compile(r"@(?:\d+x\.|v?\d+\.\d)|\.(?:png|jpe?g|gif|svg|webp|ico|js|mjs|ts|css|map|json|html?|wasm|woff2?)$", re.IGNORECASE)


_BEHIND_A_BACKSLASH = "edacted-"
"""What an escape's reading leaves of a placeholder that a backslash stands before."""


_ID_FIELD = re.compile(r"(?im)^(?:[<>] )?(?:x-[a-z-]{1,30}-)?(?:call-id:[ \t]{0,4}|(?:message-id|in-reply-to|references):(?:\s{1,4}<[^<>\s]{1,250}>){0,20}\s{0,4}<)\Z")
_ID = re.compile(r"(?=[^@]{8})(?:[^@]*\d){3}")
"""What a program makes up: long, and with several digits; a name with a year is none of a message either way."""


def _identifier(found: re.Match[str]) -> bool:
    """The id of a message or call (RFC 5322 3.6.4, RFC 3261 20.8), which has the form of an address and is nobody's."""
    return _ID.match(found.group()) is not None and _ID_FIELD.search(found.string[max(0, found.start() - 1000) : found.start()]) is not None


def _mail(found: re.Match[str]) -> bool:
    return not _identifier(found) and _NOT_MAIL.search(found.group()) is None and not is_placeholder(found.group()) and not found.group().startswith(_BEHIND_A_BACKSLASH)


detector: Detector = Shape(
    name="email",
    category="email",
    pattern=r"[A-Za-z0-9_](?:[A-Za-z0-9_.+-]{0,62}[A-Za-z0-9_+-])?(?:@|%40|\\u0040|&#64;|&#x40;)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}",
    anchors=(r"(?:@|%40|\\u0040|&#64;|&#x40;)[A-Za-z0-9-]{1,63}\.[A-Za-z0-9]",),
    references=("https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2",),
    examples=("sent to ‹jane.doe+x@customer.example›,", "login_hint=‹jane%40customer.example›&x=1", "mailto:‹o_brien@mail.example.org›.", "from ‹4711@163.example›"),
    counterexamples=("npm install react@18.2.0", "@channel look", "root@localhost", "icon@2x.png", "user-abcdefghijklm@redacted.invalid", "edacted-password@db.example.com", "Message-ID: <20260102.4711.abc@mx.vendor.example>", "Call-ID: a84b4c76e66710@pc33.vendor.example"),
    left="A-Za-z0-9._%+-",
    right="A-Za-z0-9-",
    lead=64,
    reach=330,
    confirm=_mail,
    order=50,
)
