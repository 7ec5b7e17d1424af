"""Every clock is told with what it rests on and what it decided; what contradicts itself and what was assumed is said in words."""

from datetime import timedelta

import pytest
from rawcase import AT, found

from triagekit.correlate.timeline import Offset
from triagekit.dossier.clocknotes import clocks, notes
from triagekit.model import Artifact, Clean, Location, Verdict
from triagekit.records import Kind, Record

SOURCE = {
    "fact": "source-clock", "source.believed": True, "source.artifact": "a0001", "source.against": "a0002", "source.offset_s": 90.0, "source.offset_low_s": 89.0,
    "source.offset_high_s": 91.0, "source.samples": 5, "source.agreeing": 4,
}  # fmt: skip
HOST = {
    "fact": "clock-offset", "clock.host": "api.test", "clock.offset_low_s": 299.0, "clock.offset_high_s": 301.0, "clock.samples": 9, "clock.agreeing": 9, "clock.off": True,
    "clock.scope": "all-hosts", "clock.half_hours": False, "clock.drift_s_per_h": 0.0,
}  # fmt: skip
MOVED = {"a0001": Offset(-90.0, 1.0)}


def plain(text):
    return Clean(text)


def record(**fields):
    return Record(Kind.FACT, Location("a0001"), fields)


def case(*facts, **more):
    raw = found()
    raw.artifacts = [Artifact("a0001", "app.log", 10), Artifact("a0002", "browser.har", 10)]
    raw.clock = list(facts)
    for name, value in more.items():
        setattr(raw, name, value)
    return raw


def test_a_clock_that_decided_a_verdict_says_which_and_what_it_was_before():
    (note,) = clocks(case(record(**SOURCE), decided_by_clock={"auth/token-expired": str(Verdict.POSSIBLE)}, offsets=MOVED), plain)
    assert "auth/token-expired is confirmed and no longer possible" in note.basis
    assert (note.source, note.kind, note.applied, note.offset_low_s, note.offset_high_s, note.samples, note.agreeing) == ("app.log against browser.har", "artifact", True, 89.0, 91.0, 5, 4)


def test_the_dates_that_moved_a_capture_say_what_they_decided():
    raw = case(record(**HOST), decided_by_clock={"auth/token-expired": str(Verdict.POSSIBLE)}, offsets={"a0001": Offset(300.0, 1.0)})
    (note,) = clocks(raw, plain)
    assert (note.kind, note.applied) == ("host", True)
    assert "no longer possible" in note.basis
    raw.offsets = {}
    assert "no longer" not in clocks(raw, plain)[0].basis


def test_a_host_whose_clock_was_set_while_the_answers_came_says_what_it_was_before_and_after():
    (note,) = clocks(case(record(**HOST, **{"clock.jump": True, "clock.before_s": 300.0, "clock.after_low_s": -0.5, "clock.after_high_s": 0.7})), plain)
    assert "before that 300.0 s, after it 0.1 s" in note.basis


@pytest.mark.parametrize(("off", "contradicted"), [(True, False), (False, True)])
def test_certificates_bound_the_clients_clock_or_are_contradicted_by_dates(off, contradicted):
    fact = {"fact": "client-clock", "client.by": "have not begun yet", "client.offset_low_s": 86400.0, "client.offset_high_s": 864000.0, "client.samples": 1, "client.agreeing": 1, "client.off": off, "client.contradicted": contradicted}
    (note,) = clocks(case(record(**fact)), plain)
    assert (note.kind, note.contradicted, note.offset_low_s) == ("client", contradicted, 86400.0)
    assert ("it is the certificates" in note.basis) is contradicted
    assert clocks(case(record(**{**fact, "client.off": False, "client.contradicted": False})), plain) == ()


def test_an_issuers_clock_is_told_by_what_it_rests_on_and_how_far_it_stands_off():
    fact = {
        "fact": "issuer-clock", "idp.issuer": "https://idp.test", "idp.role": "identity-provider", "idp.by": "IssueInstant of its messages", "idp.offset_low_s": 299.0, "idp.offset_high_s": 301.0,
        "idp.samples": 2, "idp.agreeing": 2, "idp.off": True, "idp.checked": True, "idp.direction": "issuer-ahead", "idp.apart_s": 299.0, "idp.backdated": False,
    }  # fmt: skip
    (note,) = clocks(case(record(**fact)), plain)
    assert (note.kind, note.source, note.offset_high_s) == ("identity-provider", "https://idp.test", 301.0)
    assert "ahead of the servers' by 299.0 s at least" in note.basis
    (note,) = clocks(case(record(**{**fact, "idp.role": "application", "idp.off": False, "idp.backdated": True})), plain)
    assert note.kind == "application" and "dated back" in note.basis
    del fact["idp.offset_high_s"]
    assert clocks(case(record(**fact)), plain) == ()


