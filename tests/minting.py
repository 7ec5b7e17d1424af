"""Constants of the small issuer of tokens, and base64url as it writes it."""

import base64
import json
from datetime import UTC, datetime

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
EPOCH = int(NOW.timestamp())
CLAIMS = {"iss": "https://login.test/", "aud": "api", "sub": "u1", "iat": EPOCH - 60, "nbf": EPOCH - 60, "exp": EPOCH + 3540, "scope": "orders:read"}
SECRET = b"a-secret-of-forty-bytes-for-hmac-sha-256"


def b64(data):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
