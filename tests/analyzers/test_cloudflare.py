"""Cloudflare's request log becomes exchanges with the edge's and the origin's answer."""

import json

from analyzers.cloudflare import analyzer

ENTRY = {
    "ClientIP": "192.0.2.7", "ClientRequestHost": "shop.example", "ClientRequestMethod": "GET", "ClientRequestURI": "/api", "ClientRequestScheme": "https", "ClientRequestProtocol": "HTTP/2", "EdgeResponseStatus": 522,
    "OriginResponseStatus": 0, "OriginIP": "198.51.100.4", "RayID": "7d2a1b3c4d5e6f70", "EdgeStartTimestamp": "2026-11-23T08:28:35Z", "EdgeResponseBytes": 900, "WAFAction": "unknown", "SecurityAction": "block", "FirewallMatchesActions": ["log", "block"],
}  # fmt: skip
LOG = json.dumps(ENTRY) + "\n"


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 95
    assert sure(analyzer, '{"status": 200, "method": "GET"}\n') == 0


def test_the_ray_the_edge_and_the_rule_are_told(records):
    (exchange,) = records(analyzer, LOG)
    assert (exchange.get("response.status"), exchange.get("correlation.ids"), exchange.get("path.products")) == (522, ("cf-ray=7d2a1b3c4d5e6f70",), ("cloudflare",))
    assert (exchange.get("log.security_action"), exchange.get("log.action"), exchange.get("log.waf_action"), exchange.get("log.upstream_status")) == ("block", "log,block", None, None)


def test_times_in_nanoseconds_are_read(records):
    (exchange,) = records(analyzer, json.dumps({**ENTRY, "EdgeStartTimestamp": 1795422515000000000}) + "\n")
    assert exchange.at.isoformat() == "2026-11-23T08:28:35+00:00"


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG * 2)
