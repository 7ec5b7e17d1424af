"""What a token record says beside its checks: header, claims, sort and use, as published fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from triagekit.reading.jose import claims as read
from triagekit.reading.jose.token import Token
from triagekit.reading.jose.view import View
from triagekit.records import Use, Value

_NAMES = 64
_TEXT = 500


def facts(view: View) -> dict[str, Value]:
    """The descriptive fields; a claim that is absent or of an odd type gives none."""
    return {**_header(view.token), **_claims(view), **_use(view)}


def ways(uses: Sequence[Use]) -> dict[str, Value]:
    """When it was handed out and when it was first used, by the client's clock: before these ended it was issued."""
    out: dict[str, Value] = {}
    given = next((u for u in uses if u.role == "response" and u.at and u.ended), None)
    if given and given.at and given.ended:
        out["jwt.handed_out.from"], out["jwt.handed_out.to"] = given.at, given.ended
    if used := [u.at for u in uses if u.role == "request" and u.at and u.place not in {"log", "bare"}]:
        out["jwt.passed_on"] = min(used)
    return out


def _header(token: Token) -> dict[str, Value]:
    out: dict[str, Value] = {"jwt.form": token.form.value, "jwt.length": len(token.text)}
    if token.segments:
        out["jwt.segments"] = len(token.segments)
    if token.repairs:
        out["jwt.repairs"] = token.repairs
    if token.head:
        out["jwt.header.names"] = tuple(str(n)[:80] for n in list(token.head)[:_NAMES])
    for name in ("alg", "typ", "kid", "enc"):
        _set(out, f"jwt.{name}", token.head.get(name))
    return out


def _claims(view: View) -> dict[str, Value]:
    claims: Mapping[str, Any] = view.token.claims
    out: dict[str, Value] = {"jwt.sort": view.sort.name}
    if not claims:
        return out
    out["jwt.claims"] = tuple(str(n)[:80] for n in list(claims)[:_NAMES])
    if view.sort.basis:
        out["jwt.sort.basis"] = view.sort.basis
    for name in ("iss", "acr"):
        _set(out, f"jwt.{name}", claims.get(name))
    _set(out, "jwt.client", read.client(claims))
    _set(out, "jwt.issuer.product", read.issuer_product(str(out.get("jwt.iss", ""))))
    for field, values in (("aud", read.audience(claims)), ("scopes", read.scopes(claims)), ("roles", read.roles(claims)), ("amr", read.texts(claims.get("amr")))):
        if values:
            out[f"jwt.{field}"] = values
    for name in read.TIME_CLAIMS:
        when = view.times.get(name)
        if when:
            out[f"jwt.{name}"] = when
    return out


def _use(view: View) -> dict[str, Value]:
    usage = view.usage
    out: dict[str, Value] = {}
    if usage.at:
        out["jwt.use.time"], out["jwt.use.clock"] = usage.at, usage.clock
    if usage.use is not None:
        _set(out, "jwt.use.place", usage.use.place)
        _set(out, "jwt.use.name", usage.use.name)
        _set(out, "jwt.use.host", usage.use.host)
        _set(out, "jwt.use.path", usage.use.path)
        if usage.use.status is not None:
            out["jwt.use.status"] = usage.use.status
    if not usage.bare:
        out |= {"jwt.use.refused": usage.refused, "jwt.use.accepted": usage.accepted, "jwt.use.delivered": usage.delivered}
    for hint, field in (("as", "jwt.as"), ("challenge_error", "jwt.use.challenge_error"), ("challenge_description", "jwt.use.challenge_description")):
        _set(out, field, view.hints.get(hint))
    return out


def _set(out: dict[str, Value], name: str, value: Any) -> None:
    if isinstance(value, str) and value:
        out[name] = value[:_TEXT]
