"""Cookies quoted in text: names and attributes stay, values go."""

import pytest


@pytest.mark.parametrize("frame", ["Cookie: {}", "cookie: {}\r\n", "'Cookie': '{}'", '{{"cookie":"{}"}}', "curl -b '{}' https://x.example"])
def test_each_value_of_a_request_goes(finds, frame):
    assert [v for v, _ in finds(frame.format("sid=31d4d96e407aad42; cart=b4c8d9e0"))] == ["31d4d96e407aad42", "b4c8d9e0"]


def test_the_attributes_of_a_response_stay(finds):
    assert [v for v, _ in finds("Set-Cookie: SID=31d4d96e407aad42; Domain=x.example; Path=/; Expires=Wed, 09 Jun 2027 10:18:14 GMT; SameSite=None; Secure")] == ["31d4d96e407aad42"]


@pytest.mark.parametrize("text", ["Vary: Cookie", "Set-Cookie: sid=; Max-Age=0", "the cookie: was not sent", "cookie=absent"])
def test_talk_about_cookies_stays(finds, text):
    assert finds(text) == []


@pytest.mark.parametrize("frame", ["[error] [Cookie: {}] upstream timed out", "(cookie: {}), 503", "{{Cookie=[{}], Host=[shop.example.com]}}", "{{Cookie: {}}} refused", "[Cookie: {}]"])
def test_a_field_ends_with_the_bracket_that_was_opened_before_it(finds, frame):
    assert [v for v, _ in finds(frame.format("sid=31d4d96e407aad42; cart=[b4c8][d9e0]"))] == ["31d4d96e407aad42", "[b4c8][d9e0]"]


@pytest.mark.parametrize("rest", ["https://api.example.com/v2/orders", "-X POST", "--compressed"])
def test_a_field_ends_where_the_next_argument_of_a_command_begins(finds, rest):
    assert [v for v, _ in finds(f"curl -H 'X-Note: Cookie: sid=31d4d96e407aad42' {rest}")] == ["31d4d96e407aad42"]


@pytest.mark.parametrize("text", ["[Cookie: cart=b4c8] and; sid=31d4d96e407aad42] late", "[Cookie: cart=b4c8]x31d4d96e407aad42", "[Cookie: cart=b4c8(x31d4d96e407aad42", "Cookie: cart=it' -x; sid=31d4d96e407aad42"])
def test_a_bracket_inside_a_value_ends_no_field(finds, text):
    assert any("31d4d96e407aad42" in v for v, _ in finds(text))
