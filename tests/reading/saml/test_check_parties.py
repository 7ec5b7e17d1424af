"""Who speaks to whom, against the case file, metadata and captures."""

import pytest

OTHER = "https://other.example"


@pytest.mark.parametrize(("text", "check"), [
    ({"issuer": f"<saml:Issuer>{OTHER}</saml:Issuer>"}, "issuer-mismatch"), ({"audience": f"<saml:AudienceRestriction><saml:Audience>{OTHER}</saml:Audience></saml:AudienceRestriction>"}, "audience-mismatch"),
    ({"audience": "<saml:AudienceRestriction><saml:Audience> </saml:Audience></saml:AudienceRestriction>"}, "audience-empty"), ({"audience": ""}, "audience-missing"),
    ({"nameid": f'<saml:NameID SPNameQualifier="{OTHER}">x</saml:NameID>'}, "nameid-qualifier-mismatch"),
    ({"data": f'<saml:SubjectConfirmationData Recipient="{OTHER}" InResponseTo="_r1" NotOnOrAfter="2025-03-04T10:05:00Z"/>'}, "recipient-mismatch"),
    ({"data": '<saml:SubjectConfirmationData InResponseTo="_r1" NotOnOrAfter="2025-03-04T10:05:00Z"/>'}, "recipient-missing"),
])  # fmt: skip
def test_faults_of_the_assertion(lab, text, check):
    assert check in lab.failed(lab.response(inner=lab.assertion(**text)))


def test_both_sides_and_what_separates_them_are_given(lab):
    record = lab.record(lab.response(inner=lab.assertion(audience=f"<saml:AudienceRestriction><saml:Audience>{lab.sp}/</saml:Audience></saml:AudienceRestriction>")))
    assert record.fields["saml.audience"] == (f"{lab.sp}/",)
    assert record.fields["saml.audience.expected"] == (lab.sp,)
    assert record.fields["saml.audience.differs_by"] == "slash"


def test_the_sign_in_address_as_audience_is_recognised(lab):
    record = lab.record(lab.response(inner=lab.assertion(audience=f"<saml:AudienceRestriction><saml:Audience>{lab.acs}</saml:Audience></saml:AudienceRestriction>")))
    assert record.fields["saml.audience.differs_by"] == "acs-url-as-audience"


def test_all_restrictions_must_hold_and_one_of_its_audiences(lab):
    mine, other = (f"<saml:Audience>{a}</saml:Audience>" for a in (lab.sp, OTHER))
    one = f"<saml:AudienceRestriction>{mine}{other}</saml:AudienceRestriction>"
    two = f"<saml:AudienceRestriction>{mine}</saml:AudienceRestriction><saml:AudienceRestriction>{other}</saml:AudienceRestriction>"
    assert "audience-mismatch" not in lab.failed(lab.response(inner=lab.assertion(audience=one)))
    assert {"audience-mismatch", "multiple-audience-restrictions"} <= lab.failed(lab.response(inner=lab.assertion(audience=two)))


def test_two_issuers_in_one_login(lab):
    assert {"issuer-inconsistent", "issuer-mismatch"} <= lab.failed(lab.response(issuer=f"<saml:Issuer>{OTHER}</saml:Issuer>"))


def test_destinations(lab):
    wrong = lab.response().replace(f'Destination="{lab.acs}"', 'Destination="http://app.example/saml/acs"')
    record = lab.record(wrong)
    assert "destination-mismatch" in record.fields["saml.failed"]
    assert record.fields["saml.destination.differs_by"] == "scheme"
    assert "destination-empty" in lab.failed(lab.response().replace(f'Destination="{lab.acs}"', 'Destination=""'))
    assert "destination-missing" in lab.failed(lab.signed(lab.response().replace(f'Destination="{lab.acs}"', ""), "Response"))
    assert "destination-missing" not in lab.failed(lab.response().replace(f'Destination="{lab.acs}"', ""))


def test_the_receiving_address_of_a_capture_stands_in_for_the_case_file(lab):
    bare = lab.expect(acs_url=None)
    assert "destination-mismatch" in lab.failed(lab.response(), bare, url="https://app.example/other")
    assert "destination-mismatch" not in lab.failed(lab.response(), bare, url=lab.acs)
    assert "destination-mismatch" in lab.record(lab.response(), bare).fields["saml.unjudged"]


def test_without_expectations_nothing_is_said(lab):
    record = lab.record(lab.response(), {}, at=None)
    unjudged = set(record.fields["saml.unjudged"])
    assert {"issuer-mismatch", "audience-mismatch", "destination-mismatch", "recipient-mismatch", "assertion-expired"} <= unjudged
    assert not unjudged & set(record.fields.get("saml.failed", ()))
    assert any("entity ID" in need for need in record.fields["saml.needs"])


def test_requests_against_what_the_identity_provider_has_registered(lab):
    told = {"registered_sp_entity_ids": [lab.sp], "registered_acs_urls": [lab.acs], "sso_url": "https://idp.example/sso"}
    assert lab.failed(lab.request(), told) == set()
    assert lab.failed(lab.request(issuer=lab.sp.upper()), told) == {"sp-unknown-to-idp"}
    assert lab.failed(lab.request(acs=OTHER), told) == {"acs-url-unregistered"}
    assert lab.failed(lab.request(destination=OTHER), told) == {"destination-mismatch"}


def test_one_good_confirmation_suffices(lab):
    good = f'<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData Recipient="{lab.acs}" InResponseTo="_r1" NotOnOrAfter="2025-03-04T10:05:00Z"/></saml:SubjectConfirmation>'
    bad = good.replace(lab.acs, OTHER)
    assert "recipient-mismatch" not in lab.failed(lab.response(inner=lab.assertion(confirmation=bad + good)))
    assert "recipient-mismatch" in lab.failed(lab.response(inner=lab.assertion(confirmation=bad + bad)))


def test_a_sign_out_may_come_from_the_application_itself(lab):
    assert "issuer-mismatch" not in lab.failed(lab.logout(issuer=lab.sp))
    assert "issuer-mismatch" in lab.failed(lab.logout(issuer=OTHER))


def test_the_difference_shown_is_that_of_the_issuer_that_does_not_fit(lab):
    inner = lab.assertion(issuer=f"<saml:Issuer>{lab.idp}/</saml:Issuer>")
    record = lab.record(lab.response(inner))
    assert record.fields["saml.issuer"] == (lab.idp, f"{lab.idp}/")
    assert record.fields["saml.issuer.differs_by"] == "slash"
    assert "saml.issuer.differs_by" not in lab.record(lab.response()).fields
