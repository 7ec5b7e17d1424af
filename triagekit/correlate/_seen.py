"""Small questions that correlators ask of a record; an absent or odd value is None or empty."""

from collections.abc import Hashable
from datetime import datetime
from typing import TypeVar

from triagekit.records import Kind, Record

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

HOSTS = 2_000
"""Hosts, routes, tokens and cookies followed at most, each."""
_TUNNEL = frozenset({"data", "blob", "chrome-extension", "about", "chrome", "file", "javascript"})


def text(record: Record, name: str) -> str:
    """The field as text; empty when absent."""
    value = record.fields.get(name)
    return value if isinstance(value, str) else ""


def number(record: Record, name: str) -> float | None:
    """The field as a number."""
    value = record.fields.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def texts(record: Record, name: str) -> tuple[str, ...]:
    """The field as a list of texts."""
    value = record.fields.get(name)
    return value if isinstance(value, tuple) else ()


def moment(record: Record, name: str) -> datetime | None:
    """The field as a time."""
    value = record.fields.get(name)
    return value if isinstance(value, datetime) else None


def true(record: Record, name: str) -> bool:
    """The flag stands and is true."""
    return record.fields.get(name) is True


def status(record: Record) -> int | None:
    """The status of a real answer."""
    value = record.fields.get("response.status")
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def is_request(record: Record) -> bool:
    """An exchange with a network's host: no tunnel, no data: or extension entry."""
    if record.kind is not Kind.EXCHANGE or record.fields.get("request.method") == "CONNECT":
        return False
    return record.fields.get("request.url.scheme") not in _TUNNEL


def ended(record: Record) -> datetime | None:
    """When the answer was complete: the start and the whole duration, where it is told."""
    return record.ended or record.at


def room(store: dict[K, V], key: K, most: int = HOSTS) -> bool:
    """True when the key is known or there is still room for it."""
    return key in store or len(store) < most
