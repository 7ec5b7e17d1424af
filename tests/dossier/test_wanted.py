"""Of what is missing the artifact comes first that moves the front runners of an open question apart most."""

from datetime import UTC, datetime

from rawcase import clean, found

from triagekit.dossier import sides
from triagekit.dossier.causes import HOW_TO_COLLECT
from triagekit.dossier.wanted import open_differentials, wanted, ways
from triagekit.model import Clean, Location, Verdict
from triagekit.records import Kind, Record
from triagekit.verdicts import JudgedCause, Judgement, Missing

LIKELY, POSSIBLE, UNKNOWN = Verdict.LIKELY, Verdict.POSSIBLE, Verdict.NOT_ASSESSED


def cause(name, verdict, *missing, differential="d", **more):
    return JudgedCause(name, f"Title of {name}", differential, verdict, 1, 3, "high", "vendor", missing=tuple(Missing(f"o/{name}-{n}", weight, "why", (kind,)) for n, (weight, kind) in enumerate(missing)), **more)


def case(*causes, extents=()):
    raw = found()
    raw.judgement, raw.extents = Judgement(causes, ()), extents
    return raw


def told(*causes, **more):
    return wanted(case(*causes, **more), lambda t: Clean(t))


def test_the_artifact_that_settles_most_between_the_front_runners_comes_first_and_names_them():
    first, second = told(
        cause("a", LIKELY, ("supports: moderate", "certificate"), ("proves", "event")),
        cause("b", POSSIBLE, ("supports: moderate", "certificate"), ("excludes", "event")),
        cause("c", POSSIBLE, ("supports: moderate", "certificate")),
    )
    assert (first.how_to_collect, first.separates, first.differential, first.minutes) == (HOW_TO_COLLECT[Kind.EVENT], ("a", "b"), "d", 10)
    assert first.why == "it tells apart: Title of a; Title of b"
    assert second.separates == ("a", "b", "c")


def test_what_settles_little_is_not_asked_for():
    assert told(cause("a", LIKELY, ("supports: weak", "event"))) == ()


def test_a_certain_an_explained_and_another_peoples_answer_ask_for_nothing():
    assert told(cause("a", Verdict.CONFIRMED, ("proves", "event"))) == ()
    assert told(cause("a", LIKELY, ("proves", "event"), explained_by="x/y")) == ()
    assert told(cause("a", LIKELY, ("proves", "event"), concerns="others")) == ()


def test_behind_a_coarse_answer_the_rivals_are_told_apart_that_nothing_could_speak_for_yet():
    (item,) = told(cause("coarse", LIKELY), cause("a", UNKNOWN, ("proves", "event")), cause("b", UNKNOWN, ("proves", "event")))
    assert item.separates == ("a", "b")


def test_of_a_single_cause_it_is_said_that_it_would_be_shown_to_be_so():
    assert told(cause("a", LIKELY, ("proves", "event")))[0].why == "it would tell whether this is so: Title of a"


def test_the_differential_of_the_first_cause_is_asked_about_first_and_each_way_once():
    items = told(cause("a", LIKELY, ("proves", "event")), cause("b", POSSIBLE, ("proves", "event"), ("proves", "certificate"), differential="e"))
    assert [(i.differential, i.how_to_collect) for i in items] == [("d", HOW_TO_COLLECT[Kind.EVENT]), ("e", HOW_TO_COLLECT[Kind.CERTIFICATE])]


def test_another_capture_beside_one_that_is_there_tells_less_than_what_is_not_there_at_all():
    runners = [cause("a", LIKELY, ("proves", "exchange"), ("supports: strong", "event"), ("supports: strong", "certificate"))]
    raw = case(*runners)
    assert ways(runners, raw)[0].kind is Kind.EXCHANGE
    raw.witness.calls.append(object())
    assert [w.kind for w in ways(runners, raw)] == [Kind.CERTIFICATE, Kind.EVENT, Kind.EXCHANGE]


def test_a_line_that_was_joined_already_is_not_asked_for_again():
    asked = JudgedCause("a", "A", "d", LIKELY, 1, 3, "high", "vendor", missing=(Missing("joins/a", "proves", "why", ("join.there.signals",)), Missing("joins/b", "proves", "why", ("join.strength", "join.there.signals"))))
    raw = case(asked)
    raw.witness.requests, raw.witness.calls = 1, [object()]
    (way,) = ways([asked], raw)
    assert (way.kind, way.best.observation) == (Kind.EVENT, "joins/b")


def test_a_log_is_asked_for_from_the_side_that_is_missing_and_for_the_time_of_the_failure():
    at = datetime(2026, 11, 3, 9, 14, tzinfo=UTC)
    extent = Record(Kind.FACT, Location("har"), {"fact": "extent", "extent.sides": ("client",), "extent.shows": ("gateway-error",), "extent.failed": 1, "extent.failed_first": at, "extent.failed_last": at})
    item, side = told(cause("a", LIKELY, ("proves", "event")), extents=(extent,))
    assert item.how_to_collect == side.how_to_collect == sides.GATEWAY_LOG
    assert (item.since, item.until, side.what) == ("2026-11-03T09:12:00Z", "2026-11-03T09:16:00Z", "side/gateway-log")


def test_open_questions_come_in_the_order_of_what_leads_them():
    judged = Judgement((cause("a", LIKELY, differential="z"), cause("b", POSSIBLE, differential="m"), cause("c", POSSIBLE, differential="z")), ())
    assert [(name, [c.id for c in runners]) for name, runners in open_differentials(judged)] == [("z", ["a", "c"]), ("m", ["b"])]


def test_everything_passes_redaction():
    assert {item.why for item in wanted(case(cause("a", LIKELY, ("proves", "event"))), clean)} == {"CLEAN"}
