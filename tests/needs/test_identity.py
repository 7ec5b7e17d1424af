"""What a receiver needs of TLS, clock, SAML and OpenID Connect failures, from the artifacts alone."""

from tests.needs.conftest import AT, exchange
from triagekit.model import Location
from triagekit.needs import identity
from triagekit.records import Kind, Record


def record(kind, **fields):
    return Record(kind, Location("a0001", "line", line=1), {n.replace("__", "."): v for n, v in fields.items()}, AT)


def test_a_handshake_says_chain_name_error_and_who_issued(make):
    seen = make(record(Kind.HANDSHAKE, error__kind="cert-expired", error__text="certificate has expired", server__name="api.test", tls__subject="CN=api.test", tls__issuer="CN=Test CA"))
    assert identity.error_text(seen).value == "certificate has expired"
    assert identity.name_used(seen).value == "api.test"
    assert identity.chain(seen).value == "subject CN=api.test, issuer CN=Test CA"
    assert identity.interception(seen).value == "none seen: the certificate was issued by CN=Test CA"
    assert identity.interception(make(record(Kind.HANDSHAKE, error__kind="tls", tls__interception_vendor="Zscaler"))).value == "Zscaler"


def test_without_a_handshake_nothing_is_claimed(make):
    assert [find(make()) for find in (identity.chain, identity.name_used, identity.error_text, identity.interception, identity.offset)] == [None] * 5


def test_an_offset_is_told_with_its_interval(make):
    fact = record(Kind.FACT, fact="clock-offset", clock__host="api.test", clock__offset_low_s=118.2, clock__offset_high_s=119.7, clock__samples=9, clock__agreeing=8)
    assert identity.offset(make(clock=(fact,))).value == "api.test: server minus client 118.2 to 119.7 s, 8 of 9 answers agree"


def test_a_saml_message_says_what_stands_in_it_and_what_does_not(make):
    seen = make(record(Kind.ASSERTION, saml__issuer=("https://idp.test",), saml__not_on_or_after=AT, saml__signed=("Assertion",)))
    needs = {n.name: n.find(seen) for n in identity.NEEDS_SAML}
    assert needs["saml.issuer"].value == "https://idp.test"
    assert needs["saml.audience"].value == "absent"
    assert needs["saml.window"].value == "until 2026-11-03 09:14:00 UTC"
    assert "Assertion" in needs["saml.signed"].value
    assert identity.NEEDS_SAML[0].find(make()) is None


def test_claims_do_not_apply_where_no_token_can_be_read(make):
    needs = {n.name: n for n in identity.NEEDS_OIDC}
    assert needs["oidc.alg"].find(make(exchange(400))).status == "not_applicable"
    token = record(Kind.TOKEN, jwt__alg="RS256", jwt__exp=AT)
    assert needs["oidc.alg"].find(make(token)).value == "RS256"
    assert needs["oidc.kid"].find(make(token)).value == "absent"
    assert needs["oidc.times"].find(make(token)).value == "exp 2026-11-03 09:14:00 UTC"
    assert needs["oidc.error"].find(make(exchange(400, response__body__error="invalid_grant"))).value == "invalid_grant"
