"""A HAR's pages in figures: haralyzer's summaries behind a wrapper that cannot fail.

haralyzer is asked for nothing but sums over a page's entries. Its clock and its reading of single entries are
not used: it takes phases twice and loses entries whose page is not listed.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from triagekit.reading import harmodel, texts
from triagekit.roles import Source

LARGEST = 50 << 20
"""Bytes of a HAR that is summed up; a larger one has no summary."""


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


def summaries(source: Source) -> tuple[PageSummary, ...]:
    """The pages of this HAR in its order; empty when there are none or haralyzer cannot load it. Never raises."""
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

        pages = HarParser(dict(found)).pages[:200]
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
        return int(ask())
    return -1


def _text(ask: Callable[[], Any]) -> str:
    with suppress(Exception):
        return str(ask() or "")[:500]
    return ""
