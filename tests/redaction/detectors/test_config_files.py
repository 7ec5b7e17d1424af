"""Secrets in well-known files."""

import pytest

SECRET = """apiVersion: v1
kind: Secret
metadata:
  name: db
  labels:
    app: shop
data:
  username: amFuZQ==
  password: b3BlbnNlc2FtZQ==
type: Opaque
---
kind: ConfigMap
data:
  mode: production
"""


def test_the_values_of_a_kubernetes_secret_go_and_those_of_its_neighbour_stay(finds):
    assert finds(SECRET) == [("amFuZQ==", "secret"), ("b3BlbnNlc2FtZQ==", "secret")]


def test_a_secret_whose_data_stands_before_its_kind_is_read_too(finds):
    assert [v for v, _ in finds("data:\n  k: b3BlbnNlc2FtZQ==\nkind: Secret\n")] == ["b3BlbnNlc2FtZQ=="]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("machine h.example\n  login jane.doe\n  password op3n\n", ["jane.doe", "op3n"]),
        ("db.example:5432:shop:app:op3nsesame\n", ["op3nsesame"]),
        ('{"auths": {"r.example": {"auth": "amFuZTpvcGVuc2VzYW1l"}}}', ["amFuZTpvcGVuc2VzYW1l"]),
        ("//registry.example/:_authToken=0a1b2c3d4e5f\n", ["0a1b2c3d4e5f"]),
        ("    client-key-data: LS0tLS1CRUdJTiBQUklWQVRF\n", ["LS0tLS1CRUdJTiBQUklWQVRF"]),
        ("APP_KEY=base64:aB3dE5gH7jK9aB3dE5gH7jK9aB3d=", ["base64:aB3dE5gH7jK9aB3dE5gH7jK9aB3d="]),
        ("spring.password: '{cipher}0123456789abcdef0123'", ["{cipher}0123456789abcdef0123"]),
    ],
)
def test_each_file_gives_up_its_secret(finds, text, found):
    assert [v for v, _ in finds(text)] == found


@pytest.mark.parametrize("text", ["_authToken=${NPM_TOKEN}", "machine learning login page", "127.0.0.1:5432: connection refused: x", "2026-11-03T09:14:22 db:5432:a:b:c d", "kind: Secrets", "certificate-authority-data: LS0tLS1CRUdJTiBDRVJU"])
def test_what_only_looks_like_one_stays(finds, text):
    assert finds(text) == []
