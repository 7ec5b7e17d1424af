"""W3C extended logs become exchanges by the names in their #Fields line."""

from analyzers.w3c import analyzer
from triagekit.records import About, Kind

IIS = """#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-11-23 08:28:35
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken
2026-11-23 08:28:35 10.0.0.1 GET /api/x id=1 443 - 192.0.2.7 Mozilla/5.0+(Windows) - 401 2 5 15
2026-11-23 08:28:36 10.0.0.1 POST /login - 443 CORP\\bob 192.0.2.7 curl - 500 0 64 30012
"""
CLOUDFRONT = """#Version: 1.0
#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version
2026-11-23\t08:28:35\tFRA56-P4\t1045\t192.0.2.7\tGET\td111.cloudfront.net\t/a.js\t502\t-\tMozilla/5.0%20(X11)\t-\t-\tError\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==\tcdn.example\thttps\t23\t0.250\t-\tTLSv1.3\tTLS_AES_128_GCM_SHA256\tError\tHTTP/2.0
"""


def test_it_is_recognised_by_its_fields_line(sure):
    assert sure(analyzer, IIS) >= 95
    assert sure(analyzer, CLOUDFRONT) >= 95
    assert sure(analyzer, "#Comment only\n") == 0


def test_iis_tells_substatus_and_milliseconds_in_utc(records, items):
    first, second = records(analyzer, IIS)
    assert (first.get("response.status"), first.get("log.substatus"), first.get("log.win32_status"), first.get("timing.total_ms"), first.at.isoformat()) == (401, 2, 5, 15.0, "2026-11-23T08:28:35+00:00")
    assert (second.get("log.user"), second.get("request.method")) == ("CORP\\bob", "POST")
    assert [i.producer for i in items(analyzer, IIS) if isinstance(i, About)] == ["Microsoft Internet Information Services 10.0"]


def test_cloudfront_tells_its_id_its_result_and_seconds(records):
    (exchange,) = records(analyzer, CLOUDFRONT)
    assert (exchange.get("request.url"), exchange.get("log.result"), exchange.get("timing.total_ms")) == ("https://cdn.example/a.js", "Error", 250.0)
    assert exchange.get("correlation.names") == ("x-amz-cf-id",)
    assert exchange.get("request.headers.user-agent") == ("Mozilla/5.0 (X11)",)


def test_httperr_entries_and_lines_before_any_fields_are_not_lost(records):
    text = "stray line\n#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename\n2026-11-23 08:28:35 192.0.2.7 1 10.0.0.1 443 - - - - - Timer_ConnectionIdle -\n"
    stray, idle = records(analyzer, text)
    assert stray.kind is Kind.EVENT and stray.get("event.message") == "stray line"
    assert (idle.get("event.message"), idle.at.isoformat()) == ("Timer_ConnectionIdle", "2026-11-23T08:28:35+00:00")


def test_it_stays_total(assert_total):
    assert_total(analyzer, IIS)
    assert_total(analyzer, CLOUDFRONT)
