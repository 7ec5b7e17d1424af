"""Apache's error log becomes events with module, AH code, client and errno."""

from analyzers.apache_error import analyzer

LOG = """[Mon Nov 23 08:54:42.433077 2026] [proxy:error] [pid 4711:tid 140] (111)Connection refused: AH00957: HTTP: attempt to connect to 127.0.0.1:9001 (127.0.0.1) failed
[Mon Nov 23 08:54:42.433101 2026] [proxy_http:error] [pid 4711:tid 140] [client 192.0.2.7:51000] AH01114: HTTP: failed to make connection to backend: 127.0.0.1, referer: https://app.example/
[Mon Nov 23 08:55:00 2026] [error] [client 192.0.2.8] File does not exist: /var/www/x
"""


def test_it_is_recognised_in_both_ages(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, "[Mon Nov 23 08:54:42 2026] hello\n") == 0


def test_an_errno_says_what_failed_and_which_backend(records):
    first, second, third = records(analyzer, LOG)
    assert (first.get("event.code"), first.get("error.kind"), first.get("event.logger"), first.get("event.upstream")) == ("AH00957", "refused", "proxy", "127.0.0.1:9001")
    assert (second.get("event.client"), second.get("event.code"), second.get("event.fields.referer")) == ("192.0.2.7", "AH01114", "https://app.example/")
    assert (third.get("event.level"), third.get("event.client")) == ("error", "192.0.2.8")


def test_its_times_have_no_zone_and_are_not_certain(records):
    first = records(analyzer, LOG)[0]
    assert (first.at.isoformat(), first.get("time.certain")) == ("2026-11-23T08:54:42.433077+00:00", False)


def test_modsecurity_says_rule_uri_and_block(records):
    line = '[Mon Nov 23 08:54:42.433077 2026] [:error] [pid 1] [client 192.0.2.9:1] [client 192.0.2.9] ModSecurity: Access denied with code 403 (phase 2). Pattern match "x" [id "942100"] [msg "SQL Injection"] [hostname "shop.example"] [uri "/search"] [unique_id "YkZ0aabbccdd"]\n'
    (event,) = records(analyzer, line)
    assert (event.get("event.code"), event.get("event.status"), event.get("event.url"), event.get("correlation.ids")) == ("ModSecurity 942100", 403, "/search", ("unique-id=YkZ0aabbccdd",))


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
