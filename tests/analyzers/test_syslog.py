"""Syslog lines become events of their program, whatever the writing."""

import pytest

from analyzers.syslog import analyzer

OLD = "Nov 23 08:28:35 web1 sshd[78]: Failed password for invalid user bob from 192.0.2.7 port 1 ssh2\nNov 23 08:28:36 web1 CRON[79]: (root) CMD (true)\n"
NEW = '<163>1 2026-11-23T08:28:35.003Z web1 app 1234 ID47 [ex@32473 iut="3" trace_id="5b8efff7"] connect failed: connection refused\n<14>1 2026-11-23T08:28:36.003Z web1 app - - - ok\n'
FULL = "2026-11-23T08:28:35.123456+02:00 web1 app[7]: ERROR: connection refused\n2026-11-23T08:28:36.123456+02:00 web1 app[7]: fine\n"


@pytest.mark.parametrize("text", [OLD, NEW, FULL])
def test_every_writing_is_recognised(sure, text):
    assert sure(analyzer, text) >= 70


def test_an_application_log_is_not_taken_for_syslog(sure):
    assert sure(analyzer, "2026-11-23T08:28:35Z ERROR something: failed\n" * 3) == 0


def test_rfc_3164_has_host_program_and_address(records):
    failed, _ = records(analyzer, OLD)
    assert (failed.get("event.host"), failed.get("event.logger"), failed.get("event.client"), failed.get("time.certain")) == ("web1", "sshd", "192.0.2.7", False)
    assert failed.get("event.message").startswith("Failed password")


def test_rfc_5424_has_severity_message_id_and_structured_data(records):
    failed, fine = records(analyzer, NEW)
    assert (failed.get("event.level"), failed.get("event.code"), failed.get("event.fields.iut"), failed.get("error.kind")) == ("error", "ID47", "3", "refused")
    assert (failed.at.isoformat(), failed.get("time.certain"), fine.get("event.level")) == ("2026-11-23T08:28:35.003000+00:00", True, "info")


def test_full_times_keep_their_offset_and_the_level_is_taken_from_the_message(records):
    failed, _ = records(analyzer, FULL)
    assert (failed.at.isoformat(), failed.get("event.level"), failed.get("event.message")) == ("2026-11-23T08:28:35.123456+02:00", "error", "connection refused")


def test_a_trace_over_several_lines_of_one_program_is_one_event(records):
    text = "".join(f"Nov 23 08:28:35 web1 app[77]: {row}\n" for row in ("Traceback (most recent call last):", '  File "/app/x.py", line 1, in <module>', '    raise ValueError("boom")', "ValueError: boom")) + OLD
    first, *rest = records(analyzer, text)
    assert (first.get("event.exception"), first.get("event.exception.message"), len(rest)) == ("ValueError", "boom", 2)


def test_it_stays_total(assert_total):
    for text in (OLD, NEW, FULL):
        assert_total(analyzer, text)
