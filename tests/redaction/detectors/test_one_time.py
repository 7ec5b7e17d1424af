"""Codes and tokens of one-time links and redirects."""

import pytest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GET /callback?code=SplxlOBeZQQYbYS6WxSbIA&iss=x", "SplxlOBeZQQYbYS6WxSbIA"),
        ("/cas/login?ticket=ST-1856339-aA5Yuvrxzpv8Tau1cYQ7", "ST-1856339-aA5Yuvrxzpv8Tau1cYQ7"),
        ("/authorize?x=1&state=af0ifjsldkj-1234567", "af0ifjsldkj-1234567"),
        ("https://app.example/reset-password/9f8e7d6c5b4a39281706", "9f8e7d6c5b4a39281706"),
        ("https://app.example/invite/AbCdEf1234567890xyz", "AbCdEf1234567890xyz"),
    ],
)
def test_the_one_time_part_goes(finds, text, value):
    assert [v for v, _ in finds(text)] == [value]


@pytest.mark.parametrize("text", ["/x?code=404", "/cb?error=x&code=invalid_request", "/list?key=name", "/x?state=open", "/reset/form", "/verify/email-address-page", "/x?t=1730625240", "/s/documentation-about-things", "/static/app.0f3a9c.js?k=1"])
def test_status_words_and_pages_stay(finds, text):
    assert finds(text) == []
