"""Certificates that the client's clock does not take bound that clock, and only as far as that is sound."""

from datetime import UTC, datetime, timedelta

from triagekit.correlate._certificates import Certificates
from triagekit.correlate._issuers import Reference
from triagekit.correlate.clocks import Clocks
from triagekit.model import Location
from triagekit.records import Kind, Record

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = 86_400.0


def shown(host, begin, end):
    """A certificate with its validity in days from the client's time."""
    fields = {
        "request.url.host": host, "tls.not_before": START + timedelta(days=begin), "tls.not_after": START + timedelta(days=end),
        "tls.not_yet_valid_at_use": begin > 0, "tls.expired_at_use": end < 0,
    }  # fmt: skip
    return Record(Kind.EXCHANGE, Location("har"), fields, START)


def fact(*records, reference=None):
    seen = Certificates()
    for record in records:
        seen.see(record)
    found = list(seen.conclude(reference or Reference()))
    assert all(set(f.fields) <= {*Clocks.fields, "fact"} for f in found)
    return found[0] if found else None


def test_a_certificate_that_has_not_begun_bounds_the_client_by_its_beginning_and_its_end():
    found = fact(shown("a.test", 2, 92), shown("b.test", 5, 90))
    assert (found.get("client.offset_low_s"), found.get("client.offset_high_s"), found.get("client.off")) == (5 * DAY, 92 * DAY, True)


def test_one_that_has_ended_may_be_forgotten_and_three_with_other_ends_are_the_clients_clock():
    rows = [shown(f"{n}.test", -90 - n, -10 - n) for n in range(3)]
    assert fact(*rows[:2]) is None
    assert fact(*(shown(f"{n}.test", -90, -10) for n in range(3))) is None
    found = fact(*rows)
    assert (found.get("client.offset_low_s"), found.get("client.offset_high_s"), found.get("client.by")) == (-92 * DAY, -10 * DAY, "have ended")


def test_where_dates_say_the_client_is_right_the_certificate_is_to_blame():
    found = fact(shown("a.test", 2, 92), reference=Reference(checked=True))
    assert (found.get("client.off"), found.get("client.contradicted")) == (False, True)


def test_a_certificate_of_this_minute_and_one_in_its_time_say_nothing():
    assert fact(shown("a.test", -1, 1)) is None
    assert fact(shown("a.test", 30 / DAY, 90)).get("client.off") is False
