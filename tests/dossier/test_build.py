"""The dossier lets no text past `clean`, and says where everything stands."""

import json
from dataclasses import replace
from datetime import datetime

import jsonschema
import msgspec
from rawcase import clean, found

from triagekit import evidence as ev
from triagekit.dossier.build import build
from triagekit.evidence import encode, schema
from triagekit.model import Clean


def test_every_text_from_the_case_has_passed_redaction():
    assert b"SECRET" not in encode(build(found(), clean))


def test_the_document_validates_against_its_schema():
    jsonschema.Draft202012Validator(schema()).validate(json.loads(encode(build(found(), clean))))


def test_the_reproduction_is_one_shell_word_per_value():
    import shlex

    curl = build(found(), lambda t: Clean(t)).reproduction.curl
    assert shlex.split(curl) == ["curl", "-v", "-X", "GET", "-H", "authorization: SECRET", "https://SECRET/$(id)'"]


def test_times_are_utc():
    assert ev.stamp(datetime.fromisoformat("2026-01-01T02:00:00+02:00")) == "2026-01-01T00:00:00Z"
    assert msgspec.to_builtins(build(found(), clean))["artifacts"][0]["captured"] == {"from": None, "to": None, "timezone": None}


def test_a_sentence_that_comes_with_the_program_is_not_searched_and_every_other_text_is_searched_once():
    asked = []

    def noting(text):
        asked.append(text)
        return clean(text)

    build(replace(found(), shipped=frozenset({"SECRET"})), noting)
    assert "SECRET" not in asked
    asked.clear()
    build(found(), noting)
    assert "SECRET" in asked and len(asked) == len(set(asked))
