"""Every cause of certificates: a case that has it and a near miss that does not, both made anew."""

import importlib.util
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triagekit.model import Location
from triagekit.reading.x509.examine import examine
from triagekit.reading.x509.words import CHECKS
from triagekit.records import Kind, Material, Use
from triagekit.roles import Context

_SPEC = importlib.util.spec_from_file_location("cases_by_name", Path(__file__).parents[3] / "samples" / "make" / "certificates.py")
CASES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(CASES)
PAIRS = CASES.CASES
WORTH_A_WORD = {"x509/ocsp-staple-missing"}
"""Causes that a file alone can only point to: whether a proof was attached shows in the handshake."""


@pytest.mark.parametrize("cause", PAIRS)
def test_a_case_that_has_the_cause_fails_its_check_with_a_reason(cause, judged):
    name = cause.partition("/")[2]
    fields = judged(PAIRS[cause][0]())
    assert fields[f"x509.check.{name}"] == ("noted" if cause in WORTH_A_WORD else "failed")
    assert fields[f"x509.why.{name}"]


@pytest.mark.parametrize("cause", PAIRS)
def test_its_near_miss_does_not(cause, judged):
    fields = judged(PAIRS[cause][1]())
    assert fields.get(f"x509.check.{cause.partition('/')[2]}", "passed") == "passed"


@pytest.mark.parametrize("cause", PAIRS)
def test_nothing_else_is_called_failed_beside_it(cause, states, judged):
    also = {"x509/ca-distrusted": {"ca-unknown"}}.get(cause, set())
    failed = {name for name, state in states(judged(PAIRS[cause][0]())).items() if state == "failed"}
    assert failed <= {cause.partition("/")[2]} | also


def test_every_check_has_a_pair():
    assert {cause.partition("/")[2] for cause in PAIRS} == set(CHECKS)


def test_without_context_nothing_that_needs_it_is_judged(judged, states):
    case = CASES.sound(host="www.other.example", begins=CASES.NOW - 400 * CASES.DAY)
    told = states(judged(CASES.Case({"chain.pem": case.files["chain.pem"]}, {}, None)))
    needing = {"hostname-mismatch", "wildcard-mismatch", "leaf-expired", "certificate-not-yet-valid", "certificate-expiring", "ca-unknown", "server-purpose-missing", "certificate-revoked"}
    assert not {n for n in needing & set(told) if told[n] != "passed" or n != "wildcard-mismatch"} - {"wildcard-mismatch"}
    assert any("host" in need for need in judged(CASES.Case({"c": case.files["chain.pem"]}, {}, None))["x509.needs"])


def test_time_is_that_of_the_servers_answer_not_of_today(judged):
    case = CASES.ended("leaf")
    when = CASES.NOW - 20 * CASES.DAY
    use = Use(when, when, Location("a0001"), host=CASES.HOST)
    assert judged(case, use=use)["x509.check.leaf-expired"] == "passed"


def test_a_clock_of_the_client_that_is_wrong_is_told_apart_from_an_end(judged):
    case, server = CASES.sound(), CASES.NOW
    fields = judged(case, use=Use(server + timedelta(days=900), server, Location("a0001"), host=CASES.HOST))
    assert fields["x509.check.leaf-expired"] == "passed"
    assert fields["x509.clock.only_client_wrong"] == "late"


def test_a_certificate_in_a_container_is_read_and_the_container_gets_a_word(judged):
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

    party = CASES.issue(CASES.named("Shop Example"), names=[CASES.HOST])
    fields = judged(CASES.Case({"c.p7b": pkcs7.serialize_certificates([party.cert], Encoding.DER)}, {}, None))
    assert fields["x509.names"] == (CASES.HOST,)
    assert fields["x509.check.wrong-file"] == "noted"


def test_a_private_key_alone_is_named_and_never_echoed(judged):
    pem = b"-----BEGIN RSA PRIVATE KEY-----\nMIIBverysecretindeed\n-----END RSA PRIVATE KEY-----\n"
    fields = judged(CASES.Case({"k.pem": pem}, {}, None))
    assert fields["x509.check.wrong-file"] == "failed"
    assert "secret" not in repr(fields)


def test_intermediates_that_lie_in_another_file_do_not_count_as_sent(context):
    whole, lone = CASES.missing(False), CASES.missing(True)
    materials = [Material("certificate", data, [Use(None, None, Location(name))]) for name, data in (("a", lone.files["chain.pem"]), ("b", whole.files["chain.pem"]))]
    first = next(iter(examine(materials, context(lone))))
    assert first.fields["x509.check.intermediate-missing"] == "failed"


def test_what_the_case_file_named_is_not_under_diagnosis(context):
    case = CASES.sound()
    material = Material("certificate", case.files["chain.pem"], [Use(None, None, Location("a"))], context=True)
    assert not list(examine([material], context(case)))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 2000), st.integers(0, 255))
def test_no_bytes_make_it_fail(noise, at, octet):
    import base64

    pem = TOTAL
    data = bytearray(base64.b64decode(b"".join(pem.splitlines()[1:-1])))
    data[at % len(data)] = octet
    for blob in (noise, bytes(data), CASES.armoured(bytes(data)), b"-----BEGIN CERTIFICATE-----\n" + noise):
        for record in examine([Material("certificate", blob, [Use(None, None, Location("a"))])], Context(incident_time=datetime(2026, 3, 2, tzinfo=UTC), expect={"tls": {"hostname": "a.example"}})):
            assert record.kind is Kind.CERTIFICATE


TOTAL = CASES.issue(CASES.named("Shop Example"), names=["a.example", "192.0.2.1"]).pem


def test_the_second_verifier_agrees_on_a_sound_chain_and_on_one_that_has_ended(judged):
    assert judged(CASES.sound())["x509.second.verdict"] == "accepted"
    ended = judged(CASES.ended("leaf"))
    assert (ended["x509.second.verdict"], ended["x509.second.agrees"]) == ("refused", True)


def test_both_verifiers_are_named_where_they_disagree(judged, monkeypatch):
    from triagekit.reading.x509 import second

    monkeypatch.setattr(second, "opinion", lambda *told: "accepted")
    assert judged(CASES.sound(host="www.other.example"))["x509.second.agrees"] is False
    assert judged(CASES.sound())["x509.second.agrees"] is True
    monkeypatch.setattr(second, "opinion", lambda *told: "refused")
    assert judged(CASES.sound())["x509.second.agrees"] is False
    assert judged(CASES.sound(host="www.other.example"))["x509.second.agrees"] is True


def test_what_the_second_verifier_does_not_look_at_is_no_disagreement(judged, monkeypatch):
    from triagekit.reading.x509 import second

    monkeypatch.setattr(second, "opinion", lambda *told: "accepted")
    assert judged(CASES.sound(kind="1024"))["x509.second.agrees"] is True


@pytest.mark.parametrize(("mail", "beyond"), [("jo@shop.example", False), ("jo@other.example", True)])
def test_for_redaction_it_is_told_that_a_mail_address_lies_beyond_its_authoritys_names(judged, mail, beyond):
    from cryptography import x509

    top = CASES.root(more=[(x509.NameConstraints([x509.RFC822Name("shop.example")], None), True)])
    leaf = CASES.issue(CASES.named("Shop"), top, more=[(x509.SubjectAlternativeName([x509.RFC822Name(mail)]), False)])
    fields = judged(CASES.Case({"chain.pem": leaf.pem + top.pem}, {}, None))
    assert any(word.endswith("-beyond") for word in fields["x509.people.signers"]) is beyond
