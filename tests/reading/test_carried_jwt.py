"""Tokens are found wherever an exchange or a log line can hold one, with how they were meant."""

import json
import time
from datetime import UTC, datetime

import pytest

from triagekit.model import Location
from triagekit.reading.carried_jwt import PER_RECORD, find
from triagekit.records import Kind, Record

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0.c2ln"
OTHER = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ2In0.c2lo"
DATE = datetime(2024, 5, 1, 12, 0, 30, tzinfo=UTC)


def exchange(**fields):
    return Record(Kind.EXCHANGE, Location("a1", "json_pointer", "/log/entries/0"), {k.replace("__", "."): v for k, v in fields.items()}, datetime(2024, 5, 1, 12, tzinfo=UTC))


def found(**fields):
    return list(find(exchange(**fields)))


def test_a_bearer_token_comes_with_the_times_and_the_answer():
    (item,) = found(**{"request.headers.authorization": (f"Bearer {TOKEN}",), "response.status": 401, "response.date": DATE, "request.url.host": "api.test", "auth.challenge.error": "invalid_token"})
    assert item.data.decode() == TOKEN
    use = item.uses[0]
    assert (use.place, use.name, use.role, use.status, use.server_at, use.host) == ("header", "authorization", "request", 401, DATE, "api.test")
    assert item.hints["as"] == "bearer"
    assert item.hints["challenge_error"] == "invalid_token"


def test_an_opaque_bearer_token_is_found_too():
    (item,) = found(**{"request.headers.authorization": ("Bearer 2YotnFZFEjr1zCsicMWpAA",)})
    assert item.data == b"2YotnFZFEjr1zCsicMWpAA"


def test_a_basic_credential_is_no_token():
    assert found(**{"request.headers.authorization": ("Basic dTpw",)}) == []


def test_a_proof_header_says_that_possession_was_proven():
    items = found(**{"request.headers.authorization": (f"DPoP {TOKEN}",), "request.headers.dpop": (OTHER,)})
    assert items[0].hints["proof"] == "dpop"
    assert items[1].hints["as"] == "dpop"


def test_a_cookie_holds_one():
    (item,) = found(**{"request.headers.cookie": (f"theme=dark; session={TOKEN}",)})
    assert (item.uses[0].place, item.uses[0].name) == ("cookie", "session")


@pytest.mark.parametrize(("name", "meant"), [("id_token_hint", "id_token_hint"), ("client_assertion", "client_assertion"), ("assertion", "assertion")])
def test_a_parameter_says_how_it_is_meant(name, meant):
    (item,) = found(**{f"request.params.{name}": (TOKEN,)})
    assert item.hints["as"] == meant
    assert item.uses[0].place == "form"


def test_a_fragment_hands_both_tokens_over_in_one_answer():
    items = found(**{"request.url": f"https://app.test/cb#id_token={TOKEN}&access_token=opaque-value-12345&code=c1"})
    assert {i.hints["as"] for i in items} == {"id_token", "access_token"}
    assert len({i.hints["answer"] for i in items}) == 1
    assert {i.hints["code"] for i in items} == {"c1"}


def test_a_token_answer_hands_tokens_over():
    body = json.dumps({"access_token": "opaque-access-token", "id_token": TOKEN})
    items = found(**{"response.body.text": body, "response.status": 200, "request.params.grant_type": ("refresh_token",)})
    assert [(i.hints["as"], i.uses[0].role) for i in items] == [("access_token", "response"), ("id_token", "response")]
    assert items[1].hints["grant"] == "refresh_token"


def test_a_token_in_any_other_body_is_found_once():
    body = json.dumps({"a": {"jwt": TOKEN}, "again": TOKEN})
    assert [i.data.decode() for i in found(**{"response.body.text": body})] == [TOKEN]


def test_base64_that_is_no_token_is_left_alone():
    assert found(**{"response.body.text": "eyJhIjoiYiIsImMiOiJkIn0.min.js eyJmb28iOiJiYXIifQ.x.y"}) == []


def test_scripts_are_left_alone():
    assert found(**{"response.body.text": f"var example='{TOKEN}'", "response.body.kind": "javascript"}) == []


def test_a_key_set_and_a_discovery_document_are_found():
    jwks, discovery = json.dumps({"keys": [{"kty": "RSA"}]}), json.dumps({"issuer": "https://i.test", "jwks_uri": "https://i.test/k"})
    assert [i.kind for i in found(**{"response.body.text": jwks, "response.status": 200})] == ["jwks"]
    assert [i.kind for i in found(**{"response.body.text": discovery, "response.status": 200})] == ["discovery"]


def test_a_sign_in_request_leaves_what_it_asked_for():
    (item,) = found(**{"request.params.response_type": ("code",), "request.params.client_id": ("app",), "request.params.nonce": ("n1",), "request.params.max_age": ("60",)})
    assert item.kind == "oidc"
    assert json.loads(item.data) == {"client_id": "app", "max_age": "60", "nonce": "n1"}


def test_a_log_line_holds_one_even_at_the_end_of_a_sentence():
    (item,) = find(Record(Kind.EVENT, Location("a", line=3), {"event.text": f"rejected token {TOKEN}."}, DATE))
    assert item.data.decode() == TOKEN
    assert item.uses[0].place == "log"


def test_percent_encoded_quotes_do_not_hide_one():
    assert [i.data.decode() for i in find(Record(Kind.EVENT, Location("a"), {"event.text": f"state=%22{TOKEN}%22"}))] == [TOKEN]


def test_a_redacted_token_is_still_a_token():
    redacted = TOKEN.rsplit(".", 1)[0] + ".redacted-signature-ok"
    (item,) = found(**{"request.headers.authorization": (f"Bearer {redacted}",)})
    assert item.data.decode() == redacted


def test_the_items_of_one_record_are_bounded():
    body = " ".join(f"eyJhbGciOiJIUzI1NiJ9.{n:040d}.c2ln" for n in range(500))
    assert len(found(**{"response.body.text": body})) == PER_RECORD


def test_hostile_text_is_read_in_linear_time():
    begun = time.perf_counter()
    for text in ("eyJ" * 20_000, "eyJ." * 16_000, "eyJ" + "A" * 60_000, ("eyJ" + "A" * 30 + ".") * 1500):
        found(**{"response.body.text": text, "request.url": "https://a.test/#token=" + text})
    assert time.perf_counter() - begun < 2
