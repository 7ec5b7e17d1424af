"""What every receiver needs is taken from the artifacts where they say it, and asked for where they do not."""

from tests.needs.conftest import AT, exchange
from triagekit.casefile import CaseFile
from triagekit.needs import always
from triagekit.needs.need import time
from triagekit.records import Kind, Record


def test_the_ask_is_the_associates_own_or_follows_from_the_lead_cause(make):
    told = make(exchange(), cause="auth/token-expired", file=CaseFile(handoff={"ask": "Lengthen it."}))
    assert (always.ask(told).value, always.ask(told).source) == ("Lengthen it.", "associate")
    assert "It broke" in always.ask(make(exchange(), cause="auth/token-expired")).value
    assert always.ask(make(exchange())) is None


def test_first_and_last_sight_come_from_the_failures_else_from_the_case_file(make):
    first, last = always.sightings(make(exchange(seconds=5), exchange(seconds=9)))
    assert (first.value, last.value) == ("2026-11-03 09:14:05 UTC", "2026-11-03 09:14:09 UTC")
    assert always.sightings(make(exchange(200, 3), cause="clock/server-ahead"))[0].value == "2026-11-03 09:14:03 UTC"
    told, _ = always.sightings(make(file=CaseFile(incident_time=AT)))
    assert (told.value, told.source) == (time(AT), "associate")
    assert always.sightings(make()) == (None, None)


def test_how_often_it_failed_is_counted(make):
    assert always.frequency(make(exchange(200), exchange(401, 1), exchange(401, 2))).value == "2 of 3 recorded requests failed"
    assert always.frequency(make(exchange(200))) is None


def test_a_correlation_id_or_why_there_is_none(make):
    assert always.correlation(make(exchange(correlation__ids=("x-request-id=7",)))).value == "x-request-id=7"
    told = always.correlation(make(exchange(), exchange(200, 1)))
    assert told.status == "not_applicable" and "2 recorded answers" in told.how_tried
    assert always.correlation(make()) is None


def test_the_client_is_the_one_that_made_most_requests(make):
    seen = make(*(exchange(200, n, **{"request__headers__user-agent": (name,)}) for n, name in enumerate(["Chrome/142", "Firefox/143", "Firefox/143"])))
    assert always.client(seen).value == "Firefox/143"


def test_what_happened_is_the_failing_request_with_its_place(make):
    told = always.actual(make(exchange(200), exchange(503, 1)))
    assert "503" in told.value and told.location.pointer == "/log/entries/1"
    assert always.expected(make(exchange(200))) is None and always.reproduction(make(exchange(503)))


def test_attempts_come_from_the_case_file(make):
    assert always.attempts(make(file=CaseFile(attempted=({"action": "cleared cookies"},)))).value == "1 recorded"
    assert always.attempts(make()) is None


def test_the_last_success_before_the_break_is_told(make):
    fact = Record(Kind.FACT, exchange().location, {"fact": "route-break", "route.since_success_s": 42.0})
    assert "42 s" in always.last_good(make(fact)).value
