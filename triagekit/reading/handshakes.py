"""What every record of a TLS handshake derives from what its reader found: the inspecting product, and validity at use."""

from datetime import datetime

from triagekit.model import Location
from triagekit.reading.interception import vendor
from triagekit.records import Kind, Record, Value


def handshake(location: Location, fields: dict[str, Value], at: datetime | None = None) -> Record:
    """The handshake's record; validity is judged at its own time, never now (RFC 5280 4.1.2.5)."""
    made = dict(fields)
    issuer, ended, begun = made.get("tls.issuer"), made.get("tls.not_after"), made.get("tls.not_before")
    if isinstance(issuer, str) and (name := vendor(issuer)):
        made["tls.interception_vendor"] = name
    if at is not None and isinstance(ended, datetime):
        made["tls.expired_at_use"] = ended < at
    if at is not None and isinstance(begun, datetime):
        made["tls.not_yet_valid_at_use"] = begun > at
    return Record(Kind.HANDSHAKE, location, made, at)
