"""logfmt lines become events, and answered requests exchanges."""

from analyzers.logfmt import analyzer
from triagekit.records import Kind

LOG = """time=2026-11-23T08:28:35Z level=error msg="upstream failed" error="dial tcp 10.0.0.1:443: connect: connection refused" request_id=abc-1234
time=2026-11-23T08:28:36Z level=info msg="ok" method=GET path=/x status=503 duration=12ms
"""
HEROKU = 'at=error code=H12 desc="Request timeout" method=GET path="/slow" host=shop.example request_id=8601b555-6a83-4c12-8269-97c8e32cdb22 fwd="192.0.2.7" dyno=web.1 connect=1ms service=30000ms status=503 bytes=0\n'


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 80
    assert sure(analyzer, "a=1 b=2\n") == 0
    assert sure(analyzer, " " * 1000) == 0
    assert sure(analyzer, "https://x.example/?a=1&level=2\n") == 0


def test_an_error_is_said_with_its_id(records):
    (event,) = records(analyzer, LOG, Kind.EVENT)
    assert (event.get("event.level"), event.get("event.message"), event.get("error.kind"), event.get("correlation.ids")) == ("error", "upstream failed", "refused", ("request_id=abc-1234",))


def test_an_answered_request_is_an_exchange(records):
    (exchange,) = records(analyzer, LOG, Kind.EXCHANGE)
    assert (exchange.get("response.status"), exchange.get("request.url"), exchange.get("timing.total_ms")) == (503, "/x", 12.0)


def test_herokus_router_tells_its_code(records):
    (exchange,) = records(analyzer, HEROKU)
    assert (exchange.get("log.error_reason"), exchange.get("request.url.host"), exchange.get("log.client"), exchange.get("timing.total_ms")) == ("H12", "shop.example", "192.0.2.7", 30000.0)


def test_a_panic_behind_a_line_is_part_of_it(records):
    text = LOG.splitlines(keepends=True)[0] + "panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:7 +0x1d\n" + LOG.splitlines(keepends=True)[1]
    events = records(analyzer, text)
    assert len(events) == 3
    assert (events[1].get("event.exception"), events[1].get("event.language")) == ("panic", "go")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
    assert_total(analyzer, HEROKU * 2)
