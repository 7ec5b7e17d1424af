"""A document is known for what it is, through envelopes as well."""

import pytest
from lxml import etree

from triagekit.reading.saml import message
from triagekit.reading.saml.message import Sort

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


def read(text):
    return message.read(etree.fromstring(text))


@pytest.mark.parametrize(("name", "namespace", "sort"), [
    ("Response", "urn:oasis:names:tc:SAML:2.0:protocol", Sort.RESPONSE), ("AuthnRequest", "urn:oasis:names:tc:SAML:2.0:protocol", Sort.AUTHN_REQUEST),
    ("LogoutRequest", "urn:oasis:names:tc:SAML:2.0:protocol", Sort.LOGOUT_REQUEST), ("LogoutResponse", "urn:oasis:names:tc:SAML:2.0:protocol", Sort.LOGOUT_RESPONSE),
    ("Assertion", "urn:oasis:names:tc:SAML:2.0:assertion", Sort.ASSERTION), ("EntityDescriptor", "urn:oasis:names:tc:SAML:2.0:metadata", Sort.METADATA),
    ("AttributeQuery", "urn:oasis:names:tc:SAML:2.0:protocol", Sort.OTHER_REQUEST), ("RequestSecurityTokenResponse", "urn:x", Sort.FEDERATION), ("Response", "urn:other", Sort.OTHER),
])  # fmt: skip
def test_sorts(name, namespace, sort):
    assert read(f'<{name} xmlns="{namespace}"/>').sort is sort


def test_an_envelope_is_opened_and_kept_as_the_document():
    made = read(f'<e:Envelope xmlns:e="{SOAP}"><e:Body><p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol"/></e:Body></e:Envelope>')
    assert made.sort is Sort.RESPONSE
    assert made.document is not made.root


def test_a_fault_in_an_envelope_is_a_fault():
    assert read(f'<e:Envelope xmlns:e="{SOAP}"><e:Body><e:Fault/></e:Body></e:Envelope>').sort is Sort.SOAP_FAULT


def test_messages_of_saml_1_are_old():
    made = read('<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol" MajorVersion="1" MinorVersion="1"/>')
    assert made.old
    assert made.sort is Sort.RESPONSE


def test_assertions_are_those_a_receiver_looks_at(lab):
    made = read(lab.response(inner=f"<saml:Advice>{lab.assertion(id='_deep')}</saml:Advice>{lab.assertion()}"))
    assert [a.get("ID") for a in made.assertions] == ["_a1"]
    assert made.login
    assert not made.request


def test_an_issuer_is_read_without_the_white_space_around_it(lab):
    made = read(lab.response(issuer="<saml:Issuer>\n  x \n</saml:Issuer>"))
    assert message.issuer_text(made.root) == "x"
    assert message.issuer_text(etree.Element("x")) == ""
