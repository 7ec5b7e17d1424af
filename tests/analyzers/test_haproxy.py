"""HAProxy's log lines become exchanges with their termination state."""

from analyzers.haproxy import analyzer
from triagekit.records import Kind

HTTP = "Nov 23 08:28:35 lb haproxy[123]: 192.0.2.7:50000 [23/Nov/2026:08:28:30.123] web~ app/srv1 0/0/1/5002/5003 504 198 - - sH-- 1/1/0/0/0 0/0 \"GET /slow HTTP/1.1\"\n"
NOSRV = "Nov 23 08:28:36 lb haproxy[123]: 192.0.2.7:50001 [23/Nov/2026:08:28:36.000] web app/<NOSRV> 0/-1/-1/-1/0 503 217 - - SC-- 1/1/0/0/3 0/0 \"GET / HTTP/1.1\"\n"
NOTICE = "Nov 23 08:28:37 lb haproxy[123]: Server app/srv1 is DOWN, reason: Layer4 connection problem, info: \"Connection refused\"\n"


def test_it_is_recognised(sure):
    assert sure(analyzer, HTTP + NOSRV) >= 90
    assert sure(analyzer, "Nov 23 08:28:35 lb sshd[1]: hello\n") == 0


def test_the_termination_state_says_who_ended_it_and_when(records):
    (exchange,) = records(analyzer, HTTP)
    assert (exchange.get("response.status"), exchange.get("log.termination_state"), exchange.get("log.termination_cause"), exchange.get("log.termination_phase")) == (504, "sH--", "s", "H")
    assert (exchange.get("log.backend"), exchange.get("log.server"), exchange.get("timing.total_ms"), exchange.get("timing.wait_ms")) == ("app", "srv1", 5003.0, 5002.0)


def test_a_phase_that_was_never_reached_has_no_time(records):
    (exchange,) = records(analyzer, NOSRV)
    assert (exchange.get("log.server"), exchange.get("log.connect_ms"), exchange.get("timing.wait_ms"), exchange.get("log.retries")) == ("<NOSRV>", None, None, 3)


def test_its_notices_are_events(records):
    (event,) = records(analyzer, HTTP + NOTICE, Kind.EVENT)
    assert "is DOWN" in event.get("event.message")


def test_tcp_lines_are_read_too(records):
    (exchange,) = records(analyzer, "192.0.2.7:50000 [23/Nov/2026:08:28:30.123] tls db/pg1 1/0/5000 212 sD 2/1/0/0/0 0/0\n")
    assert (exchange.get("log.termination_state"), exchange.get("log.backend"), exchange.get("response.status")) == ("sD", "db", None)


def test_it_stays_total(assert_total):
    assert_total(analyzer, HTTP + NOSRV)


def test_its_times_name_no_zone(records):
    assert [r.get("time.certain") for r in records(analyzer, HTTP + NOSRV)] == [False, False]
