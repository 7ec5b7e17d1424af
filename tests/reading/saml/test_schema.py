"""Violations are named by place and reason; a wrong order is told from worse."""

import pytest
from lxml import etree

from triagekit.reading.saml import schema


def wrong(text):
    return [(w.place, w.reason, w.order) for w in schema.violations(etree.fromstring(text))]


def test_a_sound_message_has_none(lab, good):
    assert wrong(good) == []
    assert wrong(lab.request()) == []
    assert wrong(lab.logout(index="<samlp:SessionIndex>1</samlp:SessionIndex>")) == []


@pytest.mark.parametrize(("change", "place", "part", "order"), [
    (lambda t: t.replace("<saml:Issuer>https://idp.example/saml</saml:Issuer><saml:Subject>", "<saml:Issuer>a</saml:Issuer><saml:Issuer>b</saml:Issuer><saml:Subject>"), "/Response/Assertion", "more than once", False),
    (lambda t: t.replace('IssueInstant="2025-03-04T10:00:00Z" Version', "Version", 1), "/Response", "IssueInstant is missing", False),
    (lambda t: t.replace("<saml:Conditions", "<saml:Odd/><saml:Conditions"), "/Response/Assertion", "does not belong there", False),
    (lambda t: t.replace("<saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext>", ""), "/Response/Assertion/AuthnStatement", "AuthnContext is missing", False),
])  # fmt: skip
def test_faults(lab, change, place, part, order):
    found = wrong(change(lab.response()))
    assert any(p == place and part in reason and o is order for p, reason, o in found)


def test_a_wrong_order_alone_is_marked(lab):
    text = lab.response(issuer="").replace("</samlp:Status>", "</samlp:Status><saml:Issuer>x</saml:Issuer>")
    assert [o for _, _, o in wrong(text)] == [True]


def test_values_extensions_and_advice_may_hold_anything(lab):
    assert wrong(lab.response().replace("ann@app.example</saml:AttributeValue>", "<saml:Odd/></saml:AttributeValue>")) == []


def test_at_most_as_many_as_asked_for_are_given(lab):
    text = lab.response().replace("<saml:Conditions", "<saml:Odd/>" * 50 + "<saml:Conditions")
    assert len(schema.violations(etree.fromstring(text), 3)) == 3
