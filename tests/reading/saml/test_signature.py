"""A signature is read as it stands, and its faults are listed."""

from lxml import etree

from triagekit.reading.saml import signature

DS = "{http://www.w3.org/2000/09/xmldsig#}"


def read(xml, change=None):
    root = etree.fromstring(xml)
    element = next(root.iter(f"{DS}Signature"))
    if change:
        change(element)
    return signature.read(element)


def test_a_whole_signature_has_no_faults(good, lab):
    made = read(good)
    assert made.faults == ()
    assert made.uri == "#_a1"
    assert made.parent_id == "_a1"
    assert made.key_info == "certificate"
    assert made.certificates[0].der == lab.own.der
    assert not made.weak
    assert made.told == ""


def drop(name):
    def change(element):
        found = next(element.iter(DS + name))
        found.getparent().remove(found)
    return change


def text(name, value):
    def change(element):
        next(element.iter(DS + name)).text = value
    return change


def test_missing_and_unreadable_parts_are_named(good):
    assert "SignatureValue is missing" in read(good, drop("SignatureValue")).faults
    assert "SignatureMethod is missing" in read(good, drop("SignatureMethod")).faults
    assert "SignedInfo is missing" in read(good, drop("SignedInfo")).faults
    assert "SignatureValue is not base64" in read(good, text("SignatureValue", "INVALID-x")).faults
    assert "DigestValue cannot be read" in read(good, text("DigestValue", "")).faults
    assert read(good, text("X509Certificate", "nothing")).unreadable == 1
    assert read(good, drop("KeyInfo")).key_info == "none"


def test_sha_1_is_weak(lab):
    xml = lab.signed(lab.response()).replace(b"http://www.w3.org/2001/04/xmlenc#sha256", b"http://www.w3.org/2000/09/xmldsig#sha1")
    assert read(xml).weak


def test_a_redacted_signature_carries_its_verdict(good):
    made = read(good, text("SignatureValue", "redacted-signature-digest-mismatch"))
    assert made.told == "digest-mismatch"
    assert made.value is None
    assert made.faults == ()


def test_a_key_value_is_read_for_telling_and_not_for_trust(lab):
    import base64

    numbers = lab.own.key.public_key().public_numbers()
    parts = [base64.b64encode(n.to_bytes((n.bit_length() + 7) // 8, "big")).decode() for n in (numbers.n, numbers.e)]
    info = f'<Signature xmlns="{DS[1:-1]}"><KeyInfo><KeyValue><RSAKeyValue><Modulus>{parts[0]}</Modulus><Exponent>{parts[1]}</Exponent></RSAKeyValue></KeyValue></KeyInfo></Signature>'
    made = signature.read(etree.fromstring(info))
    assert made.key_info == "key-value"
    assert made.key_value.public_numbers() == numbers
