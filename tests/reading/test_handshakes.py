"""A certificate is judged at the time of its handshake, and not at all without one."""

from datetime import UTC, datetime, timedelta

from triagekit.model import Location
from triagekit.reading.handshakes import handshake

AT = datetime(2026, 11, 23, tzinfo=UTC)
DATES = {"tls.not_before": AT - timedelta(days=90), "tls.not_after": AT - timedelta(days=1), "tls.issuer": "CN=Zscaler Root CA"}


def test_validity_is_judged_at_use():
    record = handshake(Location("a"), DATES, AT)
    assert (record.get("tls.expired_at_use"), record.get("tls.not_yet_valid_at_use"), record.get("tls.interception_vendor")) == (True, False, "Zscaler")


def test_without_a_time_nothing_is_judged():
    assert handshake(Location("a"), DATES).get("tls.expired_at_use") is None
