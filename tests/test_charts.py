"""Charts show what was measured: rates in the limit's own window, values beside what was expected."""

from datetime import timedelta

import pytest

from tests.needs.conftest import AT, case, exchange
from triagekit import charts
from triagekit.casefile import CaseFile
from triagekit.model import Clean, Location
from triagekit.records import Kind, Record


def views(*records, **more):
    return charts.build(case(*records, **more), Clean)


def test_the_waterfall_is_in_order_of_time_with_its_phases():
    made = views(exchange(200, 5), exchange(503, 1, timing__wait_ms=120.0, timing__total_ms=150.0))
    assert [(b.status, b.failed) for b in made.waterfall] == [(503, True), (200, False)]
    assert (made.waterfall[0].wait_ms, made.waterfall[0].total_ms, made.waterfall[0].dns_ms) == (120.0, 150.0, None)
    assert made.requests == 2


def test_a_bar_of_the_rate_is_as_wide_as_the_limits_window():
    policy = {"response__ratelimit__limit": 100, "response__headers__ratelimit-policy": ("100;w=60",)}
    (rate,) = views(*(exchange(429 if n > 100 else 200, n, **policy) for n in range(0, 300, 2))).rates
    assert (rate.bucket_s, rate.limit) == (60.0, 100.0)
    assert sum(rate.counts) == 150 and sum(rate.refused) == 99


def test_without_a_window_no_limit_line_is_drawn():
    (rate,) = views(*(exchange(429, n, response__ratelimit__limit=100) for n in range(5))).rates
    assert rate.limit is None and "unknown" in rate.limit_basis


def test_the_case_file_can_tell_the_limit():
    (rate,) = views(*(exchange(429, n) for n in range(60)), file=CaseFile(expect={"rate_limit": {"limit": 10, "window": "5s"}})).rates
    assert (rate.bucket_s, rate.limit) == (5.0, 10.0)


@pytest.mark.parametrize(("text", "wanted"), [("60s", 60.0), ("5m", 300.0), ("1h", 3600.0), (90, 90.0), ("soon", None), (None, None), ("0s", None)])
def test_spans_are_read(text, wanted):
    assert charts.seconds(text) == wanted


def test_what_was_received_stands_beside_what_was_expected():
    fields = {"saml.sort": "response", "saml.audience": ("https://old.test",), "saml.audience.expected": ("https://new.test",), "saml.issuer": ("https://idp.test",), "saml.issuer.expected": ("https://idp.test",), "saml.recipient.expected": ("https://acs.test",)}
    (view,) = views(Record(Kind.ASSERTION, Location("a0001"), fields, AT + timedelta(seconds=1))).compared
    assert {r.name: (r.received, r.agrees) for r in view.rows if r.expected} == {"saml.audience": ("https://old.test", False), "saml.issuer": ("https://idp.test", True), "saml.recipient": ("absent", False)}
