"""The ladder: where a failing signature fails, and whose key made it."""

import re

import pytest
from lxml import etree

from triagekit.reading.saml import certs, signature, verify
from triagekit.reading.saml.verify import Key, Word

DS = "{http://www.w3.org/2000/09/xmldsig#}"


def judged(xml, *trusted):
    root = etree.fromstring(xml)
    keys = [Key(c.public_key, "configured", True, c) for c in (certs.from_der(t.der, "configured") for t in trusted)]
    found = next(root.iter(f"{DS}Signature"))
    return verify.judge(signature.read(found), keys, verify.ids(root), root)


def pretty(xml):
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    etree.indent(root)
    return etree.tostring(root)


def test_a_sound_signature_of_a_configured_key(good, lab):
    made = judged(good, lab.other, lab.own)
    assert made.word is Word.OK_TRUSTED
    assert made.sound
    assert made.target.get("ID") == "_a1"
    assert made.made_by.certificate.der == lab.own.der


def test_the_key_in_the_message_alone_is_another_certificate_or_unconfirmed(good, lab):
    assert judged(good, lab.other).word is Word.OK_OTHER
    assert judged(good).word is Word.OK_UNCONFIRMED


def test_changed_content_leaves_the_value_sound(good, lab):
    made = judged(good.replace(b"ann@app", b"eve@app"), lab.own)
    assert made.word is Word.DIGEST
    assert made.digest_ok is False


def test_an_indented_copy_is_the_right_key_over_another_text(good, lab):
    made = judged(pretty(good), lab.own)
    assert made.word is Word.DIGEST_AND_SIGNED_INFO
    assert made.unwrapped_by.trusted


def test_a_changed_signed_info_with_its_digest_intact(good, lab):
    assert judged(re.sub(rb"(<ds:SignedInfo>)", rb"\1\n", good), lab.own).word is Word.SIGNED_INFO


def test_a_foreign_key_without_its_certificate(good, lab):
    bare = re.sub(rb"<ds:KeyInfo>.*?</ds:KeyInfo>", b"", good, flags=re.S)
    assert judged(bare, lab.other).word is Word.VALUE
    assert judged(bare.replace(b"ann@app", b"eve@app"), lab.other).word is Word.DIGEST_AND_VALUE
    assert judged(bare).word is Word.NOT_ASSESSED


@pytest.mark.parametrize(("old", "new", "word"), [
    (b'URI="#_a1"', b'URI="#_nobody"', Word.REFERENCE), (b"<ds:DigestValue>", b"<ds:DigestValue>%", Word.MALFORMED),
    (b"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", b"http://www.w3.org/2000/09/xmldsig#hmac-sha1", Word.UNSUPPORTED),
    (b"http://www.w3.org/2000/09/xmldsig#enveloped-signature", b"http://www.w3.org/TR/1999/REC-xslt-19991116", Word.UNSUPPORTED),
    (b"<saml:Subject>", b'<saml:Subject xmlns:x="relative">', Word.CANONICALIZATION),
])  # fmt: skip
def test_what_makes_the_rest_unjudgeable_speaks_first(good, lab, old, new, word):
    assert judged(good.replace(old, new), lab.own).word is word


def test_malformed_values_still_tell_of_the_digest(good, lab):
    broken = re.sub(rb"<ds:SignatureValue>", b"<ds:SignatureValue>-", good)
    assert judged(broken, lab.own).digest_ok is True
    assert judged(broken.replace(b"ann@app", b"eve@app"), lab.own).digest_ok is False


def test_a_redacted_copy_keeps_the_verdict(good, lab):
    for word in (Word.OK_TRUSTED, Word.DIGEST, Word.VALUE):
        copy = re.sub(rb"(<ds:SignatureValue>)[^<]*", rb"\1redacted-signature-" + word.value.encode(), good)
        assert judged(copy).word is word


def test_inclusive_canonicalization_under_a_default_namespace(lab):
    inclusive = {"c14n_algorithm": "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"}
    assert judged(lab.signed(lab.response(), **inclusive), lab.own).word is Word.OK_TRUSTED


def test_comments_and_instructions_do_not_count(good, lab):
    assert judged(good.replace(b"ann@app", b"ann<!-- x -->@app"), lab.own).word is Word.OK_TRUSTED


def test_a_signature_of_the_whole_response(lab):
    made = judged(lab.signed(lab.response(), "Response"), lab.own)
    assert made.word is Word.OK_TRUSTED
    assert made.target.get("ID") == "_p1"


def test_of_two_elements_with_one_id_the_signed_parent_is_meant(good, lab):
    made = judged(good.replace(b'ID="_p1"', b'ID="_a1"'), lab.own)
    assert made.targets == 2
    assert made.target is made.signature.parent


def test_elliptic_curves_by_both_spellings():
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    key = ec.generate_private_key(ec.SECP256R1())
    der = key.sign(b"text", ec.ECDSA(hashes.SHA256()))
    r, s = decode_dss_signature(der)
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    for value in (der, raw):
        assert verify.fits(("ecdsa", "sha256"), key.public_key(), value, b"text")
    assert not verify.fits(("ecdsa", "sha256"), key.public_key(), raw, b"other")
    assert not verify.fits(("rsa", "sha256"), key.public_key(), raw, b"text")


def test_a_copy_keeps_that_the_content_differs_where_the_verdict_on_the_value_hides_it():
    from triagekit.reading.saml.verify import Judged, Word

    assert Judged(None, Word.MALFORMED, digest_ok=False, confirmed=True).kept() == "malformed-digest-differs"
    assert [Judged(None, Word.MALFORMED, digest_ok=ok, confirmed=True).kept() for ok in (True, None)] == ["malformed"] * 2
    assert Judged(None, Word.DIGEST, digest_ok=False, confirmed=True).kept() == Word.DIGEST.value


def test_a_redacted_copy_keeps_whose_key_it_was_and_whether_any_was_at_hand(good, lab):
    altered = good.replace(b"ann@app", b"eve@app")
    for text, at_hand in ((good, [lab.own]), (good, [lab.other, lab.own]), (altered, [lab.own]), (altered, []), (good, []), (altered, [lab.other])):
        before = judged(text, *at_hand)
        after = judged(re.sub(rb"(<ds:SignatureValue>)[^<]*", rb"\1redacted-signature-" + before.kept().encode(), text), *at_hand)
        told = [(j.word, j.confirmed and j.word is not Word.OK_UNCONFIRMED, j.made_by and (j.made_by.trusted, j.made_by.label)) for j in (before, after)]
        assert told[0] == told[1]


def test_what_the_second_check_said_otherwise_is_kept(good, lab):
    before = judged(good, lab.own)
    copy = re.sub(rb"(<ds:SignatureValue>)[^<]*", rb"\1redacted-signature-" + before.kept("second-rejects").encode(), good)
    assert (judged(copy, lab.own).word, judged(copy, lab.own).told_second) == (before.word, "second-rejects")
