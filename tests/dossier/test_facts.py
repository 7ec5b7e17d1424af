"""What is known of the case itself says where it comes from, and never becomes an answer by itself."""

from datetime import UTC, datetime

from rawcase import clean, found

from triagekit.casefile import CaseFile
from triagekit.dossier.facts import attempt, case_note, facts_of, handoff
from triagekit.model import Clean, Location
from triagekit.records import Kind, Record


def test_what_the_artifacts_show_of_the_reach_is_a_hint_with_its_place():
    raw = found()
    raw.scope = Record(Kind.FACT, Location("a0001", "json_pointer", "/log/entries/3"), {"fact": "scope", "scope.reach": "one user", "scope.failed": 2, "scope.requests": 9, "scope.since": datetime(2026, 11, 3, tzinfo=UTC)})
    facts = facts_of("impact", [], raw, lambda t: Clean(t))
    assert (facts["seen_share"].value, facts["seen_share"].source, facts["seen_share"].location.pointer) == ("2 of 9 requests failed", "artifact", "/log/entries/3")
    assert facts["seen_since"].value == "2026-11-03T00:00:00+00:00"
    assert "seen_healed" not in facts and "seen_reach" not in facts_of("environment", [], raw, clean)


def test_a_conclusion_that_is_no_word_of_the_contract_is_left_out():
    assert attempt({"action": "x", "conclusion": "nobody knows"}, clean).conclusion is None
    assert attempt({"action": "x", "conclusion": "no_change"}, clean).conclusion == "no_change"


def test_the_case_and_the_handing_over_pass_redaction():
    case = CaseFile(case={"id": "SECRET", "customer": "SECRET"}, handoff={"ask": "SECRET", "tried": "SECRET"})
    assert (case_note(case, clean).id, handoff(case, clean).ask, handoff(case, clean).tried) == ("CLEAN", "CLEAN", ("CLEAN",))
