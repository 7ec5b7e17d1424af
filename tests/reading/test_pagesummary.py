"""haralyzer's page sums, and that nothing it does can reach the run."""

import json

import pytest

from triagekit.reading import pagesummary
from triagekit.reading.bytesource import memory_source

ENTRY = {
    "pageref": "p1", "startedDateTime": "2026-11-23T08:28:35.000Z", "time": 10, "request": {"method": "GET", "url": "https://shop.example/a", "headers": [], "headersSize": 10, "bodySize": 0},
    "response": {"status": 200, "headers": [], "content": {"size": 5, "mimeType": "text/html"}, "headersSize": 100, "bodySize": 900}, "timings": {"send": 1, "wait": 2, "receive": 3},
}  # fmt: skip
HAR = {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "pages": [{"id": "p1", "title": "Shop", "startedDateTime": "2026-11-23T08:28:35.000Z", "pageTimings": {"onLoad": 1500}}], "entries": [ENTRY, ENTRY]}}


def test_a_pages_figures_are_sums_over_its_entries():
    (page,) = pagesummary.summaries(memory_source(json.dumps(HAR).encode()))
    assert (page.id, page.title, page.requests, page.load_ms, page.asked_again) == ("p1", "Shop", 2, 1500, 1)
    assert page.fields() == {"page.load_ms": 1500, "page.requests": 2, "page.bytes": page.bytes, "page.asked_again": 1}
    assert page.sentence() == f"page Shop: 2 requests, {page.bytes / 1000:.0f} kB, loaded in 1.5 s, 1 of its addresses asked for more than once"


def test_figures_that_cannot_be_had_are_left_out():
    page = pagesummary.PageSummary("p", "", 1, -1, -1, -1)
    assert page.fields() == {"page.requests": 1}
    assert page.sentence() == "page p: 1 request, its load event is not recorded"
    assert pagesummary.PageSummary("p", "", 0, 0, 0, 0).sentence() == ""


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", '{"log": 5}', '{"log": {}}', '{"log": {"pages": 5, "entries": null}}', '{"log": {"pages": [5], "entries": [5]}}', json.dumps(HAR)[:200], "<html>", "[" * 10_000,
        json.dumps({"log": {**HAR["log"], "entries": [{"pageref": "p1"}]}}), json.dumps({"log": {**HAR["log"], "entries": [{**ENTRY, "startedDateTime": "never"}]}}),
    ],
)  # fmt: skip
def test_what_haralyzer_cannot_load_gives_no_summary_and_no_exception(text):
    found = pagesummary.summaries(memory_source(text.encode()))
    assert all(isinstance(p.sentence(), str) for p in found)


def test_a_har_that_would_fill_the_memory_is_not_summed_up(monkeypatch):
    monkeypatch.setattr(pagesummary, "LARGEST", 100)
    assert pagesummary.summaries(memory_source(json.dumps(HAR).encode())) == ()


def test_a_byte_order_mark_and_utf_16_are_read():
    for encoding in ("utf-8-sig", "utf-16"):
        assert len(pagesummary.summaries(memory_source(json.dumps(HAR).encode(encoding)))) == 1
