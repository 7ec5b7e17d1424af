"""Program logs of no particular form: times, levels, traces of every language, and templates are found all the same."""

import pytest

from analyzers.app_log import analyzer
from triagekit.records import Kind

POSTGRES = """2026-11-23 08:28:35.123 UTC [123] LOG:  starting PostgreSQL 15.4
2026-11-23 08:28:36.123 UTC [124] ERROR:  permission denied for table orders
2026-11-23 08:28:36.123 UTC [124] STATEMENT:  select 1
	from orders
"""
TRACES = {
    "python": ('Traceback (most recent call last):\n  File "/a.py", line 1, in <module>\n    x()\nValueError: boom', "ValueError"),
    "java": ("java.lang.RuntimeException: boom\n\tat a.B.c(B.java:1)", "java.lang.RuntimeException"),
    "node": ("TypeError: boom\n    at run (/app/index.js:3:9)\n    at node:internal/main/run_main_module:23:47", "TypeError"),
    "dotnet": ("System.InvalidOperationException: boom\n   at A.B.C() in /src/B.cs:line 7", "System.InvalidOperationException"),
    "go": ("panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:7 +0x1d", "panic"),
}


def test_most_lines_with_a_time_make_it_an_application_log(sure):
    assert 50 <= sure(analyzer, POSTGRES) < 70
    assert sure(analyzer, "hello\nworld\n") == 0


def test_level_and_continuation_lines_are_found(records):
    _, denied, statement = records(analyzer, POSTGRES)
    assert (denied.get("event.level"), denied.get("event.message"), denied.get("time.certain")) == ("error", "permission denied for table orders", True)
    assert statement.get("event.text").endswith("from orders")


@pytest.mark.parametrize("language", TRACES)
def test_a_trace_of_every_language_belongs_to_its_line(records, language):
    trace, thrown = TRACES[language]
    first, second = records(analyzer, f"2026-11-23T08:28:35Z ERROR request failed\n{trace}\n2026-11-23T08:28:36Z INFO fine\n")
    assert (first.get("event.exception"), first.get("event.language"), first.get("event.level")) == (thrown, language, "error")
    assert second.get("event.message") == "fine"


def test_requests_among_the_lines_are_exchanges(records):
    text = '23/Nov/2026 08:28:35 - "GET /api/x HTTP/1.1" 401 -\n23/Nov/2026 08:28:36 - code 400, message Bad request\n'
    (exchange,) = records(analyzer, text, Kind.EXCHANGE)
    assert (exchange.get("response.status"), exchange.get("request.url"), exchange.at.isoformat()) == (401, "/api/x", "2026-11-23T08:28:35+00:00")


def test_the_line_that_stands_alone_is_told_by_its_template(records):
    text = "".join(f"2026-11-23 08:28:{n % 60:02} request {n} from 10.0.0.{n} took {n * 3} ms\n" for n in range(200)) + "2026-11-23 08:30:00 lost contact with the licence server\n"
    found = {r.get("event.template"): r.get("event.template_count") for r in records(analyzer, text)}
    assert sorted(found.values()) == [1, 200]
    assert min(found, key=found.get) == "lost contact with the licence server"


def test_it_stays_total(assert_total):
    assert_total(analyzer, POSTGRES)
