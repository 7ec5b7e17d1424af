"""What a certificate may be used for."""

import pytest


@pytest.mark.parametrize(("usage", "purposes", "state"), [(("key_cert_sign",), [], "noted"), (("key_cert_sign", "crl_sign"), ["server"], "failed"), (("digital_signature", "key_cert_sign"), ["server"], "noted"), (("digital_signature",), ["server"], "failed")])
def test_an_authority_as_a_server(making, judged, usage, purposes, state):
    how = {"ca": True, "usage": making.usage(*usage), "purposes": [making.SERVER] if purposes else []}
    assert judged(making.sound(**how))["x509.check.ca-used-as-leaf"] == state


def test_an_authority_that_is_limited_passes_the_limit_on(making, judged):
    from cryptography import x509

    limit = [(x509.ExtendedKeyUsage([making.CLIENT]), False)]
    fields = judged(making.middle_made(more=limit))
    assert fields["x509.check.server-purpose-missing"] == "failed"
    assert "authority" in fields["x509.why.server-purpose-missing"]


def test_no_purpose_at_all_is_a_word(making, judged):
    top = making.root()
    party = making.issue(making.named(making.HOST), top, names=[making.HOST])
    assert judged(making.served([party], [top]))["x509.check.server-purpose-missing"] == "noted"


def test_any_purpose_besides_is_a_word(making, judged):
    from cryptography.x509.oid import ExtendedKeyUsageOID

    assert judged(making.sound(purposes=[making.SERVER, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE]))["x509.check.server-purpose-missing"] == "noted"


def test_a_leaf_that_may_sign_certificates(making, judged):
    assert judged(making.sound(usage=making.usage("digital_signature", "key_cert_sign")))["x509.check.leaf-used-as-ca"] == "failed"


def test_a_server_that_may_neither_sign_nor_agree(making, judged):
    assert judged(making.sound(usage=making.usage("crl_sign")))["x509.check.key-usage-unsuitable"] == "failed"
    assert judged(making.sound(usage=making.usage("key_encipherment"), kind="2048"))["x509.check.key-usage-unsuitable"] == "passed"


def test_an_authority_alone_whose_usage_does_not_fit(making, judged):
    top = making.root()
    without = making.issue(making.named("CA"), top, ca=True, without=("usage",))
    silent = making.issue(making.named("CA"), top, ca=True, usage=making.usage("digital_signature"))
    assert judged(making.alone(without.pem))["x509.check.key-usage-unsuitable"] == "failed"
    assert judged(making.alone(silent.pem))["x509.check.leaf-used-as-ca"] == "failed"
