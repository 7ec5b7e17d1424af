"""Names of a protocol and plain words are nobody's; what has a digit, a name or anything unknown in it may be."""

import pytest

from redaction.commonwords import ordinary, technical


@pytest.mark.parametrize("value", ["Set-Cookie", "Access-Control-Allow-Origin", "WWW-Authenticate", "invalid_client", "application/json", "clientCredentials", "X-Forwarded-For"])
def test_words_of_a_protocol_are_ordinary(value):
    assert ordinary(value)


@pytest.mark.parametrize("value", ["Set-Cookie2x", "hunter2", "Achterberg-Session", "k7Qm2ZpX9vLt4RnB", "token-9", "", ": session=", "x" * 200])
def test_anything_else_is_not(value):
    assert not ordinary(value)


@pytest.mark.parametrize(("value", "so"), [("KeyDescription", True), ("Password Rotation", True), ("RoleDefinitionOriginId", True), ("ad-agent-token", True), ("Grant", False), ("Policy", False), ("Grant Hill", False), ("Test User", False), ("Jane Doe", False), ("", False), ("x" * 200, False)])
def test_things_are_named_by_words_that_name_nobody(value, so):
    assert technical(value) is so
