"""An error page that a browser saved: the page of a server or gateway as the answer it was, a page in a product's own words as what it says.

A page that names no fault is left alone: it is no capture, and the case says so.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from triagekit.model import Location
from triagekit.reading import clienterrors, signals
from triagekit.reading.events import Draft, event
from triagekit.reading.exchange import Parts, build
from triagekit.reading.oidc import plain_text
from triagekit.reading.pages import default_page
from triagekit.records import About, Coverage, Kind, Record, Value, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

LIMIT = 200_000
"""Bytes of a page that is read; what is longer is an application."""
_START = re.compile(r"[\ufeff\s]{0,64}(?:<\?xml [^>]{0,200}>\s{0,64})?(?:<!--.{0,400}?-->\s{0,64}){0,4}(?:<!doctype html|<html|<head|<body|<title)", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"<title[^>]{0,200}>([^<]{1,300})", re.IGNORECASE)
_SHORT = 20_000
"""Characters up to which a page is no article, and a mark that is known by its description alone counts too."""
_STATUSES = (403, 401, 400, 429, 500, 502, 503, 504)
"""With one of these a product shows a page of its own; which one it was, a saved page does not tell."""
_TITLE = re.compile(r"<title[^>]{0,200}>\s{0,40}(?:error[: ]{1,3}|http[: ]{1,3}(?:status )?|status )?([45]\d\d)\b", re.IGNORECASE)


class _ErrorPageHtml:
    name = "error-page-html"
    label = "error page saved as HTML"
    kinds = frozenset({Kind.EVENT, Kind.EXCHANGE})
    fields: Vocabulary = MappingProxyType({})

    def recognises(self, head: Head) -> int:
        """Below every form of its own; only a page that tells a fault."""
        if head.size > LIMIT or not _START.match(head.text):
            return 0
        return 46 if _own_words(head.text) or _status(head.text) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        """One record with the whole page."""
        del context  # neither a time nor a zone stands in such a page
        data = source.read(LIMIT)
        yield _record(source, data.decode("utf-8", "replace"))
        yield About(producer="")
        yield Coverage(examined=len(data))


def _record(source: Source, page: str) -> Record:
    place = Location(source.artifact, "line", line=1)
    status = _status(page)
    if status:
        parts = Parts(place, "trace", "saved-page", status=status, body=page[:65_536], body_mime="text/html", body_state="present")
        return build(parts)
    text = plain_text(page)
    draft = Draft(place, "error-page-html", text, message=_line(text), level="error")
    draft.extra.update({**clienterrors.classify(text), **_own_words(page)})
    return event(draft)


@lru_cache(maxsize=2)
def _own_words(page: str) -> Mapping[str, Value]:
    """The signals of a product whose known words the page shows, whatever status it came with; empty when there are none."""
    said = signals.match({"event.text": plain_text(page), "event.level": "error"})
    if said.get("signal.firm") or (said.get("signal.causes") and len(page) <= _SHORT):
        return said
    title = _NAMED.search(page[:8_192])
    shown: dict[str, Value] = {"source": "trace", "response.body.text": page[:65_536], "response.body.kind": "html", "response.body.title": title[1].strip() if title else ""}
    return next((found for status in _STATUSES if (found := signals.match({**shown, "response.status": status})).get("signal.firm")), {})


def _status(page: str) -> int:
    """The status that the page's title names, or 0."""
    found = _TITLE.search(page[:8_192])
    return int(found[1]) if found and (default_page(page) or not _own_words(page)) else 0


def _line(text: str) -> str:
    return next((line.strip() for line in text.split("\n") if line.strip()), "")[:500]


analyzer: Analyzer = _ErrorPageHtml()
