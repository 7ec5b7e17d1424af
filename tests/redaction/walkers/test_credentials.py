"""Of an Authorization field what is public stays: scheme, realm, algorithm, signed headers."""

import pytest

from redaction.walkers import credentials

FIELDS = {
    "Bearer abc.def-ghi": ["abc.def-ghi"],
    "basic amFuZTpzZWNyZXQ=": ["amFuZTpzZWNyZXQ="],
    'Digest username="jane", realm="r", nonce="n1n2", uri="/", qop=auth, nc=00000001, response="0123456789abcdef"': ["jane", "n1n2", "0123456789abcdef"],
    "AWS4-HMAC-SHA256 Credential=AKIAQ/20261103/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=0011aabb": ["AKIAQ", "0011aabb"],
    "SharedKey account:c2lnbmF0dXJl": ["account", "c2lnbmF0dXJl"],
    "0123456789abcdef": ["0123456789abcdef"],
}


@pytest.mark.parametrize("field", FIELDS)
def test_exactly_the_secret_parts_are_named(field):
    assert [field[a:b] for a, b, _ in credentials.spans(field)] == FIELDS[field]


def test_an_empty_field_has_none():
    assert list(credentials.spans("   ")) == [] and list(credentials.spans("")) == []


def test_a_credential_of_several_words_keeps_their_number():
    assert [v for v in ("Bearer abc def", "Bearer Bearer abc") if len(list(credentials.spans(v))) == 2] == ["Bearer abc def", "Bearer Bearer abc"]
