"""E-mail addresses, also with an encoded @."""

import re

from redaction.detecting import Detector

detector = Detector(
    name="email",
    category="email",
    pattern=re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,63}(?:@|%40)(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])"),
    anchors=("@", "%40"),
    references=("https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1",),
    examples=("sent to jane.doe+x@customer.test", "login_hint=jane%40customer.test"),
    counterexamples=("npm install react@18.2.0", "@channel look", "root@localhost"),
    confirm=lambda m: not m.group().endswith((".png", ".js", ".css", ".svg", ".jpg")),
    order=30,
)
