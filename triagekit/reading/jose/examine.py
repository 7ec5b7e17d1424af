"""Judges every token of a case with its uses, the keys at hand and the receiver's expectations."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from triagekit.model import Location
from triagekit.reading.jose import check_form, check_keys, check_parties, check_time, check_use, keyset, left, signature, strictjson, token
from triagekit.reading.jose.claims import sort, times
from triagekit.reading.jose.expected import Expected, Seen, expected
from triagekit.reading.jose.facts import facts, ways
from triagekit.reading.jose.keyset import Key, KeySet
from triagekit.reading.jose.token import Form, Token
from triagekit.reading.jose.usage import usage
from triagekit.reading.jose.view import Findings, State, View
from triagekit.records import Kind, Material, Record, Value
from triagekit.roles import Context

VERIFIED = 3_000
"""Signatures verified per case; further tokens are described without."""
_ALSO = 20


def examine(materials: Sequence[Material], context: Context) -> Iterator[Record]:
    """Records of all tokens, key sets and discovery documents that are under diagnosis."""
    wanted, seen = expected(context), Seen()
    for material in materials:
        _note(material, seen)
    tokens = 0
    alike = twins(m.data for m in materials if m.kind == "jwt" and not m.context)
    for material in materials:
        if material.context:
            continue
        if material.kind == "jwt":
            tokens += 1
            yield _token(material, _Wanted(wanted, seen, tokens <= VERIFIED, alike.get(material.data, "")), context)
        elif material.kind in {"jwks", "discovery"}:
            yield _published(material)


def _note(material: Material, seen: Seen) -> None:
    """What this material tells about the others."""
    host = material.uses[0].host if material.uses else ""
    if material.kind == "jwks":
        seen.keysets.append((keyset.read(material.data, host or "a key set in the case"), host))
    elif material.kind == "discovery":
        members = strictjson.parse(material.data).members
        seen.discoveries.append(members)
    elif material.kind == "jwt":
        seen.take_uses(material.uses)
    if material.kind == "oidc":
        seen.take_request(material.data)
    elif material.kind == "jwt" and material.hints.get("as") == "access_token" and material.hints.get("answer"):
        seen.access_tokens.append((material.data.decode("utf-8", "replace"), material.hints["answer"]))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """With what one token is judged."""

    expected: Expected
    seen: Seen
    verify: bool
    """Its signature is verified."""
    twin: str
    """Which of several tokens it is that differ in nothing but the signature; empty for one alone."""


def twins(tokens: Iterable[bytes]) -> dict[bytes, str]:
    """Letters for tokens that others differ from in nothing but the signature: without it they would be one."""
    by_content: dict[bytes, dict[bytes, None]] = {}
    for data in tokens:
        by_content.setdefault(data.rpartition(b".")[0], {})[data] = None
    return {data: _letters(n) for group in by_content.values() if len(group) > 1 for n, data in enumerate(group)}


def _letters(number: int) -> str:
    more, last = divmod(number, 26)
    return (_letters(more - 1) if more else "") + chr(ord("a") + last)


def _token(material: Material, told: _Wanted, context: Context) -> Record:
    wanted, seen = told.expected, told.seen
    read = token.read(material.data, certain=_certain(material, wanted))
    moments = times(read.claims)
    use = usage(material, moments, context)
    use = replace(use, recovered=seen.recovered(use.use))
    keys = signature.choose(read, *_keys(read, wanted, seen))
    signed = told.verify and read.form in {Form.JWS, Form.JWS_JSON}
    judged = signature.judge(read, keys) if signed else signature.Judged(signature.Verdict.NOT_ASSESSED)
    view = View(read, moments, sort(read), use, wanted, seen, keys, judged, material.hints)
    found = Findings(use)
    for check in (check_form.check, check_keys.check, check_time.check, check_parties.check, check_use.check):
        check(view, found)
    return _record(material, view, found, told.twin)


def _certain(material: Material, wanted: Expected) -> bool:
    """True where a text is meant to be a JWT: its receiver expects one."""
    return bool(wanted.keysets or wanted.algorithms) and any(u.place in {"bare", "header"} for u in material.uses)


def _keys(read: Token, wanted: Expected, seen: Seen) -> tuple[list[Key], bool]:
    """The keys at hand, and whether they are all of the issuer's: the case file's, else those of the issuer's host or discovery document."""
    if wanted.keysets:
        return _flat(wanted.keysets), True
    own = [s for s, host in seen.keysets if _belongs(read, host, seen)]
    if own:
        return _flat(own), True
    return _flat([s for s, _ in seen.keysets]), False


def _flat(sets: Sequence[KeySet]) -> list[Key]:
    return [key for one in sets for key in one.keys][: keyset.MAX_KEYS * 4]


def _belongs(read: Token, host: str, seen: Seen) -> bool:
    """A key set belongs to the token's issuer when it lies on the issuer's host, or a discovery document of that issuer names its host."""
    issuer = read.claims.get("iss")
    if not isinstance(issuer, str):
        return len(seen.keysets) == 1 and not host
    if not host:
        return len(seen.keysets) == 1
    linked = {urlsplit(str(d.get("jwks_uri", ""))[:2000]).hostname for d in seen.discoveries if d.get("issuer") == issuer}
    return host in linked or host == (urlsplit(issuer[:2000]).hostname if "://" in issuer else "")


