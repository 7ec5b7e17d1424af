"""What a token's record says beside its checks."""

from hypothesis import given
from hypothesis import strategies as st
from minting import EPOCH


def test_header_claims_and_use_are_published(judge, mint, bearer):
    found = judge(mint(azp="web", scp=["x"], amr=["pwd"]), use=bearer(401), hints={"challenge_error": "invalid_token"})
    assert (found["jwt.form"], found["jwt.alg"], found["jwt.kid"], found["jwt.iss"]) == ("jws", "RS256", "k1", "https://login.test/")
    assert (found["jwt.client"], found["jwt.aud"], found["jwt.amr"]) == ("web", ("api",), ("pwd",))
    assert set(found["jwt.scopes"]) == {"orders:read", "x"}
    assert found["jwt.exp"].timestamp() == EPOCH + 3540
    assert (found["jwt.use.host"], found["jwt.use.status"], found["jwt.use.refused"], found["jwt.use.challenge_error"]) == ("api.test", 401, True, "invalid_token")


def test_every_field_is_published_with_the_type_it_has(judge, mint, keyset, jwk, bearer):
    from triagekit.reading.jose.words import TOKEN
    from triagekit.records import Type

    types = {Type.TEXT: str, Type.NUMBER: (int, float), Type.FLAG: bool, Type.LIST: tuple}
    for token in (mint(), mint(exp="x", cnf={"jkt": "a"}), mint("small"), "gho_" + "x" * 36, mint()[:-200], "a.b"):
        for name, value in judge(token, {"jwks": keyset(jwk()), "issuer": "x", "audience": "y", "scopes": "z"}, use=bearer()).items():
            spec = TOKEN.get(name) or next((s for n, s in TOKEN.items() if n.endswith(".*") and name.startswith(n[:-1])), None)
            assert spec is not None, name
            if spec.type in types:
                assert isinstance(value, types[spec.type]), name


@given(st.binary(max_size=200))
def test_any_bytes_make_a_record(data):
    from triagekit.model import Location
    from triagekit.reading.jose.examine import examine
    from triagekit.records import Material, Use
    from triagekit.roles import Context

    (found,) = examine([Material("jwt", data, [Use(None, None, Location("a"), place="bare")])], Context())
    assert found.fields["jwt.form"]


def test_when_a_token_was_handed_out_and_first_used_is_told_by_the_clients_clock():
    from datetime import UTC, datetime, timedelta

    from triagekit.model import Location
    from triagekit.reading.jose.facts import ways
    from triagekit.records import Use

    now = datetime(2026, 3, 1, tzinfo=UTC)
    given = Use(now, None, Location("a"), place="body", role="response", ended=now + timedelta(seconds=1))
    used = [Use(now + timedelta(seconds=s), None, Location("a"), place="header", role="request") for s in (9, 4)]
    assert ways([given, *used]) == {"jwt.handed_out.from": now, "jwt.handed_out.to": now + timedelta(seconds=1), "jwt.passed_on": now + timedelta(seconds=4)}
    assert ways([Use(now, None, Location("a"), place="log", role="request")]) == {}
