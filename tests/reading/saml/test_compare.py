"""What separates two identifiers or addresses is said in one word."""

import pytest

from triagekit.reading.saml import compare


@pytest.mark.parametrize(("found", "wanted", "word"), [
    ("https://a.example", "https://a.example", ""), ("https://a.example/", "https://a.example", "slash"), ("https://A.example", "https://a.example", "case"),
    ("http://a.example", "https://a.example", "scheme"), (" https://a.example", "https://a.example", "space"), ("urn:a", "https://a.example", "kind"),
    ("https://a.example/x", "https://a.example/y", "part"), ("https://a.example", "https://b.example", "other"),
])  # fmt: skip
def test_identifiers_differ_by(found, wanted, word):
    assert compare.text(found, wanted) == word


@pytest.mark.parametrize(("found", "wanted", "word"), [
    ("https://A.example:443/acs", "https://a.example/acs", ""), ("http://a.example/acs", "https://a.example/acs", "scheme"), ("https://a.example:8443/acs", "https://a.example/acs", "port"),
    ("https://b.example/acs", "https://a.example/acs", "host"), ("https://a.example/acs/", "https://a.example/acs", "slash"), ("https://a.example/ACS", "https://a.example/acs", "case"),
    ("https://a.example/other", "https://a.example/acs", "path"), ("https://a.example/acs?x=1", "https://a.example/acs", "query"), ("http://b.example:81/acs", "https://a.example/acs", "scheme+host+port"),
])  # fmt: skip
def test_addresses_differ_by(found, wanted, word):
    assert compare.address(found, wanted) == word
    assert compare.same_url(found, wanted) is (word == "")


def test_the_nearest_expected_value_is_shown():
    assert compare.nearest("https://app.example/acs2", ["urn:x", "https://app.example/acs"]) == "https://app.example/acs"
    assert compare.nearest("x", []) == ""


def test_entity_ids_are_equal_byte_for_byte_only():
    assert compare.same("a", ["b", "a"])
    assert not compare.same("A", ["a"])
