"""Each artifact gets what must be added to its times; chains of measured pairs are followed, and nothing is moved by force."""

import pytest

from triagekit.correlate import oneclock
from triagekit.model import Location
from triagekit.records import Kind, Record


def between(against, artifact, offset, width=0.5, believed=True):
    fields = {
        "fact": "source-clock", "source.against": against, "source.artifact": artifact, "source.believed": believed,
        "source.offset_low_s": offset - width, "source.offset_high_s": offset + width,
    }  # fmt: skip
    return Record(Kind.FACT, Location(artifact), fields)


def servers(offset, scope="all-hosts", artifact="har"):
    fields = {"fact": "clock-offset", "clock.off": True, "clock.scope": scope, "clock.offset_low_s": offset - 1.0, "clock.offset_high_s": offset + 1.0}
    return Record(Kind.FACT, Location(artifact), fields)


def seconds(*facts):
    return {name: round(o.seconds, 3) for name, o in oneclock.offsets(facts).items() if o.seconds}


def test_a_log_that_is_ahead_of_the_client_is_moved_back():
    assert seconds(between("har", "log", 7200)) == {"log": -7200}


def test_offsets_add_up_along_a_chain_and_so_do_their_uncertainties():
    found = oneclock.offsets([between("har", "gateway", 10), between("gateway", "app", -4, width=2)])
    assert {n: o.seconds for n, o in found.items() if o.seconds} == {"gateway": -10, "app": -6}
    assert (found["gateway"].uncertainty, found["app"].uncertainty) == (0.5, 2.5)


def test_when_all_servers_say_so_the_client_itself_is_moved_and_what_hangs_on_it_too():
    assert seconds(servers(300), between("har", "log", 300)) == {"har": 300}
    assert seconds(servers(300)) == {"har": 300}


@pytest.mark.parametrize("scope", ["this-host", "only-host", "none"])
def test_one_odd_server_moves_nobody(scope):
    assert seconds(servers(300, scope)) == {}


def test_an_offset_that_too_few_samples_carry_is_not_applied():
    assert seconds(between("har", "log", 7200, believed=False)) == {}
    assert not oneclock.matter(oneclock.offsets([between("har", "log", 0.4)]))


def test_two_ways_to_the_same_artifact_take_the_surer_one():
    found = oneclock.offsets([between("har", "log", 100, width=5), between("har", "mid", 50, width=0.1), between("mid", "log", 51, width=0.1)])
    assert found["mid"].seconds == -50
    assert found["log"].seconds in (-100, -101)


def test_contradicting_measures_never_loop():
    found = oneclock.offsets([between("a", "b", 5), between("b", "c", 5), between("c", "a", 5)])
    assert {n for n, o in found.items() if o.seconds} == {"b", "c"}
