"""What people copy from an error page or a terminal, with no log around it."""

import pytest

from analyzers.error_page_text import analyzer
from triagekit import pipeline

PAGE = "Your connection is not private\nAttackers might be trying to steal your information from api.example.com\nNET::{code}\nSubject: www.example.com\n"


@pytest.fixture(scope="module")
def causes(tmp_path_factory):
    rules = pipeline.rulebook()

    def judged(text):
        path = tmp_path_factory.mktemp("said") / "said.txt"
        path.write_text(text)
        run = pipeline.analyze([str(path)], pipeline.Options(), rules)
        return [c.id for c in run.judgement.causes if c.verdict.value in {"confirmed", "likely", "possible"}]

    return judged


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (PAGE.format(code="ERR_CERT_COMMON_NAME_INVALID"), "x509/hostname-mismatch"),
        (PAGE.format(code="ERR_CERTIFICATE_TRANSPARENCY_REQUIRED"), "x509/transparency-timestamp-missing"),
        ("Secure Connection Failed\n\nError code: SEC_ERROR_EXPIRED_CERTIFICATE\n", "x509/leaf-expired"),
        ("Did Not Connect\nError code: MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY\n", "x509/ca-used-as-leaf"),
        ("Unable to connect to the server: x509: certificate is valid for kubernetes, not k8s.example.com\n", "x509/hostname-mismatch"),
        ("Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-03-02T09:00:01Z is after 2026-02-28T09:12:44Z\n", "x509/leaf-expired"),
    ],
)
def test_the_words_lead_to_the_cause(causes, text, cause):
    assert causes(text)[0] == cause


@pytest.mark.parametrize("text", ["Meeting notes: certificate renewal\nWe will renew in May.\n", "note: the page is slow\n", "Your order has been shipped.\n"])
def test_a_text_that_names_no_fault_says_nothing_of_certificates(causes, text):
    assert not [c for c in causes(text) if c.startswith(("x509/", "tls/"))]


def test_what_a_customer_writes_of_a_products_code_is_read_and_other_prose_is_not(sure, records):
    letter = "Hello,\nsince this morning nobody can sign in:\nAADSTS50105: The signed in user is not assigned to a role.\nRegards\n"
    assert sure(analyzer, letter) > 40 and sure(analyzer, letter.replace("AADSTS50105: ", "")) == 0
    (said,) = records(analyzer, letter)
    assert "access/user-not-assigned" in said.get("signal.firm")
