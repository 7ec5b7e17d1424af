"""E-mail messages as files (RFC 5322, MIME): what a customer attached, and what was written around it.

Recognised by the fields at the beginning. File names in it are data, never paths.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message

from triagekit.reading.packed import DamagedError

LONGEST = 64 << 20
"""Bytes of a message that is opened: it is parsed as a whole."""
MOST = 1_000
"""Parts of one message."""
_NAMES = re.compile(rb"^(From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Content-Type|Delivered-To|Reply-To|X-[\w-]{1,60}|DKIM-Signature):", re.MULTILINE | re.IGNORECASE)
_HEAD = re.compile(rb"(?:From [^\n]{1,300}\n)?(?:[!-9;-~]{1,100}:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_PLAIN = {"text/plain": "txt", "text/html": "html", "message/rfc822": "eml"}
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]")


@dataclass(frozen=True, slots=True)
class Part:
    """One attachment, or one form of the text."""

    name: str
    data: bytes
    damage: str = ""
    """How its encoding is broken; empty when it is not."""


def looks_like(head: bytes) -> bool:
    """Begins with a message's fields: where it comes from, and at least two others; and ends them with an empty line."""
    found = _HEAD.match(head)
    if not found:
        return False
    names = {name.lower() for name in _NAMES.findall(found[0])}
    return {b"from", b"mime-version"} <= names and len(names) >= 4


def parts(data: bytes) -> Iterator[Part]:
    """The parts of a message, those in parts included, a message in it as one. Raises DamagedError for what the parser cannot take."""
    try:
        whole = email.message_from_bytes(data, policy=policy.compat32)
    except Exception as error:  # a parser for which hostile input is not its first concern
        raise DamagedError("its structure cannot be read") from error
    for n, part in enumerate(_leaves(whole)):
        if n >= MOST:
            raise DamagedError(f"more than {MOST} parts")
        yield _part(part, n)


def _leaves(whole: Message) -> Iterator[Message]:
    waiting = [whole]
    while waiting:
        part = waiting.pop(0)
        inside = part.get_payload()
        if part.get_content_type() != "message/rfc822" and isinstance(inside, list):
            waiting[:0] = [p for p in inside if isinstance(p, Message)]
        else:
            yield part


def _part(part: Message, number: int) -> Part:
    kind = part.get_content_type()
    inside = part.get_payload()
    if kind == "message/rfc822" and isinstance(inside, list) and inside and isinstance(inside[0], Message):
        data: object = inside[0].as_bytes()
    else:
        data = part.get_payload(decode=True)
    broken = next((type(d).__name__ for d in part.defects), "")
    return Part(_name(part) or f"part-{number + 1}.{_PLAIN.get(kind, 'bin')}", data if isinstance(data, bytes) else b"", f"a part is damaged ({broken})" if broken else "")


def _name(part: Message) -> str:
    try:
        told = part.get_filename() or ""
    except Exception:  # RFC 2231 in a form that the library trips over
        return ""
    return _UNSAFE.sub("_", told).strip(" .")[:200]
