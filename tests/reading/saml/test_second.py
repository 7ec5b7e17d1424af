"""signxml is asked about the same signature, and its answer is one word."""

import re

from lxml import etree

from triagekit.reading.saml import certs, second, signature
from triagekit.reading.saml.second import Voice

DS = "{http://www.w3.org/2000/09/xmldsig#}"


def voice(xml, by, at=None, nth=0):
    root = etree.fromstring(xml)
    found = list(root.iter(f"{DS}Signature"))[nth]
    return second.ask(signature.read(found), root, certs.from_der(by.der, "x") if by else None, at)


def test_it_accepts_rejects_and_says_which(good, lab):
    assert voice(good, lab.own) is Voice.ACCEPTS
    assert voice(good.replace(b"ann@app", b"eve@app"), lab.own) is Voice.DIGEST
    assert voice(good, lab.other) is Voice.VALUE
    assert voice(lab.signed(lab.response(), "Response"), lab.own) is Voice.ACCEPTS


def test_expiry_is_no_reason_to_reject(good, lab):
    from datetime import timedelta

    assert voice(good, lab.own, at=lab.now + timedelta(days=3000)) is Voice.ACCEPTS


def test_it_is_not_asked_without_a_certificate_or_about_a_redacted_value(good, lab):
    assert voice(good, None) is Voice.SILENT
    assert voice(re.sub(rb"(<ds:SignatureValue>)[^<]*", rb"\1redacted-signature-ok-trusted", good), lab.own) is Voice.SILENT


def test_it_abstains_where_its_answer_is_known_to_be_wrong(lab):
    commented = lab.signed(lab.response(), c14n_algorithm="http://www.w3.org/2001/10/xml-exc-c14n#WithComments")
    assert voice(commented, lab.own) is Voice.ABSTAINS
    two = re.sub(rb"(<ds:Reference .*?</ds:Reference>)", rb"\1\1", lab.signed(lab.response()), flags=re.S)
    assert voice(two, lab.own) is Voice.ABSTAINS


def test_it_speaks_only_of_the_first_signature_of_an_element(lab):
    twice = lab.signed(lab.signed(lab.response()))
    assert voice(twice, lab.own, nth=1) is Voice.SILENT


def test_what_it_will_not_judge_is_a_refusal(good, lab):
    assert voice(good.replace(b"rsa-sha256", b"no-such-method"), lab.own) is Voice.REFUSES
