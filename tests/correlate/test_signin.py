"""The messages of one sign-in are compared with each other."""

from datetime import UTC, datetime, timedelta

from triagekit.correlate.signin import KEPT, SignIn, challenge_of
from triagekit.model import Location
from triagekit.records import Kind, Record
from triagekit.roles import Context

BEGUN = datetime(2024, 5, 1, 12, tzinfo=UTC)
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def message(sort, seconds=0, error="", **params):
    fields = {"oidc.message": sort, "request.url.host": "idp.test", **{f"request.params.{n}": (v,) for n, v in params.items()}}
    if error:
        fields["oidc.error"] = error
    return Record(Kind.EXCHANGE, Location("a", offset=seconds), fields, BEGUN + timedelta(seconds=seconds))


def facts(*messages):
    joined = SignIn()
    for one in messages:
        joined.see(one)
    return [r.fields for r in joined.conclude(Context())]


ASKED = message("authorization-request", client_id="app", state="s1", code_challenge=CHALLENGE, code_challenge_method="S256", redirect_uri="https://a.test/cb")
BACK = message("callback", 5, state="s1", code="c1")


def test_the_example_of_the_rfc_verifies():
    assert challenge_of(VERIFIER) == CHALLENGE


def test_a_whole_sign_in_agrees():
    state, token = facts(ASKED, BACK, message("token-request", 6, client_id="app", code="c1", code_verifier=VERIFIER, redirect_uri="https://a.test/cb"))
    assert state["signin.state"] == "matched"
    assert (token["signin.pkce"], token["signin.code_uses"], token["signin.code_age_s"], token["signin.redirect_uri_same"]) == ("matched", 1, 1.0, True)


def test_a_state_that_no_request_had_is_unknown():
    assert facts(ASKED, message("callback", 5, state="other", code="c1"))[0]["signin.state"] == "unknown"


def test_a_callback_without_state_lacks_it():
    assert facts(ASKED, message("callback", 5, code="c1"))[0]["signin.state"] == "missing"


def test_without_a_request_nothing_is_said_about_state():
    assert facts(BACK) == []


def test_another_verifier_is_a_mismatch():
    assert facts(ASKED, BACK, message("token-request", 6, code="c1", code_verifier="x" * 43))[-1]["signin.pkce"] == "mismatch"


def test_a_lost_verifier_is_missing():
    assert facts(ASKED, BACK, message("token-request", 6, code="c1"))[-1]["signin.pkce"] == "verifier-missing"


def test_a_redacted_verifier_is_not_judged():
    assert "signin.pkce" not in facts(ASKED, BACK, message("token-request", 6, code="c1", code_verifier="redacted-secret"))[-1]


def test_a_code_used_twice_is_counted_and_the_refusal_told():
    found = facts(BACK, message("token-request", 6, code="c1"), message("token-request", 7, error="invalid_grant", code="c1"))
    assert [f["signin.code_uses"] for f in found] == [2, 2]
    assert found[1]["signin.error"] == "invalid_grant"


def test_another_redirect_address_is_told():
    found = facts(ASKED, BACK, message("token-request", 6, code="c1", code_verifier=VERIFIER, redirect_uri="https://a.test/cb/"))
    assert found[-1]["signin.redirect_uri_same"] is False


def test_what_is_kept_is_bounded():
    joined = SignIn()
    for n in range(KEPT + 10):
        joined.see(message("callback", n, state=str(n), code=str(n)))
    assert len(joined._back) == KEPT
