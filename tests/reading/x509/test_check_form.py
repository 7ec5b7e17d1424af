"""Form: the file, DER, version, serial number, extensions and names as such."""

import pytest

from triagekit.reading.x509.check_form import may_sign


@pytest.mark.parametrize(
    ("serial", "state"), [(b"\x00", "failed"), (b"\xff", "failed"), (b"\x01" * 21, "failed"), (b"\x01" * 20, "passed"), (b"\x01", "passed")], ids=["zero", "negative", "21 octets", "20 octets", "one"]
)
def test_serial_numbers(making, judged, serial, state):
    assert judged(making.tampered(making.member(1, making.wrap(0x02, serial))))["x509.check.serial-number-invalid"] == state


def test_algorithms_with_other_parameters_only_are_a_word(making, judged):
    same = making.wrap(0x30, making.oid("1.2.840.10045.4.3.2") + b"\x05\x00")
    assert judged(making.tampered(making.member(2, same)))["x509.check.signature-algorithm-inconsistent"] == "noted"


def test_an_alternative_name_beside_an_empty_subject_is_critical(making, judged):
    from cryptography import x509

    def case(critical):
        top = making.root()
        return making.served([making.issue(x509.Name([]), top, names=[making.HOST], purposes=[making.SERVER], names_critical=critical)], [top])

    assert judged(case(False))["x509.check.extension-malformed"] == "failed"
    assert judged(case(True))["x509.check.extension-malformed"] == "passed"


def test_an_extension_that_may_not_be_critical(making, judged):
    from cryptography import x509

    info = x509.AuthorityInformationAccess([x509.AccessDescription(x509.oid.AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier("http://a.example"))])
    assert judged(making.sound(more=[(info, True)]))["x509.check.extension-malformed"] == "failed"
    assert judged(making.sound(more=[(info, False)]))["x509.check.extension-malformed"] == "passed"


def test_a_name_that_cannot_be_read_is_the_names_fault(making, judged):
    raw = making.extension("2.5.29.17", b"\x30\x04\x82\x05ab")
    top = making.root()
    pem = making.remade(making.leaf(top, names=[]), top, making.extra(raw))
    fields = judged(making.Case({"c": pem, "root.pem": top.pem}, {"hostname": making.HOST, "trust": ["root.pem"]}))
    assert fields["x509.check.name-malformed"] == "failed"


@pytest.mark.parametrize(("policy", "subject", "state"), [("2.23.140.1.2.2", "", "failed"), ("2.23.140.1.2.1", "", None)])
def test_a_policy_that_asks_for_an_organization(making, judged, policy, subject, state):
    from cryptography import x509

    top = making.root()
    more = [(x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier(policy), None)]), False)]
    party = making.issue(making.named(making.HOST, subject), top, names=[making.HOST], purposes=[making.SERVER], more=more)
    assert judged(making.alone(party.pem)).get("x509.check.certificate-policy-missing") == state


def test_who_may_sign(making, parsed):
    assert may_sign(parsed(making.root()))
    assert may_sign(parsed(making.issue(making.named("x"), without=("usage",))))
    assert not may_sign(parsed(making.issue(making.named("x"))))


def test_a_leaf_without_the_key_of_its_issuer_and_a_root_that_names_another(making, judged):
    from cryptography import x509

    top = making.root()
    assert judged(making.served([making.leaf(top, without=("aki",))], [top]))["x509.check.key-identifier-mismatch"] == "failed"
    odd = making.root(more=[(x509.AuthorityKeyIdentifier(b"\x02" * 20, None, None), False)])
    assert judged(making.served([making.leaf(odd)], [odd]))["x509.check.key-identifier-mismatch"] == "failed"


def test_a_critical_alternative_name_beside_a_subject_is_a_word(making, judged):
    assert judged(making.sound(names_critical=True))["x509.check.extension-malformed"] == "noted"
