"""A HAR's pages in figures: haralyzer's summaries behind a wrapper that cannot fail.

haralyzer is asked for nothing but sums over a page's entries. Its clock and its reading of single entries are
not used: it takes phases twice and loses entries whose page is not listed.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from triagekit.reading import harmodel, texts
from triagekit.records import Value, Vocabulary, number
from triagekit.roles import Source

LARGEST = 8 << 20
"""Bytes of a HAR that is summed up: haralyzer holds it whole, at five times its size."""
PAGES = 200
"""Pages summed up of one HAR."""

FIELDS: Vocabulary = MappingProxyType({
    "page.load_ms": number("On the first request of a page: from its start to the load event, as the producer recorded it"),
    "page.requests": number("On the first request of a page: how many requests it made"),
    "page.bytes": number("On the first request of a page: bytes of all its bodies, as recorded"),
    "page.asked_again": number("On the first request of a page: addresses that it requested more than once"),
})  # fmt: skip
"""What a page's first exchange says about the page."""


@dataclass(frozen=True, slots=True)
class PageSummary:
    """One page load. A figure that cannot be had is -1."""

    id: str
    title: str
    """As the producer wrote it, often the address. Raw."""
    requests: int
    bytes: int
    """Bytes of all bodies on the wire, as far as the producer recorded them."""
    load_ms: int
    """From the first request to the load event, as the producer recorded it."""
    asked_again: int
    """Addresses that were requested more than once."""

    def fields(self) -> dict[str, Value]:
        """The figures that are known, by field name."""
        figures = (("page.load_ms", self.load_ms), ("page.requests", self.requests), ("page.bytes", self.bytes), ("page.asked_again", self.asked_again))
        return {name: value for name, value in figures if value >= 0}

    def sentence(self) -> str:
        """One sentence for people; empty when the page made no request."""
        if self.requests < 1:
            return ""
        load = f", loaded in {self.load_ms / 1000:.1f} s" if self.load_ms > 0 else ", its load event is not recorded"
        size = f", {_size(self.bytes)}" if self.bytes > 0 else ""
        again = f", {self.asked_again} of its addresses asked for more than once" if self.asked_again > 0 else ""
        return f"page {self.title or self.id}: {self.requests} request{'s' * (self.requests != 1)}{size}{load}{again}"


def _size(count: int) -> str:
    return f"{count} bytes" if count < 1_000 else f"{count / 1e3:.0f} kB" if count < 1e6 else f"{count / 1e6:.1f} MB"


def summaries(source: Source) -> tuple[PageSummary, ...]:
    """The pages of this HAR in its order; empty when there are none, it is too large or haralyzer cannot load it. Never raises."""
    if source.head.size > LARGEST:
        return ()
    try:
        found = harmodel.loads(texts.decode(source.read(LARGEST), texts.encoding_of(source.head.data)).lstrip("\ufeff").encode("utf-8", "replace"))
    except (ValueError, OSError):
        return ()
    return of_log(found) if isinstance(found, dict) else ()


def of_log(found: Mapping[str, Any]) -> tuple[PageSummary, ...]:
    """The pages of a HAR that is already decoded."""
    try:
        from haralyzer import HarParser

        pages = HarParser(dict(found)).pages[:PAGES]
    except Exception:
        return ()
    return tuple(_summary(page) for page in pages)


def _summary(page: Any) -> PageSummary:
    return PageSummary(
        _text(lambda: page.page_id),
        _text(lambda: page.title),
        _figure(lambda: len(page.entries)),
        _figure(lambda: page.get_total_size(page.entries)),
        _figure(lambda: page.page_load_time or -1),
        _figure(lambda: len(page.duplicate_url_request)),
    )


def _figure(ask: Callable[[], Any]) -> int:
    with suppress(Exception):
        return max(-1, int(ask()))
    return -1


def _text(ask: Callable[[], Any]) -> str:
    with suppress(Exception):
        return str(ask() or "")[:500]
    return ""
