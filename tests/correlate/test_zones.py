"""Artifacts whose times name no zone are told, with the zone they were read in and who said so."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from triagekit.correlate.zones import Zones
from triagekit.model import Location
from triagekit.records import Kind, Record
from triagekit.roles import Context

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def zones(*certain, context=None):
    correlator = Zones()
    for n, told in enumerate(certain):
        fields = {} if told is None else {"time.certain": told}
        correlator.see(Record(Kind.EVENT, Location("log", "line", line=n), fields, AT))
    found = list(correlator.conclude(context or Context()))
    assert all(set(f.fields) <= {*Zones.fields, "fact"} for f in found)
    return [(f.get("zone.artifact"), f.get("zone.untold"), f.get("zone.read_as"), f.get("zone.basis")) for f in found]


def test_a_log_without_a_zone_was_read_in_utc_and_nobody_said_so():
    assert zones(False, False, True) == [("log", 2, "UTC", "none")]


def test_the_zone_of_the_case_file_is_named_as_such():
    assert zones(False, context=Context(timezone=ZoneInfo("Europe/Berlin"))) == [("log", 1, "Europe/Berlin", "case")]


def test_a_log_that_names_its_zone_and_one_that_has_no_times_are_no_matter():
    assert zones(True, True, False) == []
    assert zones(None, None) == []
