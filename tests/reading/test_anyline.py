"""One line of any log gives what it holds, and nothing is lost."""

from datetime import UTC, datetime

import pytest

from triagekit.model import Location
from triagekit.reading.anyline import any_line, every_line, is_logfmt, levelled, pairs
from triagekit.reading.events import Draft
from triagekit.reading.logtimes import Clock
from triagekit.records import Kind

PLACE, CLOCK = Location("a0001", "line", line=1), Clock(UTC, 2026, True)


def read(text):
    return any_line(text, PLACE, CLOCK)


@pytest.mark.parametrize(
    ("line", "level", "logger", "message"),
    [
        ("2026-11-23 08:28:35,123 ERROR app.orders: request failed", "error", "app.orders", "request failed"),
        ("[2026-11-23 08:28:35] [WARN] slow", "warn", None, "slow"),
        ("2026-11-23 08:28:35.123 UTC [99] ERROR:  denied", "error", None, "denied"),
        ("2026-11-23T08:28:35Z 0 [Note] [MY-1] ready", "notice", None, None),
        ("ERROR: cannot connect", "error", None, "cannot connect"),
        ("[error] no space", "error", None, "no space"),
        ("2026-11-23 08:28:35 - main - WARNING - low", "warn", None, None),
        ("23/Nov/2026:08:28:35 +0000 | info | up", "info", None, "up"),
    ],
)
def test_time_level_logger_and_message_are_found(line, level, logger, message):
    event = read(line)
    assert event.get("event.level") == level
    assert logger is None or event.get("event.logger") == logger
    assert message is None or event.get("event.message") == message


def test_a_json_line_an_access_line_and_a_logfmt_line_are_read_as_such():
    assert read('{"level":"error","msg":"x","time":"2026-11-23T08:28:35Z"}').at == datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)
    assert read('2026-11-23 08:28:35 INFO: 192.0.2.7 "GET /a HTTP/1.1" 404').kind is Kind.EXCHANGE
    assert read("level=warn msg=slow").get("event.level") == "warn"


def test_nothing_known_is_none_and_every_line_is_an_event_all_the_same():
    assert read("just some words") is None
    event = every_line("just some words", PLACE, CLOCK, "test")
    assert (event.get("event.message"), event.get("error.kind")) == ("just some words", None)
    assert every_line("2026-11-23 08:28:35 x", PLACE, CLOCK, "test").at is not None


def test_a_time_of_the_wrapping_serves_a_line_without_one():
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert any_line("ERROR: x", PLACE, CLOCK, at=at).at == at


def test_pairs_keep_quoted_values_whole_and_urls_are_no_pairs():
    assert pairs("""a=1 b="two words" c='x y' d="say \\"hi\\"" e=""") == {"a": "1", "b": "two words", "c": "x y", "d": 'say "hi"'}
    assert pairs("GET https://x.example/?a=1&b=2") == {}


@pytest.mark.parametrize(("text", "is_it"), [("level=info msg=x", True), ("time=1 level=info", True), ("a=1 b=2", False), ("hello level=info msg=x", False), ("level=info", False)])
def test_logfmt_begins_with_a_pair_and_tells_a_level_or_message(text, is_it):
    assert is_logfmt(text) is is_it


def test_a_wrapped_message_gives_its_level_and_keeps_the_loggers_name():
    draft = Draft(PLACE, "test", "x", logger="sshd")
    levelled(draft, "2026-11-23 08:28:35 ERROR: refused")
    assert (draft.level, draft.message, draft.logger) == ("error", "refused", "sshd")


@pytest.mark.parametrize("text", ["", " ", "{", '{"a":', "=" * 5000, "[" * 5000, "a=" * 3000, "2026-99-99 99:99:99 x", "\x00\x01", "9" * 40])
def test_any_text_gives_an_answer(text):
    every_line(text, PLACE, CLOCK, "test")


@pytest.mark.parametrize(
    ("line", "status", "ms"),
    [
        ("GET /api/orders 404 3.213 ms - 12", 404, 3.213),
        ("2026/05/01 07:57:03 [client: 192.0.2.7] POST /xmlrpc.php 404", 404, None),
        ("[pid: 7|app: 0|req: 1/1] 192.0.2.7 () {40 vars in 600 bytes} [Mon Nov 23 08:28:35 2026] GET /a => generated 10 bytes in 5 msecs (HTTP/1.1 502) 2 headers", 502, 5.0),
    ],
)
def test_short_request_lines_are_exchanges(line, status, ms):
    exchange = read(line)
    assert (exchange.kind, exchange.get("response.status"), exchange.get("timing.total_ms")) == (Kind.EXCHANGE, status, ms)


def test_a_number_in_a_sentence_is_no_status():
    assert read("ERROR: POST /orders 500 items were lost").kind is Kind.EVENT


def test_a_wrapped_request_takes_the_wrappings_time():
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert any_line('INFO: "GET /a HTTP/1.1" 404 x', PLACE, CLOCK, at=at).at == at