def test_an_offset_that_is_not_believed_is_no_clock_and_one_that_jumped_says_so():
    step = {"fact": "clock-step", "step.of": "a0001", "step.against": "a0002", "step.low_s": 1.0, "step.high_s": 2.0, "step.until": AT, "step.after": AT + timedelta(seconds=9)}
    raw = case(record(**{**SOURCE, "source.believed": False}), record(**{**SOURCE, "source.jump": True, "source.drift_s_per_h": 3.0, "source.zone_quarters": 4}), record(**step))
    (note,) = clocks(raw, plain)
    assert all(words in note.basis for words in ("set in between", "3.0 s an hour", "time zone"))
    assert [(s.offset_low_s, s.offset_high_s, s.until, s.after) for s in note.steps] == [(1.0, 2.0, "2026-11-03T09:14:00Z", "2026-11-03T09:14:09Z")]
    assert note.drift_s_per_h == 3.0


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ({"contradiction.sort": "two-offsets", "contradiction.artifact": "a0001", "contradiction.against": "a0002", "contradiction.gap_s": 495.0}, "495.0 s more or less"),
        ({"contradiction.sort": "round-does-not-close", "contradiction.artifact": "a0003", "contradiction.against": "a0001", "contradiction.gap_s": 13.5, "contradiction.round": ("a0001", "a0002", "a0003")}, "misses it by 13.5 s"),
    ],
)
def test_what_contradicts_itself_is_said_beside_the_clock_and_beside_its_artifacts_and_is_not_applied(fact, words):
    raw = case(record(**{**SOURCE, "source.believed": fact["contradiction.sort"] != "two-offsets"}), record(fact="clock-contradiction", **fact), offsets=MOVED)
    (note,) = clocks(raw, plain)
    assert (note.contradicted, note.applied) == (True, False)
    assert words in note.basis
    assert all(words in said for artifact in ("a0001", "a0002") for said in notes(raw)[artifact])


def test_dates_that_no_log_bears_out_say_so():
    fact = {"fact": "clock-contradiction", "contradiction.sort": "dates-against-log", "contradiction.artifact": "a0001", "contradiction.against": "a0002", "contradiction.gap_s": 240.0, "contradiction.host": "api.test"}
    host, source = clocks(case(record(**HOST), record(**SOURCE), record(**fact)), plain)
    assert host.contradicted and not source.contradicted
    assert "240.0 s at least" in host.basis


def zone(basis="none", read_as="UTC"):
    return record(**{"fact": "zone", "zone.artifact": "a0001", "zone.basis": basis, "zone.read_as": read_as, "zone.untold": 7})


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ([zone()], "Its times name no zone and were read in UTC; nothing in the case says so: give the zone with timezone in the case file or --tz."),
        ([zone("case", "Europe/Berlin")], "Its times name no zone and were read in Europe/Berlin, as the case file or --tz says."),
        ([zone(), record(**SOURCE)], "Its times name no zone and were read in UTC; browser.har agrees with that."),
        ([zone(), record(**SOURCE, **{"source.zone_quarters": 22})], "Its times name no zone and were read in UTC; so they stand 5:30 h ahead of browser.har, and were placed by agreement with it, as of UTC+05:30."),
        ([zone(), record(**SOURCE, **{"source.zone_quarters": -20})], "Its times name no zone and were read in UTC; so they stand 5:00 h behind browser.har, and were placed by agreement with it, as of UTC-05:00."),
    ],
)
def test_a_zone_that_was_assumed_is_said_with_who_said_so(facts, said):
    assert notes(case(*facts))["a0001"] == [said]


def test_a_clock_whose_artifact_names_no_zone_says_that_it_was_placed_by_agreement():
    (note,) = clocks(case(zone(), record(**SOURCE, **{"source.zone_quarters": 8}), offsets=MOVED), plain)
    assert note.zone_assumed
    assert "placed by this agreement" in note.basis
