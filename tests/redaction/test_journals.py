"""A journal's export stays readable: values with a length are cleaned and counted anew, and nothing hides in them."""

import io

from redaction import binaries, journals
from triagekit.reading.bytesource import memory_source
from triagekit.reading.journal import exported, sized

SECRET = b"ghp_" + b"a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"


def entry(message):
    return b"__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=1795422515123456\nPRIORITY=3\n" + message + b"_HOSTNAME=web1\n\n"


def pieces(data):
    return [(p.name, p.value) for p in exported(io.BytesIO(data), journals.LONGEST)]


def test_a_secret_in_a_value_with_a_length_goes_and_the_length_is_that_of_what_stands_there(redact):
    data = entry(sized(b"MESSAGE", b"first line\nAuthorization: Bearer " + SECRET)) + entry(b"MESSAGE=token=" + SECRET + b"\n")
    assert binaries.form(memory_source(data).head) is journals.copy
    made = redact(data)
    assert SECRET not in made.data
    before, after = pieces(data), pieces(made.data)
    assert [name for name, _ in before] == [name for name, _ in after]
    assert after[3][1].startswith(b"first line\nAuthorization: Bearer ") and after[4] == (b"_HOSTNAME", b"web1")


def test_an_export_without_secrets_is_its_own_copy(redact):
    data = entry(sized(b"MESSAGE", b"ten\nbytes!")) * 3
    assert redact(data).data == data


def test_a_value_beyond_what_can_be_read_is_replaced_and_said(redact, monkeypatch):
    monkeypatch.setattr(journals, "LONGEST", 200)
    made = redact(entry(sized(b"MESSAGE", SECRET * 20)))
    assert SECRET not in made.data and len(made.data) < 600
    assert pieces(made.data)[-2] == (b"_HOSTNAME", b"web1")
