"""Who made an answer, from what one exchange shows."""

from collections.abc import Mapping

from triagekit.records import Value


def answered_by(fields: Mapping[str, Value]) -> dict[str, Value]:
    """answered_by and its product, where a single exchange shows it; empty when it does not."""
    if fields.get("from_service_worker") is True:
        return {"answered_by": "service-worker", "answered_by.basis": "the capture says so"}
    server = fields.get("response.server")
    if isinstance(server, str) and server:
        return {"answered_by": "unknown", "answered_by.product": server.partition("/")[0].strip().lower(), "answered_by.basis": "Server header"}
    return {}
