"""All tokens of a case are judged with the keys and documents that stand beside them."""

import hashlib
import json
from datetime import timedelta

import pytest
from minting import EPOCH, NOW

from triagekit.model import Location
from triagekit.reading.jose.examine import VERIFIED, examine, twins
from triagekit.records import Kind, Material, Use
from triagekit.roles import Context


def use(host="", path="", **more):
    return Use(NOW, NOW, Location("a"), host, path, 200, "body", "", "response", **more)


def record(materials, context=None, kind=Kind.TOKEN):
    return [r for r in examine(materials, context or Context()) if r.kind is kind]


def test_a_key_set_from_the_issuers_host_is_its_own_and_another_hosts_is_not(mint, keyset, jwk):
    token = Material("jwt", mint(header={"kid": "gone"}).encode(), [Use(NOW, NOW, Location("a"), place="bare")])
    own, foreign = (Material("jwks", keyset(jwk("other")), [use(host)]) for host in ("login.test", "elsewhere.test"))
    assert record([token, own])[0].fields["jwt.signature.verdict"] == "key-unknown"
    assert record([token, foreign])[0].fields["jwt.signature.verdict"] == "not-assessed"


def test_a_discovery_document_links_an_issuer_with_the_host_of_its_keys(mint, keyset, jwk):
    token = Material("jwt", mint().encode(), [Use(NOW, NOW, Location("a"), place="bare")])
    discovery = Material("discovery", json.dumps({"issuer": "https://login.test/", "jwks_uri": "https://keys.test/jwks"}).encode(), [use("login.test", "/.well-known/openid-configuration")])
    keys = Material("jwks", keyset(jwk()), [use("keys.test")])
    assert record([token, discovery, keys])[0].fields["jwt.signature.verdict"] == "ok"


def test_the_case_files_keys_go_before_those_that_were_seen(mint, keyset, jwk):
    token = Material("jwt", mint().encode(), [Use(NOW, NOW, Location("a"), place="bare")])
    seen = Material("jwks", keyset(jwk("other")), [use("login.test")])
    assert record([token, seen], Context(expect={"oidc": {"jwks": keyset(jwk())}}))[0].fields["jwt.signature.verdict"] == "ok"


@pytest.mark.parametrize(("path", "seconds", "state"), [("/v1", 60, "noted"), ("/v1", -60, "failed"), ("/other", 60, "failed")])
def test_an_expired_token_of_an_address_that_took_a_newer_one_later_explains_no_failure(mint, path, seconds, state):
    old = Material("jwt", mint(iat=EPOCH - 900, nbf=EPOCH - 900, exp=EPOCH - 300).encode(), [Use(NOW, NOW, Location("a"), "api.test", "/v1", 401, "header", "authorization", "request")])
    when = NOW + timedelta(seconds=seconds)
    new = Material("jwt", mint().encode(), [Use(when, when, Location("a"), "api.test", path, 200, "header", "authorization", "request")])
    assert record([old, new])[0].fields["jwt.check.expired"] == state


def test_context_is_used_and_not_judged(mint, keyset, jwk):
    context = Material("jwt", mint().encode(), [use()], context=True)
    assert record([context]) == []


def test_published_keys_are_described_with_what_is_wrong_in_them(keyset, jwk):
    (found,) = record([Material("jwks", keyset(jwk("small"), jwk("rsa", "k1"), {**jwk("rsa", "k3"), "d": "x"}), [use("login.test")])], kind=Kind.METADATA)
    assert (found.fields["jwks.keys"], found.fields["jwks.private"], found.fields["jwks.duplicated"]) == (3, True, ("k1",))
    assert found.fields["jwks.weak"][0].startswith("k1: short-modulus")


def test_a_discovery_document_is_compared_with_where_it_was_found():
    def issuer_matches(issuer):
        data = json.dumps({"issuer": issuer, "jwks_uri": "https://login.test/k"}).encode()
        (found,) = record([Material("discovery", data, [use("login.test", "/.well-known/openid-configuration")])], kind=Kind.METADATA)
        return found.fields.get("discovery.issuer_matches")

    assert issuer_matches("https://login.test") is True
    assert issuer_matches("https://other.test") is False


def test_signatures_beyond_the_bound_are_described_without_a_verdict(mint, keyset, jwk, monkeypatch):
    monkeypatch.setattr("triagekit.reading.jose.examine.VERIFIED", 1)
    assert VERIFIED > 1
    materials = [Material("jwt", mint(n=n).encode(), [Use(NOW, NOW, Location("a"), place="bare")]) for n in range(2)]
    found = record(materials, Context(expect={"oidc": {"jwks": keyset(jwk())}}))
    assert [f.fields["jwt.signature.verdict"] for f in found] == ["ok", "not-assessed"]


def test_the_verdict_is_noted_by_the_digest_of_the_token_so_that_redaction_can_keep_it(mint):
    import hashlib

    token = mint().encode()
    (found,) = record([Material("jwt", token, [use()])])
    assert found.fields["material.sha256"] == hashlib.sha256(token).hexdigest()
    assert found.fields["material.signature_verdict"].startswith("not-assessed")


def test_the_signature_of_the_json_form_is_named_by_its_hash_until_it_is_redacted(mint):
    protected, payload, signature = mint().split(".")

    def fields(written):
        whole = json.dumps({"payload": payload, "signatures": [{"protected": protected, "signature": written}]})
        return record([Material("jwt", whole.encode(), [use()])])[0].fields

    assert fields(signature)["jwt.signature.sha256"] == hashlib.sha256(signature.encode()).hexdigest()
    redacted = fields("redacted-signature-key-unknown")
    assert "jwt.signature.sha256" not in redacted and redacted["material.signature_verdict"] == "key-unknown"


def test_a_token_that_was_copied_with_something_is_also_named_by_what_redaction_meets(mint):
    token = mint()
    for text, met in ((f"Bearer {token}", token), (token, None)):
        (found,) = record([Material("jwt", text.encode(), [use()])])
        assert found.fields.get("jwt.signature.sha256") == (hashlib.sha256(met.encode()).hexdigest() if met else None)


def test_tokens_that_differ_in_nothing_but_the_signature_stay_apart_in_the_copy(mint):
    head = mint().rpartition(".")[0]
    found = record([Material("jwt", f"{head}.{signature}".encode(), [use()]) for signature in ("AAAA", "BBBB")] + [Material("jwt", mint(iss="https://another.example").encode(), [use()])])
    words = [one.fields["material.signature_verdict"] for one in found]
    assert words[0].endswith("-and-twin-a") and words[1].endswith("-and-twin-b") and "twin" not in words[2]
    (again,) = record([Material("jwt", f"{head}.redacted-signature-{words[1]}".encode(), [use()])])
    assert again.fields["material.signature_verdict"] == words[1]


def test_however_many_twins_there_are_each_has_letters_of_its_own():
    made = twins(f"a.b.{n}".encode() for n in range(800))
    assert len(set(made.values())) == 800 and all(letters.isalpha() for letters in made.values())
