"""AWS load balancer logs become exchanges with target, actions and reason."""

from analyzers.aws_alb import analyzer

ALB = 'https 2026-11-23T08:28:35.123456Z app/shop/50dc6c495c0c9188 192.0.2.7:2817 10.0.0.1:80 0.001 5.000 0.000 502 - 34 366 "GET https://shop.example:443/api HTTP/1.1" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/t/7 "Root=1-58337262-36d228ad5d99923122bbe354" "shop.example" "arn:aws:acm:x" 0 2026-11-23T08:28:30.000000Z "forward" "-" "-" "10.0.0.1:80" "-" "-" "-"\n'
LAMBDA = ALB.replace(" 10.0.0.1:80 0.001 5.000 0.000 502", " - -1 -1 -1 403").replace('"forward" "-" "-"', '"waf" "-" "WAFBlocked"')
CLASSIC = '2026-11-23T08:28:35.123456Z my-elb 192.0.2.7:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://shop.example:80/ HTTP/1.1" "curl/7.38.0" - -\n'


def test_both_generations_are_recognised(sure):
    assert sure(analyzer, ALB) >= 95
    assert sure(analyzer, CLASSIC) >= 95
    assert sure(analyzer, "http hello\n") == 0


def test_target_time_and_trace_id_are_told(records):
    (exchange,) = records(analyzer, ALB)
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("log.upstream"), exchange.get("log.upstream_status"), exchange.get("timing.wait_ms")) == ("https://shop.example:443/api", 502, "10.0.0.1:80", None, 5000.0)
    assert (exchange.get("correlation.ids"), exchange.get("tls.version"), exchange.get("log.client")) == (("x-amzn-trace-id=Root=1-58337262-36d228ad5d99923122bbe354",), "TLSv1.2", "192.0.2.7")


def test_a_request_that_reached_no_target_has_no_upstream_time(records):
    (exchange,) = records(analyzer, LAMBDA)
    assert (exchange.get("timing.wait_ms"), exchange.get("log.action"), exchange.get("log.error_reason"), exchange.get("log.upstream")) == (None, "waf", "WAFBlocked", None)


def test_the_classic_form_is_read(records):
    (exchange,) = records(analyzer, CLASSIC)
    assert (exchange.get("response.status"), exchange.get("log.upstream_status"), exchange.get("request.method")) == (200, "200", "GET")


def test_it_stays_total(assert_total):
    assert_total(analyzer, ALB + LAMBDA)
    assert_total(analyzer, CLASSIC)
