"""Drafts a case file from what was read: the times and figures that the artifacts tell, and an open line for what they cannot.

Nothing from an artifact stands in the draft but times, counts and names of forms, so that it needs no redaction.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from triagekit.model import SPEAKING, Artifact
from triagekit.records import Record
from triagekit.run import Run

_SECTIONS = {
    "saml": ("saml", "saml-metadata"),
    "oidc": ("jwt", "oidc", "auth"),
    "tls": ("tls", "x509"),
    "rate_limit": ("throttle",),
}
"""Section of `expect` to the families of causes that it serves."""
_KEYS = {
    "saml": ("sp_entity_id: https://...", "acs_url: https://...", "idp_entity_id: https://...", "idp_certificates: [idp.pem]", "clock_skew: 60s"),
    "oidc": ("issuer: https://...", "audience: ...", "jwks: jwks.json", "scopes: [...]"),
    "tls": ("hostname: ...", "trust: [root.pem]", "client_auth: false"),
    "rate_limit": ("limit: 100", "window: 60s"),
}


def draft(run: Run) -> str:
    """The text of a case file. Lines that begin with # are for people; taking the # away makes them count."""
    return "\n".join([*_head(), *_when(run), *_expect(run), *_impact(run), *_rest()]) + "\n"


def _head() -> Iterator[str]:
    yield "# What no artifact can tell. Everything is optional: fill in what you know, leave out the rest."
    yield 'case: {id: "", title: "", customer: "", user: ""}   # redacted everywhere; user: as the logs call whoever it fails for'


def _when(run: Run) -> Iterator[str]:
    first = _first_failure(run)
    yield ""
    if first is None:
        yield "# incident_time: 2026-01-31T09:00:00Z   # when it happened; the artifacts do not say"
    else:
        yield f"incident_time: {first.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%SZ')}   # the first failure that was read; correct it if the incident was another"
    without = [_named(a) for a in run.artifacts if _without_zone(a)]
    note = f"of the log lines without an offset in {', '.join(without)}" if without else "of log lines without an offset; all times here have one"
    yield f"# timezone: Europe/Berlin   # {note}"


def _first_failure(run: Run) -> datetime | None:
    for cause in run.judgement.causes:
        times = [h.first or h.records[0].at for w in cause.for_ for h in (w.hit,) if h.first or (h.records and h.records[0].at)]
        if cause.verdict in SPEAKING and times:
            return min(t for t in times if t is not None)
    return None


def _without_zone(artifact: Artifact) -> bool:
    return bool(artifact.records and artifact.captured_from and not artifact.timezone and artifact.kind not in ("har", "jwt", "saml"))


def _expect(run: Run) -> Iterator[str]:
    """A section for each family that spoke or could not be judged for want of it."""
    families = {c.id.split("/")[0] for c in run.judgement.causes if c.verdict in SPEAKING}
    wanted = [name for name, served in _SECTIONS.items() if families & set(served)]
    yield ""
    yield "# expect:                            # what the receiving side is configured for"
    for name in wanted or ("oidc",):
        yield f"#   {name}: {{{', '.join(_KEYS[name])}}}"


def _named(artifact: Artifact) -> str:
    """An artifact by its number and its form, as its name might need redaction."""
    return f"{artifact.id} ({artifact.kind})"


def _impact(run: Run) -> Iterator[str]:
    yield ""
    named = {a.id: _named(a) for a in run.artifacts}
    for scope in [f for f in run.derived if f.get("fact") == "scope" and f.location.artifact not in run.strange][:2]:
        yield f"# {_hint(scope, named.get(scope.location.artifact, scope.location.artifact))}"
    yield 'impact: {summary: "", scope: unknown, severity: "", severity_rationale: "", workaround: ""}   # scope: one_user, some_users, one_tenant, many_tenants'
    yield 'environment: {product: "", version: "", region: "", client: "", recent_change: ""}'


_REACH = {"one_user": "of several users one met it", "some_users": "some users met it", "all_users": "every user seen met it"}


def _hint(scope: Record, named: str) -> str:
    """What one artifact shows of the reach, with the place of its first failure."""
    spot = scope.location
    place = f"{named} line {spot.line}" if spot.line else f"{named} {spot.pointer}".strip()
    said = [_REACH.get(str(scope.get("scope.reach")), "users are not told apart")]
    if scope.get("scope.users"):
        said[0] += f" ({scope.get('scope.failing_users')} of {scope.get('scope.users')})"
    if scope.get("scope.requests"):
        said.append(f"{scope.get('scope.failed')} of {scope.get('scope.requests')} requests failed")
    if scope.get("scope.routes"):
        said.append(f"on {scope.get('scope.failing_routes')} of {scope.get('scope.routes')} endpoints")
    if isinstance(since := scope.get("scope.since"), datetime):
        said.append(f"since {since.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%SZ')}")
    if scope.get("scope.healed"):
        said.append("some worked again later for the same user")
    return f"The artifacts show, first at {place}: {'; '.join(said)}. Please confirm."


def _rest() -> Iterator[str]:
    yield ""
    yield "attempted: []   # - {at: 2026-01-31T09:30:00Z, action: cleared cookies, result: no change, conclusion: no_change}"
