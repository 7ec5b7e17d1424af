"""Chooses the use by which a token is judged: the one that was refused, else one at a time when it was not valid."""

from datetime import datetime, timedelta

from triagekit.reading.jose.claims import Times
from triagekit.reading.jose.view import Usage
from triagekit.records import Material, Use
from triagekit.roles import Context

REFUSALS = frozenset({400, 401, 403, 407})


def usage(material: Material, times: Times, context: Context) -> Usage:
    """The telling use, with its time. Order of times: `--at`, the answer's Date, the request's start, the incident."""
    uses = material.uses
    if not uses:
        at, clock = _moment(None, context)
        return Usage(None, at, clock, bare=True)
    asked = [u for u in uses if u.role != "response"]
    telling = _telling(asked, times, context) or uses[0]
    at, clock = _moment(telling, context)
    bare = telling.place in {"bare", "log", ""} and telling.status is None
    delivered = telling.role == "response"
    status = telling.status if not delivered else None
    accepted = status is not None and status < 400 and not bare
    return Usage(telling, at, clock, bare, status in REFUSALS, accepted, delivered)


def _telling(asked: list[Use], times: Times, context: Context) -> Use | None:
    refused = [u for u in asked if u.status in {401, 403}] or [u for u in asked if u.status in REFUSALS]
    pool = refused or asked
    outside = [u for u in pool if _outside(u, times, context)]
    return next(iter(outside or pool), None)


def _outside(use: Use, times: Times, context: Context) -> bool:
    at, _ = _moment(use, context)
    if at is None:
        return False
    exp, nbf = times.get("exp"), times.get("nbf")
    return (exp is not None and at >= exp) or (nbf is not None and at < nbf - timedelta(minutes=1))


def _moment(use: Use | None, context: Context) -> tuple[datetime | None, str]:
    """The time by which it is judged, and whose clock says so."""
    if context.at is not None:
        return context.at, "told"
    if use is not None and use.server_at is not None:
        return use.server_at, "server"
    if use is not None and use.at is not None:
        return use.at, "client"
    return context.incident_time, "incident" if context.incident_time else ""
