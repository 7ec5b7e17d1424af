"""By which use a certificate is judged: the one whose answer or log tells the time, else the incident's."""

from datetime import timedelta

from triagekit.reading.x509.view import Usage
from triagekit.records import Material
from triagekit.roles import Context

APART = timedelta(minutes=1)


def usage(material: Material, context: Context) -> Usage:
    """Server's time before the client's, the told time (`--at`) before both, the incident's time last."""
    timed = [u for u in material.uses if u.server_at or u.at]
    use = timed[0] if timed else material.uses[0] if material.uses else None
    if context.at is not None:
        return Usage(use, context.at, "told")
    if use is not None and use.server_at is not None:
        apart = use.at if use.at is not None and abs(use.at - use.server_at) > APART else None
        return Usage(use, use.server_at, "server", apart)
    if use is not None and use.at is not None:
        return Usage(use, use.at, "client")
    return Usage(use, context.incident_time, "incident") if context.incident_time else Usage(use)
