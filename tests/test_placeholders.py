"""What redaction leaves behind is recognised by every pass, and ordinary text is not."""

from ipaddress import ip_address, ip_network

import pytest

from triagekit.placeholders import PLACEHOLDER, SIGNATURE_VERDICT, WRITTEN, inside, is_placeholder, private, reserved

ID = "abcdefghijk27"


@pytest.mark.parametrize(
    "text",
    [
        "redacted-otp", f"redacted-token-{ID}", f"redacted-api-key-{ID}", f"user-{ID}@redacted.invalid", f"host-{ID}.redacted.invalid", "redacted-signature-ok-trusted",
        "7ed0ac7e-1234-8abc-9def-0123456789ab", "240.1.2.3", "255.254.1.1", "2001:db8:1:2::3",
    ],
)  # fmt: skip
def test_every_form_is_recognised_whole(text):
    assert is_placeholder(text)
    assert PLACEHOLDER.search(f"a={text}&b").group() == text


@pytest.mark.parametrize("text", ["redacted", "Redacted-token", "user@redacted.example", "7ed0ac7f-1234-8abc-9def-0123456789ab", "192.0.2.1", "2001:db9::1", "unredacted"])
def test_what_only_looks_like_one_is_not(text):
    assert not is_placeholder(text)


def test_a_signatures_verdict_is_read_back():
    assert SIGNATURE_VERDICT.fullmatch("redacted-signature-ok-but-other-cert")[1] == "ok-but-other-cert"


@pytest.mark.parametrize("at", ["@", "%40", "%2540", "&#64;", "&#x40;", "=40", "\\u0040", "\\\\u0040", "\\x40"])
def test_one_is_recognised_where_its_at_sign_is_encoded(at):
    assert WRITTEN.fullmatch(f"user-{ID}{at}redacted.invalid")
    assert not PLACEHOLDER.fullmatch(f"user-{ID}{at}redacted.invalid") or at == "@"


@pytest.mark.parametrize(("address", "own"), [("10.1.2.3", True), ("100.64.0.1", True), ("fd00::1", True), ("254.7.8.9", True), ("2001:db8:fd12:1::", True), ("93.184.216.34", False), ("241.7.8.9", False), ("2001:db8:12:1::", False)])
def test_an_address_and_what_stands_for_it_are_private_alike(address, own):
    assert private(ip_address(address)) is own


def test_what_stands_for_a_private_address_may_lie_in_any_private_network_and_in_no_public_one():
    four, six = ip_address("254.7.8.9"), ip_address("2001:db8:fd12:1::")
    assert inside(four, ip_network("10.0.0.0/8")) and inside(four, ip_network("100.64.0.0/10")) and inside(six, ip_network("fc00::/7"))
    assert not inside(four, ip_network("93.184.216.0/24")) and not inside(four, ip_network("fc00::/7")) and not inside(four, ip_network("0.0.0.0/0"))
    assert inside(ip_address("10.1.2.3"), ip_network("10.0.0.0/8")) and not inside(ip_address("11.1.2.3"), ip_network("10.0.0.0/8"))


@pytest.mark.parametrize(("address", "nobodys"), [("10.1.2.3", True), ("127.0.0.1", True), ("192.0.2.7", True), ("254.7.8.9", True), ("93.184.216.34", False), ("241.7.8.9", False), ("2001:db8:12:1::", False), ("::1", True)])
def test_what_stands_for_a_public_address_belongs_to_somebody(address, nobodys):
    assert reserved(ip_address(address)) is nobodys
