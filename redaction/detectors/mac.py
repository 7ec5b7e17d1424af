"""MAC addresses (EUI-48), with colons, hyphens or dots."""

import re

from redaction.detecting import Shape
from triagekit.roles import Detector


def _hardware(found: re.Match[str]) -> bool:
    value = re.sub(r"[^0-9a-f]", "", found.group().lower())
    return len(set(value)) > 2 and any(c in "abcdef" for c in value)


detector: Detector = Shape(
    name="mac",
    category="mac",
    pattern=r"[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}",
    anchors=(r"\b[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:", r"\b[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-", r"\b[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}"),
    references=("https://www.rfc-editor.org/rfc/rfc9542#section-2.1",),
    examples=("device ‹3c:22:fb:aa:bb:cc› joined", "‹3C-22-FB-AA-BB-CC›", "from ‹3c22.fbaa.bbcc› port"),
    counterexamples=("at 12:34:56:78 in", "00:11:22", "SHA1 3c:22:fb:aa:bb:cc:dd:ee:ff", "2026-11-03-09-14-22"),
    left=r"A-Za-z0-9_:.-",
    right=r"A-Za-z0-9_:-",
    reach=20,
    confirm=_hardware,
    order=59,
)
