"""Values beside a name that says what they are."""

import pytest

NAMES = [("password", "password"), ("api_key", "api-key"), ("clientSecret", "secret"), ("refresh_token", "token"), ("DB_PASSWORD", "password"), ("x-api-key", "api-key"), ("displayName", "person"), ("ssn", "national-id")]
VALUES = {"person": "Jane Doe", "national-id": "536-90-4399"}


@pytest.mark.parametrize(("name", "category"), NAMES)
@pytest.mark.parametrize("frame", ['"{}": "{}"', "{}={}", "{}: {}", '\\"{}\\":\\"{}\\"', "'{}' => '{}'", "&quot;{}&quot;:&quot;{}&quot;"])
def test_the_value_goes_in_every_frame(finds, name, category, frame):
    value = VALUES.get(category, "q1W2e3R4t5Z6")
    assert finds("a " + frame.format(name, value) + " ") == [(value, category)]


@pytest.mark.parametrize("text", ["password: required", "token_type=Bearer", "expires_in=3600", "passwordField.value = e.target", "api_key=${KEY}", "secret: ***", "password=[FILTERED]", "max_tokens=4096", "user_agent=curl/8", "primary_key=17", "key: value", "token is invalid"])
def test_kinds_counts_masks_and_code_stay(finds, text):
    assert finds(text) == []


@pytest.mark.parametrize("text", ["GET http://auth:8080/login HTTP/1.1", "http://address:22/path", "upstream: auth:8080 refused", "lookup auth:8080: no such host", "http://token:9000/oauth", "redis://session:6379/0", "http://contact:8443/path?x=1", '"subject":"app.lab.test"', "subject: api.shop.example.com"])
def test_a_service_named_like_what_it_keeps_stays_with_its_port(finds, text):
    assert finds(text) == []


def test_a_number_that_opens_something_is_no_port(finds):
    assert finds("{pin:4711}") == [("4711", "otp")] and finds("cvv:123 ") == [("123", "card-code")]
