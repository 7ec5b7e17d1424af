"""Everything wrong with a way is named, not the first thing."""

import pytest

from triagekit.reading.x509.validate import Terms, faults


@pytest.fixture
def way(making, parsed):
    def made(leaf=None, middle=None, top=None):
        above = making.root(**(top or {}))
        between = making.between(above, **(middle or {}))
        return tuple(parsed(p) for p in (making.leaf(between, **(leaf or {})), between, above))

    return made


def checks(certs, **terms):
    return [(f.check, f.depth) for f in faults(certs, Terms(**terms))]


def test_a_sound_way_has_no_fault_and_without_a_time_none_is_judged(making, way):
    assert checks(way(), at=making.NOW) == []
    assert checks(way({"begins": making.NOW - 900 * making.DAY})) == []


def test_several_faults_are_all_named_with_their_depth(making, way):
    certs = way({"begins": making.NOW - 900 * making.DAY}, {"without": ("basic",)}, {"begins": making.NOW - 8000 * making.DAY, "days": 7000})
    assert set(checks(certs, at=making.NOW)) == {("leaf-expired", 0), ("root-expired", 2), ("leaf-used-as-ca", 1)}


@pytest.mark.parametrize(("seconds", "expected"), [(0, []), (1, [("leaf-expired", 0)])])
def test_the_last_second_still_counts(making, way, seconds, expected):
    from datetime import timedelta

    certs = way()
    assert checks(certs, at=certs[0].not_after + timedelta(seconds=seconds)) == expected


def test_self_issued_authorities_do_not_count_towards_a_length(making, parsed):
    top = making.root()
    upper = making.between(top, "Same Example CA", length=0)
    renewed = making.issue(making.named("Same Example CA"), upper, ca=True)
    certs = tuple(parsed(p) for p in (making.leaf(renewed), renewed, upper, top))
    assert checks(certs, at=making.NOW) == []


def test_a_limit_of_the_checking_side(making, way):
    assert checks(way(), at=making.NOW, max_depth=1) == []
    assert checks(way(), at=making.NOW, max_depth=0) == [("path-length-exceeded", 2)]


def test_key_usage_of_authorities(making, way):
    assert checks(way(None, {"usage": making.usage("crl_sign")}), at=making.NOW) == [("key-usage-unsuitable", 1)]


def test_too_many_names_for_too_many_constraints(making, parsed):
    from cryptography import x509

    many = x509.NameConstraints([x509.DNSName(f"n{n}.example") for n in range(400)], None)
    top = making.root(more=[(many, True)])
    leaf = making.leaf(top, names=[f"a.n{n}.example" for n in range(400)])
    assert checks((parsed(leaf), parsed(top)), at=making.NOW) == [("chain-malformed", 0)]


def test_policies_of_a_way_without_an_anchor_are_not_judged(making):
    from triagekit.reading.x509.expected import certificates

    case = making.policies(True)
    certs = (*certificates([case.files["chain.pem"]]), *certificates([case.files["root.pem"]]))
    assert [f.check for f in faults(certs, Terms())] == ["certificate-policy-missing"]
    assert faults(certs, Terms(), whole=False) == []
