"""Cookie values go; names and attributes stay."""

from redaction.walkers import cookies, headers


def test_attributes_of_a_set_cookie_stay(cleaner):
    made = headers.clean(cleaner, "set-cookie", "sid=abc123def456; Path=/; Domain=.example.com; Expires=Tue, 03 Nov 2026 09:14:00 GMT; HttpOnly; SameSite=None; Secure")
    assert "abc123" not in made
    assert made.endswith("; Path=/; Domain=.example.com; Expires=Tue, 03 Nov 2026 09:14:00 GMT; HttpOnly; SameSite=None; Secure")


def test_every_value_of_a_cookie_field_goes_also_quoted_and_empty_ones_stay(cleaner):
    made = headers.clean(cleaner, "Cookie", 'a="q1w2e3r4t5"; b=; c[x].+=zxcvbn123; last=poiuy09876')
    assert not any(v in made for v in ("q1w2e3", "zxcvbn", "poiuy"))
    assert 'a="' in made and "b=;" in made and "c[x].+=" in made and "last=" in made


def test_several_set_cookies_joined_by_line_ends_are_read_each():
    text = "a=value11; Path=/\nb=value22; Secure"
    assert [text[s:e] for s, e, _ in cookies.set_(text)] == ["value11", "value22"]


def test_a_deletion_or_a_yes_says_nothing_of_anyone():
    assert all(cookies.plain(v) for v in ("deleted", "true", "0", "en", "de-DE", ""))
    assert not cookies.plain("a1b2c3d4")
