"""Signatures as causes: missing, altered, copied, rotated, wrapped."""

import re
from datetime import timedelta

from lxml import etree


def pretty(xml):
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    etree.indent(root)
    return etree.tostring(root)


def test_nothing_signed(lab):
    assert lab.failed(lab.response()) == {"signature-missing"}
    assert "signature-missing" not in lab.failed(lab.response(inner="", status=lab.status("Responder")))
    assert "signature-missing" not in lab.failed(lab.request())


def test_the_part_that_should_be_signed_is_not(lab, good):
    assert lab.failed(good, lab.expect(want_signed=["response"])) == {"response-unsigned"}
    outer = lab.signed(lab.response(), "Response")
    assert lab.failed(outer, lab.expect(want_signed=["assertion"])) == {"assertion-unsigned"}
    assert lab.failed(outer, lab.expect(want_signed=["response"])) == set()
    assert {"assertion-unsigned"} <= set(lab.record(outer).fields["saml.unjudged"])


def test_content_changed_after_signing(lab, good):
    record = lab.record(good.replace(b"ann@app", b"eve@app"))
    assert record.fields["saml.failed"] == ("signed-content-altered",)
    assert record.fields["saml.signature.verdict"] == "digest-mismatch"
    assert record.fields["saml.signature.second"] == ("rejects-digest",)
    assert "saml.signature.disagreement" not in record.fields


def test_an_indented_copy_is_never_called_a_wrong_certificate(lab, good):
    failed = lab.failed(pretty(good))
    assert failed == {"copy-reformatted"}
    assert lab.record(pretty(good)).fields["saml.digest_differs"] is True


def test_a_copy_rewritten_by_software_shows_no_indentation(lab, good):
    assert lab.failed(good.replace(b"<ds:SignedInfo>", b"<ds:SignedInfo >\n").replace(b"ann@app", b"eve@app")) == {"copy-reserialized"}


def test_a_response_rewritten_around_a_whole_signed_assertion_was_altered_and_no_copy(lab, good):
    both = lab.signed(good.decode(), "Response")
    touched = both.replace(b'InResponseTo="_r1" IssueInstant', b'InResponseTo="_r2" IssueInstant', 1)
    outer = touched.index(b"<ds:SignedInfo>")
    if touched.index(b"<saml:Assertion") < outer:
        outer = touched.rindex(b"<ds:SignedInfo>")
    touched = touched[:outer] + b"<ds:SignedInfo >\n" + touched[outer + len(b"<ds:SignedInfo>") :]
    record = lab.record(touched)
    assert set(record.fields["saml.signature.verdicts"]) == {"ok-trusted", "digest-and-signedinfo-altered"}
    assert "signed-content-altered" in record.fields["saml.failed"]
    assert not {"copy-reserialized", "copy-reformatted"} & set(record.fields["saml.failed"])


def test_a_copy_made_for_display_says_so_itself(lab, good):
    escaped = good.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    assert "copy-reformatted" in lab.failed(escaped)
    assert "copy-reformatted" in lab.failed(lab.response(), copied="true")


def test_a_rotated_certificate_names_both_fingerprints(lab, good):
    record = lab.record(good, lab.expect(idp_certificates=(lab.other.pem,)))
    assert record.fields["saml.failed"] == ("signing-certificate-rotated",)
    assert record.fields["saml.certificate.used"] != record.fields["saml.certificate.expected"]
    assert "signing-certificate-rotated" in lab.record(good, lab.expect(idp_certificates=None)).fields["saml.unjudged"]


def test_an_unknown_key(lab, good):
    bare = re.sub(rb"<ds:KeyInfo>.*?</ds:KeyInfo>", b"", good, flags=re.S)
    assert "signing-key-unknown" in lab.failed(bare, lab.expect(idp_certificates=(lab.other.pem,)))
    both = lab.failed(bare, lab.expect(idp_certificates=(lab.other.pem, lab.own.pem)))
    assert both == {"signing-key-unnamed"}


def test_an_expired_certificate_and_sha_1_are_remarks(lab, good):
    assert "signing-certificate-expired" in lab.failed(good, at=lab.now + timedelta(days=900))
    weak = good.replace(b"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", b"http://www.w3.org/2000/09/xmldsig#rsa-sha1")
    assert "signature-algorithm-weak" in lab.failed(weak)


