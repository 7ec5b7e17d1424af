"""Hashes of passwords, and passwords in statements."""

import hashlib

import pytest

SALTED = "aB3dE5gH7jK9aB3dE5gH7jK9aB3dE5gH7jK9aB3dE5gH7jK9aB3dE"


@pytest.mark.parametrize(
    "value",
    [
        f"$6$rounds=5000$saltsalt${SALTED}",
        f"$2y$10${SALTED}",
        f"$argon2id$v=19$m=65536,t=3,p=4${SALTED[:22]}${SALTED[:43]}",
        f"{{SSHA}}{SALTED[:32]}",
        f"pbkdf2_sha256$600000${SALTED[:22]}${SALTED[:43]}=",
        "md5" + hashlib.md5(b"x", usedforsecurity=False).hexdigest(),
        f"SCRAM-SHA-256$4096:{SALTED[:22]}==${SALTED[:43]}=:{SALTED[:43]}=",
    ],
)
@pytest.mark.parametrize("frame", ["jane:{}:19000:0", "userPassword: {}", '"hash": "{}"', "'{}'"])
def test_a_hash_goes_whole(finds, value, frame):
    if frame.startswith("jane") and ":" in value:
        pytest.skip("this form is never a field between colons")
    assert finds(frame.format(value)) == [(value, "password")]


@pytest.mark.parametrize("statement", ["CREATE USER jane IDENTIFIED BY '{}'", "ALTER ROLE app WITH PASSWORD '{}'", "SET PASSWORD FOR jane = '{}'", "SELECT PASSWORD('{}')"])
def test_a_password_in_a_statement_goes(finds, statement):
    assert finds(statement.format("open sesame")) == [("open sesame", "password")]


@pytest.mark.parametrize("text", ["costs $5 or $6 each", "replace $1$2 in it", "md5 " + "0" * 32, "{SHA} is old", "sha1$", "etag 0123456789abcdef0123456789abcdef", "uses bcrypt$"])
def test_money_groups_and_digests_stay(finds, text):
    assert finds(text) == []
