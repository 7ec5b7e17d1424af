"""What caches did: data answered from a store after it was changed, and personal answers that a shared store gave out.

A read is stale for sure when the store's copy is older than a successful write to the same resource: its Age, or
the span since its Date, is longer than the time since the write (RFC 9111 4.2.3, 4.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from triagekit.correlate._seen import ended, is_request, moment, number, room, status, text, texts, true
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.roles import Context, Correlator

KEPT = 100
"""Facts of each sort given at most."""
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_SHARED = frozenset({"hit", "stale"})
_SESSION = ("sess", "sid", "auth", "token", "jwt", "login", "remember", "identity")
SLACK_S = 1.0
"""Date has whole seconds."""

FIELDS: Vocabulary = {
    "copy.host": words("Host"),
    "copy.path": words("Path"),
    "copy.status": words("cache.status of the answer"),
    "copy.age_s": figure("Age of the copy in seconds"),
    "copy.since_write_s": figure("Seconds from the last successful write to this read"),
    "copy.older_than_write": flag("The copy was made before the last successful write to the resource"),
    "copy.sets_session": flag("A shared store's answer sets a cookie that looks like a sign-in's"),
    "copy.sets_cookie": flag("A shared store's answer sets a cookie"),
    "copy.browser": flag("The copy is the browser's own"),
}


@dataclass(slots=True)
class _Write:
    at: datetime


class Caches:
    """Follows writes and the copies that are read after them."""

    name = "caches"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._writes: dict[str, _Write] = {}
        self._found: list[Record] = []

    def see(self, record: Record) -> None:
        """Note a write, or judge a read."""
        code = status(record)
        if code is None or not is_request(record) or not 200 <= code < 400:
            return
        resource = text(record, "request.url.host") + text(record, "request.url.path").rstrip("/")
        method = text(record, "request.method")
        when = ended(record)
        if method in _WRITES and when is not None and code < 300:
            for name in {resource, resource.rpartition("/")[0]}:
                if "/" in name and room(self._writes, name):
                    self._writes[name] = _Write(when)
        elif method == "GET":
            self._read(record, self._writes.get(resource))

    def _read(self, record: Record, write: _Write | None) -> None:
        shared = text(record, "cache.status") in _SHARED or (number(record, "response.age_s") or 0) > 0
        local = true(record, "from_cache")
        if not (shared or local) or len(self._found) >= KEPT:
            return
        fields = _facts(record, shared, local)
        age = fields.get("copy.age_s")
        if write is not None and record.at is not None and (since := (record.at - write.at).total_seconds()) >= 0:
            fields["copy.since_write_s"] = round(since, 3)
            if isinstance(age, float):
                fields["copy.older_than_write"] = age > since + SLACK_S
        if "copy.older_than_write" in fields or fields["copy.sets_cookie"]:
            self._found.append(Record(Kind.FACT, record.location, fields, record.at))

    def conclude(self, _: Context) -> Iterator[Record]:
        """Reads from a store after a write, and copies that set cookies."""
        yield from self._found


def _facts(record: Record, shared: bool, local: bool) -> dict[str, Value]:
    names = tuple(name.lower() for name in texts(record, "response.cookie_names"))
    fields: dict[str, Value] = {
        "fact": "cached-read", "copy.host": text(record, "request.url.host"), "copy.path": text(record, "request.url.path"), "copy.browser": local,
        "copy.sets_cookie": shared and not local and bool(names), "copy.sets_session": shared and not local and any(mark in name for name in names for mark in _SESSION),
    }  # fmt: skip
    if said := text(record, "cache.status"):
        fields["copy.status"] = said
    age = _age(record)
    if age is not None:
        fields["copy.age_s"] = age
    return fields


def _age(record: Record) -> float | None:
    """Seconds since the copy was made: Age, else from its Date to the request's start."""
    told = number(record, "response.age_s")
    if told is not None:
        return float(told)
    date = moment(record, "response.date")
    return round((record.at - date).total_seconds(), 3) if date is not None and record.at is not None and true(record, "from_cache") else None


correlator: type[Correlator] = Caches
