"""What claims say: times, parties, permissions, and the sort of token."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minting import b64

from triagekit.reading.jose import claims
from triagekit.reading.jose.token import read

JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12), lambda c: st.lists(c, max_size=3) | st.dictionaries(st.text(max_size=8), c, max_size=3), max_leaves=6)


def token(body, **head):
    return read(f"{b64({'alg': 'RS256', **head})}.{b64(body)}.AA".encode())


@given(st.dictionaries(st.sampled_from(["exp", "nbf", "iat", "auth_time", "aud", "scope", "roles", "realm_access", "resource_access", "azp", "events", "typ"]), JSON, max_size=8))
def test_claims_of_any_type_never_break_a_reader(body):
    claims.times(body)
    claims.sort(token(body))
    assert all(isinstance(x, str) for x in (*claims.audience(body), *claims.scopes(body), *claims.roles(body), claims.client(body)))


@pytest.mark.parametrize(
    ("value", "known", "problem"),
    [
        (1_700_000_000, True, ""),
        (1_700_000_000.5, True, ""),
        (1_700_000_000_000, True, "milliseconds"),
        ("1700000000", True, "text"),
        ("2026-03-01T12:00:00Z", True, "iso-date"),
        (-1, False, "out-of-range"),
        (1e30, False, "out-of-range"),
    ],
)
def test_a_time_is_read_and_its_unit_is_judged(value, known, problem):
    found = claims.times({"exp": value})
    assert ("exp" in found.known, found.malformed.get("exp", "")) == (known, problem)
    assert (found.get("exp") is not None) == (known and not problem)


def test_a_plain_time_is_utc():
    assert claims.times({"exp": 0}).get("exp") == datetime(1970, 1, 1, tzinfo=UTC)


def test_scopes_and_roles_are_gathered_from_every_products_claims():
    body = {"scope": "a b", "scp": ["c"], "permissions": ["d"], "realm_access": {"roles": ["r"]}, "resource_access": {"app": {"roles": ["s"]}}, "roles": "t"}
    assert claims.scopes(body) == ("a", "b", "c", "d")
    assert claims.roles(body) == ("t", "r", "s")


@pytest.mark.parametrize(
    ("body", "head", "sort"),
    [
        ({}, {"typ": "at+jwt"}, "access-token"),
        ({}, {"typ": "dpop+jwt"}, "dpop-proof"),
        ({"token_use": "id"}, {}, "id-token"),
        ({"typ": "Refresh"}, {}, "refresh-token"),
        ({"events": {}}, {}, "logout-token"),
        ({"nonce": "n"}, {}, "id-token"),
        ({"scope": "a"}, {}, "access-token"),
        ({"scope": "a", "nonce": "n"}, {}, "access-token"),
        ({"iss": "c", "sub": "c"}, {}, "client-assertion"),
        ({"cid": "x"}, {}, "access-token"),
        ({"aud": "x", "email": "a@b.test"}, {}, "unknown"),
    ],
)
def test_the_sort_is_told_by_type_first_then_by_claims_only_one_sort_has(body, head, sort):
    assert claims.sort(token(body, **head)).name == sort


def test_an_issuers_name_shows_its_product():
    assert claims.issuer_product("https://sso.shop.test/realms/main") == "keycloak"
    assert claims.issuer_product("https://login.shop.test/") == ""
