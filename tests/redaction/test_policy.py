"""The most specific line wins, the later of equals; what opens something is never kept."""

import pytest

from redaction.policy import NEVER_KEPT, Line, Policy
from triagekit.errors import TriageError


def test_the_most_specific_line_decides_and_says_so():
    policy = Policy(lines=(Line("keep", category="ip", origin="rules 1"), Line("mask", category="ip", name="x-client-*", origin="rules 2"), Line("pseudonymise", place="/a/*", origin="rules 3")), by_place=True)
    assert policy.decide("ip").origin == "rules 1"
    assert policy.decide("ip", name="X-Client-Ip").origin == "rules 2"
    assert policy.decide("ip", name="x-client-ip", place="/a/b").origin == "rules 3"
    assert policy.decide("email").origin == "profile support"


def test_profiles_differ_as_they_say():
    assert Policy("minimal").action("ip") == "keep" and Policy("support").action("ip") == "pseudonymise" and Policy("strict").action("ip") == "mask"
    assert Policy("support").action("certificate") == "keep" and Policy("strict").action("certificate") == "pseudonymise"


@pytest.mark.parametrize("profile", ["strict", "support", "minimal"])
@pytest.mark.parametrize("category", sorted(NEVER_KEPT))
def test_no_profile_keeps_what_opens_something(profile, category):
    assert Policy(profile).action(category) != "keep"


def test_an_unknown_profile_is_refused():
    with pytest.raises(TriageError):
        Policy.load(None, "lax")


def test_a_copy_follows_its_policy(redact):
    text = '{"client_ip": "81.2.69.142", "note": "jane.doe@customer.example"}'
    kept = redact(text, policy=Policy(lines=(Line("keep", category="ip"),)))
    assert "81.2.69.142" in kept.text and "customer.example" not in kept.text
    masked = redact(text, policy=Policy(lines=(Line("mask", place="/note"),), by_place=True))
    assert "redacted-email" in masked.text and "81.2.69.142" not in masked.text
