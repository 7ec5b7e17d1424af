"""The checks are found by being there, and none of them can stop the others."""

from triagekit.reading.saml import checks
from triagekit.reading.saml.view import NEEDS
from triagekit.reading.saml.words import CHECKS


def test_every_check_is_published_and_every_published_check_exists():
    assert set(checks.every()) == set(CHECKS)


def test_a_check_says_failed_passed_what_it_needs_or_nothing(lab):
    record = lab.record(lab.response(), {}, at=None)
    states = {v for n, v in record.fields.items() if n.startswith("saml.check.")}
    assert states == {"failed", "passed"}
    assert set(record.fields["saml.needs"]) <= set(NEEDS.values())
    assert "saml.check.logout-failed" not in record.fields


def test_a_check_that_stumbles_is_unjudged_and_the_others_stand():
    def stumbles(view):
        raise KeyError(view)

    assert checks._asked(stumbles, None) == "whole"
    assert NEEDS["whole"]
