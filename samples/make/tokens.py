"""Writes the samples of token checks again: `python samples/make/tokens.py`.

Each library refuses a token that has one fault, and its own words are logged as a service logs them. Needs pyjwt, python-jose, joserfc,
jwcrypto, google-auth and cryptography; a library that is missing is left out.
"""

import json
import logging
import time
from contextlib import suppress
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SAMPLES = Path(__file__).parent.parent
KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
JWK = {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "key-1"}
ISSUER, AUDIENCE = "https://login.example.com", "shop-api"
CLAIMS = {"auth/token-expired": {"exp": -400}, "auth/token-not-yet-valid": {"nbf": 4000}, "auth/audience-mismatch": {"aud": "other-api"}, "auth/issuer-mismatch": {"iss": "https://login.example.org"}, "jwt/expiry-missing": {"exp": None}}
"""Cause to the claims that bring it about; times in seconds from now, None takes a claim away."""


def token(cause):
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "u-17", "iat": 0, "exp": 300, **CLAIMS.get(cause, {})}
    claims = {k: v + now if k in ("iat", "exp", "nbf") else v for k, v in claims.items() if v is not None}
    made = jwt.encode(claims, OTHER if cause == "jwt/signature-invalid" else KEY, "RS256", {"kid": "key-1"})
    return made.rpartition(".")[0] if cause == "auth/token-damaged" else made


def pyjwt(text):
    jwt.decode(text, PUBLIC, ["RS256"], audience=AUDIENCE, issuer=ISSUER, options={"require": ["exp"]})


def python_jose(text):
    from jose import jwt as jose

    jose.decode(text, PUBLIC, algorithms=["RS256"], audience=AUDIENCE, issuer=ISSUER, options={"require_exp": True})


def joserfc(text):
    from joserfc import jwt as checked
    from joserfc.jwk import KeySet

    made = checked.decode(text, KeySet.import_key_set({"keys": [JWK]}), algorithms=["RS256"])
    checked.JWTClaimsRegistry(iss={"essential": True, "value": ISSUER}, aud={"essential": True, "value": AUDIENCE}, exp={"essential": True}).validate(made.claims)


def jwcrypto(text):
    from jwcrypto import jwk
    from jwcrypto import jwt as checked

    checked.JWT(jwt=text, key=jwk.JWK.from_pem(PUBLIC.encode()), algs=["RS256"], check_claims={"iss": ISSUER, "aud": AUDIENCE, "exp": None})


def google_auth(text):
    from google.auth import jwt as checked

    checked.decode(text, certs={"key-1": PUBLIC}, audience=AUDIENCE)


def main():
    log = logging.getLogger("shop.auth")
    for check in (pyjwt, python_jose, joserfc, jwcrypto, google_auth):
        for cause in (*CLAIMS, "jwt/signature-invalid", "auth/token-damaged"):
            try:
                with suppress(ImportError):
                    check(token(cause))
            except Exception as refused:  # every library has classes of its own
                path = SAMPLES / f"{cause}.{check.__name__.replace('_', '-')}.log"
                path.parent.mkdir(exist_ok=True)
                handler = logging.FileHandler(path, mode="w")
                handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s [%(name)s] %(message)s"))
                log.addHandler(handler)
                log.warning("token refused: %s: %s", type(refused).__name__, refused)
                log.removeHandler(handler)


if __name__ == "__main__":
    main()
