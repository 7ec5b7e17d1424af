"""Issuer, audience, subject and client against the receiving side."""

import json

import pytest
from minting import CLAIMS

from triagekit.model import Location
from triagekit.reading.jose.check_parties import near
from triagekit.records import Material, Use


@pytest.mark.parametrize(
    ("issuer", "check", "state"),
    [
        ("https://login.test/", "issuer-mismatch", "passed"),
        ("https://login.test", "issuer-near-miss", "failed"),
        ("http://login.test/", "issuer-near-miss", "failed"),
        ("https://other.example/", "issuer-mismatch", "failed"),
        (None, "issuer-missing", "failed"),
    ],
)
def test_the_issuer_is_compared_and_a_near_miss_is_told_from_a_stranger(states, mint, issuer, check, state):
    assert states(mint(iss=issuer), {"issuer": "https://login.test/"})[check] == state


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("https://a.test/x", "https://a.test/x/", "trailing slash"),
        ("https://a.test/X", "https://a.test/x", "upper and lower case"),
        ("https://sts.windows.net/11112222-3333-4444-5555-666677778888/", "https://login.microsoftonline.com/11112222-3333-4444-5555-666677778888/v2.0", "version 1 and version 2 of the endpoint"),
        ("https://dev-1.okta.com/oauth2/default", "https://login.shop.test/oauth2/default", "custom domain"),
        ("https://logn.shop.test/", "https://login.shop.test/", "spelling"),
        ("https://a1.shop.test/", "https://a2.shop.test/", ""),
        ("https://login.test/", "https://elsewhere.example/", ""),
    ],
)
def test_how_two_issuers_differ_is_said_in_words(one, other, said):
    assert near(one, other) == near(other, one) == said


def test_without_expectations_parties_are_not_judged_and_what_is_needed_is_named(judge, mint):
    found = judge(mint())
    assert "jwt.check.issuer-mismatch" not in found
    assert "jwt.check.audience-mismatch" not in found
    assert any("issuer" in need for need in found["jwt.needs"])


@pytest.mark.parametrize(("audience", "state"), [("api", "passed"), (["x", "api"], "passed"), ("web", "failed"), (["x", "y"], "failed")])
def test_the_audience_must_name_the_receiver(states, mint, audience, state):
    assert states(mint(aud=audience), {"audience": "api"})["audience-mismatch"] == state


def test_a_token_for_a_well_known_service_is_for_another_resource(states, mint, bearer):
    token = mint(aud="https://graph.microsoft.com")
    assert states(token, {"audience": "api"})["other-resource-token"] == "failed"
    assert states(token, use=bearer(401, host="graph.microsoft.com"))["other-resource-token"] == "passed"


def test_a_missing_subject_matters_for_an_id_token(states, mint):
    assert states(mint(sub=None, nonce="n", scope=None))["subject-missing"] == "failed"
    assert states(mint(sub=None))["subject-missing"] == "noted"
    assert states(mint())["subject-missing"] == "passed"


def test_the_client_of_an_id_token_must_be_this_client(states, mint):
    token = mint(scope=None, nonce="n", azp="web", aud=["web", "api"])
    assert states(token, {"client_id": "web"})["authorized-party-mismatch"] == "passed"
    assert states(token, {"client_id": "app"})["authorized-party-mismatch"] == "failed"
    assert states(mint(scope=None, nonce="n", aud=["web", "api"]))["authorized-party-mismatch"] == "failed"


def test_a_placeholder_in_place_of_a_party_is_no_mismatch(states, mint):
    hidden = mint(iss="redacted-host-abcdefghijklm", aud=CLAIMS["aud"])
    assert states(hidden, {"issuer": "https://login.test/"})["issuer-mismatch"] == "passed"


def test_an_id_token_that_was_handed_out_is_for_the_client_that_signed_in(states, mint):
    asked = Material("oidc", json.dumps({"client_id": "portal", "nonce": "n"}).encode(), [Use(None, None, Location("a"))])
    delivered = {"role": "response", "place": "body", "status": 200, "host": "login.test"}
    outcome = {aud: states(mint(scope=None, nonce="n", aud=aud), use=delivered, beside=[asked])["audience-mismatch"] for aud in ("portal", "other-app")}
    assert outcome == {"portal": "passed", "other-app": "failed"}
    assert "audience-mismatch" not in states(mint(scope=None, nonce="n", aud="other-app"), use=delivered)
