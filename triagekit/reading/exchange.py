"""Builds an exchange record from the parts a reader found, so that every reader means the same by a field.

Readers fill `Parts` with what their form says and nothing else; `build` derives the rest (URL parts,
challenge, credential, rate limit, body facts, who answered, vendor signals, correlation ids).
"""

from dataclasses import dataclass, field
from datetime import datetime

from triagekit.model import Location
from triagekit.records import Kind, Record, Value

Headers = list[tuple[str, str]]
"""Header fields in order, names as received."""


@dataclass(slots=True)
class Parts:
    """What a reader found of one exchange. Leave a field at its default when the artifact does not say."""

    location: Location
    source: str
    """har | trace | access-log | netlog | flow | console."""
    dialect: str
    method: str = ""
    url: str = ""
    index: int = -1
    started: datetime | None = None
    """Aware, by the capturing clock."""
    request_headers: Headers | None = None
    """None when this artifact does not show request headers."""
    request_version: str = ""
    request_body: str | None = None
    request_mime: str = ""
    request_size: int | None = None
    status: int | None = None
    """A real status code, or None when there was no answer."""
    status_recorded: int | None = None
    status_text: str = ""
    response_headers: Headers | None = None
    """None when this artifact does not show response headers."""
    response_version: str = ""
    body: str | None = None
    """Decoded text, at most 64 KiB."""
    body_state: str = "not-captured"
    body_mime: str = ""
    body_size: int | None = None
    body_transferred: int | None = None
    error_text: str = ""
    error_code: str = ""
    error_client: str = ""
    sanitized: bool = False
    timings: dict[str, float] = field(default_factory=dict)
    """total, blocked, dns, connect, tls, send, wait, receive in ms; absent or negative = unknown."""
    extra: dict[str, Value] = field(default_factory=dict)
    """Further published fields the reader knows directly (tls.*, from_cache, server.ip, log.* ...)."""


def build(parts: Parts) -> Record:
    """The exchange record for these parts. Total: odd values leave their fields absent."""
    fields: dict[str, Value] = {"source": parts.source, "dialect": parts.dialect, "request.method": parts.method.upper(), "request.url": parts.url}
    if parts.status is not None:
        fields["response.status"] = parts.status
    fields.update(parts.extra)
    return Record(Kind.EXCHANGE, parts.location, fields, parts.started)
