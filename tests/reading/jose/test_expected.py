"""The receiving side as the case file tells it, and what the case itself shows beside the tokens."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.jose.expected import LEEWAY, Seen, expected
from triagekit.roles import Context

ODD = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.integers() | st.text(max_size=4), max_size=3) | st.binary(max_size=20)


def of(**said):
    return expected(Context(expect={"oidc": said}))


def test_one_value_and_a_list_of_values_are_the_same():
    assert of(issuer="a", audience=["b", "c"]).issuers == ("a",)
    assert of(audience=["b", "c"]).audiences == ("b", "c")
    assert of(scopes="a b").scopes == of(scopes=["a", "b"]).scopes == ("a", "b")


def test_nothing_said_is_nothing_expected():
    assert expected(Context()).issuers == ()
    assert (expected(Context()).leeway, expected(Context()).leeway_given) == (LEEWAY, False)


@pytest.mark.parametrize(("said", "leeway"), [("90s", 90.0), (120, 120.0), ("0", 0.0), ("soon", LEEWAY), (True, LEEWAY)])
def test_a_leeway_is_read_in_seconds(said, leeway):
    assert of(leeway=said).leeway == leeway


def test_key_sets_come_from_files_and_a_secret_becomes_a_key():
    row = {"kty": "oct", "k": "AA", "kid": "k"}
    made = of(jwks=json.dumps({"keys": [row]}).encode(), secret="s3cret").keysets
    assert [k.kid for s in made for k in s.keys] == ["k", ""]
    assert made[1].keys[0].octets("k") == b"s3cret"


@given(st.dictionaries(st.sampled_from(["issuer", "audience", "algorithms", "scopes", "nonce", "client_id", "acr", "max_age", "leeway", "token_use", "jwks", "secret"]), ODD, max_size=6))
def test_an_entry_of_an_odd_type_is_taken_as_not_given(said):
    made = of(**said)
    assert all(isinstance(i, str) for i in made.issuers)
    assert made.sort in {"", "id", "access"}


def test_sign_in_requests_are_noted_once_and_never_without_bound():
    seen = Seen()
    for n in range(2000):
        seen.take_request(json.dumps({"nonce": f"n{n % 600}", "client_id": "web", "max_age": "3600"}).encode())
    seen.take_request(b"{broken")
    assert len(seen.nonces) == 500
    assert (seen.clients, seen.max_age) == (["web"], 3600.0)
