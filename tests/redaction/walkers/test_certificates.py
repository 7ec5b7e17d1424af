"""The copy of a person's certificate names nobody, and is judged like the original."""

import importlib.util
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from redaction.walkers import certificates
from triagekit import pipeline, redacting
from triagekit.reading.x509 import certificate

_SPEC = importlib.util.spec_from_file_location("certificates_of_people", Path(__file__).parents[3] / "samples" / "make" / "certificates.py")
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)
TOP = making.root()
NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Maria Schneider"), x509.NameAttribute(x509.NameOID.EMAIL_ADDRESS, "maria.schneider@customer.example")])


def person(by=TOP, **how):
    return making.issue(NAME, by, **{"purposes": [making.CLIENT], **how})


def der(party):
    return party.cert.public_bytes(Encoding.DER)


def test_the_person_goes_and_the_rest_stays_byte_for_byte(cleaner):
    data = der(person())
    made = certificates.binary(cleaner, data)
    before, after = certificate.parse(data), certificate.parse(made)
    assert len(made) == len(data)
    assert b"chneider" not in made
    assert b"customer" not in made
    assert (after.spki, after.not_after, after.issuer, after.serial, after.extensions) == (before.spki, before.not_after, before.issuer, before.serial, before.extensions)


def test_redacting_twice_is_redacting_once(cleaner):
    once = certificates.binary(cleaner, der(person()))
    assert certificates.redacted(once)
    assert certificates.binary(cleaner, once) == once


def test_the_same_person_is_the_same_in_every_certificate(cleaner):
    first, second = (certificate.parse(certificates.binary(cleaner, der(person()))) for _ in "12")
    assert first.subject.key == second.subject.key


def test_the_lines_of_the_armour_stay(cleaner):
    pem = person().pem.decode()
    made = cleaner.text(pem)
    assert made != pem
    assert [len(line) for line in made.splitlines()] == [len(line) for line in pem.splitlines()]


def test_a_servers_certificate_stays(cleaner):
    pem = making.leaf(TOP).pem.decode()
    assert cleaner.text(pem) == pem


@pytest.mark.parametrize(
    ("party", "causes"),
    [
        (person(), set()),
        (person(purposes=[making.SERVER]), {"x509/client-purpose-missing"}),
        (person(by=making.root("Another Example Root")), {"x509/ca-unknown", "x509/intermediate-missing"}),
        (person(by=making.issue(TOP.cert.subject, ca=True)), {"x509/signature-invalid"}),
        (person(begins=making.NOW - 400 * making.DAY), {"x509/leaf-expired"}),
    ],
    ids=["sound", "purpose", "issuer", "signature", "expired"],
)
def test_the_copy_is_judged_like_the_original(party, causes, tmp_path):
    rules = pipeline.rulebook()
    case = making.Case({"client.pem": party.pem, "root.pem": TOP.pem}, {"purpose": "client", "trust": ["root.pem"]})
    making.written(case, tmp_path / "case")
    options = pipeline.Options(case=tmp_path / "case" / "case.yaml")

    def judged(path):
        run = pipeline.analyze([str(path)], options, rules)
        return run, [(c.id, c.verdict.value) for c in run.judgement.causes if c.verdict.value in {"confirmed", "likely", "possible", "conflicting"}]

    run, before = judged(tmp_path / "case" / "client.pem")
    (copy,) = redacting.redact(run, tmp_path / "copy")
    _, after = judged(copy.path)
    assert before == after
    assert {c for c, _ in before} >= causes if len(causes) == 1 else not causes or {c for c, _ in before} & causes
