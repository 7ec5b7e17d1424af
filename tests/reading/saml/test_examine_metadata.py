"""Metadata under diagnosis."""

from datetime import timedelta

import pytest


def failed(lab, text, at=None, *others):
    made = lab.records(lab.material(text, "metadata"), *others, expect={}, at=at or lab.now)
    return set(made[0].fields.get("saml.metadata.failed", ())) - {"signature-missing"}


def test_sound_metadata_of_both_sides(lab):
    assert failed(lab, lab.metadata(lab.idp_role(lab.own))) == set()
    assert failed(lab, lab.metadata(lab.sp_role(), entity=lab.sp)) == set()


@pytest.mark.parametrize(("change", "check"), [
    (lambda lab, t: t.replace('entityID="https://idp.example/saml"', ""), "entity-id-invalid"), (lambda lab, t: t.replace("https://idp.example/saml", "x" * 1025), "entity-id-invalid"),
    (lambda lab, t: t.replace(lab.descriptor(lab.own), ""), "signing-certificate-missing"), (lambda lab, t: t.replace("SingleSignOnService", "SingleLogoutService"), "endpoint-missing"),
    (lambda lab, t: t.replace("https://idp.example/sso", "javascript:alert(1)"), "endpoint-scheme-invalid"), (lambda lab, t: t.replace("protocolSupportEnumeration", "protocol"), "schema-violation"),
    (lambda lab, t: t.replace(lab.descriptor(lab.own), lab.descriptor(lab.own) + lab.descriptor(lab.other)), "multiple-signing-certificates"), (lambda lab, t: t.replace("EntityDescriptor", "Incorrect"), "wrong-file"),
    (lambda lab, t: f'<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">{t}{t}</md:EntitiesDescriptor>', "multiple-entities"),
])  # fmt: skip
def test_faults(lab, change, check):
    assert check in failed(lab, change(lab, lab.metadata(lab.idp_role(lab.own))))


def test_dates_are_judged_at_the_incident(lab):
    text = lab.metadata(lab.idp_role(lab.own), more='validUntil="2025-06-01T00:00:00Z"')
    assert failed(lab, text) == set()
    assert failed(lab, text, lab.now + timedelta(days=100)) == {"document-expired"}
    assert "certificate-expiring" in failed(lab, text, lab.now + timedelta(days=310))
    fields = lab.records(lab.material(text, "metadata"), expect={}, at=None)[0].fields
    assert "saml.metadata.check.document-expired" not in fields
    assert fields["saml.metadata.needs"]


def test_a_signature_over_metadata(lab):
    text = lab.metadata(lab.idp_role(lab.own), more='ID="_m1"')
    signed = lab.signed(text, "EntityDescriptor")
    assert "signature-invalid" not in failed(lab, signed.decode())
    assert "signature-invalid" in failed(lab, signed.decode().replace("https://idp.example/sso", "https://evil.example/sso"))


def test_flags_of_both_sides_are_compared(lab):
    sp = lab.material(lab.metadata(lab.sp_role(more='AuthnRequestsSigned="false"'), entity=lab.sp), "metadata", context=True)
    wants = lab.metadata(lab.idp_role(lab.own, more='WantAuthnRequestsSigned="true"'))
    assert "signing-flags-inconsistent" in failed(lab, wants, None, sp)
    assert "signing-flags-inconsistent" not in failed(lab, lab.metadata(lab.idp_role(lab.own)), None, sp)


def test_a_web_page_in_place_of_metadata(lab):
    assert failed(lab, "<!DOCTYPE html><html><body>Sign in</body></html>") == {"wrong-file"}
