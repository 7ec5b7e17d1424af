"""An archive that is one capture: every member clean under its own clean name, the same content the same archive."""

import io
import json
import zipfile

from redaction import archives
from redaction.session import Session

SECRET = "hunter2xyz99"


def archive(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


MEMBERS = {"log.har": json.dumps({"log": {"entries": [{"request": {"headers": [{"name": "Cookie", "value": f"sid={SECRET}"}]}}]}}), "a" * 40 + ".json": f'{{"password":"{SECRET}"}}', "pic.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "blob.bin": bytes(32) + f"password={SECRET}".encode() + bytes(range(32)) * 9}


def test_members_are_clean_and_a_second_pass_changes_nothing(redact):
    made = redact(archive(MEMBERS))
    with zipfile.ZipFile(io.BytesIO(made.data)) as opened:
        assert opened.namelist() == ["log.har", "a" * 40 + ".json", "pic.png"]
        assert not any(SECRET.encode() in opened.read(n) for n in opened.namelist())
        assert opened.read("pic.png") == MEMBERS["pic.png"]
    assert redact(made.data).data == made.data


def test_what_was_left_out_is_said_and_every_byte_is_accounted_for(redact):
    audit = redact(archive(MEMBERS)).audit
    assert any("left out" in why for _, why in audit.not_examined)
    assert audit.bytes_examined + sum(n for n, _ in audit.not_examined) == audit.bytes_received


def test_a_member_named_after_someone_is_renamed(redact):
    made = redact(archive({"jane.doe@customer.example.har": '{"a":1}'}))
    with zipfile.ZipFile(io.BytesIO(made.data)) as opened:
        assert "jane" not in opened.namelist()[0]


def test_what_unpacks_to_more_than_the_budget_is_left_out(redact, monkeypatch):
    monkeypatch.setattr(archives, "BUDGET", 1000)
    made = redact(archive({"big.txt": "a" * 5000, "small.txt": "b"}), session=Session())
    with zipfile.ZipFile(io.BytesIO(made.data)) as opened:
        assert opened.namelist() == ["small.txt"]


def test_an_archive_of_which_nothing_can_be_read_has_no_copy(redact):
    data = bytearray(archive({"log.har": bytes(n * n % 251 for n in range(2000))}))
    data[37:137] = b"\xff" * 100
    made = redact(bytes(data))
    assert made.data == b"" and "no member" in made.audit.withheld and made.audit.not_examined[0][0] == len(data)


def test_a_place_in_a_member_says_in_which(redact):
    rows = redact(archive({"app.log": f"x password={SECRET}\n", "b.log": f"\ny password={SECRET}z\n"})).audit.ledger.rows
    assert sorted(place for row in rows.values() for place in row.places) == ["app.log line 1", "b.log line 2"]
