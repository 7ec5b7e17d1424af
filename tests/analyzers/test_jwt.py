"""Tokens, key sets and discovery documents as files of their own are carried to the examiner, in whatever form they were pasted."""

import base64
import json

import pytest

from analyzers.jwt import LIMIT, analyzer, examiner
from triagekit.model import Defect
from triagekit.records import Coverage, Kind, Material, Record
from triagekit.roles import Context


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


TOKEN = f"{part({'alg': 'RS256', 'kid': 'k1', 'typ': 'JWT'})}.{part({'iss': 'https://idp.example', 'aud': 'api', 'exp': 1795422515, 'sub': 'u'})}.c2lnbmF0dXJlLXNpZ25hdHVyZQ"
KEYS = json.dumps({"keys": [{"kty": "RSA", "kid": "k1", "n": "AQAB" * 90, "e": "AQAB", "use": "sig"}]})
DISCOVERY = json.dumps({"issuer": "https://idp.example", "jwks_uri": "https://idp.example/keys", "authorization_endpoint": "https://idp.example/auth"})


def materials(items, text):
    return [i for i in items(analyzer, text) if isinstance(i, Material)]


@pytest.mark.parametrize("text", [TOKEN, f"Bearer {TOKEN}", f'"{TOKEN}"', f"access_token={TOKEN}", TOKEN + "\n" + TOKEN + "\n", KEYS, DISCOVERY])
def test_each_pasted_form_is_recognised(sure, text):
    assert sure(analyzer, text) >= 80


@pytest.mark.parametrize("text", ["just some words that are no token", '{"level": "info", "msg": "x"}', "<html></html>", "", "2026-11-23 08:28:35 ERROR x"])
def test_other_texts_are_left_alone(sure, text):
    assert sure(analyzer, text) < 40


def test_a_token_in_a_long_log_is_not_a_token_file(sure):
    assert sure(analyzer, TOKEN + "\n" + "word " * 200) < 50


def test_one_token_is_one_material_and_lines_of_tokens_are_several(items):
    (one,) = materials(items, TOKEN)
    assert (one.kind, one.data.decode(), one.uses[0].place) == ("jwt", TOKEN, "bare")
    assert [m.uses[0].location.line for m in materials(items, f"{TOKEN}\n{TOKEN}\n{TOKEN}")] == [1, 2, 3]


def test_key_sets_and_discovery_documents_are_told_apart(items):
    assert [m.kind for m in materials(items, KEYS)] == ["jwks"]
    assert [m.kind for m in materials(items, DISCOVERY)] == ["discovery"]


def test_a_token_in_json_form_is_a_token(items):
    flattened = json.dumps({"protected": part({"alg": "RS256"}), "payload": part({"sub": "u"}), "signature": "c2ln"})
    assert [m.kind for m in materials(items, flattened)] == ["jwt"]


def test_an_empty_file_says_that_no_token_is_in_it(items):
    assert [i.code for i in items(analyzer, "\n \n") if isinstance(i, Defect)] in ([], ["TK-IO-014"])


def test_no_more_than_the_limit_is_read(items):
    found = items(analyzer, TOKEN + "A" * (2 * LIMIT))
    assert sum(i.examined for i in found if isinstance(i, Coverage)) == LIMIT


def test_the_examiner_judges_the_token_with_the_key_set_at_hand(items):
    found = [*materials(items, TOKEN), *materials(items, KEYS)]
    records = list(examiner.examine(found, Context()))
    token = next(r for r in records if isinstance(r, Record) and r.kind is Kind.TOKEN)
    assert (token.get("jwt.alg"), token.get("jwt.iss")) == ("RS256", "https://idp.example")


@pytest.mark.parametrize("bad", [b"", b"\xff\xfe\x00", b"eyJ", b"eyJ" * 400_000, b"\x00" * 1000, TOKEN[:40].encode(), b"[" * 5000, b'{"keys":' + b"[" * 5000])
def test_it_stays_total(source, bad):
    list(analyzer.read(source(bad), Context()))
    assert 0 <= analyzer.recognises(source(bad).head) <= 100
