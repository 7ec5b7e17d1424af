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
