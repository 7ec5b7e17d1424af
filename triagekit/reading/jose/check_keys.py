"""Checks of algorithm, keys and signature."""

from triagekit.reading.jose.keyset import Key
from triagekit.reading.jose.signature import Verdict, known, strength
from triagekit.reading.jose.token import Form
from triagekit.reading.jose.view import Findings, State, View

_VERIFIED = frozenset({Verdict.OK, Verdict.OTHER_KEY})


def check(view: View, found: Findings) -> None:
    """Judge the signature and the keys it needs."""
    token = view.token
    if token.form not in {Form.JWS, Form.JWS_JSON} or not token.header.ok or not token.head:
        return
    _facts(view, found)
    _algorithm(view, found)
    _signature(view, found)
    _named_key(view, found)
    _strength(found, strength(view.judged, token.word("alg")))


def _facts(view: View, found: Findings) -> None:
    judged, key = view.judged, view.judged.key
    found.fields["jwt.signature.verdict"] = judged.verdict.value
    if judged.why:
        found.fields["jwt.signature.why"] = judged.why
    if judged.algorithm:
        found.fields["jwt.signature.made_with"] = judged.algorithm
    if key is not None:
        found.fields["jwt.key.type"] = key.kty
        found.fields["jwt.key.bits"] = key.bits
        for name, value in (("jwt.key.id", key.kid), ("jwt.key.alg", key.alg), ("jwt.key.use", key.word("use")), ("jwt.key.curve", key.curve), ("jwt.key.source", key.source)):
            if value:
                found.fields[name] = value


def _algorithm(view: View, found: Findings) -> None:
    """RFC 8725 3.1: the algorithm is the receiver's choice, not the token's."""
    alg, allowed = view.token.word("alg"), view.expected.algorithms
    named = view.keys.named
    if alg.lower() == "none":
        return
    if allowed:
        found.settle("algorithm-mismatch", alg not in allowed)
    if view.judged.verdict is Verdict.OTHER_ALGORITHM:
        found.fail("algorithm-mismatch")
    declared = {k.alg for k in named if k.alg and known(k.alg)}
    if declared and alg not in declared and alg not in allowed:
        found.fail("algorithm-mismatch")
    elif declared:
        found.settle("algorithm-mismatch", False)
    _confusion(view, found, alg)


def _confusion(view: View, found: Findings, alg: str) -> None:
    """A symmetric algorithm where the keys are asymmetric, RFC 8725 2.1."""
    named = view.keys.named
    if not named:
        return
    asymmetric = all(k.kty in {"RSA", "EC", "OKP"} for k in named)
    if not alg.startswith("HS") or not asymmetric:
        found.settle("algorithm-confusion", False)
        return
    certain = bool(view.token.word("kid")) or view.judged.why == "public-key-as-secret" or (bool(view.expected.algorithms) and not any(a.startswith("HS") for a in view.expected.algorithms))
    if certain:
        found.fail("algorithm-confusion")
    else:
        found.note("algorithm-confusion")
    found.fail("algorithm-mismatch")


def _signature(view: View, found: Findings) -> None:
    verdict = view.judged.verdict
    if view.judged.why == "detached":
        found.lack("the payload that was taken out of the token")
    elif verdict is Verdict.NOT_ASSESSED and view.judged.why != "weak-key":
        found.lack("the issuer's public keys (its JWKS), or the shared secret")
    found.settle("signature-missing", verdict is Verdict.MISSING)
    if verdict in {Verdict.INVALID, Verdict.SHORT, Verdict.DAMAGED}:
        detached = not view.token.segments[1]  # perhaps: then the signature is over something that is not here
        (found.fail if verdict is Verdict.INVALID and not detached else found.note)("signature-invalid")
    elif verdict in {Verdict.KEY_UNKNOWN, Verdict.OTHER_ALGORITHM}:
        found.note("signature-invalid")
    elif verdict in _VERIFIED:
        found.settle("signature-invalid", False)
    if view.token.polluted:
        found.note("signature-invalid")  # a strict reader does not get as far as the signature
    found.settle("signing-key-misnamed", verdict is Verdict.OTHER_KEY and view.judged.why != "kid-unknown")


def _named_key(view: View, found: Findings) -> None:
    """The key that the token names, RFC 7515 4.1.4."""
    token, keys, verdict = view.token, view.keys, view.judged.verdict
    kid = token.word("kid")
    usable = [k for k in keys.named if k.takes(token.word("alg")) and not k.faults]
    if (not keys.named and not keys.others) or token.word("alg").lower() == "none":
        return
    if kid and keys.complete:
        found.settle("signing-key-unknown", not keys.named)
        if not keys.named and view.judged.why == "kid-unknown":
            found.note("signing-key-misnamed")
    if not kid and len(usable) > 1:
        (found.note if verdict is Verdict.OK else found.fail)("signing-key-unnamed")
    else:
        found.settle("signing-key-unnamed", False)
    if keys.named:
        _usable(view, found, usable)


def _usable(view: View, found: Findings, usable: list[Key]) -> None:
    named, alg = view.keys.named, view.token.word("alg")
    found.settle("signing-key-malformed", any(k.faults for k in named) and not usable)
    barred = [k for k in named if k.purposes]
    misfit = not usable and not any(k.faults for k in named) and not alg.startswith("HS") and bool(view.token.word("kid") or len(named) == 1)
    found.settle("signing-key-unsuitable", bool(barred) or misfit)
    if found.states.get("algorithm-mismatch") is State.FAILED and not barred and any(k.alg and k.alg != alg for k in named):
        found.note("signing-key-unsuitable")
    if view.token.word("kid"):
        found.settle("key-id-duplicated", len({(k.kty, repr(sorted(map(str, k.members.items())))) for k in named}) > 1 and len({k.kty for k in named}) < len(named))


def _strength(found: Findings, said: tuple[str, ...]) -> None:
    """The key's or the secret's strength, where it is known."""
    if said and said[0].startswith("secret-"):
        found.settle("shared-secret-weak", said == ("secret-short",))
    elif said:
        found.settle("signing-key-weak", said != ("sound",))
        if said != ("sound",):
            found.fields["jwt.key.weaknesses"] = said
