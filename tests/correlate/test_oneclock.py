"""Each artifact gets what must be added to its times; chains of measured pairs are followed, and nothing is moved by force."""

from datetime import UTC, datetime, timedelta

import pytest

from triagekit.correlate import oneclock
from triagekit.model import Location
from triagekit.records import Kind, Record

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def between(against, artifact, offset, width=0.5, believed=True):
    fields = {
        "fact": "source-clock", "source.against": against, "source.artifact": artifact, "source.believed": believed,
        "source.offset_low_s": offset - width, "source.offset_high_s": offset + width,
    }  # fmt: skip
    return Record(Kind.FACT, Location(artifact), fields)


def servers(offset, scope="all-hosts", artifact="har"):
    fields = {"fact": "clock-offset", "clock.off": True, "clock.scope": scope, "clock.agreeing": 9, "clock.offset_low_s": offset - 1.0, "clock.offset_high_s": offset + 1.0}
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
    assert oneclock.matter(oneclock.offsets([between("har", "log", 1.4)]))


def test_two_ways_to_the_same_artifact_take_the_surer_one():
    found = oneclock.offsets([between("har", "log", 100, width=5), between("har", "mid", 50, width=0.1), between("mid", "log", 51, width=0.1)])
    assert found["mid"].seconds == -50
    assert found["log"].seconds in (-100, -101)


def sorts(found):
    return [(c.get("contradiction.sort"), c.get("contradiction.gap_s")) for c in found.contradictions]


def test_a_round_of_offsets_that_does_not_close_is_told_and_none_of_them_is_applied():
    found = oneclock.read([between("a", "b", 5), between("b", "c", 5), between("c", "a", 5), between("a", "d", 30)])
    assert {n: o.seconds for n, o in found.offsets.items() if o.seconds} == {"d": -30}
    assert sorts(found) == [("round-does-not-close", 13.5)]
    assert sorts(oneclock.read([between("a", "b", 5), between("b", "c", 5), between("a", "c", 10.8)])) == []


def test_what_was_measured_by_identifiers_stands_against_like_requests_that_contradict_it():
    weak = between("a", "c", 400)
    weak.fields["source.by"] = "request"
    found = oneclock.read([between("a", "b", 5), between("b", "c", 5), weak])
    assert {n: o.seconds for n, o in found.offsets.items() if o.seconds} == {"b": -5, "c": -10}
    assert sorts(found) == [("round-does-not-close", 388.5)]


def test_two_offsets_at_one_time_are_told():
    odd = between("har", "log", 5, believed=False)
    odd.fields.update({"source.rival_low_s": 499.5, "source.rival_high_s": 500.5, "source.offset_s": 5.0})
    found = oneclock.read([odd])
    assert not oneclock.matter(found.offsets)
    assert sorts(found) == [("two-offsets", 495.0)]


@pytest.mark.parametrize(("log", "contradicted"), [(300, False), (350, False), (300 + 3600, False), (0, True), (-300, True)])
def test_dates_that_no_joined_log_bears_out_move_nobody_zones_left_out_of_account(log, contradicted):
    found = oneclock.read([servers(300), between("har", "log", log)])
    assert [s for s, _ in sorts(found)] == ["dates-against-log"] * contradicted
    assert ("har" in {n for n, o in found.offsets.items() if o.seconds}) is not contradicted


def test_a_log_that_hangs_on_another_capture_is_not_moved_with_the_client_of_this_one():
    assert seconds(servers(300), between("log", "other", 7)) == {"har": 300, "other": -7}


def stretch(of, against, offset, until, after, places=(0, 0)):
    at = [START + timedelta(seconds=s) for s in (until, after)]
    fields = {
        "fact": "clock-step", "step.of": of, "step.against": against, "step.low_s": offset - 0.5, "step.high_s": offset + 0.5, "step.until": at[0], "step.after": at[1],
        "step.last": places[0], "step.first": places[1], "step.against_last": 0, "step.against_first": 0,
    }  # fmt: skip
    return Record(Kind.FACT, Location(of), fields)


