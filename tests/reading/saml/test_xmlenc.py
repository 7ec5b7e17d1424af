"""Encrypted parts are described without a key and opened with one."""

import re

from lxml import etree

from triagekit.reading.saml import xmlenc


def part(text):
    return xmlenc.describe(etree.fromstring(text))


def test_without_a_key_algorithms_recipient_and_key_size_are_known(lab):
    made = part(lab.sealed("<x/>"))
    assert [a.rpartition("#")[2] for a in made.algorithms] == ["aes128-gcm", "rsa-oaep-mgf1p"]
    assert made.recipients[0].der == lab.own.der
    assert made.key_bytes == 256
    assert made.weak == ()
    assert made.faults == ()


def test_the_receivers_key_opens_it_and_another_does_not(lab):
    made = part(lab.sealed("<x/>"))
    assert xmlenc.open_(made, [lab.other.key, lab.own.key]).data == b"<x/>"
    assert xmlenc.open_(made, [lab.other.key]).failed == "key"
    assert xmlenc.open_(made, []).failed == "nothing"


def test_damage_is_told_from_a_wrong_key(lab):
    text = lab.sealed("<x/>")
    cut = re.sub(r"(.*<xenc:CipherValue>)(....)", r"\1AAAA", text, flags=re.S)
    assert xmlenc.open_(part(cut), [lab.own.key]).failed == "content"


def test_missing_parts_are_named(lab):
    text = lab.sealed("<x/>")
    assert "EncryptionMethod is missing" in part(re.sub(r"<xenc:EncryptionMethod[^>]*aes128-gcm\"/>", "", text)).faults
    assert "no EncryptedKey" in part(re.sub(r"<ds:KeyInfo.*</ds:KeyInfo>(?=<xenc:CipherData>)", "", text, flags=re.S)).faults
    assert "CipherValue cannot be read" in part(text.replace("<xenc:CipherValue>", "<xenc:CipherValue>%")).faults
    assert "EncryptedData is missing" in part('<a xmlns="x"/>').faults


def test_outdated_methods_are_weak_and_unknown_ones_unsupported(lab):
    made = part(lab.sealed("<x/>", key_method=xmlenc.RSA15))
    assert made.weak == (xmlenc.RSA15,)
    odd = part(lab.sealed("<x/>").replace("xmlenc11#aes128-gcm", "xmlenc11#other"))
    assert xmlenc.open_(odd, [lab.own.key]).failed == "unsupported"


def test_a_redacted_part_is_not_called_damaged(lab):
    made = part(re.sub(r"(<xenc:CipherValue>)[^<]*", r"\1redacted-cipher-abcdefghijklm", lab.sealed("<x/>")))
    assert made.redacted
    assert made.faults == ()
    assert xmlenc.open_(made, [lab.own.key]).failed == "nothing"


def test_block_ciphers_are_opened_and_their_padding_is_checked(lab):
    import base64
    import os

    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    key, vector = os.urandom(16), os.urandom(16)
    machine = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    good = vector + machine.update(b"<x/>" + b"\0" * 11 + b"\x0c") + machine.finalize()
    plain = xmlenc._unsealed(xmlenc.XENC + "aes128-cbc", key, good)
    assert plain == b"<x/>"
    assert base64.b64encode(plain)


def test_a_part_is_sealed_again_under_its_own_key(lab):
    made = part(lab.sealed("<x/>"))
    content, keys = xmlenc.texts(made)
    fresh = xmlenc.seal(made, [lab.own.key], b"<y/>")
    again = part(etree.tostring(made.element).decode().replace(content, fresh))
    assert xmlenc.open_(again, [lab.own.key]).data == b"<y/>" and xmlenc.texts(again)[1] == keys
    assert xmlenc.marked(fresh) and not xmlenc.marked(content) and xmlenc.seal(made, [lab.other.key], b"<y/>") == ""


def test_what_redaction_leaves_of_an_unreadable_or_unopened_part_is_read_back(lab):
    text = lab.sealed("<x/>")
    assert "CipherValue cannot be read" in part(re.sub(r"(<xenc:CipherValue>)[^<]*", rf"\1{xmlenc.UNREADABLE}", text)).faults
    assert xmlenc.open_(part(re.sub(r"(<xenc:CipherValue>)[^<]*", rf"\1{xmlenc.FAILED}content", text)), [lab.own.key]).failed == "content"