def _record(material: Material, view: View, found: Findings, twin: str) -> Record:
    fields: dict[str, Value] = {**facts(view), **found.fields, "jwt.uses": len(material.uses), **ways(material.uses)}
    fields |= {f"jwt.check.{name}": state.value for name, state in found.states.items()}
    for name, state in (("jwt.failed", State.FAILED), ("jwt.noted", State.NOTED)):
        chosen = tuple(sorted(n for n, s in found.states.items() if s is state))
        if chosen:
            fields[name] = chosen
    if found.needs:
        fields["jwt.needs"] = tuple(found.needs)
    fields["material.sha256"] = hashlib.sha256(material.data).hexdigest()
    if view.token.form in {Form.JWS, Form.JWS_JSON}:
        fields["material.signature_verdict"] = view.token.redacted_signature or _left(view, found, twin)
        fields |= _met_alone(view.token, material.data)
    use = view.usage.use
    here = use.location if use else Location("")
    return Record(Kind.TOKEN, here, fields, view.usage.at if view.usage.clock != "told" else None, tuple(u.location for u in material.uses if u is not use)[:_ALSO])


def _left(view: View, found: Findings, twin: str) -> str:
    """What redaction is to leave in the signature's place: everything that was judged by what it takes."""
    read, judged = view.token, view.judged
    problems = list(read.signature_code.problems)
    for segment, code in (("header", read.header_code), ("payload", read.payload_code)):  # of these, all else can be written anew as it was
        problems += [f"{segment}-{p}" for p in code.problems if p in ("standard-alphabet", "foreign-characters")]
    return left.Left(judged.verdict.value, judged.why, signature.strength(judged, read.word("alg")), tuple(problems), check_use.hashes(found), twin).word()


def _met_alone(read: Token, data: bytes) -> dict[str, Value]:
    """The hash of what redaction meets apart from the rest: the member of a JSON form; a token without what was copied along."""
    alone = read.segments[2] if read.form is Form.JWS_JSON else read.text
    return {} if read.redacted_signature or alone.encode() == data else {"jwt.signature.sha256": hashlib.sha256(alone.encode()).hexdigest()}


def _published(material: Material) -> Record:
    """A key set or a discovery document that the case shows."""
    use = material.uses[0] if material.uses else None
    host, path = (use.host, use.path) if use else ("", "")
    fields: dict[str, Value] = {"material.sha256": hashlib.sha256(material.data).hexdigest()}
    if material.kind == "jwks":
        fields |= _keyset_fields(keyset.read(material.data), host + path)
    else:
        fields |= _discovery_fields(material.data, host, path)
    return Record(Kind.METADATA, use.location if use else Location(""), fields, (use.server_at or use.at) if use else None)


def _keyset_fields(found: KeySet, source: str) -> dict[str, Value]:
    out: dict[str, Value] = {"jwks.keys": len(found.keys), "jwks.private": any(k.private for k in found.keys)}
    if source:
        out["jwks.source"] = source[:500]
    rows = {
        "jwks.kids": [k.kid[:200] for k in found.keys if k.kid],
        "jwks.duplicated": list(found.duplicated),
        "jwks.malformed": [f"{_name(k)}: {', '.join(k.faults)}" for k in found.keys if k.faults and k.kty != ""],
        "jwks.weak": [f"{_name(k)}: {', '.join(k.weaknesses)}" for k in found.keys if k.weaknesses],
        "jwks.unsuitable": [f"{_name(k)}: {', '.join(k.purposes)}" for k in found.keys if k.purposes],
        "jwks.problems": list(found.problems),
    }
    out |= {name: tuple(values) for name, values in rows.items() if values}
    return out


def _name(key: Key) -> str:
    return key.kid[:200] or f"a key of type {key.kty[:20] or 'unknown'} without an id"


def _discovery_fields(data: bytes, host: str, path: str) -> dict[str, Value]:
    members = strictjson.parse(data).members
    out: dict[str, Value] = {}
    for field, name in (("discovery.issuer", "issuer"), ("discovery.jwks_uri", "jwks_uri")):
        if isinstance(members.get(name), str):
            out[field] = members[name][:500]
    for field, name in (
        ("discovery.algorithms", "id_token_signing_alg_values_supported"), ("discovery.grant_types", "grant_types_supported"),
        ("discovery.response_types", "response_types_supported"), ("discovery.scopes", "scopes_supported"),
    ):  # fmt: skip
        value = members.get(name)
        if isinstance(value, list):
            out[field] = tuple(str(v)[:200] for v in value[:64])
    if host:
        out["discovery.host"] = host
        issuer = str(out.get("discovery.issuer", ""))
        if issuer and "{" not in issuer:
            out["discovery.issuer_matches"] = issuer.rstrip("/").split("://")[-1] == (host + path.split("/.well-known/", maxsplit=1)[0]).rstrip("/")
    return out
