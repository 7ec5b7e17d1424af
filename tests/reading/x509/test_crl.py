"""Revocation lists are read as they are."""

import base64

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from triagekit.reading.x509 import crl, keys
from triagekit.reading.x509.der import DerError


@pytest.fixture(scope="module")
def top(making):
    return making.root()


def built(making, top, *more, entries=()):
    made = x509.CertificateRevocationListBuilder().issuer_name(top.cert.subject).last_update(making.NOW).next_update(making.NOW + making.DAY)
    for extension, critical in more:
        made = made.add_extension(extension, critical)
    for entry in entries:
        made = made.add_revoked_certificate(entry)
    return crl.parse(made.sign(top.key, hashes.SHA256()).public_bytes(Encoding.DER))


def test_what_a_list_says(making, parsed, top):
    entry = x509.RevokedCertificateBuilder().serial_number(77).revocation_date(making.NOW).add_extension(x509.ReasonFlags and x509.CRLReason(x509.ReasonFlags.key_compromise), False).build()
    made = built(making, top, (x509.CRLNumber(9), False), entries=[entry])
    assert (made.this_update, made.next_update, made.number, made.base) == (making.NOW, making.NOW + making.DAY, 9, None)
    assert [(e.at, e.reason) for e in made.entries[77]] == [(making.NOW, 1)]
    assert made.issuer.key == parsed(top).subject.key
    assert keys.verify(parsed(top).key, made) is True


def test_a_delta_list_names_its_base(making, top):
    assert built(making, top, (x509.CRLNumber(9), False), (x509.DeltaCRLIndicator(3), True)).base == 3


def test_a_scope_is_read(making, top):
    point = x509.IssuingDistributionPoint([x509.UniformResourceIdentifier("http://a.example/x.crl")], None, True, False, frozenset({x509.ReasonFlags.key_compromise}), False, False)
    scope = built(making, top, (point, True)).scope
    assert (scope.names[0].value, scope.users_only, scope.authorities_only, scope.indirect, scope.reasons) == ("http://a.example/x.crl", True, False, False, {1})


def test_an_unknown_critical_extension_is_seen(making, top):
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.55555.1"), b"\x05\x00")
    assert built(making, top, (unknown, True)).unknown_critical
    assert not built(making, top, (unknown, False)).unknown_critical


@pytest.mark.parametrize("data", [b"", b"0\x00", b"\x30\x03\x02\x01\x00"])
def test_what_is_none_is_refused(data):
    with pytest.raises(DerError):
        crl.parse(data)


def test_a_long_list_is_read_to_its_end(making, top):
    pem = making.revoking(*range(1, 3000), by=top)
    made = crl.parse(base64.b64decode(b"".join(pem.splitlines()[1:-1])))
    assert len(made.entries) == 2999
