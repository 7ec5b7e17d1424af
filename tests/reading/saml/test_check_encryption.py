"""What is encrypted, what should be, and for whom."""

from datetime import timedelta


def closed(lab, to=None):
    return lab.response(inner=lab.sealed(lab.signed(lab.assertion()).decode(), to))


def test_without_a_key_the_login_is_closed_and_nothing_inside_is_judged(lab):
    record = lab.record(closed(lab))
    assert record.fields["saml.failed"] == ("assertion-encrypted",)
    assert "signature-missing" in record.fields["saml.unjudged"]
    assert record.fields["saml.encrypted.key_bits"] == 2048


def test_with_the_key_everything_inside_is_judged(lab):
    told = lab.expect(sp_key=lab.own.private)
    assert lab.failed(closed(lab), told) == set()
    late = lab.failed(closed(lab), told, at=lab.now + timedelta(hours=1))
    assert "assertion-expired" in late
    altered = lab.response(inner=lab.sealed(lab.signed(lab.assertion()).decode().replace("ann@", "eve@")))
    assert "signed-content-altered" in lab.failed(altered, told)


def test_a_fragment_that_leans_on_outer_namespaces_is_read(lab):
    inner = lab.assertion().replace(' xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"', "")
    assert "assertion-encrypted" not in lab.failed(lab.response(inner=lab.sealed(inner)), lab.expect(sp_key=lab.own.private))


def test_another_receivers_certificate(lab):
    assert "encryption-certificate-mismatch" in lab.failed(closed(lab, lab.other), lab.expect(sp_key=lab.own.private))
    assert "encryption-certificate-mismatch" in lab.failed(closed(lab, lab.other), lab.expect(sp_certificates=lab.own.pem))
    assert "encryption-certificate-mismatch" not in lab.failed(closed(lab), lab.expect(sp_certificates=lab.own.pem))
    assert "encryption-certificate-mismatch" in lab.record(closed(lab)).fields["saml.unjudged"]


def test_damage(lab):
    broken = closed(lab).replace("<xenc:CipherValue>", "<xenc:CipherValue>%")
    assert "ciphertext-damaged" in lab.failed(broken)
    assert "ciphertext-damaged" in lab.record(closed(lab)).fields["saml.unjudged"]


def test_old_algorithms_and_certificates_are_remarks(lab):
    old = lab.response(inner=lab.sealed(lab.assertion(), key_method="http://www.w3.org/2001/04/xmlenc#rsa-1_5"))
    assert "encryption-algorithm-weak" in lab.failed(old)
    assert "encryption-certificate-expired" in lab.failed(closed(lab), at=lab.now + timedelta(days=900))


def test_what_should_be_encrypted_and_is_not(lab):
    assert {"assertion-unencrypted", "nameid-unencrypted"} <= lab.failed(lab.response(), lab.expect(want_encrypted=["assertion", "nameid"]))
    assert not {"assertion-unencrypted", "nameid-unencrypted"} & lab.failed(closed(lab), lab.expect(want_encrypted=["assertion", "nameid"], sp_key=lab.own.private))
    sealed = lab.response(inner=lab.assertion(nameid=lab.sealed('<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">x</saml:NameID>', name="EncryptedID")))
    assert "nameid-unencrypted" not in lab.failed(sealed, lab.expect(want_encrypted=["nameid"], sp_key=lab.own.private))
    assert "assertion-unencrypted" in lab.record(lab.response()).fields["saml.unjudged"]


def test_a_redacted_copy_gives_no_other_faults(lab):
    import re

    copy = re.sub(r"(<xenc:CipherValue>)[^<]*", r"\1redacted-cipher-abcdefghijklm", closed(lab))
    assert lab.failed(copy, lab.expect(sp_key=lab.own.private)) == {"assertion-encrypted"}


def test_a_redacted_copy_keeps_what_a_key_made_of_it_and_whose_it_was(lab):
    import re

    def copy(left):
        return re.sub(r"(<xenc:CipherValue>)[^<]*", rf"\1redacted-cipher-{left}", closed(lab, lab.other))

    assert "encryption-certificate-mismatch" in lab.failed(copy("failed-key"), lab.expect(sp_key=lab.own.private))
    assert "ciphertext-damaged" in lab.failed(copy("failed-content"), lab.expect(sp_key=lab.other.private))
    assert "ciphertext-damaged" in lab.failed(copy("unreadable"), lab.expect())
    assert "encryption-certificate-mismatch" in lab.failed(copy("abcdefghijklm"), lab.expect(sp_certificates=(lab.own.pem,)))
