"""All writings of a curl trace give the same tokens."""

import io
from datetime import timedelta
from types import SimpleNamespace

from triagekit.reading.curltokens import tokens
from triagekit.roles import Head


def read(text):
    data = text.encode()
    return [(t.kind, t.text) for t in tokens(SimpleNamespace(artifact="a", head=Head(data, len(data), "x", text), open=lambda: io.BytesIO(data)))]


def test_marks_become_kinds():
    assert read("* info\n> GET / HTTP/1.1\n< HTTP/1.1 200\n{ [5 bytes data]\nbody\ncurl: (6) x\n") == [
        ("info", "info"), ("sent", "GET / HTTP/1.1"), ("received", "HTTP/1.1 200"), ("body", "body"), ("error", "curl: (6) x"),
    ]  # fmt: skip


def test_a_progress_meter_before_a_mark_is_left_out():
    meter = "  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0"
    assert read(f"{meter}* Connected\n100    75  100    75    0     0   2996      0 --:--:-- --:--:-- --:--:--  3125\n") == [("info", "Connected")]


def test_a_body_without_a_line_break_runs_into_an_info_line():
    assert read('{"a": 1}* Connection #0 to host x left intact\n') == [("body", '{"a": 1}'), ("info", "Connection #0 to host x left intact")]


def test_times_and_ids_are_taken_off():
    data = b"08:00:01.5 [0-0] * hello\n"
    token = next(iter(tokens(SimpleNamespace(artifact="a", head=Head(data, len(data), "x", data.decode()), open=lambda: io.BytesIO(data)))))
    assert (token.kind, token.text, token.time) == ("info", "hello", timedelta(hours=8, seconds=1, microseconds=500000))
