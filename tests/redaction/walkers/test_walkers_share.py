"""Every structure walker takes any text, changes nothing that is clean, and finds nothing more in its own output."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaction.session import STRUCTURES, Session

CLEAN = ['{"status": 503, "path": "/v2/orders", "ok": true}', "<a><b c='1'>503</b></a>", "https://api.example.com/v2/orders?page=2&sort=asc", "page=2&sort=asc", "GET /v2/orders HTTP/1.1\r\nAccept: */*\r\n\r\n"]
DIRTY = ['{"password": "hunter2xyz", "n": 08}', "<u><password>hunter2xyz</password></u>", "https://svc:hunter2xyz@db.example.com/x?token=abcdefgh12345#access_token=hunter2xyz", "user=jane.doe&password=hunter2xyz", "GET / HTTP/1.1\r\nCookie: a=hunter2xyz\r\n\r\npassword=hunter2xyz"]


@pytest.mark.parametrize("text", CLEAN)
def test_what_is_clean_stays_byte_for_byte(cleaner, text):
    assert cleaner.inside(text) == text


@pytest.mark.parametrize("text", DIRTY)
def test_the_value_goes_and_a_second_pass_changes_nothing(cleaner, text):
    made = cleaner.inside(text)
    assert "hunter2xyz" not in made
    assert Session(key=b"z" * 32).cleaner.inside(made) == made


@given(st.text(st.sampled_from('{}[]":,<>/=&?#@. abpassword1\\n\r\n%40'), max_size=120))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_raises(text):
    cleaner = Session(key=b"k" * 32).cleaner
    for structure in STRUCTURES:
        made = structure(cleaner, text)
        assert made is None or isinstance(made, str)
