"""URLs: user info, secret parameters and fragments go; scheme, host, path and names stay."""

import pytest

from redaction.walkers import urls

CASES = [
    ("https://svc:hunter2xyz@db.example.com/main", ["hunter2xyz"], ["https://", "@db.example.com/main"]),
    ("https://app.example.com/cb#access_token=Abcdef1234567890&token_type=Bearer&expires_in=3600", ["Abcdef123"], ["#access_token=", "&token_type=Bearer&expires_in=3600"]),
    ("https://app.example.com/#/inbox?session_token=Abcdef1234567890", ["Abcdef123"], ["https://app.example.com/#/inbox?session_token="]),
    ("https://app.example.com/reset-password/Abcdef1234567890Abcdef", ["Abcdef123"], ["https://app.example.com/reset-password/"]),
    ("/login?next=%2Fhome&code=Abcdef1234567890", ["Abcdef123"], ["/login?next=%2Fhome&code="]),
]


@pytest.mark.parametrize(("url", "gone", "kept"), CASES)
def test_what_opens_something_goes_and_the_rest_stays(cleaner, url, gone, kept):
    made = urls.address(cleaner, url)
    assert not any(g in made for g in gone) and all(k in made for k in kept)


def test_a_token_in_a_fragment_still_decodes(cleaner):
    token = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2lkcC5leGFtcGxlLmNvbSIsInN1YiI6ImphbmUifQ."
    made = urls.address(cleaner, f"https://app.example.com/#id_token={token}&state=x")
    assert "#id_token=eyJhbGciOiJub25lIn0.eyJ" in made and token not in made


def test_a_picture_in_a_data_url_stays_and_text_in_one_does_not(cleaner):
    assert urls.data(cleaner, "data:image/png;base64,iVBORw0KGgo=") == "data:image/png;base64,iVBORw0KGgo="
    assert "hunter2xyz" not in urls.data(cleaner, "data:text/plain,password=hunter2xyz")


def test_what_is_packed_in_a_path_segment_is_opened_though_its_own_slashes_are_encoded(cleaner):
    import base64
    from urllib.parse import quote

    packed = quote(quote(base64.b64encode(b"a??Authorization: Bearer k7Qm2ZpX9vLt4RnB8wYs").decode(), safe=""), safe="")
    assert "%252F" in packed
    made = urls.address(cleaner, f"https://api.example.com/v2/notes/{packed}")
    assert made.startswith("https://api.example.com/v2/notes/") and packed[-30:] not in made
