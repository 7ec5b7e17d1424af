"""Authorities known for something."""

from datetime import UTC, datetime

import pytest

from triagekit.reading.x509 import known


@pytest.fixture
def issued(making, parsed):
    def made(organization, common="Some Example CA", begins=None):
        top = making.issue(making.named(common, organization), ca=True, begins=datetime(2010, 1, 1, tzinfo=UTC), days=9000)
        return parsed(making.leaf(top, begins=begins or making.NOW))

    return made


def test_bad_roots_and_managed_products_are_not_the_same(issued):
    assert known.bad_root(issued("Superfish, Inc.")) == "Superfish"
    assert known.bad_root(issued("eDellRoot")) == "eDellRoot"
    assert not known.bad_root(issued("Zscaler Inc."))
    assert not known.bad_root(issued("Super Fish Market"))


@pytest.mark.parametrize(
    ("organization", "common", "year", "expected"),
    [
        ("WoSign CA Limited", "WoSign CA", 2015, "WoSign"), ("Entrust, Inc.", "Entrust L1K", 2025, "Entrust"), ("Entrust, Inc.", "Entrust L1K", 2023, ""),
        ("DigiCert Inc", "GeoTrust TLS RSA CA G1", 2025, ""), ("Let's Encrypt", "R3", 2024, ""), ("GeoTrust Inc.", "GeoTrust SSL CA", 2018, "Symantec"), ("GeoTrust Inc.", "GeoTrust SSL CA", 2016, ""),
    ],
)  # fmt: skip
def test_trust_that_was_lost_counts_from_its_date(issued, organization, common, year, expected):
    assert known.distrusted((issued(organization, common, datetime(year, 6, 1, tzinfo=UTC)),)) == expected


def test_trust_that_was_lost_later_is_known_too(issued):
    leaf = issued("Entrust, Inc.", "Entrust L1K", datetime(2023, 6, 1, tzinfo=UTC))
    assert (known.distrusted((leaf,)), known.distrusted_later((leaf,))) == ("", "Entrust")


def test_public_authorities_go_by_name(issued):
    assert known.public(issued("Let's Encrypt"))
    assert known.public(issued("Google Trust Services"))
    assert not known.public(issued("Shop Example Ltd"))


def test_a_portal_gives_itself_away_by_its_name(making, parsed):
    assert known.portal(parsed(making.issue(making.named("x"), names=["login.captive.example"]))) == "login.captive.example"
    assert not known.portal(parsed(making.issue(making.named("x"), names=["login.shop.example"])))
