"""The systemd journal in JSON becomes events of its units."""

import json

from analyzers.journald import analyzer

ENTRY = {"__REALTIME_TIMESTAMP": "1795422515123456", "_HOSTNAME": "web1", "PRIORITY": "3", "SYSLOG_IDENTIFIER": "app", "_SYSTEMD_UNIT": "app.service", "MESSAGE": "connect ECONNREFUSED 127.0.0.1:5432"}
LOG = json.dumps(ENTRY) + "\n" + json.dumps({**ENTRY, "PRIORITY": "6", "MESSAGE": [104, 195, 169]}) + "\n"


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 95
    assert sure(analyzer, '{"MESSAGE":"x"}\n') == 0


def test_priority_unit_and_host_are_told(records):
    failed, _ = records(analyzer, LOG)
    assert (failed.get("event.level"), failed.get("event.logger"), failed.get("event.host"), failed.get("error.kind")) == ("error", "app", "web1", "refused")
    assert (failed.at.isoformat(), failed.get("time.certain")) == ("2026-11-23T08:28:35.123456+00:00", True)


def test_a_message_that_is_no_utf8_is_a_list_of_bytes(records):
    _, odd = records(analyzer, LOG)
    assert (odd.get("event.message"), odd.get("event.level")) == ("hé", "info")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
