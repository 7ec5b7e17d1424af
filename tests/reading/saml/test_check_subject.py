"""What a login says about its user."""

import pytest

ATTRIBUTE = '<saml:Attribute Name="{}"><saml:AttributeValue>{}</saml:AttributeValue></saml:Attribute>'


def with_attributes(lab, *pairs):
    return lab.response(inner=lab.assertion(attributes=f'<saml:AttributeStatement>{"".join(ATTRIBUTE.format(*p) for p in pairs)}</saml:AttributeStatement>'))


@pytest.mark.parametrize(("told", "check"), [
    ({"nameid": ""}, "nameid-missing"), ({"nameid": "<saml:NameID> </saml:NameID>"}, "nameid-empty"), ({"confirmation": ""}, "subject-confirmation-not-bearer"),
    ({"method": "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"}, "subject-confirmation-not-bearer"), ({"data": ""}, "subject-confirmation-data-missing"),
    ({"data": '<saml:SubjectConfirmationData Recipient="https://app.example/saml/acs" InResponseTo="_r1"/>'}, "subject-confirmation-deadline-missing"), ({"authn": ""}, "authentication-statement-missing"),
])  # fmt: skip
def test_missing_parts(lab, told, check):
    assert check in lab.failed(lab.response(inner=lab.assertion(**told)))


def test_success_without_an_assertion(lab):
    assert lab.failed(lab.response(inner="")) == {"assertion-missing"}
    assert "assertion-missing" not in lab.failed(lab.response(inner="", status=lab.status("Responder")))


def test_two_assertions_but_not_those_in_advice(lab):
    assert "multiple-assertions" in lab.failed(lab.response(inner=lab.assertion() + lab.assertion(id="_a2")))
    advice = lab.assertion().replace("<saml:AuthnStatement", f"<saml:Advice>{lab.assertion(id='_deep')}</saml:Advice><saml:AuthnStatement", 1)
    assert "multiple-assertions" not in lab.failed(lab.response(inner=advice))


def test_the_format_of_the_identifier_by_case_file_or_request(lab):
    mail = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
    assert "nameid-format-mismatch" in lab.failed(lab.response(), lab.expect(nameid_format=mail))
    asked = lab.request(inner=f'<samlp:NameIDPolicy Format="{mail}"/>')
    assert "nameid-format-mismatch" in lab.records(asked, lab.response())[1].fields["saml.failed"]
    assert "nameid-format-mismatch" in lab.record(lab.response()).fields["saml.unjudged"]


def test_required_attributes_are_missing_misnamed_or_blank(lab):
    told = lab.expect(attributes=["mail"])
    assert "attribute-missing" in lab.failed(with_attributes(lab, ("phone", "1")), told)
    assert lab.record(with_attributes(lab, ("phone", "1")), told).fields["saml.attributes.missing"] == ("mail",)
    for pair in (("Mail", "x"), ("urn:oid/mail", "x"), ("mail", "")):
        failed = lab.failed(with_attributes(lab, pair), told)
        assert "attribute-misnamed-or-empty" in failed
        assert "attribute-missing" not in failed
    assert not {"attribute-missing", "attribute-misnamed-or-empty"} & lab.failed(with_attributes(lab, ("mail", "x")), told)


def test_no_attributes_at_all_is_a_fact_and_no_failure(lab):
    record = lab.record(lab.response(inner=lab.assertion(attributes="")))
    assert record.fields["saml.attributes.none"] is True
    assert "attribute-missing" not in record.fields["saml.failed"]


def test_attributes_listed_twice_by_name_or_friendly_name(lab):
    assert "attribute-duplicated" in lab.failed(with_attributes(lab, ("a", "1"), ("a", "2")))
    friendly = with_attributes(lab, ("a", "1"), ("b", "2")).replace('Name="a"', 'Name="a" FriendlyName="x"').replace('Name="b"', 'Name="b" FriendlyName="x"')
    assert "attribute-duplicated" in lab.failed(friendly)
    assert "attribute-duplicated" not in lab.failed(with_attributes(lab, ("a", "1"), ("b", "2")))


def test_encrypted_attributes_and_links_to_groups(lab):
    sealed = lab.response(inner=lab.assertion(attributes=f"<saml:AttributeStatement>{lab.sealed('<x/>', name='EncryptedAttribute')}</saml:AttributeStatement>"))
    assert "attribute-encrypted" in lab.failed(sealed)
    assert "group-overage" in lab.failed(with_attributes(lab, ("http://schemas.microsoft.com/claims/groups.link", "https://x")))


def test_the_way_of_signing_in_by_case_file_or_request(lab):
    kerberos = "urn:oasis:names:tc:SAML:2.0:ac:classes:Kerberos"
    assert "authentication-context-mismatch" in lab.failed(lab.response(), lab.expect(authn_context=[kerberos]))
    asked = lab.request(inner=f"<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>{kerberos}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>")
    assert "authentication-context-mismatch" in lab.records(asked, lab.response())[1].fields["saml.failed"]
    minimum = asked.replace("<samlp:RequestedAuthnContext>", '<samlp:RequestedAuthnContext Comparison="minimum">')
    assert "authentication-context-mismatch" not in lab.records(minimum, lab.response())[1].fields.get("saml.failed", ())
