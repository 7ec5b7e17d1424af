"""Squid's access log lines become exchanges through a proxy."""

from analyzers.squid import analyzer

LOG = """1795422515.123    350 192.0.2.7 TCP_MISS/503 4011 GET http://api.example/x - HIER_NONE/- text/html
1795422516.000     12 192.0.2.7 TCP_DENIED/407 3900 CONNECT api.example:443 - HIER_NONE/- text/html
1795422517.000   5012 192.0.2.7 TCP_TUNNEL/200 5120 CONNECT api.example:443 alice HIER_DIRECT/198.51.100.4 -
1795422518.000      0 192.0.2.7 NONE_NONE/400 3700 - error:invalid-request - HIER_NONE/- text/html
"""


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, "1795422515.123 hello\n") == 0


def test_result_hierarchy_and_client_are_told(records):
    miss, denied, tunnel, bad = records(analyzer, LOG)
    assert (miss.get("log.result"), miss.get("log.hierarchy"), miss.get("proxy.used"), miss.at.isoformat()) == ("TCP_MISS", "HIER_NONE", True, "2026-11-23T08:28:35.123000+00:00")
    assert (denied.get("response.status"), denied.get("request.method")) == (407, "CONNECT")
    assert (tunnel.get("log.user"), tunnel.get("log.upstream"), tunnel.get("timing.total_ms")) == ("alice", "198.51.100.4", 5012.0)
    assert (bad.get("log.bad_request"), bad.get("request.method")) == (True, None)


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
