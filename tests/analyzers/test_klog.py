"""klog lines become events with their source line."""

from analyzers.klog import analyzer

LOG = """E1123 08:28:35.123456    1234 reflector.go:147] vendor/k8s.io/client-go/informers/factory.go:150: Failed to watch *v1.Service: Get "https://10.96.0.1:443/api/v1/services": dial tcp 10.96.0.1:443: connect: connection refused
I1123 08:28:36.000001    1234 server.go:12] "Starting controller" controller="tls" workers=2
W1123 08:28:37.000001       1 x.go:1] slow
"""


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, "E1 hello\n") == 0


def test_level_source_line_and_error_are_told(records):
    failed, started, slow = records(analyzer, LOG)
    assert (failed.get("event.level"), failed.get("event.logger"), failed.get("error.kind"), failed.get("error.client")) == ("error", "reflector.go:147", "refused", "go")
    assert (started.get("event.message"), started.get("event.fields.controller")) == ("Starting controller", "tls")
    assert slow.get("event.level") == "warn"


def test_the_year_is_that_of_the_incident(records):
    from datetime import UTC, datetime

    first = records(analyzer, LOG, incident_time=datetime(2024, 1, 1, tzinfo=UTC))[0]
    assert (first.at.isoformat(), first.get("time.certain")) == ("2024-11-23T08:28:35.123456+00:00", False)


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
