"""Checks of a token's times, judged at its use, RFC 7519 4.1.4 to 4.1.6. Without a time of use nothing is judged."""

from datetime import datetime, timedelta

from triagekit.reading.jose.view import Findings, View

LONG = timedelta(days=31)
"""A bearer token that lives longer than this is worth a word (RFC 6750 5.3 advises an hour or less)."""
VERY_LONG = timedelta(days=366)
PROOF = frozenset({"dpop-proof", "client-assertion", "logout-token"})


def check(view: View, found: Findings) -> None:
    """Judge the times."""
    if not view.readable:
        return
    _shape(view, found)
    _window(view, found)
    if view.usage.at is None:
        found.lack("the time of use: a HAR or log with times, or incident_time in the case file")
    else:
        _at_use(view, found, view.usage.at)


def _shape(view: View, found: Findings) -> None:
    times = view.times
    found.settle("timestamp-malformed", bool(times.malformed))
    if times.malformed:
        found.fields["jwt.times.malformed"] = tuple(f"{name}: {why}" for name, why in times.malformed.items())
    if times.wrong_type:
        found.fields["jwt.claims.malformed"] = times.wrong_type
        found.fail("claims-malformed")
    if "exp" in view.claims:
        found.settle("expiry-missing", False)
    elif view.sort.name in {"id-token", "logout-token", "client-assertion"}:
        found.fail("expiry-missing")
    elif view.sort.name == "access-token":
        found.note("expiry-missing")


def _window(view: View, found: Findings) -> None:
    exp, nbf, iat = (view.times.get(n) for n in ("exp", "nbf", "iat"))
    if exp is None:
        return
    starts = [t for t in (nbf, iat) if t is not None]
    if not starts:
        return
    found.settle("validity-window-inverted", any(exp <= t for t in starts))
    lifetime = exp - max(starts)
    found.fields["jwt.lifetime_s"] = int(lifetime.total_seconds())
    if view.usage.accepted or view.usage.delivered or lifetime <= LONG:
        found.settle("lifetime-excessive", False)
    elif lifetime > VERY_LONG:
        found.fail("lifetime-excessive")
    else:
        found.note("lifetime-excessive")


def _at_use(view: View, found: Findings, at: datetime) -> None:
    leeway = timedelta(seconds=view.expected.leeway)
    exp, nbf, iat = (view.times.get(n) for n in ("exp", "nbf", "iat"))
    if exp is not None:
        past = (at - exp).total_seconds()
        found.fields["jwt.seconds_past_expiry"] = int(past)
        strict = view.usage.refused and view.usage.clock == "server" and not view.expected.leeway_given
        found.settle("expired", past >= (0 if strict else view.expected.leeway))
    if nbf is not None:
        found.settle("not-yet-valid", nbf > at + leeway)
    if iat is not None:
        ahead = iat > at + leeway
        found.fields["jwt.seconds_before_issue"] = int((iat - at).total_seconds())
        found.settle("issued-in-future", ahead and not (nbf is not None and nbf > at + leeway))


def too_old(view: View) -> bool | None:
    """True when the sign-in is older than max_age at the time of use (OpenID Connect Core 3.1.2.1); None when it cannot be judged."""
    limit = view.expected.max_age if view.expected.max_age is not None else view.seen.max_age
    signed_in, at = view.times.get("auth_time"), view.usage.at or view.times.get("iat")
    if limit is None or signed_in is None or at is None:
        return None
    return (at - signed_in).total_seconds() > limit + view.expected.leeway