@pytest.mark.parametrize("jump", [300.0, -300.0])
def test_times_before_a_clock_was_set_are_corrected_by_what_it_was_then(jump):
    found = oneclock.offsets([between("har", "log", 2 + jump), stretch("log", "har", 2, 90, 100, (10, 11))])["log"]
    for true, line in ((0, 1), (80, 10), (110, 11), (400, 30)):
        shown = START + timedelta(seconds=true + 2 + (jump if true > 95 else 0))
        at, uncertainty = found.at(shown, Location("log", "line", line=line))
        assert (at - START).total_seconds() == true
        assert uncertainty == 0.5


def test_where_the_clock_was_set_between_two_known_lines_the_uncertainty_holds_both():
    found = oneclock.offsets([between("har", "log", 7), stretch("log", "har", 2, 90, 100, (10, 20))])["log"]
    at, uncertainty = found.at(START + timedelta(seconds=100), Location("log", "line", line=15))
    assert at - timedelta(seconds=uncertainty) <= START + timedelta(seconds=93) and at + timedelta(seconds=uncertainty) >= START + timedelta(seconds=98)
    leapt = oneclock.offsets([between("har", "log", 302), stretch("log", "har", 2, 90, 100, (10, 20))])["log"]
    assert [leapt.at(START + timedelta(seconds=s), Location("log", "line", line=15))[1] for s in (101, 393)] == [0.5, 0.5]


def test_a_drift_is_corrected_by_what_it_was_at_each_moment():
    fact = between("har", "log", 100)
    fact.fields.update({"source.drift_s_per_h": 50.0, "source.drift_until": START + timedelta(hours=2), "source.drift_wavers_s_per_h": 0.25})
    found = oneclock.offsets([fact])["log"]
    for hours in (0, 1, 2, 3):
        true = START + timedelta(hours=hours)
        at, uncertainty = found.at(true + timedelta(seconds=50 * hours))
        assert abs((at - true).total_seconds()) < 0.001
        assert abs(uncertainty - 0.5 - 0.25 * abs(hours - 2)) < 0.01


def test_a_clients_clock_that_was_set_moves_its_capture_only_before_that_and_a_log_that_hangs_on_it_never():
    facts = [servers(0.0), stretch("api.test", "", 600, 90, 700)]
    facts[0].fields.update({"clock.host": "api.test", "clock.jump": True, "clock.offset_low_s": 599.0, "clock.offset_high_s": 601.0, "clock.after_low_s": -1.0, "clock.after_high_s": 1.0})
    log = [between("har", "log", 0), stretch("log", "har", 600, 90, 700)]
    found = oneclock.offsets([*facts, *log])
    assert [(found["har"].at(START + timedelta(seconds=s))[0] - START).total_seconds() for s in (0, 80, 720)] == [600, 680, 720]
    there = [found["log"].at(START + timedelta(seconds=s)) for s in (600, 680, 720)]
    assert [(at - START).total_seconds() for at, _ in there] == [600, 680, 720]
    assert all(uncertainty <= 2 for _, uncertainty in there)


def test_an_artifact_without_a_zone_is_marked_so_whether_or_not_it_is_moved():
    zone = Record(Kind.FACT, Location("log"), {"fact": "zone", "zone.artifact": "log"})
    assert oneclock.offsets([zone])["log"].zone_assumed
    assert oneclock.offsets([zone, between("har", "log", 7200)])["log"].zone_assumed
    assert not oneclock.matter(oneclock.offsets([zone]))


def test_two_answers_move_no_client():
    few = servers(300)
    few.fields["clock.agreeing"] = 2
    assert seconds(few) == {}


def test_a_client_that_was_set_back_is_corrected_by_the_places_of_its_capture():
    """By its own clock the things before and after bear the same times."""
    facts = [servers(0.0), stretch("api.test", "", -600, 700, 110)]
    facts[0].fields.update({"clock.host": "api.test", "clock.jump": True, "clock.offset_low_s": -601.0, "clock.offset_high_s": -599.0, "clock.after_low_s": -1.0, "clock.after_high_s": 1.0})
    facts[1].fields.update({"step.against_last": 8, "step.against_first": 9})
    har = oneclock.offsets(facts)["har"]
    assert [(har.at(START + timedelta(seconds=s), Location("har", "json_pointer", f"/log/entries/{n}"))[0] - START).total_seconds() for s, n in ((690, 7), (700, 8))] == [90, 700]
