"""XML in place: well-formed before, well-formed after; SAML keeps what a diagnosis needs."""

import pytest
from lxml import etree

from triagekit.placeholders import SIGNATURE_VERDICT

SAML = """<?xml version="1.0"?>
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Destination="https://app.example.com/acs" IssueInstant="2026-11-03T09:14:00Z">
 <saml:Issuer>https://idp.example.com/</saml:Issuer>
 <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignatureValue>
QX3nIeJBkfLtnl2i3dh7mk1RBsFS7G3R00u7ADW+8GqkLMn
l/TrnoiY/emDNREboGVgts99NHSF53COW5tSnUwqNAg=</ds:SignatureValue></ds:Signature>
 <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
 <saml:Assertion ID="_b2"><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">jane.doe@customer.example</saml:NameID></saml:Subject>
 <saml:Conditions NotBefore="2026-11-03T09:13:00Z" NotOnOrAfter="2026-11-03T09:19:00Z"><saml:AudienceRestriction><saml:Audience>https://app.example.com/sp</saml:Audience></saml:AudienceRestriction></saml:Conditions>
 <saml:AttributeStatement><saml:Attribute Name="urn:oid:2.5.4.42"><saml:AttributeValue>Jane &amp; Joe</saml:AttributeValue></saml:Attribute><saml:Attribute Name="groups"><saml:AttributeValue>orders-admin</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>
 </saml:Assertion><!-- seen by jane.doe@customer.example -->
</samlp:Response>
"""


def test_saml_keeps_its_facts_and_loses_its_people(cleaner):
    made = cleaner.inside(SAML)
    etree.fromstring(made.encode())
    for fact in ("https://idp.example.com/", "https://app.example.com/acs", "2026-11-03T09:13:00Z", "2026-11-03T09:19:00Z", "https://app.example.com/sp", "status:Success", "nameid-format:emailAddress", "urn:oid:2.5.4.42", "orders-admin", '"_b2"'):
        assert fact in made
    assert not any(gone in made for gone in ("jane.doe", "Jane", "QX3nIe"))
    assert "redacted-signature-not-assessed" in made
    assert made.count("\n") == SAML.count("\n"), "places in the copy are those in the original"


@pytest.mark.parametrize("text", ["<a b='password=hunter2xyz'/>", "<a><![CDATA[password=hunter2xyz]]></a>", "<a><password>hunter2xyz</password>", '<property name="db.password" value="hunter2xyz"/>', "<?pi password=hunter2xyz?><a/>", "<a>x<b>password=hunter2xyz"])
def test_a_value_goes_wherever_xml_can_hold_it_damaged_or_not(cleaner, text):
    assert "hunter2xyz" not in cleaner.inside(text)


def test_each_signature_keeps_its_own_verdict(cleaner):
    cleaner.signatures["QX3nIeJBkfLtnl2i3dh7mk1RBsFS7G3R00u7ADW+8GqkLMnl/TrnoiY/emDNREboGVgts99NHSF53COW5tSnUwqNAg="] = "digest-mismatch"
    assert "redacted-signature-digest-mismatch" in cleaner.inside(SAML)


def test_signatures_of_one_value_keep_each_its_own_verdict(cleaner):
    cleaner.signatures.update({"Qx7Qx7Qx7": "ok-trusted", "Qx7Qx7Qx7#2": "digest-mismatch"})
    made = cleaner.inside("<Two><SignatureValue>Qx7Qx7Qx7</SignatureValue><Inner><SignatureValue>Qx7Q\nx7Qx7</SignatureValue></Inner></Two>")
    assert [f[1] for f in SIGNATURE_VERDICT.finditer(made)] == ["ok-trusted", "digest-mismatch"]


@pytest.mark.parametrize("prefix", ["p", "a", "b", "i", "saml2p"])
def test_a_prefix_that_is_a_word_of_html_makes_no_page(cleaner, prefix):
    made = cleaner.inside(f'<{prefix}:Response xmlns:{prefix}="urn:x"><{prefix}:SurName>Dupont</{prefix}:SurName></{prefix}:Response>')
    assert "Dupont" not in made


def test_data_of_a_windows_event_is_what_its_name_says(cleaner):
    made = cleaner.inside('<EventData><Data Name="TargetUserName">hschulze</Data><Data Name="Status">0xc000006d</Data></EventData>')
    assert "hschulze" not in made
    assert '<Data Name="Status">0xc000006d</Data>' in made
