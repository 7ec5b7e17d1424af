"""Equal values have equal, typed, shaped names within a case; another key gives others; addresses keep their prefixes."""

import ipaddress
import re

from hypothesis import given
from hypothesis import strategies as st

from redaction.pseudonyms import LOW_ENTROPY, Pseudonyms
from triagekit.placeholders import is_placeholder, private

ONE, OTHER = Pseudonyms(b"a" * 32), Pseudonyms(b"b" * 32)
CATEGORIES = ["email", "user", "person", "host", "token", "secret", "card", "iban", "phone", "ip", "device", "password"]


@given(st.sampled_from(CATEGORIES), st.text(min_size=1, max_size=40))
def test_every_pseudonym_is_a_placeholder_and_stays_the_same(category, value):
    assert is_placeholder(ONE.of(category, value))
    assert ONE.of(category, value) == ONE.of(category, value)
    assert category in LOW_ENTROPY or ONE.of(category, value) != OTHER.of(category, value)


def test_two_writings_of_one_value_have_one_name():
    assert ONE.of("email", "Jane.Doe@Customer.example") == ONE.of("email", "jane.doe@customer.example")
    assert ONE.of("card", "4111 1111 1111 1111") == ONE.of("card", "4111111111111111")
    assert ONE.of("person", "Jane  Doe") == ONE.of("person", "jane doe")


@given(st.ip_addresses(v=4), st.ip_addresses(v=4))
def test_addresses_share_as_many_leading_octets_as_their_pseudonyms_do(a, b):
    def common(x, y):
        pairs = list(zip(str(x).split("."), str(y).split("."), strict=True))
        return next((n for n, (p, q) in enumerate(pairs) if p != q), 4)

    made = [ONE.of("ip", str(x)) for x in (a, b)]
    assert common(a, b) == 0 or common(*made) >= common(a, b) or private(a) != private(b)
    assert all(ipaddress.ip_address(m) >= ipaddress.ip_address("240.0.0.0") for m in made)


@given(st.ip_addresses())
def test_what_stands_for_an_address_is_private_when_the_address_is(address):
    assert private(ipaddress.ip_address(ONE.of("ip", str(address)))) is private(address)


def test_a_uuid_stays_one_of_version_8_and_low_entropy_has_no_id():
    assert re.fullmatch(r"7ed0ac7e-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", ONE.of("user", "0f8fad5b-d9cb-469f-a165-70867728950e"))
    assert ONE.of("password", "hunter2") == ONE.of("password", "other") == "redacted-password"


def test_the_key_shows_nowhere():
    assert "aaaa" not in repr(ONE)
