"""A secret or a person next to a name that says so: password=..., "api_key": "...", user=jane."""

import re

from redaction import names
from redaction.detecting import Detector

_HARMLESS = re.compile(
    r"(?i)(?:true|false|null|none|nil|undefined|yes|no|on|off|ok|required|invalid|missing|expired|denied|not|is|was|for|bearer|basic|digest|negotiate|string|the"
    r"|\*+|x+|<[^>]*>|\$?\{[^}]*\}|%[sd]|[\d.]{1,3})\W*"
)


def _says_so(match: re.Match[str]) -> bool:
    kind, value = names.category(match.group("name")), match.group("value")
    if not kind or _HARMLESS.fullmatch(value) is not None or not names.plausible(kind, value):
        return False
    return kind != "person" or match.group("q") is not None or match.group("sep") == "="  # "user: function" is code, not a user


detector = Detector(
    name="keyed",
    category="secret",
    pattern=re.compile(
        r"""(?<![A-Za-z0-9_.$-])(?P<name>[A-Za-z][A-Za-z0-9_.\-\[\]$]{1,60})(?:\\{0,3}["'])?\s{0,3}(?P<sep>=>|:=|[=:])\s{0,3}(?P<q>\\{0,3}["'])?"""
        r"""(?P<value>(?(q)[^"'\\\n]{1,4000}|[^\s"'&;,<>{}()\[\]\\=]{1,4000}={0,2}(?=[\s"'&;,<>{}()\[\]\\]|$)))"""
    ),
    anchors=("=", ":"),
    references=("https://cwe.mitre.org/data/definitions/532.html",),
    examples=("login failed: password=hunter2", '{"client_secret": "s3cr3t-value"}', "X-Api-Key: 9f8e7d6c5b", '{\\"refreshToken\\":\\"abc123def\\"}', "user=jane tries again"),
    counterexamples=("token_type=Bearer", "password: required", "expires_in=3600", "status: 401", "session expired: yes"),
    confirm=_says_so,
    order=40,
)
