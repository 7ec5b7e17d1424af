"""The journal's verbose and export forms become the events of its units, values with their length included."""

from analyzers.journal_text import analyzer

VERBOSE = """Mon 2026-11-23 08:28:35.123456 UTC [s=1f3c;i=2a;b=77aa;m=1;t=2;x=3]
    _TRANSPORT=stdout
    PRIORITY=3
    SYSLOG_IDENTIFIER=app
    _HOSTNAME=web1
    _SYSTEMD_UNIT=app.service
    MESSAGE=java.net.ConnectException: Connection refused
            at com.example.Db.open(Db.java:17)
Mon 2026-11-23 08:28:36.000001 UTC [s=1f3c;i=2b;b=77aa;m=1;t=2;x=4]
    PRIORITY=6
    SYSLOG_IDENTIFIER=app
    MESSAGE=done
"""


def sized(name, value):
    return name + b"\n" + len(value).to_bytes(8, "little") + value + b"\n"


TEN = b"one\nshort2"
EXPORT = (
    b"__CURSOR=s=1f3c;i=2a\n__REALTIME_TIMESTAMP=1795422515123456\nPRIORITY=3\nSYSLOG_IDENTIFIER=app\n" + sized(b"MESSAGE", TEN) + b"_HOSTNAME=web1\n\n"
    b"__CURSOR=s=1f3c;i=2b\n__REALTIME_TIMESTAMP=1795422516000001\nMESSAGE=connect ECONNREFUSED 127.0.0.1:5432\nPRIORITY=4\n\n"
)


def test_both_forms_are_recognised_and_a_plain_log_is_not(sure):
    assert sure(analyzer, VERBOSE) >= 95 and sure(analyzer, EXPORT) >= 95
    assert sure(analyzer, "2026-11-23 08:28:35 app: hello\n") == 0


def test_a_verbose_entry_tells_unit_host_priority_and_all_lines_of_its_message(records):
    failed, done = records(analyzer, VERBOSE)
    assert (failed.get("event.level"), failed.get("event.logger"), failed.get("event.host"), failed.get("error.kind")) == ("error", "app", "web1", "refused")
    assert "Db.java:17" in failed.get("event.text") and failed.at.isoformat() == "2026-11-23T08:28:35.123456+00:00"
    assert (done.get("event.message"), done.get("event.level"), done.location.line) == ("done", "info", 9)


def test_a_value_with_its_length_is_taken_whole_though_its_length_is_a_line_break(records):
    """Ten is the byte of a line break."""
    first, second = records(analyzer, EXPORT)
    assert len(TEN) == 10 and first.get("event.text") == "one\nshort2"
    assert (second.get("error.kind"), second.get("event.level")) == ("refused", "warn")


def test_an_entry_of_an_export_says_where_it_begins(records):
    _, second = records(analyzer, EXPORT)
    assert EXPORT[second.location.offset :].startswith(b"__CURSOR=s=1f3c;i=2b")
    assert second.location.line == EXPORT[: second.location.offset].count(b"\n") + 1


def test_it_stays_total(assert_total):
    assert_total(analyzer, VERBOSE)
    assert_total(analyzer, EXPORT, encodings=False)
