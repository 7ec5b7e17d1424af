"""Base64url as RFC 7515 section 2 wants it, read leniently, with every departure named."""

import base64
import binascii
import re
from dataclasses import dataclass

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*\Z")
_STANDARD = re.compile(r"[A-Za-z0-9+/_-]*={0,2}\Z")
_FOREIGN = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The bytes of one segment, and what was wrong with its text."""

    data: bytes
    problems: tuple[str, ...] = ()
    """padded | standard-alphabet | foreign-characters | impossible-length | leftover-bits, in that order."""

    @property
    def damaged(self) -> bool:
        """True when no strict reader takes it, whatever it thinks of padding and of leftover bits (RFC 4648 3.5)."""
        return any(p not in {"padded", "leftover-bits"} for p in self.problems)


def decode(text: str) -> Decoded:
    """Decode one segment. Total: what cannot be decoded gives no bytes and names why.

    Padding is tolerated (many encoders add it); `+` and `/` mean that a tool encoded the bytes again with the
    standard alphabet; any other character means that the copy was altered. RFC 7515 section 2.
    """
    problems: list[str] = []
    if not _ALPHABET.match(text):
        problems.append(_departure(text))
    body = _FOREIGN.sub("", text.replace("+", "-").replace("/", "_"))
    if len(body) % 4 == 1:
        problems.append("impossible-length")
        body = body[:-1]
    data = _bytes(body)
    if not problems and encode(data) != body:
        problems.append("leftover-bits")
    return Decoded(data, tuple(problems))


def _departure(text: str) -> str:
    if _ALPHABET.match(text.rstrip("=")) and len(text) - len(text.rstrip("=")) <= 2:
        return "padded"
    return "standard-alphabet" if _STANDARD.match(text) else "foreign-characters"


def _bytes(body: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    except (binascii.Error, ValueError):
        return b""


def encode(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
