"""Causes are told with their evidence and its places; what nothing speaks for is told shortly."""

from dataclasses import replace

import pytest
from rawcase import clean, found

from triagekit.dossier.build import build
from triagekit.dossier.causes import collected_as
from triagekit.model import Clean, Verdict
from triagekit.records import Kind
from triagekit.verdicts import Judgement, Missing


def test_evidence_says_where_when_and_how_often():
    (cause,) = build(found(), lambda t: Clean(t)).causes
    (item,) = cause.for_
    assert (item.location.pointer, item.observed_at, item.count) == ("/log/entries/3", "2026-11-03T09:14:00Z", 2)
    assert cause.correlation_ids == ("SECRET=1",)


def test_what_is_missing_says_how_a_customer_collects_it():
    (missing,) = build(found(), lambda t: Clean(t)).causes[0].missing
    assert "log" in missing.how_to_collect and missing.minutes == 10


def test_a_fingerprint_is_equal_for_equal_findings_and_holds_no_customer_text():
    first, second = build(found(), clean), build(found(), lambda t: Clean(t))
    assert first.causes[0].fingerprint == second.causes[0].fingerprint


def test_what_is_missing_is_said_by_the_title_of_what_it_would_show():
    from types import SimpleNamespace

    fields = SimpleNamespace(spec=lambda name, kinds: kinds == (Kind.CERTIFICATE,) and name == "chain.length")
    book = SimpleNamespace(observations={"http/y": SimpleNamespace(title="The chain is short")}, fields=fields)
    for needs, word in ((("chain.length",), "s_client"), (("auth.present",), "token"), (("no.such",), "Ask the customer")):
        case = found()
        (cause,) = case.judgement.causes
        cause = replace(cause, missing=(Missing("http/y", "proves", "nothing given shows it", needs),))
        (missing,) = build(replace(case, judgement=Judgement((cause,), ()), book=book), lambda t: Clean(t)).causes[0].missing
        assert missing.why == "it would tell whether this is so: The chain is short" and word in missing.how_to_collect


def test_what_is_missing_is_collected_as_what_its_observation_reads():
    from types import SimpleNamespace

    fields = SimpleNamespace(spec=lambda name, kinds: kinds[0] in (Kind.METADATA, Kind.TOKEN))
    case = found()
    for reads, kind in (((Kind.TOKEN,), Kind.TOKEN), ((), Kind.METADATA)):
        case.book = SimpleNamespace(observations={"jwt/y": SimpleNamespace(reads=reads)}, fields=fields)
        assert collected_as(Missing("jwt/y", "proves", "", ("jwt.refusal",)), case) is kind
    assert collected_as(Missing("gateway/y", "proves", "", ("log.upstream",)), case) is Kind.EVENT


def test_a_cause_says_whose_failure_it_is():
    case = found()
    for word, told_as in (("own", "own"), ("others", "others"), ("", None)):
        case.judgement = Judgement((replace(case.judgement.causes[0], concerns=word),), ())
        assert build(case, clean).causes[0].concerns == told_as


def told(verdict):
    raw = found()
    raw.judgement = Judgement((replace(raw.judgement.causes[0], verdict=verdict, references=("https://x.example",)),), (), {}, ())
    (cause,) = build(raw, lambda t: Clean(t)).causes
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
