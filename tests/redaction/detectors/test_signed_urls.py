"""Signatures of addresses: what opens goes, when and what for stays."""

import pytest

HEX = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("query", "gone"),
    [
        (f"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261103T091422Z&X-Amz-Expires=300&X-Amz-SignedHeaders=host&X-Amz-Signature={HEX}", [HEX]),
        (f"X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires=300&X-Goog-Signature={HEX}", [HEX]),
        (f"Expires=1730000000&Signature={HEX}~~&Key-Pair-Id=KAB3DE5GH7JK9AB3D", [f"{HEX}~~", "KAB3DE5GH7JK9AB3D"]),
        (f"hdnts=exp=1730000000~acl=/*~hmac={HEX}", [f"exp=1730000000~acl=/*~hmac={HEX}"]),
    ],
)
def test_only_what_opens_goes(finds, query, gone):
    assert [v for v, _ in finds(f"GET /object?a=1&{query}")] == gone


@pytest.mark.parametrize("query", ["md5=abc", "verify=true", "Policy=always", "Signature=none", "X-Amz-Expires=300", "sig=short", "signature=missing"])
def test_flags_and_words_stay(finds, query):
    assert finds(f"GET /object?a=1&{query}") == []
