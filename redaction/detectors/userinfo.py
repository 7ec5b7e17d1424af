"""User names and passwords in addresses and connection strings: scheme://user:password@host."""

from collections.abc import Iterator
from dataclasses import dataclass

from redaction.detecting import compiled
from redaction.names import harmless
from triagekit.placeholders import is_placeholder
from triagekit.roles import Detector, Span

_USERINFO = r"://(?P<user>[^\s/@?#\"'<>:\\]{0,256})(?::(?P<password>[^\s/@?#\"'<>\\]{0,1024}))?@[A-Za-z0-9\[]"


@dataclass(frozen=True, slots=True)
class _UserInfo:
    name: str = "userinfo"
    order: int = 12
    anchors: tuple[str, ...] = (r"://[^\s/@?#\"'<>\\]{1,300}@[A-Za-z0-9\[]",)
    references: tuple[str, ...] = ("https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",)
    examples: tuple[str, ...] = ("postgres://‹app›:‹s3cret!x›@db.example/shop", "https://‹jane›@api.example/", "redis://:‹p4ssword›@cache:6379/0")
    counterexamples: tuple[str, ...] = ("https://api.example/a@b", "https://api.example", "https://redacted-user-abcdefghijklm@api.example/", "https://api.example:8443/x")

    def near(self, text: str, at: int) -> Iterator[Span]:
        """The user name and the password, each for itself."""
        found = compiled(_USERINFO).match(text, at, at + 1500)
        if found is None:
            return
        for group, category in (("user", "user"), ("password", "password")):
            value = found.group(group)
            if value and not is_placeholder(value) and not harmless(value):
                yield (*found.span(group), category)


detector: Detector = _UserInfo()
