"""What every client trace shares: traces folded into events, and failures tied to their request."""

import io
from types import SimpleNamespace

from triagekit.reading.clienttrace import ClientTrace, begun
from triagekit.records import Coverage, Record
from triagekit.roles import Context, Head


def read(text):
    data = text.encode()
    source = SimpleNamespace(artifact="a0001", head=Head(data, len(data), "x", text), open=lambda: io.BytesIO(data))
    return list(ClientTrace(*begun(source, Context(), "python", "python")).items())


def test_a_failure_that_names_its_url_is_an_event_and_an_exchange():
    found = [i for i in read("2026-11-23 08:00:00,000 ERROR app: GET https://x.example/a failed: Connection refused\nchatter\n") if isinstance(i, Record)]
    assert [(r.kind, r.get("error.kind")) for r in found] == [("event", "refused"), ("exchange", "refused")]
    assert found[0].get("event.logger") == "app"


def test_chatter_makes_no_record_and_every_byte_is_accounted_for():
    found = read("hello\n  timeout: 5000,\nworld\n")
    assert [i for i in found if isinstance(i, Record)] == []
    assert sum(i.examined for i in found if isinstance(i, Coverage)) == 29


def test_what_was_thrown_is_told_with_the_line_that_logs_it_whatever_its_class_is_called():
    (found,) = [i for i in read('2026-11-23T08:00:00.000Z ERROR auth: rejected\nTokenRefused: unexpected "aud" claim value\n    at check (file:///app/a.js:5:9)\nchatter\n') if isinstance(i, Record)]
    assert "TokenRefused: unexpected" in found.get("event.text") and "chatter" not in found.get("event.text")
