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


TOP = [
    "schema_version", "tool", "case", "impact", "environment", "reproduction", "artifacts", "causes", "observations", "not_assessed", "timeline", "clock", "attempted", "missing", "completeness", "redaction", "handling", "handoff", "closure",
]  # fmt: skip
"""The published names, in their order."""
PARTS = {
    "Fact": "value source status how_tried location",
    "Place": "artifact kind pointer line column offset length",
    "ArtifactNote": "id name kind producer bytes sha256 redacted_sha256 sanitized_by_producer captured defects records",
    "Cause": "id title differential verdict rank severity owner for against missing checked explains next_steps ask_customer customer_wording engineer_wording correlation_ids fingerprint",
    "Item": "observation weight location excerpt observed_at value",
    "MissingItem": "what why how_to_collect blocking",
    "Completeness": "symptom_classes required present gaps",
    "Tool": "name version rules_version rules_sha256",
}


def test_the_document_has_the_published_names_and_ours_begin_with_x():
    schema = ev.schema()
    definitions = {**schema["$defs"]}
    assert [n for n in definitions["Evidence"]["properties"] if not n.startswith("x_")] == TOP
    for part, names in PARTS.items():
        assert sorted(n for n in definitions[part]["properties"] if not n.startswith("x_")) == sorted(names.split()), part
    assert all(d["additionalProperties"] is False for d in definitions.values() if d.get("type") == "object" and "properties" in d)


def produced(value, found):
    """Every name that holds something, with the names of its siblings."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if inside not in (None, "", [], {}, False):
                found.add(name)
            produced(inside, found)
    elif isinstance(value, list):
        for inside in value:
            produced(inside, found)
    return found


def test_every_field_of_the_schema_can_be_filled_and_the_filled_document_follows_it():
    from tests.handmade import everything

    document = json.loads(ev.encode(everything()))
    jsonschema.Draft202012Validator(ev.schema()).validate(document)
    names = {n for d in ev.schema()["$defs"].values() for n in d.get("properties", {})}
    assert names - produced(document, set()) == {"originals_included"}, "only this one may be false in every document"
    assert ev.decode(ev.encode(everything())) == everything()
