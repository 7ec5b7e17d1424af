"""Checks of how a token is used: which sort was sent where, what it permits, what it is bound to, and the sign-in it belongs to."""

import hashlib

from triagekit.placeholders import is_placeholder
from triagekit.reading.jose import left
from triagekit.reading.jose.base64url import encode
from triagekit.reading.jose.check_time import too_old
from triagekit.reading.jose.claims import audience, roles, scopes, texts, words
from triagekit.reading.jose.view import Findings, State, View

_SHORT = {"access-token-hash-mismatch": "at-hash", "code-hash-mismatch": "c-hash"}


def check(view: View, found: Findings) -> None:
    """Judge the use."""
    if not view.readable:
        return
    _misused(view, found)
    _permissions(view, found)
    _bound(view, found)
    _sign_in(view, found)
    _hashes(view, found)


def _misused(view: View, found: Findings) -> None:
    """RFC 9068 4 and OpenID Connect Core 2: an ID token is for the client, an access token for the API."""
    sort, wanted = view.sort.name, view.expected.sort
    if sort == "id-token":
        if wanted == "access" or view.usage.bearer or view.hints.get("as") == "access_token" or _for_an_api(view):
            found.fail("id-token-misused")
        elif wanted or view.usage.delivered:
            found.settle("id-token-misused", False)
    if sort == "access-token":
        if wanted == "id" or view.hints.get("as") in {"id_token", "id_token_hint"}:
            found.fail("access-token-misused")
        elif wanted or view.usage.bearer:
            found.settle("access-token-misused", False)


def _for_an_api(view: View) -> bool:
    """The receiver asks for scopes or is named by an address, while the token is for a client: the receiver is an API."""
    wanted = view.expected.audiences
    if view.expected.sort == "id" or not view.usage.bare or set(audience(view.claims)) & set(wanted):
        return False
    return bool(view.expected.scopes) or any("://" in w for w in wanted)


def _permissions(view: View, found: Findings) -> None:
    wanted = view.expected.scopes or tuple(view.hints.get("challenge_scope", "").split())
    if not wanted or not (view.usage.bare or view.usage.bearer) or view.sort.name in {"id-token", "dpop-proof"}:
        if not wanted:
            found.lack("the scopes that the endpoint requires")
        return
    held, assigned = set(scopes(view.claims)), set(roles(view.claims))
    missing = tuple(w for w in wanted if w not in held and _last(w) not in held)
    if not missing:
        found.settle("scope-missing", False)
        found.settle("permission-kind-mismatch", False)
        return
    found.fields["jwt.scopes.missing"] = missing
    application = view.claims.get("idtyp") == "app"
    if all(m in assigned or _last(m) in assigned for m in missing):
        entra = application or "appid" in view.claims or "tid" in view.claims or not held
        (found.fail if entra else found.note)("permission-kind-mismatch")
        found.settle("scope-missing", False)
    elif (application or (not held and assigned)) and "scp" not in view.claims:
        found.fail("permission-kind-mismatch")
        found.note("scope-missing")
    else:
        found.fail("scope-missing")


def _last(scope: str) -> str:
    """The permission's own name in a scope such as api://app/Orders.Read."""
    return scope.rsplit("/", 1)[-1] if "://" in scope else scope


def _bound(view: View, found: Findings) -> None:
    """RFC 8705 3.1 and RFC 9449 6: a token with cnf is worth nothing without the proof of its key."""
    cnf = view.claims.get("cnf")
    ways = tuple(n for n in ("x5t#S256", "jkt", "jwk") if isinstance(cnf, dict) and n in cnf)
    if not ways or view.sort.name == "dpop-proof":
        return
    found.fields["jwt.bound_to"] = ways
    proof = view.hints.get("proof", "")
    if proof:
        found.settle("possession-proof-missing", False)
    elif view.usage.bearer and "jkt" in ways:
        found.fail("possession-proof-missing")
    elif not view.usage.delivered:
        found.note("possession-proof-missing")  # a client certificate cannot be seen in an HTTP capture


def _sign_in(view: View, found: Findings) -> None:
    """Nonce, age and strength of the sign-in, OpenID Connect Core 3.1.3.7 (11 to 13), RFC 9470."""
    _nonce(view, found)
    old = too_old(view)
    if old is not None:
        found.settle("authentication-too-old", old)
    wanted = view.expected.acr or tuple(view.hints.get("acr_values", "").split())
    if wanted:
        held = {*words(view.claims.get("acr")), *texts(view.claims.get("amr")), *texts(view.claims.get("acrs"))}
        found.settle("authentication-context-insufficient", not held & set(wanted))
        found.fields["jwt.acr.expected"] = wanted


def _nonce(view: View, found: Findings) -> None:
    said, nonce = view.expected.nonces, view.claims.get("nonce")
    if said and view.sort.name != "access-token":
        found.settle("nonce-mismatch", nonce not in said and not _hidden(nonce))
        if "nonce" not in view.claims:
            found.fields["jwt.nonce.absent"] = True
    elif view.sort.name == "id-token" and not view.usage.bare and view.seen.nonces and (nonce is None or isinstance(nonce, str)):
        if nonce is None:
            found.fields["jwt.nonce.absent"] = True
        if nonce in view.seen.nonces:
            found.settle("nonce-mismatch", False)
        elif view.hints.get("grant") != "refresh_token":
            found.note("nonce-mismatch")
    elif "nonce" in view.claims:
        found.lack("the nonce of the sign-in request")


def _hidden(value: object) -> bool:
    return isinstance(value, str) and is_placeholder(value)


def _hashes(view: View, found: Findings) -> None:
    """at_hash and c_hash, OpenID Connect Core 3.1.3.6 and 3.3.2.11."""
    told = left.parse(view.token.redacted_signature).hashes
    for claim, check_, values in (("at_hash", "access-token-hash-mismatch", _access_tokens(view)), ("c_hash", "code-hash-mismatch", _codes(view))):
        said = view.claims.get(claim)
        if not isinstance(said, str):
            continue
        if view.token.redacted_signature:
            if _SHORT[check_] in told:
                found.settle(check_, not told[_SHORT[check_]])
            continue
        usable = [v for v in values if not is_placeholder(v) and "redacted-" not in v]
        if not usable:
            found.lack("the access token of the same answer" if claim == "at_hash" else "the code of the same answer")
            continue
        fits = any(half_hash(v, view.token.word("alg")) == said for v in usable)
        found.settle(check_, not fits)
        if not fits and any(half_hash(v, other) == said for v in usable for other in ("RS256", "RS384", "RS512")):
            found.fields["jwt.hash.other_algorithm"] = True


def hashes(found: Findings) -> dict[str, bool]:
    """What redaction must keep of the hashes beside the signature's verdict: whether each fitted."""
    return {short: found.states[check_] is State.PASSED for check_, short in _SHORT.items() if check_ in found.states}


def _access_tokens(view: View) -> list[str]:
    if view.expected.access_tokens:
        return list(view.expected.access_tokens)
    spot = view.hints.get("answer", "")
    return [token for token, answer in view.seen.access_tokens if spot and answer == spot]


def _codes(view: View) -> list[str]:
    return list(view.expected.codes) or ([view.hints["code"]] if view.hints.get("code") else [])


def half_hash(value: str, alg: str) -> str:
    """Base64url of the left half of the hash that belongs to the token's algorithm."""
    number = alg[2:5] if alg[2:5] in {"256", "384", "512"} else "512" if alg in {"EdDSA", "Ed25519"} else "256"
    digest = hashlib.new("sha" + number, value.encode("ascii", "replace")).digest()
    return encode(digest[: len(digest) // 2])
