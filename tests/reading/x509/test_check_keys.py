"""Keys and signatures of a chain."""

from triagekit.reading.x509 import check_keys


def test_a_weak_key_of_the_root_counts_too_and_its_signature_does_not(making, judged):
    top = making.root(kind="1024")
    fields = judged(making.served([making.leaf(top)], [top]))
    assert fields["x509.check.rsa-key-weak"] == "failed"
    assert fields["x509.check.signature-algorithm-weak"] == "passed"


def test_where_it_is_no_server_a_short_key_is_only_a_word(making, judged):
    case = making.sound(kind="1024")
    assert judged(making.Case(case.files, {"trust": case.expect["trust"], "purpose": "any"}))["x509.check.rsa-key-weak"] == "noted"


def test_a_certificate_for_signing_messages_is_not_measured_as_a_servers(making, judged):
    party = making.issue(making.named("Identity Provider"), kind="1024", without=("basic", "usage"))
    assert judged(making.alone(party.pem))["x509.check.rsa-key-weak"] == "noted"


def test_a_key_that_came_in_the_same_case_is_compared(making, judged):
    from cryptography.hazmat.primitives import serialization as s

    party, other = making.issue(making.named("a"), names=["a.example"]), making.key()
    for key, state in ((party.key, "passed"), (other, "failed")):
        private = key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
        fields = judged(making.alone(party.pem + private))
        assert fields["x509.check.private-key-mismatch"] == state


def test_a_locked_key_beside_the_certificate_is_a_word(making, judged):
    from cryptography.hazmat.primitives import serialization as s

    party = making.issue(making.named("a"), names=["a.example"])
    private = party.key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.BestAvailableEncryption(b"secret"))
    assert judged(making.alone(party.pem + private))["x509.check.private-key-mismatch"] == "noted"


def test_pins_in_hexadecimal_and_a_pin_on_something_beside_the_chain(making, judged, parsed):
    import hashlib

    top = making.root()
    leaf, stray = making.leaf(top), making.root("Other Example Root")

    def pinned(party):
        case = making.served([leaf, stray], [top])
        return judged(making.Case(case.files, {**case.expect, "pins": [hashlib.sha256(parsed(party).spki).hexdigest()]}))["x509.check.certificate-pin-mismatch"]

    assert (pinned(leaf), pinned(top), pinned(stray), pinned(making.root())) == ("passed", "passed", "noted", "failed")
    assert "md5" in check_keys.WEAK
