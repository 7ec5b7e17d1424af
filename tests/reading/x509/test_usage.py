"""By which use a certificate is judged."""

from datetime import UTC, datetime, timedelta

from triagekit.model import Location
from triagekit.reading.x509.usage import usage
from triagekit.records import Material, Use
from triagekit.roles import Context

SERVER = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLACE = Location("a0001")


def judged(*uses, **told):
    return usage(Material("certificate", b"", list(uses)), Context(**told))


def test_the_servers_clock_goes_before_the_clients_and_both_before_the_incident():
    both = judged(Use(SERVER + timedelta(hours=1), SERVER, PLACE), incident_time=SERVER - timedelta(days=9))
    assert (both.at, both.clock, both.client_at) == (SERVER, "server", SERVER + timedelta(hours=1))
    assert judged(Use(SERVER, None, PLACE), incident_time=SERVER - timedelta(days=9)).clock == "client"
    assert judged(Use(None, None, PLACE), incident_time=SERVER).clock == "incident"


def test_what_the_user_asks_for_goes_before_all():
    assert judged(Use(SERVER, SERVER, PLACE), at=SERVER + timedelta(days=1)).at == SERVER + timedelta(days=1)


def test_without_any_time_there_is_none():
    assert judged(Use(None, None, PLACE)).at is None
    assert judged().use is None


def test_clocks_that_agree_within_a_minute_are_not_apart():
    assert judged(Use(SERVER + timedelta(seconds=50), SERVER, PLACE)).client_at is None


def test_a_use_with_a_time_goes_before_one_without():
    assert judged(Use(None, None, Location("a0001")), Use(SERVER, None, Location("a0002"))).use.location.artifact == "a0002"
