"""Console messages of the DevTools protocol become exchanges and events."""

import json

from analyzers.console_cdp import analyzer
from triagekit.model import Defect
from triagekit.records import Kind

DENIED = {"method": "Log.entryAdded", "params": {"entry": {"source": "network", "level": "error", "text": "Failed to load resource: the server responded with a status of 403 ()", "timestamp": 1795422515123.5, "url": "https://api.example/x", "networkRequestId": "8336.42"}}}
THROWN = {"method": "Runtime.exceptionThrown", "params": {"timestamp": 1795422516123, "exceptionDetails": {"text": "Uncaught", "exception": {"description": "TypeError: Failed to fetch\n    at run (https://app.example/app.js:1:2)"}}}}
CALLED = {"method": "Runtime.consoleAPICalled", "params": {"type": "warning", "args": [{"type": "string", "value": "slow"}, {"type": "number", "value": 5}], "timestamp": 1795422517123}}
LOG = json.dumps([DENIED, THROWN, CALLED], indent=1)


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, '[{"method": "GET"}]') == 0


def test_a_failed_resource_is_an_exchange(records):
    (exchange,) = records(analyzer, LOG, Kind.EXCHANGE)
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.at.isoformat()) == ("https://api.example/x", 403, "2026-11-23T08:28:35.123500+00:00")


def test_what_was_thrown_and_what_a_page_printed_are_events(records):
    thrown, called = records(analyzer, LOG, Kind.EVENT)
    assert "Failed to fetch" in thrown.get("event.text")
    assert (called.get("event.message"), called.get("event.level")) == ("slow 5", "warn")


def test_a_file_cut_within_a_message_says_so(items):
    assert any(isinstance(i, Defect) and "ends within" in i.detail for i in items(analyzer, LOG[:-40]))


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
