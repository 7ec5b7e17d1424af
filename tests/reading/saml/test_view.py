"""What a check sees of one message."""

from lxml import etree

from triagekit.reading import xmlsafe
from triagekit.reading.saml import message
from triagekit.reading.saml.decode import Decoded
from triagekit.reading.saml.expected import Expected, Request
from triagekit.reading.saml.message import Sort
from triagekit.reading.saml.view import NEEDS, Known, Moment, View, time_of


def view(lab, text, **hints):
    parsed = xmlsafe.parse(text.encode()) if text else xmlsafe.Parsed()
    made = message.read(parsed.root) if parsed.root is not None else None
    return View(lab.material(text, **hints), Decoded(text.encode()), parsed, made, Expected(acs_urls=(lab.acs,)), Known(), Moment(lab.now))


def test_a_message_that_cannot_be_read_is_unreadable_or_only_a_reference(lab):
    assert view(lab, "").sort is Sort.UNREADABLE
    assert view(lab, "", binding="artifact").sort is Sort.ARTIFACT
    assert view(lab, "").root is None


def test_success_and_login(lab):
    assert view(lab, lab.response()).success
    assert not view(lab, lab.response(status=lab.status("Responder"))).success
    assert view(lab, lab.assertion()).success
    assert not view(lab, lab.request()).login


def test_a_closed_response_holds_only_what_is_encrypted(lab):
    assert view(lab, lab.response(inner=lab.sealed("<x/>"))).closed
    assert not view(lab, lab.response()).closed


def test_the_confirmation_without_fault_is_the_one_that_tells(lab):
    bearer = '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData {}/></saml:SubjectConfirmation>'
    good = bearer.format(f'Recipient="{lab.acs}" NotOnOrAfter="2025-03-04T10:05:00Z"')
    late = bearer.format(f'Recipient="{lab.acs}" NotOnOrAfter="2025-03-04T09:05:00Z"')
    both = view(lab, lab.response(inner=lab.assertion(confirmation=late + good)))
    assert [d.get("NotOnOrAfter") for d in both.telling_data()] == ["2025-03-04T10:05:00Z"]
    assert len(view(lab, lab.response(inner=lab.assertion(confirmation=late + late))).telling_data()) == 2


def test_the_name_of_a_login_and_of_a_sign_out(lab):
    assert view(lab, lab.response()).name_id().text == "ann@app.example"
    assert view(lab, lab.logout()).name_id().text == "ann@app.example"
    assert view(lab, lab.request()).name_id() is None


def test_times_that_are_absent_are_none():
    assert time_of(etree.Element("x"), "NotBefore") is None
    assert time_of(None, "NotBefore") is None


def test_requests_are_known_by_their_id():
    known = Known(requests=[Request("_1", "sp")])
    assert known.request("_1").issuer == "sp"
    assert known.request(None) is None


def test_every_need_can_be_asked_for():
    assert all(words and not words.endswith(".") for words in NEEDS.values())
