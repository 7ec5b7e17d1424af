"""Times are judged at the use, with the leeway that verifiers allow."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minting import EPOCH, NOW


@given(st.integers(-7200, 7200))
def test_a_token_is_expired_from_its_end_and_the_leeway_on(seconds):
    from minting import CLAIMS, b64

    from triagekit.model import Location
    from triagekit.reading.jose.examine import examine
    from triagekit.records import Material, Use
    from triagekit.roles import Context

    token = f"{b64({'alg': 'RS256', 'typ': 'JWT'})}.{b64({**CLAIMS, 'iat': EPOCH - 9000, 'nbf': EPOCH - 9000, 'exp': EPOCH})}.{b64(b'x' * 256)}"
    at = NOW + timedelta(seconds=seconds)
    (found,) = examine([Material("jwt", token.encode(), [Use(None, None, Location("a"), place="bare")])], Context(incident_time=at))
    assert found.fields["jwt.check.expired"] == ("failed" if seconds >= 60 else "passed")
    assert found.fields["jwt.seconds_past_expiry"] == seconds


def test_without_a_time_of_use_nothing_is_judged_and_the_need_is_named(judge, mint):
    found = judge(mint(), at=None)
    assert "jwt.check.expired" not in found
    assert any("time of use" in need for need in found["jwt.needs"])


def test_a_server_that_refused_by_its_own_clock_gives_no_leeway(states, mint, bearer):
    token = mint(exp=EPOCH - 5)
    assert states(token, use=bearer(401))["expired"] == "failed"
    assert states(token)["expired"] == "passed"
    assert states(token, {"leeway": "30s"}, use=bearer(401))["expired"] == "passed"


@pytest.mark.parametrize(
    ("claims", "check", "state"),
    [
        ({"nbf": EPOCH + 600}, "not-yet-valid", "failed"),
        ({"nbf": EPOCH + 30}, "not-yet-valid", "passed"),
        ({"iat": EPOCH + 600, "nbf": None}, "issued-in-future", "failed"),
        ({"iat": EPOCH + 600, "nbf": EPOCH + 600}, "issued-in-future", "passed"),
        ({"exp": EPOCH - 120}, "validity-window-inverted", "failed"),
        ({"exp": EPOCH + 86_400 * 400}, "lifetime-excessive", "failed"),
        ({"exp": EPOCH + 86_400 * 40}, "lifetime-excessive", "noted"),
        ({"exp": EPOCH * 1000}, "timestamp-malformed", "failed"),
        ({"exp": "tomorrow"}, "timestamp-malformed", "failed"),
        ({"exp": ["1"]}, "claims-malformed", "failed"),
        ({"exp": None}, "expiry-missing", "noted"),
        ({"exp": None, "scope": None, "nonce": "n"}, "expiry-missing", "failed"),
    ],
)
def test_each_fault_of_time_has_its_check(states, mint, claims, check, state):
    from minting import CLAIMS, b64

    body = {k: v for k, v in {**CLAIMS, **claims}.items() if v is not None}
    assert states(f"{b64({'alg': 'RS256', 'typ': 'JWT'})}.{b64(body)}.{b64(b'x' * 256)}")[check] == state


def test_a_sign_in_is_too_old_by_max_age(states, mint):
    token = mint(nonce="n", scope=None, auth_time=EPOCH - 4000)
    assert states(token, {"max_age": 3600})["authentication-too-old"] == "failed"
    assert states(token, {"max_age": 7200})["authentication-too-old"] == "passed"
    assert "authentication-too-old" not in states(token)
