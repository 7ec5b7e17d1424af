"""The tree of policies, by the steps of RFC 5280 6.1."""

import pytest
from cryptography import x509
from cryptography.x509 import ObjectIdentifier as Oid

from triagekit.reading.x509.policy import Policies

ONE, TWO, ANY = "1.3.6.1.4.1.55555.1", "1.3.6.1.4.1.55555.2", "2.5.29.32.0"


def policies(*oids):
    return (x509.CertificatePolicies([x509.PolicyInformation(Oid(o), None) for o in oids]), False)


DEMAND = (x509.PolicyConstraints(0, None), True)


def faults(making, parsed, *levels):
    """Faults of a path whose authorities and leaf carry these extensions, from the top downwards."""
    above, certs = making.root(), []
    for n, more in enumerate(levels):
        last = n == len(levels) - 1
        party = making.leaf(above, more=more) if last else making.between(above, f"Shop Example CA {n}", length=None, more=more)
        certs.append(parsed(party))
        above = party
    state = Policies(len(certs))
    for n, cert in enumerate(certs):
        state.step(cert, n == len(certs) - 1)
    return state.faults




@pytest.mark.parametrize(
    ("levels", "fine"),
    [
        ([[], []], True), ([[DEMAND, policies(ONE)], [policies(ONE)]], True), ([[DEMAND, policies(ONE)], [policies(TWO)]], False), ([[DEMAND, policies(ONE)], []], False),
        ([[DEMAND, policies(ANY)], [policies(TWO)]], True), ([[DEMAND, policies(ONE)], [policies(ANY)]], True), ([[DEMAND, policies(ONE)], [policies(ONE)], [policies(ONE)]], True),
        ([[DEMAND, policies(ONE, TWO)], [policies(TWO)], [policies(ONE)]], False), ([[policies(ONE)], [policies(TWO)]], True),
    ],
)  # fmt: skip
def test_a_demand_is_met_by_a_policy_that_the_whole_path_shares(making, parsed, levels, fine):
    assert (not faults(making, parsed, *levels)) is fine


def test_any_policy_may_be_inhibited(making, parsed):
    inhibited = (x509.InhibitAnyPolicy(0), True)
    assert faults(making, parsed, [DEMAND, policies(ONE), inhibited], [policies(ANY)])
    assert not faults(making, parsed, [DEMAND, policies(ONE), inhibited], [policies(ONE)])


def test_a_demand_that_begins_later_does_not_count_yet(making, parsed):
    later = (x509.PolicyConstraints(5, None), True)
    assert not faults(making, parsed, [later, policies(ONE)], [policies(TWO)])
    assert faults(making, parsed, [(x509.PolicyConstraints(1, None), True), policies(ONE)], [policies(ONE)], [policies(TWO)])
