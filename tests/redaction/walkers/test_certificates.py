"""The copy of a person's certificate names nobody, and is judged like the original."""

import base64
import importlib.util
import json
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from redaction.session import Session
from redaction.walkers import certificates
from triagekit import pipeline, redacting
from triagekit.reading.saml import certs
from triagekit.reading.x509 import certificate, hostnames

_SPEC = importlib.util.spec_from_file_location("certificates_of_people", Path(__file__).parents[3] / "samples" / "make" / "certificates.py")
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)
TOP = making.root()
NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Maria Schneider"), x509.NameAttribute(x509.NameOID.EMAIL_ADDRESS, "maria.schneider@customer.example")])


def person(by=TOP, **how):
    return making.issue(NAME, by, **{"purposes": [making.CLIENT], **how})


def der(party):
    return party.cert.public_bytes(Encoding.DER)


def test_the_person_goes_and_the_rest_stays_as_it_was(cleaner):
    data = der(person())
    made = certificates.binary(cleaner, data)
    before, after = certificate.parse(data), certificate.parse(made)
    assert b"chneider" not in made
    assert b"customer.example" not in made
    assert (after.spki, after.not_after, after.issuer, after.serial, after.extensions) == (before.spki, before.not_after, before.issuer, before.serial, before.extensions)


def test_the_person_has_the_placeholder_that_stands_in_the_logs_too(cleaner):
    made = certificates.binary(cleaner, der(person()))
    assert cleaner.text("maria.schneider@customer.example").encode() in made


def test_the_fingerprint_of_the_original_is_told_by_the_copy(cleaner):
    data = der(person())
    made = certificates.binary(cleaner, data)
    assert made != data
    assert certificate.parse(made).fingerprint == certificate.parse(data).fingerprint
    assert certs.Certificate(made, "").fingerprint == certs.Certificate(data, "").fingerprint


def test_redacting_twice_is_redacting_once(cleaner):
    once = certificates.binary(cleaner, der(person()))
    assert certificates.binary(cleaner, once) == once


def test_the_same_person_is_the_same_in_every_certificate(cleaner):
    first, second = (certificate.parse(certificates.binary(cleaner, der(person()))) for _ in "12")
    assert first.subject.key == second.subject.key


def test_the_armour_keeps_its_lines(cleaner):
    pem = person().pem.decode()
    made = cleaner.text(pem)
    assert made != pem
    assert made.count("\n") == pem.count("\n")
    assert all(made.splitlines())
    assert x509.load_pem_x509_certificate(made.encode())


def acme():
    return Session(key=b"k" * 32, case_terms=("Acme", "acme.example")).cleaner


@pytest.mark.parametrize("form", [Encoding.PEM, Encoding.DER])
def test_a_term_of_the_case_goes_from_every_name_and_wildcards_still_cover(form, redact):
    party = making.issue(making.named("sso.acme.example", "Acme Rockets"), TOP, names=["*.acme.example", "sso.acme.example", "cdn.example.net"], purposes=[making.SERVER])
    copy = redact(party.cert.public_bytes(form), session=Session(key=b"k" * 32, case_terms=("Acme", "acme.example")))
    assert copy.audit.verified
    made = certificate.parse(copy.data if form is Encoding.DER else x509.load_pem_x509_certificate(copy.data).public_bytes(Encoding.DER))
    assert b"acme" not in made.der.lower()
    assert "cdn.example.net" in made.dns_names
    host = acme().text("https://login.acme.example/").split("/")[2]
    assert hostnames.match(made, host).covered
    assert not hostnames.match(made, f"a.{host}").covered


