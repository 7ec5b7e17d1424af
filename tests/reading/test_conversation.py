"""Scattered debug lines become whole exchanges."""

import io
from types import SimpleNamespace

from triagekit.reading.conversation import Conversation
from triagekit.reading.lines import Line

LINE = Line(3, 20, 10, "x")
SOURCE = SimpleNamespace(artifact="a0001", head=None, open=lambda: io.BytesIO(b""))


def test_an_answer_belongs_to_the_request_before_it():
    talk = Conversation(SOURCE, "python", "python")
    assert list(talk.begin(LINE, "GET", "https://x.example/a")) == []
    talk.now.status, talk.now.answered = 401, [("Server", "nginx")]
    talk.now.add_body('{"error": "x"}')
    (record,) = talk.begin(LINE, "GET", "https://x.example/b")
    assert (record.get("request.url"), record.get("response.status"), record.get("response.body.error"), record.location.line) == ("https://x.example/a", 401, "x", 3)
    talk.fail(LINE, "[Errno 111] Connection refused")
    (failed,) = talk.close()
    assert (failed.get("error.kind"), failed.get("index"), failed.get("response.present")) == ("refused", 1, False)
    assert talk.statuses == {401}


def test_nothing_said_is_no_exchange():
    talk = Conversation(SOURCE, "go", "go")
    talk.open(LINE)
    assert list(talk.close()) == []
