"""The published fields are whole and speak in sentences."""

from triagekit.reading.saml import examine_metadata, words


def test_every_check_has_its_field_and_its_meaning():
    assert {f"saml.check.{n}" for n in words.CHECKS} <= set(words.FIELDS)
    assert set(words.METADATA_CHECKS) == set(examine_metadata._CHECKS)
    assert all(spec.meaning for spec in words.FIELDS.values())


def test_each_comparison_publishes_both_sides_and_the_difference():
    for name in ("saml.issuer", "saml.destination", "saml.recipient", "saml.audience", "saml.in_response_to"):
        assert {name, f"{name}.expected", f"{name}.differs_by"} <= set(words.FIELDS)


def test_no_family_is_published_so_that_an_unjudged_check_is_never_taken_for_a_no():
    assert not [n for n in words.FIELDS if n.endswith("*")]