def test_a_container_and_a_request_are_looked_into(redact):
    party = making.issue(making.named("sso.acme.example", "Acme Rockets"), TOP, names=["sso.acme.example"])
    request = x509.CertificateSigningRequestBuilder().subject_name(NAME).add_attribute(x509.oid.AttributeOID.CHALLENGE_PASSWORD, b"revoke-me-77").sign(party.key, hashes.SHA256())
    for data in (pkcs7.serialize_certificates([party.cert, person().cert], Encoding.PEM), request.public_bytes(Encoding.PEM), pkcs7.serialize_certificates([party.cert], Encoding.DER)):
        copy = redact(data, session=Session(key=b"k" * 32, case_terms=("Acme", "acme.example")))
        packed = copy.data if copy.data[:1] == b"0" else base64.b64decode(b"".join(copy.data.splitlines()[1:-1]))
        assert copy.audit.verified
        assert not [word for word in (b"acme", b"schneider", b"revoke-me") if word in packed.lower()]


def test_a_chain_in_a_tokens_header_is_looked_into(redact):
    party = making.issue(making.named("sso.acme.example", "Acme Rockets"), TOP, names=["sso.acme.example"])
    copy = redact(json.dumps({"keys": [{"kty": "EC", "kid": "1", "x5c": [base64.b64encode(der(party)).decode()]}]}).encode(), session=Session(key=b"k" * 32, case_terms=("Acme", "acme.example")))
    made = base64.b64decode(json.loads(copy.data)["keys"][0]["x5c"][0])
    assert b"acme" not in made.lower()
    assert certificate.parse(made).not_after == certificate.parse(der(party)).not_after


def test_a_signed_message_in_a_container_goes_whole(redact):
    party = making.issue(NAME, key=making.key("2048"))
    made = pkcs7.PKCS7SignatureBuilder().set_data(b"Dear Maria, your PIN is 4711").add_signer(party.cert, party.key, hashes.SHA256()).sign(Encoding.PEM, [])
    assert b"redacted-nested" in redact(made).data


def test_strict_takes_the_owner_and_the_hosts_and_keeps_them_apart(redact):
    party = making.issue(making.named("www.shop.example", "Shop Example Ltd"), TOP, names=["www.shop.example", "*.shop.example", "shop.example"], purposes=[making.SERVER])
    copy = redact(party.pem + b"GET https://api.shop.example/x\n", profile="strict")
    made = certificate.parse(x509.load_pem_x509_certificate(copy.data).public_bytes(Encoding.DER))
    assert b"shop" not in made.der.lower()
    host = copy.text.rpartition("https://")[2].partition("/")[0]
    assert hostnames.match(made, host).covered
    assert made.fingerprint != certificate.parse(der(party)).fingerprint  # public registers would name it
    assert made.not_after == certificate.parse(der(party)).not_after


def test_an_address_in_a_certificate_is_the_one_in_the_logs(redact):
    copy = redact(making.leaf(TOP, names=["10.20.30.40"]).pem + b"connected to 10.20.30.40:443\n")
    made = certificate.parse(x509.load_pem_x509_certificate(copy.data).public_bytes(Encoding.DER))
    assert made.addresses == (copy.text.rpartition("connected to ")[2].partition(":")[0],)
    assert made.addresses != ("10.20.30.40",)


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


@pytest.mark.parametrize("profile", ["support", "strict"])
@pytest.mark.parametrize("cause", ["x509/hostname-mismatch", "x509/wildcard-mismatch", "x509/leaf-self-signed", "x509/revocation-list-unusable", "x509/known-bad-root", "x509/ip-address-mismatch"])
def test_a_case_about_a_named_customer_is_judged_like_the_original(cause, profile, tmp_path):
    rules = pipeline.rulebook()
    policy = tmp_path / "policy.yaml"
    policy.write_text(f"profile: {profile}\nterms: [shop.example, Shop Example]\n")
    for n, make in enumerate(making.CASES[cause]):
        case = make()
        making.written(case, tmp_path / f"{n}")
        options = pipeline.Options(case=tmp_path / f"{n}" / "case.yaml", policy=policy)
        run = pipeline.analyze([str(tmp_path / f"{n}" / next(iter(case.files)))], options, rules)
        copies = redacting.redact(run, tmp_path / f"copy{n}")
        assert redacting.differences(run, redacting.again(run, copies, options), copies) == []
