"""The dossier lets no text past `clean`, and says where everything stands."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import jsonschema
import msgspec
import pytest

from triagekit import dossier
from triagekit import evidence as ev
from triagekit.casefile import CaseFile
from triagekit.evidence import Tool, encode, schema
from triagekit.model import Artifact, Clean, Defect, Location, Verdict
from triagekit.records import Kind, Record
from triagekit.verdicts import Hit, JudgedCause, Judgement, Missing, Weighed

AT = datetime(2026, 11, 3, 9, 14, tzinfo=UTC)


def clean(text):
    return Clean("" if not text else "CLEAN")


def found():
    record = Record(
        Kind.EXCHANGE, Location("a0001", "json_pointer", "/log/entries/3"),
        {"request.url": "https://SECRET/$(id)'", "request.method": "GET", "request.headers.authorization": ("SECRET",), "response.status": 401, "correlation.ids": ("SECRET=1",)}, AT,
    )  # fmt: skip
    hit = Hit("http/x", "SECRET", "SECRET", (record,), 2, AT, AT)
    cause = JudgedCause(
        "auth/token-expired", "SECRET", "request-rejected", Verdict.CONFIRMED, 1, 9, "high", "customer",
        for_=(Weighed("http/x", "proves", "g", hit),), missing=(Missing("http/y", "proves", "SECRET", ("event",)),), next_steps=({"do": "SECRET", "risk": "none"},),
        ask_customer="SECRET", customer_wording="SECRET", engineer_wording="SECRET", looks_like="SECRET",
    )  # fmt: skip
    artifact = Artifact("a0001", "SECRET.har", 10, "00", producer="SECRET", defects=[Defect("TK-IO-012", Location("a0001"), "SECRET")], skipped=[(1, "SECRET")])
    case = CaseFile(case={"id": "SECRET", "customer": "SECRET"}, impact={"SECRET": "SECRET"}, attempted=({"action": "SECRET", "conclusion": "no_change"},), handoff={"ask": "SECRET", "tried": ["SECRET"]}, closure={"done": "SECRET"})
    judged = Judgement((cause,), (hit,), {"request-rejected": "SECRET"}, ("SECRET",))
    return dossier.Found([artifact], judged, case, Tool(name="triagekit", version="0", rules_version="0", rules_sha256="0"))


def test_every_text_from_the_case_has_passed_redaction():
    assert b"SECRET" not in encode(dossier.build(found(), clean))


def test_the_document_validates_against_its_schema():
    jsonschema.Draft202012Validator(schema()).validate(json.loads(encode(dossier.build(found(), clean))))


def test_evidence_says_where_when_and_how_often():
    (cause,) = dossier.build(found(), lambda t: Clean(t)).causes
    (item,) = cause.for_
    assert (item.location.pointer, item.observed_at, item.count) == ("/log/entries/3", "2026-11-03T09:14:00Z", 2)
    assert cause.correlation_ids == ("SECRET=1",)


def test_what_is_missing_says_how_a_customer_collects_it():
    (missing,) = dossier.build(found(), lambda t: Clean(t)).missing
    assert "log" in missing.how_to_collect


def test_a_fingerprint_is_equal_for_equal_findings_and_holds_no_customer_text():
    first, second = dossier.build(found(), clean), dossier.build(found(), lambda t: Clean(t))
    assert first.causes[0].fingerprint == second.causes[0].fingerprint


def test_the_reproduction_is_one_shell_word_per_value():
    import shlex

    curl = dossier.build(found(), lambda t: Clean(t)).reproduction.curl
    assert shlex.split(curl) == ["curl", "-v", "-X", "GET", "-H", "authorization: SECRET", "https://SECRET/$(id)'"]


def test_times_are_utc():
    assert ev.stamp(datetime.fromisoformat("2026-01-01T02:00:00+02:00")) == "2026-01-01T00:00:00Z"
    assert msgspec.to_builtins(dossier.build(found(), clean))["artifacts"][0]["captured"] == {"from": None, "to": None, "timezone": None}


def test_a_sentence_that_comes_with_the_program_is_not_searched_and_every_other_text_is_searched_once():
    from dataclasses import replace

    asked = []

    def noting(text):
        asked.append(text)
        return clean(text)

    dossier.build(replace(found(), shipped=frozenset({"SECRET"})), noting)
    assert "SECRET" not in asked
    asked.clear()
    dossier.build(found(), noting)
    assert "SECRET" in asked and len(asked) == len(set(asked))


def test_what_is_missing_is_said_by_the_title_of_what_it_would_show():
    from dataclasses import replace
    from types import SimpleNamespace

    fields = SimpleNamespace(spec=lambda name, kinds: kinds == (Kind.CERTIFICATE,) and name == "chain.length")
    book = SimpleNamespace(observations={"http/y": SimpleNamespace(title="The chain is short")}, fields=fields)
    for needs, word in ((("chain.length",), "s_client"), (("auth.present",), "token"), (("no.such",), "Ask the customer")):
        case = found()
        (cause,) = case.judgement.causes
        cause = replace(cause, missing=(Missing("http/y", "proves", "nothing given shows it", needs),))
        (missing,) = dossier.build(replace(case, judgement=Judgement((cause,), ()), book=book), lambda t: Clean(t)).missing
        assert missing.why == "it would tell whether this is so: The chain is short" and word in missing.how_to_collect


def told(verdict):
    raw = found()
    raw.judgement = Judgement((replace(raw.judgement.causes[0], verdict=verdict, references=("https://x.example",)),), (), {}, ())
    (cause,) = dossier.build(raw, lambda t: Clean(t)).causes
    return cause


@pytest.mark.parametrize("verdict", [v for v in Verdict if v not in (Verdict.NOT_SUPPORTED, Verdict.NOT_ASSESSED)])
def test_a_cause_that_speaks_or_was_ruled_out_is_told_in_all_its_words(verdict):
    cause = told(verdict)
    assert {cause.customer_wording, cause.engineer_wording, cause.looks_like, cause.ask_customer, cause.next_steps[0].do} == {"SECRET"}
    assert (len(cause.missing), cause.references) == (1, ("https://x.example",))


def test_a_cause_that_nothing_speaks_for_is_told_by_its_verdict_alone_and_one_not_assessed_by_what_would_settle_it():
    unsupported, unassessed = told(Verdict.NOT_SUPPORTED), told(Verdict.NOT_ASSESSED)
    assert not any((unsupported.customer_wording, unsupported.engineer_wording, unsupported.looks_like, unsupported.ask_customer, unsupported.next_steps, unsupported.missing))
    assert (unassessed.ask_customer, len(unassessed.missing), unassessed.engineer_wording) == ("SECRET", 1, "")
    assert (unsupported.title, unsupported.id, unsupported.checked) == ("SECRET", "auth/token-expired", told(Verdict.LIKELY).checked)
