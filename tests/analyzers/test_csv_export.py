"""Log entries that somebody exported as a table are read by their columns, raw lines as the lines they are."""

import pytest

from analyzers.csv_export import analyzer

SPLUNK = '''"_time","host","source","sourcetype","_raw"
"2026-11-28T10:00:00.123+0000","web1","/var/log/app.log","app","2026-11-28 10:00:00,120 ERROR [shop.orders] failed
Traceback (most recent call last):
  File ""/app/orders.py"", line 7, in get
ConnectionRefusedError: [Errno 111] Connection refused"
"2026-11-28T10:00:01.000+0000","web1","/var/log/app.log","app","no time stands in this line: access denied"
'''
KIBANA = '"@timestamp","log.level","service.name","message"\n"Nov 28, 2026 @ 10:00:00.123","error","orders","jwt expired, user 7"\n'
SIGN_INS = "TimeGenerated [UTC],OperationName,ResultType,ResultDescription,CorrelationId\n\"11/28/2026, 1:00:00.123 PM\",Sign-in activity,50105,\"Your administrator, again.\",4bf92f35-77b3-4da6-a3ce-929d0e0e4736\n\"11/28/2026, 1:00:01.000 PM\",Sign-in activity,0,,4bf92f35-77b3-4da6-a3ce-929d0e0e4737\n"
SEMICOLONS = "Timestamp;Level;Message\n2026-11-28T10:00:00Z;Error;first; second\n2026-11-28T10:00:01Z;Error;done\n"


@pytest.mark.parametrize(("text", "least"), [(SPLUNK, 30), (KIBANA, 90), (SIGN_INS, 90), (SEMICOLONS, 90)])
def test_exports_are_known_by_their_header_and_raw_lines_left_to_who_knows_them(sure, text, least):
    assert least <= sure(analyzer, text) < least + 20


@pytest.mark.parametrize("text", ["name,email,phone\nJane,j@x.example,1\n", "2026-11-28 10:00:00,123 ERROR message\n2026-11-28 10:00:01,123 ERROR message\n", "time,level\n", "message, timestamp and level are words\nof a letter, level by level\n", "a,b,c\n1,2,3\n"])
def test_other_tables_and_texts_are_none(sure, text):
    assert sure(analyzer, text) == 0


def test_a_raw_line_is_read_as_the_line_it_is_with_all_that_its_quotes_hold(records):
    failed, plain = records(analyzer, SPLUNK)
    assert (failed.get("event.exception"), failed.get("error.kind"), failed.at.isoformat(), failed.location.line) == ("ConnectionRefusedError", "refused", "2026-11-28T10:00:00.120000+00:00", 2)
    assert (plain.at.isoformat(), plain.location.line) == ("2026-11-28T10:00:01+00:00", 6)


def test_columns_are_read_by_their_names_and_times_as_pages_show_them(records):
    (said,) = records(analyzer, KIBANA)
    assert (said.get("event.level"), said.get("event.logger"), said.get("event.message"), said.at.isoformat(), said.get("time.certain")) == ("error", "orders", "jwt expired, user 7", "2026-11-28T10:00:00.123000+00:00", False)


def test_a_sign_in_code_gets_its_vendors_word_and_a_success_none(records):
    refused, fine = records(analyzer, SIGN_INS)
    assert "access/user-not-assigned" in refused.get("signal.firm") and refused.at.isoformat() == "2026-11-28T13:00:00.123000+00:00"
    assert refused.get("time.certain") is True and fine.get("signal.causes") is None


def test_a_row_that_does_not_fit_is_said_and_the_next_is_read(items):
    found = items(analyzer, SEMICOLONS)
    assert [getattr(i, "code", "") for i in found if hasattr(i, "code")] == ["TK-IO-012"]
    assert [i.get("event.message") for i in found if hasattr(i, "fields")] == ["done"]


def test_an_open_quote_does_not_swallow_the_file_silently(items):
    assert any(getattr(i, "code", "") == "TK-IO-012" for i in items(analyzer, KIBANA + '"x","error","y","never closed\nmore\n'))


@pytest.mark.parametrize("text", [SPLUNK, KIBANA, SIGN_INS])
def test_it_stays_total(assert_total, text):
    assert_total(analyzer, text)
