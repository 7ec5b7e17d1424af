"""Faults of the copy and of the build."""

import base64
import zlib

import pytest

P = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"'


def test_a_sound_message_fails_nothing(lab, good):
    assert lab.failed(good) == set()


@pytest.mark.parametrize(("data", "check"), [
    (b"", "message-missing"), (b"PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxwPSJ1cm46b2FzaXM...", "message-truncated"), (f"<samlp:Response {P}><a>".encode(), "message-truncated"),
    (f"<samlp:Response {P}></a>".encode(), "xml-malformed"), (b"<samlp:Response/>", "xml-malformed"), (b"<html><body>Sign in</body></html>", "xml-malformed"),
    (b'<!DOCTYPE r [<!ENTITY x "y">]><r>&x;</r>', "dtd-present"), (b'<wst:RequestSecurityTokenResponse xmlns:wst="urn:x"/>', "root-element-unexpected"),
    (b'<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol" MajorVersion="1"/>', "version-unsupported"),
])  # fmt: skip
def test_one_fault_is_named_and_nothing_beside_it(lab, data, check):
    assert lab.failed(data) == {check}


def test_lost_plus_signs_are_damage_of_encoding(lab):
    value = base64.b64encode(lab.response(inner=lab.assertion(nameid="<saml:NameID>>>>???</saml:NameID>")).encode())
    assert b"+" in value
    assert "url-encoding-damaged" in lab.failed(value.replace(b"+", b" "))
    assert "url-encoding-damaged" not in lab.failed(value)


def test_a_percent_sign_left_after_the_wire_was_decoded_is_damage(lab):
    from urllib.parse import quote

    value = quote(base64.b64encode(lab.response().encode()))
    assert "url-encoding-damaged" in lab.failed(value, wire="true")
    assert "url-encoding-damaged" not in lab.failed(value)


def test_packing_and_binding_have_to_fit(lab):
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = base64.b64encode(machine.compress(lab.request().encode()) + machine.flush())
    plain = base64.b64encode(lab.request().encode())
    assert "binding-mismatch" in lab.failed(packed, binding="post")
    assert "binding-mismatch" in lab.failed(plain, binding="redirect")
    assert "binding-mismatch" not in lab.failed(packed, binding="redirect")
    assert "binding-mismatch" not in lab.failed(plain, binding="post")
    assert "binding-mismatch" in lab.record(plain).fields["saml.unjudged"]


@pytest.mark.parametrize(("old", "new", "check"), [
    ('ID="_p1" ', "", "id-missing"), ('ID="_p1"', 'ID="1:a"', "id-invalid"), ('ID="_p1"', 'ID="_a1"', "id-duplicated"), ('Version="2.0"', 'Version="1.1"', "version-unsupported"),
    ("<saml:Conditions", "<saml:Odd/><saml:Conditions", "schema-violation"), ('<saml:Issuer>https://idp.example/saml</saml:Issuer><saml:Subject>', "<saml:Subject>", "issuer-missing"),
    ("<saml:Issuer>", '<saml:Issuer Format="urn:x">', "issuer-format-unexpected"), ("ann@app", "ann<!-- -->@app", "comment-inside-value"), ("ann@app", "ann\ufffd@app", "character-set-mismatch"),
])  # fmt: skip
def test_faults_of_the_build(lab, old, new, check):
    assert check in lab.failed(lab.response().replace(old, new))


def test_a_response_without_status(lab):
    assert "status-missing" in lab.failed(lab.response(status=""))
    assert "status-missing" in lab.failed(lab.response(status="<samlp:Status/>"))


def test_the_issuer_of_an_unsigned_response_is_optional_unless_it_is_asked_for(lab):
    text = lab.response(issuer="")
    assert "issuer-missing" not in lab.failed(text)
    assert "issuer-missing" in lab.failed(text, lab.expect(want_issuer=True))
    assert "issuer-missing" in lab.failed(lab.response(issuer="", inner=lab.sealed(lab.assertion())))


def test_the_order_alone_is_a_remark_and_no_failure(lab):
    text = lab.response(issuer="").replace("</samlp:Status>", f"</samlp:Status><saml:Issuer>{lab.idp}</saml:Issuer>")
    record = lab.record(text)
    assert "schema-violation" not in record.fields["saml.failed"]
    assert record.fields["saml.schema.order_only"] is True
