"""The evidence document has a closed, published schema and survives a round trip."""

import json

import jsonschema
import msgspec
import pytest

from triagekit import evidence as ev


def minimal():
    return ev.Evidence(
        schema_version=ev.SCHEMA_VERSION,
        tool=ev.Tool(name="triagekit", version="0", rules_version="0", rules_sha256="0"),
        case=ev.CaseNote(), impact={}, environment={}, reproduction=ev.Reproduction(), artifacts=(), causes=(), observations=(), not_assessed=(),
        timeline=(), clock=(), attempted=(), missing=(),
        completeness=ev.Completeness(symptom_classes=(), required=(), present=(), gaps=()),
        redaction=ev.RedactionNote(profile="support", items=0, by_category={}, verified=True, withheld=(), not_examined=()),
        handling=ev.Handling(), handoff=ev.Handoff(), closure=ev.Closure(), rules=ev.Rules(),
    )  # fmt: skip


def test_the_schema_is_itself_valid_and_accepts_what_we_write():
    jsonschema.Draft202012Validator.check_schema(ev.schema())
    jsonschema.Draft202012Validator(ev.schema()).validate(json.loads(ev.encode(minimal())))


def test_unknown_fields_are_refused_but_local_ones_are_not():
    document = json.loads(ev.encode(minimal()))
    validator = jsonschema.Draft202012Validator(ev.schema())
    assert validator.is_valid({**document, "x_ticket": 1})
    assert not validator.is_valid({**document, "ticket": 1})
    assert ev.decode(json.dumps({**document, "x_ticket": 1}).encode()) == minimal()
    with pytest.raises(msgspec.ValidationError):
        ev.decode(json.dumps({**document, "ticket": 1}).encode())


def test_encoding_is_deterministic_and_reads_back():
    assert ev.encode(minimal()) == ev.encode(minimal())
    assert ev.decode(ev.encode(minimal())) == minimal()
