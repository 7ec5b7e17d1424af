"""Go application logs become events; panics keep their goroutines, Gin's lines are exchanges."""

from analyzers.go_log import analyzer
from triagekit.records import Kind

STD = """2026/11/23 08:28:35 main.go:12: Get "https://x.example/": x509: certificate signed by unknown authority
2026/11/23 08:28:36 http: panic serving 127.0.0.1:1234: runtime error: invalid memory address or nil pointer dereference
goroutine 19 [running]:
net/http.(*conn).serve.func1()
\t/usr/lib/go/src/net/http/server.go:1850 +0xbf
2026/11/23 08:28:37 up
"""
ZAP = '2026-11-23T08:28:35.123Z\terror\tqueue/sender.go:128\tExporting failed.\t{"error": "connection refused", "request_id": "abcd1234"}\n2026-11-23T08:28:36.123Z\tinfo\tready\n'
GIN = '[GIN] 2026/11/23 - 08:28:35 | 502 |  30.001s |       192.0.2.7 | GET      "/api/x"\n'


def test_the_common_forms_are_recognised(sure):
    assert sure(analyzer, STD) >= 70
    assert sure(analyzer, ZAP) >= 70
    assert sure(analyzer, GIN * 2) >= 70
    assert sure(analyzer, '2026/11/23 08:28:35 [error] 1#1: *1 upstream timed out\n') == 0


def test_the_standard_log_tells_place_and_failure(records):
    failed, panicked, _ = records(analyzer, STD)
    assert (failed.get("error.kind"), failed.get("event.logger"), failed.get("event.url.host")) == ("cert-unknown-ca", "main.go:12", "x.example")
    assert "goroutine 19" in panicked.get("event.text")


def test_zaps_fields_behind_the_message_are_read(records):
    failed, ready = records(analyzer, ZAP)
    assert (failed.get("event.level"), failed.get("event.logger"), failed.get("event.message"), failed.get("error.kind")) == ("error", "queue/sender.go:128", "Exporting failed.: connection refused", "refused")
    assert failed.get("correlation.names") == ("request_id",)
    assert (ready.get("event.message"), ready.get("event.level")) == ("ready", "info")


def test_gins_lines_are_answered_requests(records):
    (exchange,) = records(analyzer, GIN, Kind.EXCHANGE)
    assert (exchange.get("response.status"), exchange.get("timing.total_ms"), exchange.get("log.client"), exchange.at.isoformat()) == (502, 30001.0, "192.0.2.7", "2026-11-23T08:28:35+00:00")


def test_a_panic_without_a_time_is_fatal(records):
    last = records(analyzer, STD + "panic: no config\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:7 +0x1d\nexit status 2\n")[-1]
    assert (last.get("event.level"), last.get("event.exception"), last.get("event.exception.message")) == ("fatal", "panic", "no config")


def test_it_stays_total(assert_total):
    assert_total(analyzer, STD)
    assert_total(analyzer, ZAP)
    assert_total(analyzer, GIN * 3)
