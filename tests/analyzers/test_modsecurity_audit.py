"""A firewall's audit log tells the request, what was said of it, and whether it was stopped."""

from analyzers.modsecurity_audit import analyzer

RULE = '[file "/crs/REQUEST-949-BLOCKING-EVALUATION.conf"] [line "94"] [id "949110"] [msg "Inbound Anomaly Score Exceeded (Total Score: 5)"]'
HEAD = "GET /orders?q=1%27 HTTP/1.1\nHost: shop.example.com\nUser-Agent: curl/8\n\n"
FIRST = "[28/Nov/2026:18:56:40.430288 +0000] awsj6Px0IGNNfWHcxElQfAAAAAM 10.1.2.3 36374 10.0.0.1 443\n"
DENIED = f"""--4d321d04-A--
{FIRST}--4d321d04-B--
{HEAD}--4d321d04-H--
Message: Warning. detected SQLi using libinjection [id "942100"]
Message: Access denied with code 403 (phase 2). Operator GE matched 5 at TX:anomaly_score. {RULE}
Action: Intercepted (phase 2)
Producer: ModSecurity for Apache/2.9.7 (http://www.modsecurity.org/).

--4d321d04-Z--

"""
NOTED = f"""---f00Bar12---A--
{FIRST}---f00Bar12---B--
{HEAD}---f00Bar12---F--
HTTP/1.1 200 OK
Content-Type: application/json

---f00Bar12---H--
ModSecurity: Warning. Operator GE matched 5 at TX:anomaly_score. {RULE}

---f00Bar12---Z--
"""


def test_it_is_recognised_in_both_versions_forms(sure):
    assert sure(analyzer, DENIED) >= 95 and sure(analyzer, NOTED) >= 95
    assert sure(analyzer, HEAD) == 0


def test_a_stopped_request_has_the_status_that_the_firewall_gave_and_every_word_on_it(records):
    request, noted, denied = records(analyzer, DENIED)
    assert (request.get("request.url"), request.get("response.status"), request.at.isoformat()) == ("http://shop.example.com/orders?q=1%27", 403, "2026-11-28T18:56:40.430288+00:00")
    assert (denied.get("event.code"), denied.get("event.status"), denied.get("event.level"), denied.location.line) == ("ModSecurity 949110", 403, "error", 10)
    assert noted.get("event.level") == "warn" and noted.get("event.code") == "ModSecurity 942100"
    assert all("unique-id=awsj6Px0IGNNfWHcxElQfAAAAAM" in r.get("correlation.ids") for r in (request, noted, denied))


def test_a_request_that_was_only_noted_keeps_the_answer_it_got(records):
    request, noted = records(analyzer, NOTED)
    assert (request.get("response.status"), noted.get("event.status"), noted.get("event.level")) == (200, None, "warn")
    assert "waf/request-blocked" not in (noted.get("signal.causes") or ())


def test_transactions_stand_apart(records):
    assert [r.kind for r in records(analyzer, DENIED + NOTED)] == ["exchange", "event", "event", "exchange", "event"]


def test_it_stays_total(assert_total):
    assert_total(analyzer, DENIED + NOTED)
