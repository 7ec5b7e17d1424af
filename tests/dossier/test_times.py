"""The timeline stands on the one clock, says what each time is uncertain by, and keeps what the artifact says."""

from datetime import datetime, timedelta

from rawcase import AT, found

from triagekit.correlate.timeline import Offset, Step, Turn
from triagekit.dossier.times import offsets, timeline
from triagekit.model import Clean, Location
from triagekit.records import Kind, Record
from triagekit.verdicts import Hit, Judgement


def plain(text):
    return Clean(text)


def of(*records, **more):
    raw = found()
    raw.judgement = Judgement((), tuple(Hit("http/x", "x", "x", (r,), 1, r.at, r.at) for r in records))
    for name, value in more.items():
        setattr(raw, name, value)
    return raw


def event(second, line=1, artifact="a0001", **fields):
    return Record(Kind.EVENT, Location(artifact, "line", line=line), fields, AT + timedelta(seconds=second))


def test_a_time_is_uncertain_by_its_hosts_interval_and_by_its_whole_second():
    raw = found()
    raw.clock = [Record(Kind.FACT, Location("a0001"), {"clock.host": "", "clock.offset_low_s": -1.0, "clock.offset_high_s": 2.0})]
    (moment,) = timeline(raw, plain)
    assert offsets(raw.clock) == {"": 1.5}
    assert (moment.at, moment.uncertainty_ms, moment.cause) == ("2026-11-03T09:14:00Z", 2000, "auth/token-expired")


def test_the_timeline_is_in_the_order_of_its_times():
    times = [datetime.fromisoformat(f"2026-11-03T09:{m:02}:00+00:00") for m in (14, 3, 30)]
    assert [m.at[11:16] for m in timeline(of(*(Record(Kind.EVENT, Location("a0001"), {}, at) for at in times)), plain)] == ["09:03", "09:14", "09:30"]


def test_a_corrected_time_stands_beside_the_one_its_artifact_gives_and_orders_the_rows():
    early, late = timeline(of(event(3600), event(5, artifact="a0002"), offsets={"a0001": Offset(-3600.0, 0.25)}), plain)
    assert (early.at, early.original, early.uncertainty_ms, early.original_offset) == ("2026-11-03T09:14:00Z", "2026-11-03T10:14:00+00:00", 750, "+00:00")
    assert (late.artifact, late.original) == ("a0002", None)


def test_before_a_clock_was_set_its_times_are_corrected_by_what_it_was_then():
    turn = Turn(AT + timedelta(seconds=50), AT + timedelta(seconds=400), 0.0, 0.5, 10, 11)
    before, after = timeline(of(event(10, 3), event(420, 12), offsets={"a0001": Offset(-300.0, 0.5, steps=(Step(-300.0, 0.5, (turn,)),))}), plain)
    assert [m.at[11:19] for m in (before, after)] == ["09:14:10", "09:16:00"]
    assert before.original is None


def test_a_row_whose_zone_was_assumed_says_so():
    raw = of(event(1), event(2, **{"time.certain": True}), offsets={"a0001": Offset(zone_assumed=True)})
    assert [m.zone_assumed for m in timeline(raw, plain)] == [True, False]
