"""Message bodies as bytes: text by its own form, pictures and fonts as they are, other binary only where nothing shows in it."""

import re

from redaction.cleaner import Cleaner
from redaction.codecs import base64text, packed

_SEEN = re.compile(rb"[\x20-\x7e]{8,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){8,}")


def base64_body(cleaner: Cleaner, raw: str) -> str:
    """A body in base64, clean; one that is not base64 after all is cleaned as text."""
    core = "".join(raw.split())
    data = base64text.decode(core)
    if not data:
        return cleaner.inside(raw)
    found = packed.unpack(data)
    if found is None:
        return raw if binary(cleaner, data) else cleaner.put("binary", raw, "body")
    clean = cleaner.inside(found.plain)
    return raw if clean == found.plain else base64text.encode(found.pack(clean), raw)


def binary(cleaner: Cleaner, data: bytes) -> bool:
    """True when this binary may stay: a picture or font, or nothing in it that would be replaced."""
    if packed.too_large(data):
        return False
    if data.startswith(packed.PICTURES):
        return True
    for pattern, encoding in ((_SEEN, "ascii"), (_WIDE, "utf-16-le")):
        for found in pattern.finditer(data):
            text = found.group().decode(encoding)
            first = len(cleaner.notes)
            same = cleaner.text(text) == text
            del cleaner.notes[first:]
            if not same:
                return False
    return True
