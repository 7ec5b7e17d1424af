"""A browser's error page, one sentence of a program, or what a customer wrote of it: few lines, and one of them names a fault."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from triagekit.model import Location
from triagekit.reading import clienterrors, signals
from triagekit.reading.events import Draft, event
from triagekit.records import About, Coverage, Kind, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

LIMIT = 6_000
"""Characters; what is longer is a page or a log, and read as one."""
LINES = 60
_CODE = re.compile(r"\b(?:net::|NET::)?ERR_[A-Z0-9_]{4,60}\b|\b(?:SEC|SSL|PR)_ERROR_[A-Z0-9_]{3,60}\b|\bMOZILLA_PKIX_ERROR_[A-Z0-9_]{3,60}\b|\bDLG_FLAGS_[A-Z0-9_]{3,60}\b")
_SAID = re.compile(r"(?:Unable to connect to the server|Error from server(?: \(\w{3,40}\))?|[Ee]rror|[Ff]atal|FATAL|ERROR|[\w./-]{1,40}): \S")
_CERTAIN = ("cert-", "tls", "client-cert", "dns", "refused", "proxy")
"""Beginnings of the kinds of fault that a lone sentence may be taken for."""


class _ErrorPageText:
    name = "error-page-text"
    label = "error page or error message copied as text"
    kinds = frozenset({Kind.EVENT})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """Below every form of its own; only a code of a browser, a product's known words or a known wording counts."""
        text = head.text.strip()
        if head.size > LIMIT or not text or text[0] in "{[<" or text.count("\n") > LINES:
            return 0
        if _CODE.search(text):
            return 45
        if signals.match({"event.text": text, "event.level": "error"}).get("signal.firm"):
            return 43
        return 42 if _SAID.match(text) and text.count("\n") < 4 and _kind(text).startswith(_CERTAIN) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """One event with the whole text."""
        del context  # neither a time nor a zone stands in such a text
        data = source.read(LIMIT * 4)
        text = data.decode("utf-8", "replace").strip()
        found = _CODE.search(text)
        draft = Draft(Location(source.artifact, line=1), self.name, text, message=_line(text, found.start()) if found else text.partition("\n")[0], level="error")
        draft.extra.update(clienterrors.classify(text))
        yield event(draft)
        yield About(producer="")
        yield Coverage(examined=len(data))


def _kind(text: str) -> str:
    return str(clienterrors.classify(text).get("error.kind", ""))


def _line(text: str, at: int) -> str:
    """The line around a place."""
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0].strip()


analyzer: Analyzer = _ErrorPageText()
