"""The case file gives context, and refuses what it does not understand by name."""

from datetime import UTC, datetime, timedelta

import pytest

from triagekit import casefile
from triagekit.errors import TriageError


def write(tmp_path, text):
    path = tmp_path / "case.yaml"
    path.write_text(text)
    return path


def test_files_that_it_names_are_read_from_beside_it(tmp_path):
    (tmp_path / "idp.pem").write_bytes(b"-----BEGIN CERTIFICATE-----")
    case = casefile.load(write(tmp_path, "expect: {saml: {sp_entity_id: sp, idp_certificates: [idp.pem]}}"))
    assert case.expect["saml"] == {"sp_entity_id": "sp", "idp_certificates": (b"-----BEGIN CERTIFICATE-----",)}
    assert set(case.files) == {"idp.pem"}


def test_times_and_zones_become_aware(tmp_path):
    case = casefile.load(write(tmp_path, "incident_time: 2026-11-03T09:14:00Z\ntimezone: Europe/Berlin\ncase: {id: CS-1, customer: Acme}"))
    assert case.incident_time == datetime(2026, 11, 3, 9, 14, tzinfo=UTC)
    assert case.context().timezone.utcoffset(datetime(2026, 7, 1)) == timedelta(hours=2)
    assert case.case == {"id": "CS-1", "customer": "Acme"}


@pytest.mark.parametrize(
    "text",
    ["- a list", "unknown_entry: 1", "expect: [1]", "expect: {ldap: {}}", "expect: {tls: {nonsense: 1}}", "a: &x [1]\nb: *x", "{", "x" * 1_000_001],
)
def test_what_it_cannot_use_is_one_clear_error(tmp_path, text):
    with pytest.raises(TriageError) as caught:
        casefile.load(write(tmp_path, text))
    assert caught.value.problem.code == "TK-CASE-001"


def test_a_missing_file_that_it_names_is_said(tmp_path):
    with pytest.raises(TriageError) as caught:
        casefile.load(write(tmp_path, "expect: {tls: {trust: [nowhere.pem]}}"))
    assert (caught.value.problem.code, caught.value.problem.place) == ("TK-CASE-002", "nowhere.pem")


def test_times_are_read_with_and_without_offset():
    assert casefile.parse_time("2026-01-01T10:00:00+02:00") == datetime(2026, 1, 1, 8, tzinfo=UTC)
    assert casefile.parse_time("2026-01-01") == datetime(2026, 1, 1, tzinfo=UTC)
    assert casefile.parse_time("soon") is None


def test_zones_are_read_by_name_and_by_offset():
    assert casefile.parse_zone("+05:30").utcoffset(None) == timedelta(hours=5, minutes=30)
    assert casefile.parse_zone("Nowhere/Land") is None


def test_a_fact_can_be_told_known_unknown_or_not_applicable_in_words_or_as_a_map():
    from triagekit.casefile import Said, said

    assert said("unknown: asked twice") == Said("", "unknown", "asked twice")
    assert said("Not applicable (one server only)") == Said("", "not_applicable", "one server only")
    assert said("unknown") == Said("", "unknown", "")
    assert said("unknown-host.example is down") == Said("unknown-host.example is down")
    assert said({"status": "unknown", "how_tried": "rang", "source": "customer"}) == Said("", "unknown", "rang", "customer")
    assert said({"value": 4.2}) == Said("4.2")


def test_facts_are_found_under_their_full_names(tmp_path):
    (tmp_path / "case.yaml").write_text("impact: {scope: one_user}\nenvironment: {version: 4.2}\nfacts: {401.challenge: 'unknown: no access'}\n")
    facts = casefile.load(tmp_path / "case.yaml").facts
    assert {name: (fact.value or fact.how_tried) for name, fact in facts.items()} == {"impact.scope": "one_user", "environment.version": "4.2", "401.challenge": "no access"}
