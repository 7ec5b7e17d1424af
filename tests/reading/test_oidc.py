"""An exchange says which message of a sign-in it is, and what was answered."""

import time

import pytest

from triagekit.model import Location
from triagekit.reading.exchange import Parts, build
from triagekit.reading.oidc import fields_of, plain_text, verifier_problem


def exchange(url, method="GET", **more):
    return build(Parts(Location("a"), "har", "chrome", method=method, url=url, **more)).fields


def form(url, body, status=200, answer="", **more):
    return exchange(url, "POST", request_body=body, request_mime="application/x-www-form-urlencoded", status=status, body=answer, body_mime="application/json", **more)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://idp.test/authorize?response_type=code&client_id=app&state=s", "authorization-request"),
        ("https://app.test/cb?code=c&state=s", "callback"),
        ("https://app.test/cb?error=access_denied", "callback"),
        ("https://app.test/cb#id_token=e.e.e&state=s", "callback"),
        ("https://idp.test/.well-known/openid-configuration", "discovery"),
        ("https://idp.test/realms/x/protocol/openid-connect/certs", "jwks"),
        ("https://idp.test/oauth2/v1/introspect", "introspection"),
        ("https://idp.test/oauth2/v1/userinfo", "userinfo"),
        ("https://idp.test/logout?id_token_hint=e.e.e", "logout"),
    ],
)
def test_the_message_is_known_by_its_parameters_or_its_path(url, message):
    assert exchange(url)["oidc.message"] == message


@pytest.mark.parametrize("url", ["https://shop.test/", "https://shop.test/search?code=blue&q=x", "https://shop.test/orders?error=none", "https://shop.test/keys", "https://shop.test/token"])
def test_other_exchanges_have_no_oidc_fields(url):
    assert not [n for n in exchange(url) if n.startswith("oidc.")]


def test_a_token_request_says_grant_client_proof_and_error():
    got = form("https://idp.test/oauth2/token", "grant_type=authorization_code&code=c1&client_secret=s&redirect_uri=https%3A%2F%2Fa.test%2Fcb", 400, '{"error":"invalid_grant","error_description":"code expired"}')
    assert (got["oidc.grant"], got["oidc.client_auth"], got["oidc.error"], got["oidc.error_description"]) == ("authorization_code", "post", "invalid_grant", "code expired")
    assert got["oidc.standard_error"] is True
    assert got["oidc.redirect_uri"] == "https://a.test/cb"


def test_secrets_state_and_code_are_said_to_be_there_and_never_copied():
    got = form("https://idp.test/oauth2/token", "grant_type=authorization_code&code=SECRETCODE&code_verifier=" + "v" * 43)
    assert got["oidc.code.present"] is True
    assert got["oidc.pkce.verifier"] is True
    assert not any("SECRETCODE" in str(v) for n, v in got.items() if n.startswith("oidc."))


def test_basic_authentication_and_assertions_are_told_apart():
    basic = form("https://idp.test/oauth2/token", "grant_type=client_credentials", request_headers=[("Authorization", "Basic YTpi")])
    signed = form("https://idp.test/oauth2/token", "grant_type=client_credentials&client_assertion=e.e.e")
    none = form("https://idp.test/oauth2/token", "grant_type=authorization_code&code=x")
    assert [g["oidc.client_auth"] for g in (basic, signed, none)] == ["basic", "assertion", "none"]


def test_a_redirect_back_carries_the_error():
    got = exchange("https://idp.test/authorize?response_type=code&client_id=app", status=302, response_headers=[("Location", "https://app.test/cb?error=login_required&state=s")])
    assert (got["oidc.error"], got["oidc.error_place"]) == ("login_required", "redirect")


def test_an_error_page_gives_its_words():
    page = "<html><style>x</style><body><h1>Error</h1><script>var a='no'</script> redirect_uri_mismatch: not registered</body></html>"
    got = exchange("https://idp.test/authorize?response_type=code&client_id=app", status=400, body=page, body_mime="text/html", body_state="present", response_headers=[])
    assert (got["oidc.error"], got["oidc.error_place"]) == ("redirect_uri_mismatch", "page")
    assert "var a" not in got["oidc.error_description"]


def test_an_application_that_passes_the_error_on_is_recognised():
    got = exchange("https://app.test/api/session", status=401, body='{"error":"invalid_grant","error_description":"Token is not active"}', body_mime="application/json", response_headers=[])
    assert (got["oidc.error"], got["oidc.error_place"]) == ("invalid_grant", "api")
    plain = exchange("https://app.test/api/session", status=400, body='{"error":"invalid_request"}', body_mime="application/json", response_headers=[])
    assert "oidc.error" not in plain


def test_an_inactive_token_is_said_by_introspection():
    assert form("https://idp.test/oauth2/introspect", "token=x", answer='{"active": false}')["oidc.introspection.active"] is False


def test_a_provider_endpoint_without_an_answer_failed():
    assert exchange("https://idp.test/.well-known/openid-configuration", error_text="net::ERR_NAME_NOT_RESOLVED")["oidc.failed"] is True
    assert exchange("https://idp.test/.well-known/openid-configuration", status=200)["oidc.failed"] is False


@pytest.mark.parametrize(("verifier", "problem"), [("a" * 43, ""), ("a" * 42, "too-short"), ("a" * 129, "too-long"), ("a" * 42 + "+", "characters")])
def test_a_verifier_has_43_to_128_unreserved_characters(verifier, problem):
    assert verifier_problem(verifier) == problem


def test_a_page_of_any_kind_is_stripped_in_linear_time():
    begun = time.perf_counter()
    for html in ("<script>" * 8000, "<" * 65536, "<a " * 20000, "<style" + "x" * 60000):
        plain_text(html)
    assert time.perf_counter() - begun < 1


def test_odd_values_are_no_trouble():
    assert fields_of({"request.params.grant_type": ()})["oidc.message"] == "token-request"
    assert fields_of({"request.url": 5, "response.location": 7}) == {}
