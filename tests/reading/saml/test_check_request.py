"""A message joined with the others of the case."""

import base64
import zlib

from triagekit.model import Location
from triagekit.records import Use


def test_an_answer_to_a_request_that_nobody_sent(lab):
    foreign = lab.response().replace('InResponseTo="_r1"', 'InResponseTo="_r9"')
    assert "in-response-to-unknown" in lab.failed(foreign)
    assert "in-response-to-unknown" not in lab.failed(lab.response())
    assert "in-response-to-unknown" in lab.record(foreign, {}).fields["saml.unjudged"]


def test_requests_of_the_capture_tell_the_same_if_they_are_of_this_application(lab):
    bare = lab.expect(request_id=None)
    foreign = lab.response().replace('InResponseTo="_r1"', 'InResponseTo="_r9"')
    assert "in-response-to-unknown" in lab.records(lab.request(), foreign, expect=bare)[1].fields["saml.failed"]
    elsewhere = lab.request(acs="https://hub.example/acs", issuer="https://hub.example")
    assert "in-response-to-unknown" in lab.records(elsewhere, foreign, expect=bare)[1].fields["saml.unjudged"]


def unasked(lab):
    return lab.response(inner=lab.assertion(data=f'<saml:SubjectConfirmationData Recipient="{lab.acs}" NotOnOrAfter="2025-03-04T10:05:00Z"/>')).replace(' InResponseTo="_r1"', "")


def test_an_answer_that_names_no_request(lab):
    assert "in-response-to-missing" in lab.failed(unasked(lab))
    assert "in-response-to-missing" not in lab.failed(unasked(lab), lab.expect(request_id=None, idp_initiated=True))
    alone = lab.failed(unasked(lab), lab.expect(request_id=None, idp_initiated=False))
    assert "idp-initiated-login-disabled" in alone
    assert "in-response-to-missing" not in alone
    assert "idp-initiated-login-disabled" in lab.record(unasked(lab), lab.expect(request_id=None)).fields["saml.unjudged"]


def test_references_that_contradict_each_other(lab):
    inner = lab.response().replace('InResponseTo="_r1"', 'InResponseTo="_r2"', 1)
    record = lab.record(inner)
    assert "in-response-to-inconsistent" in record.fields["saml.failed"]
    assert record.fields["saml.in_response_to.contradicts"] is True
    outer_only = lab.response(inner=lab.assertion(data=f'<saml:SubjectConfirmationData Recipient="{lab.acs}" NotOnOrAfter="2025-03-04T10:05:00Z"/>'))
    assert "in-response-to-inconsistent" in lab.failed(outer_only)
    assert "saml.in_response_to.contradicts" not in lab.record(outer_only).fields


def test_a_login_that_was_used_before(lab):
    assert "assertion-replayed" in lab.failed(lab.response(), lab.expect(previous_ids=["_a1"]))
    use = Use(lab.now, lab.now, Location("a0001"), place="form", role="request")
    twice = lab.material(lab.response(), use=use)
    twice.uses.append(Use(lab.now, lab.now, Location("a0002"), place="form", role="request"))
    assert "assertion-replayed" in lab.records(twice)[0].fields["saml.failed"]
    assert "assertion-replayed" not in lab.failed(lab.response())


def test_the_same_login_in_page_and_post_is_one_use(lab):
    shown = lab.material(lab.response(), use=Use(lab.now, lab.now, Location("a0001"), place="body", role="response"))
    shown.uses.append(Use(lab.now, lab.now, Location("a0002"), place="form", role="request"))
    assert "assertion-replayed" not in lab.records(shown)[0].fields.get("saml.failed", ())


def test_a_request_that_should_be_signed(lab):
    idp = lab.material(lab.metadata(lab.idp_role(lab.own, more='WantAuthnRequestsSigned="true"')), "metadata", context=True)
    assert "request-unsigned" in lab.records(lab.request(), idp, expect={})[0].fields["saml.failed"]
    signed = lab.signed(lab.request(), "AuthnRequest").decode()
    assert "request-unsigned" not in lab.records(signed, idp, expect={})[0].fields.get("saml.failed", ())
    assert "request-unsigned" in lab.record(lab.request(), {}).fields["saml.unjudged"]


def test_the_algorithm_of_a_request(lab):
    signed = lab.signed(lab.request(), "AuthnRequest").decode()
    assert "request-algorithm-mismatch" in lab.failed(signed, {"request_algorithm": "rsa-sha512"})
    assert "request-algorithm-mismatch" not in lab.failed(signed, {"request_algorithm": "RSA_SHA256"})
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = base64.b64encode(machine.compress(lab.request().encode()) + machine.flush())
    query = "SAMLRequest=x&SigAlg=http%3A%2F%2Fwww.w3.org%2F2000%2F09%2Fxmldsig%23rsa-sha1&Signature=eA%3D%3D"
    assert "request-algorithm-mismatch" in lab.failed(packed, {"request_algorithm": "rsa-sha256"}, binding="redirect", query=query)


def test_a_sign_out_has_to_say_whose_session_is_meant(lab):
    assert "logout-session-unknown" in lab.failed(lab.logout(nameid=""))
    assert "logout-session-unknown" not in lab.failed(lab.logout())
    index = "<samlp:SessionIndex>_s9</samlp:SessionIndex>"
    assert "logout-session-unknown" in lab.records(lab.logout(index=index), lab.response())[0].fields["saml.failed"]
    assert "logout-session-unknown" not in lab.records(lab.logout(index=index.replace("_s9", "_s1")), lab.response())[0].fields.get("saml.failed", ())
    assert "logout-session-unknown" in lab.record(lab.logout(index=index)).fields["saml.unjudged"]
