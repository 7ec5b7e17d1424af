"""Which sort of token went where, what it permits, what it is bound to, and the sign-in it belongs to."""

import json

import pytest
from minting import EPOCH

from triagekit.model import Location
from triagekit.reading.jose.check_use import half_hash
from triagekit.records import Material, Use


def test_an_id_token_sent_to_an_api_is_misused_and_one_that_was_delivered_is_not(states, mint, bearer):
    token = mint(scope=None, nonce="n")
    assert states(token, use=bearer(401))["id-token-misused"] == "failed"
    assert states(token, use={"role": "response", "place": "body", "status": 200, "host": "login.test"})["id-token-misused"] == "passed"


def test_an_access_token_in_place_of_an_id_token_is_misused(states, mint, bearer):
    assert states(mint(), hints={"as": "id_token_hint"})["access-token-misused"] == "failed"
    assert states(mint(), use=bearer(200))["access-token-misused"] == "passed"


@pytest.mark.parametrize(
    ("claims", "check", "state"),
    [
        ({"scope": "orders:read orders:write"}, "scope-missing", "passed"),
        ({"scope": "orders:read"}, "scope-missing", "failed"),
        ({"scope": None, "scp": ["orders:write"]}, "scope-missing", "passed"),
        ({"scope": None, "roles": ["orders:write"], "appid": "x"}, "permission-kind-mismatch", "failed"),
    ],
)
def test_scopes_are_compared_with_what_the_endpoint_asks_for(states, mint, claims, check, state):
    assert states(mint(**claims), {"scopes": ["orders:write"]})[check] == state


def test_the_challenge_names_the_scopes_when_the_case_file_does_not(states, mint, bearer):
    assert states(mint(), use=bearer(403), hints={"challenge_scope": "orders:write"})["scope-missing"] == "failed"


def test_without_a_wanted_scope_nothing_is_judged(judge, mint):
    found = judge(mint())
    assert "jwt.check.scope-missing" not in found
    assert any("scopes" in need for need in found["jwt.needs"])


def test_a_bound_token_needs_its_proof(states, mint, bearer):
    token = mint(cnf={"jkt": "abc"})
    assert states(token, use=bearer(401))["possession-proof-missing"] == "failed"
    assert states(token, use=bearer(401), hints={"proof": "dpop"})["possession-proof-missing"] == "passed"
    assert states(mint(cnf={"x5t#S256": "abc"}), use=bearer(401))["possession-proof-missing"] == "noted"


def test_the_nonce_of_the_sign_in_must_come_back(states, mint):
    token = mint(scope=None, nonce="n1")
    assert states(token, {"nonce": "n1"})["nonce-mismatch"] == "passed"
    assert states(token, {"nonce": "n2"})["nonce-mismatch"] == "failed"
    asked = Material("oidc", json.dumps({"nonce": "n3"}).encode(), [Use(None, None, Location("a"))])
    delivered = {"role": "response", "place": "body", "status": 200, "host": "login.test"}
    assert states(token, use=delivered, beside=[asked])["nonce-mismatch"] == "noted"
    without = mint(scope=None, azp="app", at_hash="x")
    assert states(without, use=delivered, beside=[asked])["nonce-mismatch"] == "noted"


def test_the_hash_of_the_access_token_is_compared(states, mint):
    access = "an-access-token-of-some-length"
    good, bad = mint(scope=None, nonce="n", at_hash=half_hash(access, "RS256")), mint(scope=None, nonce="n", at_hash=half_hash("other", "RS256"))
    assert states(good, {"access_token": access})["access-token-hash-mismatch"] == "passed"
    assert states(bad, {"access_token": access})["access-token-hash-mismatch"] == "failed"
    assert "access-token-hash-mismatch" not in states(good)


def test_half_hashes_follow_the_algorithm():
    # OpenID Connect Core A.4 (authorization code flow example of the specification)
    assert half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", "RS256") == "77QmUPtjPfzWtF2AnpK9RQ"
    assert len(half_hash("x", "RS512")) == 43


def test_the_strength_of_the_sign_in_is_compared(states, mint):
    token = mint(scope=None, nonce="n", acr="1", amr=["pwd"], auth_time=EPOCH - 10)
    assert states(token, {"acr": "2"})["authentication-context-insufficient"] == "failed"
    assert states(token, {"acr": "1"})["authentication-context-insufficient"] == "passed"
