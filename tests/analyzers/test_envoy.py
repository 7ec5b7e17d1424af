"""Envoy's access log lines become exchanges with flags and details."""

from analyzers.envoy import analyzer

LINE = '[2026-11-23T08:28:35.123Z] "GET /api HTTP/1.1" 503 UF,URX upstream_reset_before_response_started{connection_failure} - "delayed_connect_error:_111" 0 91 15 - "192.0.2.7" "curl/7.88" "6d6f0d9e-0f3b-4a55-9b4f-3a1f2d3c4b5a" "shop.example" "10.0.0.5:8080" outbound|80||shop - - - -\n'
SHORT = '[2026-11-23T08:28:35.123Z] "POST /x HTTP/2" 200 - 5 10 3 2 "-" "grpc" "id-12345" "a.example" "10.0.0.6:80"\n'


def test_it_is_recognised(sure):
    assert sure(analyzer, LINE * 2) >= 90
    assert sure(analyzer, "[2026-11-23T08:28:35.123Z] hello\n") == 0


def test_flags_details_and_the_failure_say_who_failed(records):
    (exchange,) = records(analyzer, LINE)
    assert (exchange.get("log.flags"), exchange.get("log.details"), exchange.get("log.error_reason")) == ("UF,URX", "upstream_reset_before_response_started{connection_failure}", "delayed_connect_error:_111")
    assert (exchange.get("request.url"), exchange.get("correlation.ids"), exchange.get("log.upstream"), exchange.get("log.backend")) == ("http://shop.example/api", ("x-request-id=6d6f0d9e-0f3b-4a55-9b4f-3a1f2d3c4b5a",), "10.0.0.5:8080", "outbound|80||shop")


def test_the_older_form_without_details_is_read(records):
    (exchange,) = records(analyzer, SHORT)
    assert (exchange.get("response.status"), exchange.get("timing.total_ms"), exchange.get("log.flags")) == (200, 3.0, None)


def test_it_stays_total(assert_total):
    assert_total(analyzer, LINE + SHORT)
