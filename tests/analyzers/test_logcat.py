"""Logcat lines become events; a Java trace over many lines of one tag is one."""

import pytest

from analyzers.logcat import analyzer

TRACE = ["FATAL EXCEPTION: main", "java.lang.RuntimeException: Unable to start", "\tat android.app.ActivityThread.perform(ActivityThread.java:1)", "Caused by: javax.net.ssl.SSLHandshakeException: java.security.cert.CertPathValidatorException: Trust anchor for certification path not found.", "\tat com.android.X(X.java:1)"]
THREADTIME = "".join(f"11-23 08:28:35.123  1234  5678 E AndroidRuntime: {row}\n" for row in TRACE) + "11-23 08:28:36.123  1234  5678 I Zygote  : up\n"
TIME = "".join(f"11-23 08:28:35.123 E/AndroidRuntime( 1234): {row}\n" for row in TRACE) + "11-23 08:28:36.123 I/Zygote  ( 1234): up\n"


@pytest.mark.parametrize("text", [THREADTIME, TIME])
def test_both_forms_are_recognised_and_the_trace_is_one_event(sure, records, text):
    assert sure(analyzer, text) >= 90
    head, thrown, up = records(analyzer, text)
    assert (head.get("event.message"), thrown.get("event.exception"), thrown.get("event.cause"), thrown.get("error.kind")) == ("FATAL EXCEPTION: main", "java.lang.RuntimeException", "javax.net.ssl.SSLHandshakeException", "cert-unknown-ca")
    assert (up.get("event.level"), up.get("event.logger").strip()) == ("info", "Zygote")


def test_another_text_is_not_logcat(sure):
    assert sure(analyzer, "11-23 08:28:35.123 hello\n") == 0


def test_it_stays_total(assert_total):
    assert_total(analyzer, THREADTIME)
    assert_total(analyzer, TIME)
