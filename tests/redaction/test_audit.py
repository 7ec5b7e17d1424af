"""The audit accounts for every byte and holds no value, in no form."""

import base64
import hashlib
import json

import pytest

from redaction import audit

VALUES = ["hunter2xyz", "jane.doe@customer.example", "ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8", "Zx81kQ4mPz7vB2nLd93Tyw5R"]
TEXT = f"password={VALUES[0]} user {VALUES[1]} key {VALUES[2]}\nAuthorization: Bearer {VALUES[3]}\n"
INPUTS = {"text": TEXT.encode(), "json": json.dumps({"password": VALUES[0], "mail": VALUES[1], "a": [VALUES[2]]}).encode(), "binary": bytes(range(32)) * 40, "wide": TEXT.encode("utf-16"), "cut": b'{"log":{"entries":[{"a":"' + TEXT.encode()}


@pytest.mark.parametrize("data", INPUTS.values(), ids=INPUTS)
def test_examined_and_not_examined_are_what_was_received(redact, data):
    told = redact(data).audit.document()["bytes"]
    assert told["received"] == len(data) == told["examined"] + sum(n["bytes"] for n in told["not_examined"])


@pytest.mark.parametrize("data", INPUTS.values(), ids=INPUTS)
def test_no_value_is_in_it_plain_encoded_or_hashed(redact, data):
    told = redact(data).audit.encode().decode()
    for value in VALUES:
        forms = (value, base64.b64encode(value.encode()).decode()[:16], value.encode().hex(), hashlib.sha256(value.encode()).hexdigest(), hashlib.md5(value.encode()).hexdigest())
        assert not any(form in told for form in forms)


def test_a_small_input_has_a_keyed_hash_and_a_large_one_a_plain_one():
    digest = hashlib.sha256(b"x").digest()
    assert audit.input_hash(b"k" * 32, 10, digest).startswith("hmac-sha256:")
    assert audit.input_hash(b"k" * 32, audit.SMALL, digest) == f"sha256:{digest.hex()}"


def test_places_and_counts_are_told_and_rows_are_bounded(redact):
    made = redact("a\nb\nmail jane.doe@customer.example\n" * 3).audit.document()
    row = next(r for r in made["items"] if r["category"] == "email")
    assert row["count"] == 3 and row["places"] == ["line 3", "line 6", "line 9"] and row["shape"] == "letters, other signs; 17 to 32"
    ledger = audit.Ledger()
    from redaction.edits import Note

    ledger.take(Note("token", "x", (), f"redacted-token-{n}") for n in range(audit.ROWS + 5))
    assert len(ledger.rows) == audit.ROWS and ledger.by_category() == {"token": audit.ROWS + 5}
