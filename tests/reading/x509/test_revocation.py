"""Revocation by lists, as RFC 5280 6.3 says."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from triagekit.reading.x509 import crl
from triagekit.reading.x509.paths import Finder
from triagekit.reading.x509.revocation import Lists, Status
from triagekit.reading.x509.validate import Terms

POINT = "http://crl.shop.example/one.crl"


@pytest.fixture(scope="module")
def top(making):
    return making.root()


def a_list(making, by, serials=(), signer=None, number=1, base=None, scope=None, begins=None, days=7, reason=None, critical=()):
    begins = begins or making.NOW - making.DAY
    made = x509.CertificateRevocationListBuilder().issuer_name(by.cert.subject).last_update(begins).next_update(begins + days * making.DAY).add_extension(x509.CRLNumber(number), False)
    if base is not None:
        made = made.add_extension(x509.DeltaCRLIndicator(base), True)
    if scope is not None:
        made = made.add_extension(scope, True)
    for serial in serials:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(making.NOW - timedelta(hours=2))
        entry = entry.add_extension(x509.CRLReason(reason), False) if reason else entry
        made = made.add_revoked_certificate(entry.build())
    for extension in critical:
        made = made.add_extension(extension, True)
    return crl.parse(made.sign((signer or by).key, hashes.SHA256()).public_bytes(Encoding.DER))


def status(making, parsed, top, leaf, *lists, pool=(), at=None):
    certs = [parsed(p) for p in (leaf, top, *pool)]
    return Lists(lists, Finder(certs, [parsed(top)]), Terms(at or making.NOW)).status(certs[0])


def scope(names=None, users=False, authorities=False, indirect=False, reasons=None):
    full = [x509.UniformResourceIdentifier(n) for n in names] if names else None
    return x509.IssuingDistributionPoint(full, None, users, authorities, frozenset(reasons) if reasons else None, indirect, False)


def test_good_revoked_and_revoked_later(making, parsed, top):
    leaf = making.leaf(top)
    revoked = a_list(making, top, [leaf.cert.serial_number])
    assert status(making, parsed, top, leaf, a_list(making, top)).status is Status.GOOD
    assert status(making, parsed, top, leaf, revoked).status is Status.REVOKED
    later = status(making, parsed, top, leaf, revoked, at=making.NOW - timedelta(hours=3))
    assert (later.status, later.at) == (Status.GOOD, making.NOW - timedelta(hours=2))


@pytest.mark.parametrize(
    ("how", "word"),
    [
        ({"days": 0.5}, "replaced"), ({"begins": 2}, "after the time"), ({"critical": [x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.5.5"), b"\x05\x00")]}, "unknown"),
        ({"base": 1, "number": 2}, "delta"), ({"scope": scope(authorities=True)}, "authorities only"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_used_says_why(making, parsed, top, how, word):
    if "begins" in how:
        how = {**how, "begins": making.NOW + how["begins"] * making.DAY}
    answer = status(making, parsed, top, making.leaf(top), a_list(making, top, **how))
    assert answer.status is Status.UNUSABLE
    assert word in answer.why


def test_a_list_without_any_of_the_authority_is_absent(making, parsed, top):
    assert status(making, parsed, top, making.leaf(top), a_list(making, making.root("Other Example Root"))).status is Status.ABSENT


def test_a_list_that_another_key_signed_is_refused(making, parsed, top):
    other = making.root()
    answer = status(making, parsed, top, making.leaf(top), a_list(making, top, signer=other))
    assert (answer.status, "signature" in answer.why) == (Status.UNUSABLE, True)


def test_a_signer_without_the_right_to_is_refused(making, parsed, top):
    middle = making.between(top, usage=making.usage("key_cert_sign"))
    answer = status(making, parsed, top, making.leaf(middle), a_list(making, middle), pool=[middle])
    assert (answer.status, "may not sign lists" in answer.why) == (Status.UNUSABLE, True)


def test_a_newer_delta_adds_to_the_complete_list(making, parsed, top):
    leaf = making.leaf(top)
    complete, delta = a_list(making, top, number=5), a_list(making, top, [leaf.cert.serial_number], number=6, base=4)
    assert status(making, parsed, top, leaf, complete, delta).status is Status.REVOKED
    released = a_list(making, top, [leaf.cert.serial_number], number=6, base=4, reason=x509.ReasonFlags.remove_from_crl)
    assert status(making, parsed, top, leaf, a_list(making, top, [leaf.cert.serial_number], number=5, reason=x509.ReasonFlags.certificate_hold), released).status is Status.GOOD


def test_the_list_is_of_the_point_that_the_certificate_names(making, parsed, top):
    point = x509.CRLDistributionPoints([x509.DistributionPoint([x509.UniformResourceIdentifier(POINT)], None, None, None)])
    leaf = making.leaf(top, more=[(point, False)])
    assert status(making, parsed, top, leaf, a_list(making, top, scope=scope([POINT]))).status is Status.GOOD
    other = status(making, parsed, top, leaf, a_list(making, top, scope=scope(["http://crl.shop.example/two.crl"])))
    assert (other.status, "another distribution point" in other.why) == (Status.UNUSABLE, True)
    assert status(making, parsed, top, making.leaf(top), a_list(making, top, scope=scope([POINT]))).status is Status.UNUSABLE


def test_a_list_of_some_reasons_leaves_the_others_open(making, parsed, top):
    only = scope(reasons=[x509.ReasonFlags.key_compromise])
    answer = status(making, parsed, top, making.leaf(top), a_list(making, top, scope=only))
    assert (answer.status, "every reason" in answer.why) == (Status.UNUSABLE, True)


def test_a_list_kept_by_another_authority_counts_when_it_says_so(making, parsed, top):
    keeper = making.between(top, "Shop Example List Keeper")
    point = x509.CRLDistributionPoints([x509.DistributionPoint(None, None, None, [x509.DirectoryName(keeper.cert.subject)])])
    leaf = making.leaf(top, more=[(point, False)])
    assert status(making, parsed, top, leaf, a_list(making, keeper, scope=scope(indirect=True)), pool=[keeper]).status is Status.GOOD
    assert status(making, parsed, top, leaf, a_list(making, keeper), pool=[keeper]).status is Status.UNUSABLE
    assert status(making, parsed, top, leaf).status is Status.ELSEWHERE
