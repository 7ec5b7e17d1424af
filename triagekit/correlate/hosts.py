"""Whether a refusal was made by the one who makes the successes of the same host.

Every system in a path leaves its own set of header names. An error whose header names lack what all successes
of the host carry (the application's request id, a via, its Server) was made by another system; one that has
them all was made, or at least passed on, by the same.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from triagekit.correlate._seen import is_request, room, status, text, texts, true
from triagekit.records import Kind, Record, Value, Vocabulary
from triagekit.records import number as figure
from triagekit.records import text as words
from triagekit.records import texts as lists
from triagekit.roles import Context, Correlator

ENOUGH = 3
"""Successes needed before an error is compared with them."""
ALWAYS = 0.9
"""Share of the successes that must carry a header for its absence to mean something."""
FAILURES = 40
"""Errors kept per host."""
_VARYING = frozenset({
    "age", "etag", "last-modified", "expires", "cache-control", "pragma", "set-cookie", "location", "retry-after", "www-authenticate", "accept-ranges", "transfer-encoding",
    "vary", "link", "connection", "keep-alive", "date", "alt-svc", "trailer", "x-cache", "x-cache-hits", "x-timer", "cf-cache-status", "server-timing", "x-firefox-spdy", "warning",
})  # fmt: skip
"""Headers that come and go with the kind of answer."""


@dataclass(slots=True)
class _Profile:
    successes: int = 0
    data: int = 0
    names: Counter[str] = field(default_factory=Counter)
    servers: set[str] = field(default_factory=set)
    failures: list[Record] = field(default_factory=list)


FIELDS: Vocabulary = {
    "deviation.host": words("Host"),
    "deviation.status": figure("Status of the error"),
    "deviation.reasons": lists("server-differs | request-id-missing | via-missing | headers-missing | page-instead-of-data"),
    "deviation.missing": lists("Headers that all successes carry and the error lacks"),
    "deviation.successes": figure("Successes compared with"),
    "deviation.route": words("Route of the error"),
}


class Hosts:
    """Compares each host's errors with its successes."""

    name = "hosts"
    fields: Vocabulary = FIELDS

    def __init__(self) -> None:
        self._hosts: dict[str, _Profile] = {}

    def see(self, record: Record) -> None:
        """Count a success, keep a failure."""
        code = status(record)
        if code is None or not is_request(record) or "response.header_names" not in record.fields or true(record, "request.preflight"):
            return
        host = text(record, "request.url.host")
        if not room(self._hosts, host) or true(record, "from_cache") or true(record, "from_service_worker"):
            return
        profile = self._hosts.get(host) or self._hosts.setdefault(host, _Profile())
        if 200 <= code < 300 and code != 204:
            _succeed(profile, record)
        elif code >= 400 and len(profile.failures) < FAILURES:
            profile.failures.append(record)

    def conclude(self, _: Context) -> Iterator[Record]:
        """answer-deviation or answer-alike, one per failure of a host with enough successes."""
        for host, profile in self._hosts.items():
            if profile.successes < ENOUGH:
                continue
            for failure in profile.failures:
                yield _compare(host, profile, failure)


def _succeed(profile: _Profile, record: Record) -> None:
    profile.successes += 1
    profile.data += text(record, "response.body.kind") == "json" or "json" in text(record, "response.body.mime")
    if len(profile.names) < 400:
        profile.names.update(texts(record, "response.header_names"))
    if len(profile.servers) < 20:
        profile.servers.add(_server(record))


def _server(record: Record) -> str:
    return text(record, "response.server").partition("/")[0].strip().lower()


def _compare(host: str, profile: _Profile, failure: Record) -> Record:
    present = set(texts(failure, "response.header_names"))
    steady = {name for name, n in profile.names.items() if n >= ALWAYS * profile.successes}
    missing = sorted(name for name in steady - present - _VARYING if not name.startswith(("content-", "access-control-")))
    reasons = tuple(_reasons(profile, failure, missing))
    fields: dict[str, Value] = {
        "fact": "answer-deviation" if reasons else "answer-alike",
        "deviation.host": host, "deviation.status": status(failure) or 0, "deviation.successes": profile.successes, "deviation.route": text(failure, "request.route"),
    }  # fmt: skip
    if missing:
        fields["deviation.missing"] = tuple(missing[:20])
    if reasons:
        fields["deviation.reasons"] = reasons
    return Record(Kind.FACT, failure.location, fields, failure.at)


def _reasons(profile: _Profile, failure: Record, missing: list[str]) -> Iterator[str]:
    if _server(failure) not in profile.servers:
        yield "server-differs"
    if any("request" in name or "trace" in name or "correlation" in name or "transaction" in name for name in missing):
        yield "request-id-missing"
    if "via" in missing:
        yield "via-missing"
    if len(missing) >= 3:
        yield "headers-missing"
    if profile.data >= ALWAYS * profile.successes and text(failure, "response.body.kind") == "html":
        yield "page-instead-of-data"


correlator: type[Correlator] = Hosts
