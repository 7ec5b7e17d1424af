"""Traefik's common access log becomes exchanges with router, server and duration."""

from analyzers.traefik import analyzer

LINE = '192.0.2.7 - - [23/Nov/2026:08:28:35 +0000] "GET /api HTTP/1.1" 502 11 "-" "curl/7.88" 17 "shop@docker" "http://172.18.0.3:80" 3ms\n'


def test_it_is_surer_than_the_combined_form(sure):
    from analyzers.access_combined import analyzer as combined

    assert sure(analyzer, LINE * 2) > sure(combined, LINE * 2)
    assert sure(analyzer, LINE.replace(' 17 "shop@docker" "http://172.18.0.3:80" 3ms', "")) == 0


def test_router_server_and_duration_are_told(records):
    (exchange,) = records(analyzer, LINE)
    assert (exchange.get("log.frontend"), exchange.get("log.upstream"), exchange.get("timing.total_ms"), exchange.get("response.status")) == ("shop@docker", "http://172.18.0.3:80", 3.0, 502)


def test_a_router_that_was_not_found_is_left_out(records):
    (exchange,) = records(analyzer, LINE.replace("shop@docker", "-").replace("http://172.18.0.3:80", "-"))
    assert exchange.get("log.frontend") is None and exchange.get("log.upstream") is None


def test_it_stays_total(assert_total):
    assert_total(analyzer, LINE * 2)
