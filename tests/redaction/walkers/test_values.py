"""A value by what its name says; bare numbers only where a number is meant."""

import hashlib
import json

import pytest

from redaction.walkers import values


@pytest.mark.parametrize("name", ["password", "clientSecret", "api-key", "X_AUTH_TOKEN", "passwort", "contraseña_password"])
def test_a_secret_goes_by_its_name(cleaner, name):
    assert values.clean(cleaner, name, "Tr0ub4dor&3") != "Tr0ub4dor&3"


@pytest.mark.parametrize(("name", "value"), [("token_type", "Bearer"), ("expires_in", "3600"), ("status", "active"), ("passwordPolicy", "at least 12"), ("user_agent", "curl/8.5"), ("primary_key", "17")])
def test_what_is_about_a_secret_stays(cleaner, name, value):
    assert values.clean(cleaner, name, value) == value


def test_a_number_is_someones_only_by_its_name(cleaner):
    assert values.number(cleaner, "phone", 491711234567) != 491711234567
    assert values.number(cleaner, "duration", 491711234567) == 491711234567
    assert values.digits(cleaner, "id", "00489") == "00489"


def test_a_signature_that_was_judged_keeps_its_verdict_and_another_does_not(cleaner):
    judged, other = "xuLifqLGiblpv9zBpuZczWhNj1gARaLV3UxvxhJxZuk", "3x0nGHiShqAD5xU3pW3sgJsCQPEiPqH3vxI7mi2XuzM"
    cleaner.signatures[hashlib.sha256(judged.encode()).hexdigest()] = "key-unknown"
    made = values.clean(cleaner, "signature", judged)
    assert made == "redacted-signature-key-unknown"
    assert values.clean(cleaner, "signature", made) == made
    assert values.clean(cleaner, "signature", other) not in (other, made)


def test_a_version_is_no_address_where_its_name_says_so(cleaner):
    assert values.clean(cleaner, "version", "29.1.1.14") == "29.1.1.14" and values.clean(cleaner, "appVersion", "v29.1.1.14") == "v29.1.1.14"
    assert values.clean(cleaner, "client", "29.1.1.14") != "29.1.1.14" and values.clean(cleaner, "version", "29.1.1.14 from 85.214.3.7").endswith("from 85.214.3.7") is False


FIELDS = [("authorization", "Bearer abcdef1234567890", "Bearer "), ("http.request.authorization", "SSWS 00QCjAl4MlV-WPXM", "SSWS "), ("cookie", "sid=31d4d96e; lang=en", "sid="), ("set-cookie", "sid=31d4d96e77; Path=/; HttpOnly", "sid="), ("HTTP_COOKIE", "sid=31d4d96e77; x=1", "sid=")]


@pytest.mark.parametrize(("name", "value", "kept"), FIELDS)
def test_a_header_field_in_a_log_keeps_its_scheme_or_its_names(cleaner, name, value, kept):
    made = values.clean(cleaner, name, value)
    assert made.startswith(f"{kept}redacted-") and made != value and values.clean(cleaner, name, made) == made
    escaped = json.dumps(json.dumps({name: value}))[1:-1] + "\n"
    assert cleaner.text(escaped).count("redacted-") == made.count("redacted-")


@pytest.mark.parametrize("value", ["YWJjZGVmZ2hp=", "31d4d96e407aad42", "=31d4d96e407aad42"])
def test_the_bare_value_of_a_cookie_goes_whole(cleaner, value):
    assert values.clean(cleaner, "cookie", value).startswith("redacted-cookie-")
