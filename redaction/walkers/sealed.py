"""Encrypted parts of SAML messages (XML Encryption 1.1). Without the receiver's key a cipher text goes, and what was wrong with it stays.

With the key at hand the part is opened, cleaned and sealed again with its own content key, so that who holds the key reads in
the copy what the original said, without any person in it. The first octets of such a text say that redaction wrote it.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redaction.cleaner import Cleaner

LONGEST = 2 << 20
"""Characters of a message that is looked into."""
Clean = Callable[["Cleaner", str], str]


def texts(cleaner: "Cleaner", raw: str, clean: Clean) -> dict[str, str]:
    """What is to stand in place of each cipher text of a message, both without white space; of the others nothing is known.

    `clean` makes the clean form of a document that was encrypted.
    """
    if "CipherValue" not in raw or len(raw) > LONGEST:
        return {}
    from triagekit.reading import xmlsafe
    from triagekit.reading.saml import xmlenc

    root = xmlsafe.fragment(raw.strip().encode("utf-8", "surrogatepass"), {})
    made: dict[str, str] = {}
    for element in xmlenc.find(root) if root is not None else ():
        made.update(_part(cleaner, xmlenc.describe(element), clean))
    return made


def _part(cleaner: "Cleaner", part: Any, clean: Clean) -> Iterator[tuple[str, str]]:
    from triagekit.reading.saml import xmlenc

    content, keys = xmlenc.texts(part)
    if xmlenc.marked(content):
        yield from ((text, text) for text in (content, *keys))
        return
    opened = xmlenc.open_(part, cleaner.receivers)
    plain = clean(cleaner, opened.data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape") if opened.data else b""
    fresh = xmlenc.seal(part, cleaner.receivers, plain) if plain else ""
    if fresh:
        cleaner.sealed.append(plain)
        yield content, fresh
        yield from ((text, text) for text in keys)
    elif opened.failed in ("key", "content") and xmlenc.readable(content):
        yield content, xmlenc.FAILED + opened.failed


def instead(cleaner: "Cleaner", known: dict[str, str], value: str) -> str:
    """What stands in place of one cipher text."""
    from triagekit.reading.saml import xmlenc

    compact = "".join(value.split())
    if "redacted-" in value:
        return value
    made = known.get(compact, "")
    if made == compact:
        return value
    if made and not made.startswith("redacted-"):
        return made
    gone = cleaner.put("cipher", value, "xml", "CipherValue")
    return made or (gone if xmlenc.readable(compact) or not gone.startswith("redacted-") else xmlenc.UNREADABLE)
