"""The common form, and what sites put before and behind it."""

import re
from datetime import UTC

import pytest

from triagekit.reading import combinedlog
from triagekit.reading.accesslog import Access
from triagekit.reading.combinedlog import combined, keyed
from triagekit.reading.logtimes import Clock

CLOCK = Clock(UTC, 2026, True)
LINE = '192.0.2.7 - - [23/Nov/2026:08:28:35 +0000] "GET / HTTP/1.1" 200 5'


def read(line):
    return combined(line, CLOCK)


@pytest.mark.parametrize(
    ("line", "client"),
    [
        (LINE, "192.0.2.7"), (LINE.replace("192.0.2.7", "2001:db8::1"), "2001:db8::1"), (LINE.replace("192.0.2.7", "[2001:db8::1]"), "[2001:db8::1]"), (LINE.replace("192.0.2.7", "gw.example"), "gw.example"), (LINE.replace("192.0.2.7", "-"), "-"),
    ],
)  # fmt: skip
def test_clients_are_addresses_or_names(line, client):
    assert read(line).client == client


def test_a_virtual_host_may_stand_before_it_and_a_user_may_have_spaces():
    made = read("shop.example:443 " + LINE.replace("- - [", "- Alice B. Smith ["))
    assert (made.host, made.user) == ("shop.example:443", "Alice B. Smith")


def test_escaped_quotes_do_not_end_the_request_or_the_agent():
    made = read(LINE.replace("GET /", 'GET /?q=\\"x\\"') + ' "-" "a \\"b\\" c"')
    assert (made.target, made.agent) == ('/?q=\\"x\\"', 'a \\"b\\" c')


def test_a_status_of_zeros_is_none():
    assert read(LINE.replace(" 200 ", " 000 ")).status is None


@pytest.mark.parametrize("line", ["", "hello", LINE[:40], LINE.replace('"', ""), "x" * 10_000, '"' * 5000])
def test_other_lines_are_not_it(line):
    assert read(line) is None


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("rt", "0.25", ("total_ms", 250.0)), ("request_time", "1", ("total_ms", 1000.0)), ("host", "a.example", ("host", "a.example")), ("rid", "abcd1234", ("ids", [("x-request-id", "abcd1234")])), ("trace_id", "abcd", ("ids", [("trace-id", "abcd")])),
        ("us", "502", ("extra", {"log.upstream_status": "502"})), ("urt", "0.5", ("extra", {"log.upstream_ms": 500.0})), ("xff", "1.2.3.4", ("extra", {"log.forwarded_for": "1.2.3.4"})), ("anything", "x", ("extra", {"log.anything": "x"})), ("rt", "-", ("total_ms", None)),
    ],
)  # fmt: skip
def test_named_fields_are_read_by_their_usual_names(name, value, told):
    made = Access()
    keyed(made, name, value)
    assert getattr(made, told[0]) == told[1]


@pytest.mark.parametrize("change", ["", '\\"', " ", "[x]", "é", "000", "-", '" "', "[03/Nov/2026:09:00:00 +0000] "])
def test_the_short_way_reads_the_same_parts_as_the_long_one(monkeypatch, change):
    line = '192.0.2.1 - ann [03/Nov/2026:09:14:22 +0000] "GET /a/b?c=d HTTP/1.1" 200 15 "https://shop.example/x" "curl/8.5.0" rt=0.2 us=200, 503 xff=192.0.2.9 z=1'
    changed = [line[:at] + change + line[at:] for at in range(len(line))]
    short = [combined(each, CLOCK) for each in changed]
    monkeypatch.setattr(combinedlog, "_USUAL", re.compile(r"(?!)"))
    assert short == [combined(each, CLOCK) for each in changed]
    assert any(short)
