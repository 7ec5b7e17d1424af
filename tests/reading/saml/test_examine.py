"""Messages of a case become records, judged by the right use at the right time."""

from datetime import timedelta

from triagekit.model import Location
from triagekit.reading.saml import examine as examining
from triagekit.records import Kind, Use
from triagekit.roles import Context


def use(lab, **told):
    return Use(**{"at": lab.now, "server_at": None, "location": Location("a0001"), "place": "form", "role": "request", **told})


def test_the_order_of_times(lab):
    material = lab.material(lab.response(), use=use(lab, server_at=lab.now + timedelta(seconds=5)))
    told, incident = lab.now + timedelta(days=1), lab.now + timedelta(days=2)
    assert examining.moment(material, Context(at=told)).clock == "told"
    assert examining.moment(material, Context(incident_time=incident)).clock == "server"
    material.uses[0] = use(lab)
    assert examining.moment(material, Context(incident_time=incident)).clock == "client"
    material.uses[0] = use(lab, at=None)
    assert examining.moment(material, Context(incident_time=incident)).clock == "incident"
    assert examining.moment(material, Context()).at is None


def test_the_delivery_that_was_refused_is_the_telling_use(lab):
    material = lab.material(lab.response(), use=use(lab, place="body", role="response", status=200))
    material.uses += [use(lab, status=302), use(lab, status=403, location=Location("a0002"))]
    assert examining.delivery(material).status == 403
    record = lab.records(material)[0]
    assert record.location == Location("a0002")
    assert Location("a0001") in record.also
    assert record.fields["saml.use.status"] == 403


def test_context_is_used_and_not_judged(lab):
    made = lab.records(lab.response(), lab.material(lab.metadata(lab.idp_role(lab.own)), "metadata", context=True))
    assert [r.kind for r in made] == [Kind.ASSERTION]


def test_metadata_is_judged_as_metadata_whatever_it_was_taken_for(lab):
    assert lab.records(lab.metadata(lab.idp_role(lab.own)))[0].kind is Kind.METADATA
    assert lab.records(lab.material("<html><body/></html>", "metadata"))[0].kind is Kind.METADATA


def test_values_and_verdicts_of_signatures_stand_side_by_side_for_redaction(lab, good):
    fields = lab.record(lab.signed(good.decode(), "Response")).fields
    assert len(fields["saml.signature.values"]) == len(fields["saml.signature.verdicts"]) == 2
    assert len(fields["material.sha256"]) == 64


def test_an_encrypted_identifier_is_read_in_its_place(lab):
    name = '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:f">x</saml:NameID>'
    record = lab.record(lab.response(inner=lab.assertion(nameid=lab.sealed(name, name="EncryptedID"))), lab.expect(sp_key=lab.own.private))
    assert record.fields["saml.nameid.format"] == "urn:f"


def test_a_request_is_verified_with_the_applications_certificate(lab):
    signed = lab.signed(lab.request(), "AuthnRequest", by=lab.other)
    assert lab.record(signed, {"sp_certificates": lab.other.pem}).fields["saml.signature.verdict"] == "ok-trusted"


def test_only_so_many_signatures_are_judged(lab):
    one = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'
    assert len(lab.record(lab.response(signature=one * 50)).fields["saml.signature.verdicts"]) == examining.SIGNATURES
