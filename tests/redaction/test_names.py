"""What a name says about the value under it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction import names

SAYS = {
    "password": "password", "dbPassword": "password", "user[password]": "password", "PASSWD": "password", "kennwort": "password", "client_secret": "secret", "AWS_SECRET_ACCESS_KEY": "secret", "x-api-key": "api-key", "refreshToken": "token",
    "JSESSIONID": "session", "email": "email", "userEmail": "email", "firstName": "person", "phone_number": "phone", "date_of_birth": "birth-date", "cardNumber": "card", "cvv": "card-code", "iban": "iban", "latitude": "geo", "deviceId": "device",
}  # fmt: skip
SILENT = ["servicePrincipalName", "service_principal_id", "token_type", "expires_in", "password_policy", "user_agent", "primary_key", "cache_key", "key_id", "session_timeout", "email_verified", "resourceDisplayName", "appDisplayName", "status", "authorization_endpoint", "max_tokens", "page", "keyboard", "authority", "monkey"]


@pytest.mark.parametrize("name", SAYS)
def test_a_name_says_what_stands_under_it(name):
    assert names.category(name) == SAYS[name]


@pytest.mark.parametrize("name", SILENT)
def test_a_name_that_is_about_it_says_nothing(name):
    assert names.category(name) == ""


@pytest.mark.parametrize("value", ["true", "null", "***", "[REDACTED]", "${PASSWORD}", "<password>", "required", "", "Bearer", "%(pw)s"])
def test_masks_and_templates_are_harmless(value):
    assert names.harmless(value)


@pytest.mark.parametrize("value", ["hunter2", '{"note": "https://x.example/reset/abc"}', "Tr0ub4dor&3"])
def test_values_are_not(value):
    assert not names.harmless(value)


def test_a_value_must_be_able_to_be_what_its_name_says():
    assert names.plausible("phone", "+49 171 2345678") and not names.plausible("phone", "unknown caller")
    assert not names.plausible("address", "00:00:00_00:00:00 (00:00:00:00:00:00)") and names.plausible("address", "12 Abbey Road")
    assert not names.plausible("address", "localhost:2019") and not names.plausible("person", "acme/shop-api") and names.plausible("person", "Jane Doe")
    assert not names.plausible("user", "CN=good.shop.test") and names.plausible("user", "CN=Jane Doe,OU=Users,DC=corp")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_name_and_value_are_taken(name, value):
    names.plausible(names.category(name) or "user", value)


def test_the_words_of_a_placeholder_in_a_name_name_nothing():
    assert names.category("priority=redacted-secret-abcdefghijk27") == names.category("priority=0RV9ODwAliotQ38J6j8z") == ""
    assert names.category("redacted-password-abcdefghijk27 token") == "token"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("person", "KeyDescription"), ("person", "Password Rotation"), ("user", "root"), ("user", "OR"), ("user", "github-actions[bot]"), ("user", "S-1-5-18"), ("ip", "127.0.0.1:8080"), ("ip", "::1"), ("ip", "::ffff:127.0.0.1"),
        ("address", "[fd00:1234::e18]:10080"), ("address", "127.0.0.1#53"), ("api-key", "app.lab.test:29101:"), ("token", "cjose_jws_verify"), ("device", "1888BB720420C0F2FD7E5359384DA675278D065B"), ("credential", "include"), ("token", "{token(**how)}"),
    ],
)  # fmt: skip
def test_what_belongs_to_nobody_is_not_taken(kind, value):
    assert not names.plausible(kind, value)


@pytest.mark.parametrize(("kind", "value"), [("person", "Grant Hill"), ("person", "Grant"), ("person", "Security Admin"), ("user", "rootbeer"), ("user", "S-1-5-21-3623811015-3361044348-30300820-1013"), ("ip", "10.0.0.12"), ("ip", "::1:2"), ("token", "abc-def_9x"), ("device", "C02XK1JQJGH5"), ("device", "1234567890abcdef1234567890abcdef")])
def test_what_is_alike_and_belongs_to_someone_is(kind, value):
    assert names.plausible(kind, value)


def test_what_is_public_of_a_token_and_the_words_of_a_report_stay(cleaner):
    report = "jwt.iss=https://idp.example/tenant; jwt.aud=orders; jwt.exp=2026-11-03T09:14:00Z; cookie.problems=secure-over-http; sid: expired-at-birth; Auth0: too_many_requests\n"
    assert cleaner.text(report) == report
    assert "4711abc" not in cleaner.text("jwt.sub=kowalski4711abc; jwt=4711abc0815def")
