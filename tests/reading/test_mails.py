"""An e-mail message gives its attachments and texts, whatever its encoding, and a log with colons is none."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading import mails
from triagekit.reading.packed import DamagedError


def message(**more):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = "Jane <jane@customer.example>", "help@vendor.example", "It fails", "<1@customer.example>"
    made.set_content("See the file.\n")
    made.add_attachment(b'{"log":{}}', maintype="application", subtype="json", filename="../x.har", **more)
    return made


def test_a_message_is_known_by_its_fields():
    assert mails.looks_like(message().as_bytes()) and mails.looks_like(b"Received: from a\n by b\n" + message().as_bytes())
    assert not mails.looks_like(b"GET / HTTP/1.1\nHost: x\nFrom: a\n\n")
    assert not mails.looks_like(b"2026-01-01 From: To: Subject: MIME-Version: x\n")
    assert not mails.looks_like(b"From: a\nTo: b\nSubject: c\nno field here\n")


def test_text_and_attachment_come_out_decoded_under_harmless_names():
    text, attached = mails.parts(message().as_bytes())
    assert (text.name, text.data.strip()) == ("part-1.txt", b"See the file.")
    assert (attached.name, attached.data) == ("_x.har", b'{"log":{}}')


def test_a_message_in_a_message_is_one_part():
    outer = message()
    outer.add_attachment(message())
    assert [mails.looks_like(p.data) for p in mails.parts(outer.as_bytes())] == [False, False, True]


def test_a_part_whose_encoding_is_broken_says_so():
    data = message(cte="base64").as_bytes().replace(b"eyJsb2ci", b"eyJ!!!")
    assert any(p.damage for p in mails.parts(data))


@given(st.binary(max_size=400), st.integers(0, 700))
def test_any_bytes_give_parts_or_one_clear_error(noise, at):
    data = message().as_bytes()
    try:
        for part in mails.parts(data[:at] + noise + data[at:]):
            assert isinstance(part.data, bytes) and "/" not in part.name and "\0" not in part.name
    except DamagedError as damage:
        assert damage.word


def test_more_parts_than_anyone_attaches_are_not_all_opened():
    many = EmailMessage()
    many["From"] = "a@b.example"
    for n in range(mails.MOST + 1):
        many.add_attachment(b"x", maintype="text", subtype="plain", filename=f"{n}.txt")
    with pytest.raises(DamagedError):
        list(mails.parts(many.as_bytes()))