def test_broken_references_transforms_and_values(lab, good):
    assert "signature-reference-broken" in lab.failed(good.replace(b'URI="#_a1"', b'URI="#_x"'))
    assert "signature-reference-broken" in lab.failed(good.replace(b'URI="#_a1"', b'URI="https://x"'))
    doubled = re.sub(rb'(<ds:Transform Algorithm="[^"]*enveloped-signature"/>)', rb"\1\1", good)
    assert "signature-transform-forbidden" in lab.failed(doubled)
    assert "signature-transform-forbidden" in lab.failed(good.replace(b"2001/10/xml-exc-c14n#", b"TR/1999/REC-xslt-19991116", 2))
    assert "signature-malformed" in lab.failed(good.replace(b"<ds:SignatureValue>", b"<ds:SignatureValue>-"))
    assert "signature-malformed" in lab.failed(re.sub(rb"(<ds:X509Certificate>)[^<]*", rb"\1AAAA", good))
    assert "canonicalization-failed" in lab.failed(good.replace(b"<saml:Subject>", b'<saml:Subject xmlns:x="relative">'))


def test_a_signature_twice_or_in_a_wrong_place(lab, good):
    twice = re.sub(rb"(<ds:Signature .*?</ds:Signature>)", rb"\1\1", good, flags=re.S)
    assert "multiple-signatures" in lab.failed(twice)
    moved = re.sub(rb"(<ds:Signature .*?</ds:Signature>)(.*)(</saml:Subject>)", rb"\2\1\3", good, flags=re.S)
    assert "signature-misplaced" in lab.failed(moved)


def evil(lab):
    return lab.assertion(id="_evil", nameid="<saml:NameID>admin</saml:NameID>").encode()


def test_a_forged_assertion_before_the_signed_one_is_wrapping(lab, good):
    forged = good.replace(b"</samlp:Status>", b"</samlp:Status>" + evil(lab))
    record = lab.record(forged)
    assert {"signature-wrapped", "multiple-assertions"} <= set(record.fields["saml.failed"])
    assert record.fields["saml.assertion.read"] == "/Response/Assertion[1]"
    assert record.fields["saml.signature.covers"] == ("/Response/Assertion[2]",)


def test_the_signed_assertion_hidden_inside_the_forged_one_is_wrapping(lab, good):
    signed = re.search(rb"<saml:Assertion.*</saml:Assertion>", good, re.S).group()
    forged = good.replace(signed, evil(lab).replace(b"</saml:Subject>", b"</saml:Subject><Object>" + signed + b"</Object>"))
    assert "signature-wrapped" in lab.failed(forged)


def test_a_signed_response_moved_into_a_forged_one_is_wrapping(lab):
    signed = lab.signed(lab.response(), "Response")
    forged = lab.response(inner=evil(lab).decode(), id="_evil2").encode().replace(b"<samlp:Status>", b"<samlp:Extensions>" + signed + b"</samlp:Extensions><samlp:Status>")
    assert "signature-wrapped" in lab.failed(forged)


def test_one_id_on_two_elements_of_a_signed_message_is_wrapping(lab, good):
    assert {"signature-wrapped", "id-duplicated"} <= lab.failed(good.replace(b'ID="_p1"', b'ID="_a1"'))


def test_advice_from_another_provider_is_no_wrapping(lab):
    advice = lab.signed(lab.assertion(id="_deep"), by=lab.own).decode()
    text = lab.response(inner=lab.assertion().replace("<saml:AuthnStatement", f"<saml:Advice>{advice}</saml:Advice><saml:AuthnStatement", 1))
    assert "signature-wrapped" not in lab.failed(lab.signed(text, "Response"))


def test_a_redacted_copy_is_judged_alike(lab, good):
    for text, told in ((good, {}), (good.replace(b"ann@app", b"eve@app"), {}), (pretty(good), {}), (good, {"idp_certificates": (lab.other.pem,)})):
        record = lab.record(text, lab.expect(**told))
        word = record.fields["saml.signature.verdict"].encode()
        copy = re.sub(rb"(<ds:SignatureValue>)[^<]*", rb"\1redacted-signature-" + word, text)
        assert set(lab.record(copy, lab.expect(**told)).fields.get("saml.failed", ())) == set(record.fields.get("saml.failed", ()))


def test_a_signed_query(lab):
    from urllib.parse import quote

    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    algorithm = quote("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", safe="")
    import base64

    text = f"SAMLRequest=x&SigAlg={algorithm}"
    value = quote(base64.b64encode(lab.own.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())), safe="")
    told = {"sp_certificates": lab.own.pem}
    assert "redirect-signature-invalid" not in lab.failed(lab.request(), told, query=f"{text}&Signature={value}")
    assert "redirect-signature-invalid" in lab.failed(lab.request(), told, query=f"{text}&RelayState=x&Signature={value}")
    assert "redirect-signature-invalid" in lab.record(lab.request(), {}, query=f"{text}&Signature={value}").fields["saml.unjudged"]
