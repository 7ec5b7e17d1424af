"""A small issuer of tokens, and the examiner's verdict on what it issues."""

import json
from types import SimpleNamespace

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from minting import CLAIMS, NOW, SECRET

from triagekit.model import Location
from triagekit.reading.jose.examine import examine
from triagekit.records import Material, Use
from triagekit.roles import Context


@pytest.fixture(scope="session")
def keys():
    """Private keys by name, made once."""
    return SimpleNamespace(
        rsa=rsa.generate_private_key(65537, 2048), other=rsa.generate_private_key(65537, 2048), small=rsa.generate_private_key(65537, 1024),
        ec=ec.generate_private_key(ec.SECP256R1()), okp=ed25519.Ed25519PrivateKey.generate(),
    )  # fmt: skip


@pytest.fixture(scope="session")
def jwk(keys):
    """The public JWK of a key, by name."""

    def make(name="rsa", kid="k1", **members):
        public = getattr(keys, name).public_key()
        maker = {"ec": jwt.algorithms.ECAlgorithm, "okp": jwt.algorithms.OKPAlgorithm}.get(name, jwt.algorithms.RSAAlgorithm)
        made = maker.to_jwk(public, as_dict=True)
        return {**{k: v for k, v in made.items() if k != "key_ops"}, **({"kid": kid} if kid else {}), **members}

    return make


@pytest.fixture(scope="session")
def mint(keys):
    """Issue a token: claims changed or (None) left out, header changed, by key name and algorithm."""

    def make(key="rsa", alg="RS256", header=None, base=CLAIMS, **claims):
        body = {k: v for k, v in {**base, **claims}.items() if v is not None}
        head = {k: v for k, v in {"kid": "k1", **(header or {})}.items() if v is not None}
        return jwt.encode(body, SECRET if alg.startswith("HS") else getattr(keys, key), algorithm=alg, headers=head)

    return make


@pytest.fixture
def judge():
    """Judge a token alone, or used against a host: the record's fields."""

    def run(token, expect=None, at=NOW, use=None, hints=None, beside=()):
        uses = [Use(**{"at": at, "server_at": at, "location": Location("a"), **use})] if use is not None else [Use(None, None, Location("a"), place="bare")]
        data = token if isinstance(token, bytes) else token.encode()
        case = Context(incident_time=at, expect={"oidc": expect or {}})
        found = list(examine([Material("jwt", data, uses, dict(hints or {})), *beside], case))
        return dict(found[0].fields)

    return run


@pytest.fixture
def states(judge):
    """Only the checks' outcomes, by check."""

    def run(*args, **more):
        return {n.removeprefix("jwt.check."): v for n, v in judge(*args, **more).items() if n.startswith("jwt.check.")}

    return run


@pytest.fixture
def keyset():
    """The case file's bytes of a key set."""
    return lambda *rows: json.dumps({"keys": list(rows)}).encode()


@pytest.fixture
def bearer():
    """A use of a token in a request that was answered with a status."""
    return lambda status=401, **more: {"place": "header", "name": "authorization", "host": "api.test", "path": "/v1", "status": status, "role": "request", **more}
