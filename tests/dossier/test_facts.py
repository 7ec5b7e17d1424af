"""What is known of the case itself says where it comes from, and never becomes an answer by itself."""

from datetime import UTC, datetime

from rawcase import clean, found

from triagekit.casefile import CaseFile
from triagekit.dossier.facts import attempt, case_note, facts_of, handoff
from triagekit.model import Clean, Location
from triagekit.records import Kind, Record


def scope(**fields):
    known = {"scope.reach": "some_users", "scope.users": 5, "scope.failing_users": 2, "scope.failed": 2, "scope.requests": 9, "scope.since": datetime(2026, 11, 3, tzinfo=UTC), **{f"scope.{k}": v for k, v in fields.items()}}
    return Record(Kind.FACT, Location("a0001", "json_pointer", "/log/entries/3"), {"fact": "scope", **known}, also=(Location("a0001", "json_pointer", "/log/entries/7"), Location("a0001", "json_pointer", "/log/entries/9")))


def test_what_the_artifacts_show_of_the_reach_is_a_hint_with_its_place():
    raw = found()
    raw.scopes = (scope(),)
    facts = facts_of("impact", [], raw, lambda t: Clean(t))
    assert (facts["seen_share"].value, facts["seen_share"].source, facts["seen_share"].location.pointer) == ("2 of 9 requests failed", "artifact", "/log/entries/3")
    assert (facts["seen_reach"].value, facts["seen_users"].value, facts["seen_since"].value) == ("some_users", "2 of 5 users met a failure", "2026-11-03T00:00:00Z")
    assert "seen_healed" not in facts and "seen_reach" not in facts_of("environment", [], raw, clean)


def test_what_healed_stands_at_its_own_place_and_what_was_retried_in_vain_is_said():
    raw = found()
    raw.scopes = (scope(healed=True, recovered=1, broken=3, retried=2),)
    healed = facts_of("impact", [], raw, lambda t: Clean(t))["seen_healed"]
    assert (healed.value, healed.location.pointer) == ("1 of 3 failing endpoints succeeded later, each for the user who had failed", "/log/entries/9")
    raw.scopes = (scope(healed=False, retried=2),)
    assert facts_of("impact", [], raw, lambda t: Clean(t))["seen_retried"].value == "tried again 2 times, never with success"


def test_the_share_in_the_clients_own_capture_stands_beside_that_of_everybodys_log():
    raw = found()
    raw.scopes = (scope(view="server"), scope(view="client", failed=1, requests=2))
    facts = facts_of("impact", [], raw, lambda t: Clean(t))
    assert (facts["seen_share"].value, facts["seen_share_client"].value) == ("2 of 9 requests failed", "1 of 2 requests failed")


def test_a_conclusion_that_is_no_word_of_the_contract_is_left_out():
    assert attempt({"action": "x", "conclusion": "nobody knows"}, clean).conclusion is None
    assert attempt({"action": "x", "conclusion": "no_change"}, clean).conclusion == "no_change"


def test_the_case_and_the_handing_over_pass_redaction():
    case = CaseFile(case={"id": "SECRET", "customer": "SECRET"}, handoff={"ask": "SECRET", "tried": "SECRET"})
    assert (case_note(case, clean).id, handoff(case, clean).ask, handoff(case, clean).tried) == ("CLEAN", "CLEAN", ("CLEAN",))
