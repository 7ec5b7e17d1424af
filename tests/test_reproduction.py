"""A failure can be seen again: the steps before it, and one command whose every value is one word."""

import shlex

from hypothesis import given
from hypothesis import strategies as st

from tests.needs.conftest import AT, case, exchange
from triagekit.model import Clean, Location
from triagekit.records import Kind, Record
from triagekit.reproduction import build, quoted


def test_the_steps_lead_to_the_failing_request():
    made = build(case(*(exchange(200, n) for n in range(8)), exchange(200, 8, request__url__path="/app.js"), exchange(401, 9)), Clean)
    assert len(made.steps) == 5 and "→ 401" in made.steps[-1] and "app.js" not in "".join(made.steps)
    assert shlex.split(made.curl) == ["curl", "-v", "-X", "GET", "https://api.test/v1/me"]


def test_a_handshake_is_repeated_with_openssl():
    record = Record(Kind.HANDSHAKE, Location("a0001"), {"error.kind": "cert-expired", "server.name": "api.test", "server.port": 8443}, AT)
    assert shlex.split(build(case(record), Clean).curl) == ["openssl", "s_client", "-connect", "api.test:8443", "-servername", "api.test", "-showcerts"]


def test_where_nothing_failed_there_is_nothing_to_repeat():
    assert build(case(exchange(200)), Clean).steps == ()


@given(st.text(min_size=0).filter(lambda t: "\0" not in t))
def test_any_text_is_one_word_of_the_shell(text):
    assert shlex.split(quoted(text)) == [text]


def test_a_body_is_named_and_not_pasted():
    made = build(case(exchange(422, request__body__text='{"pin": 1234}', request__method="POST")), Clean)
    assert "@request-body" in made.curl and "1234" not in made.curl
