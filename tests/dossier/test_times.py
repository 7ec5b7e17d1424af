"""The timeline says what each time is uncertain by, and a source's clock says what it decided."""

from datetime import datetime
from types import SimpleNamespace

from rawcase import found

from triagekit.dossier.times import clocks, offsets, timeline
from triagekit.model import Clean, Location, Verdict
from triagekit.records import Kind, Record

SOURCE = {"fact": "source-clock", "source.believed": True, "source.artifact": "a0001", "source.against": "a0002", "source.offset_s": 90.0, "source.offset_low_s": 89.0, "source.offset_high_s": 91.0, "source.samples": 5, "source.agreeing": 4}


def plain(text):
    return Clean(text)


def record(**fields):
    return Record(Kind.FACT, Location("a0001"), fields)


def test_a_time_is_uncertain_by_its_hosts_interval_and_by_its_whole_second():
    known = offsets([record(**{"clock.host": "", "clock.offset_low_s": -1.0, "clock.offset_high_s": 2.0})])
    (moment,) = timeline(found().judgement, known, plain)
    assert (moment.at, moment.uncertainty_ms, moment.cause) == ("2026-11-03T09:14:00Z", 2000, "auth/token-expired")


def test_a_clock_that_decided_a_verdict_says_which_and_what_it_was_before():
    raw = found()
    raw.clock = [record(**SOURCE)]
    raw.decided_by_clock = {"auth/token-expired": str(Verdict.POSSIBLE)}
    (note,) = clocks(raw, plain)
    assert "auth/token-expired is confirmed and no longer possible" in note.basis
    assert (note.offset_low_s, note.offset_high_s, note.samples, note.agreeing) == (89.0, 91.0, 5, 4)


def test_an_offset_that_is_not_believed_is_no_clock_and_one_that_jumped_says_so():
    raw = found()
    raw.clock = [record(**{**SOURCE, "source.believed": False}), record(**{**SOURCE, "source.jump": True, "source.drift_s_per_h": 3.0, "source.zone_quarters": 4})]
    (note,) = clocks(raw, plain)
    assert all(words in note.basis for words in ("set in between", "3.0 s an hour", "time zone"))


def test_the_timeline_is_in_the_order_of_its_times():
    times = [datetime.fromisoformat(f"2026-11-03T09:{m:02}:00+00:00") for m in (14, 3, 30)]
    hits = tuple(SimpleNamespace(records=(Record(Kind.EVENT, Location("a0001"), {}, at),), observation="http/x", shown="x", title="x") for at in times)
    assert [m.at[11:16] for m in timeline(SimpleNamespace(hits=hits, causes=()), {}, plain)] == ["09:03", "09:14", "09:30"]
