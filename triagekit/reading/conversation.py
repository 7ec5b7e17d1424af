"""Puts a client's scattered debug lines together into exchanges: what was asked, what was answered, how it failed.

One attempt is open at a time. A new request, or the end, closes it; what fails before an answer stays an exchange
without one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.model import Location
from triagekit.reading.exchange import Headers, Parts, build
from triagekit.reading.lines import Line, location
from triagekit.records import Record, Value
from triagekit.roles import Source

BODY = 65_536
"""Characters kept of a body."""


@dataclass(slots=True)
class Attempt:
    """One request as far as it got."""

    first: Line
    method: str = ""
    url: str = ""
    version: str = ""
    asked: Headers | None = None
    sent: str = ""
    status: int | None = None
    reason: str = ""
    answer_version: str = ""
    answered: Headers | None = None
    body: list[str] = field(default_factory=list)
    size: int = 0
    started: datetime | None = None
    ended: datetime | None = None
    error: str = ""
    extra: dict[str, Value] = field(default_factory=dict)

    def add_body(self, text: str) -> None:
        """More of the answer's body, up to the limit."""
        if self.size < BODY:
            self.body.append(text[: BODY - self.size])
        self.size += len(text) + 1


@dataclass(slots=True)
class Conversation:
    """The attempts of one trace, in order."""

    source: Source
    dialect: str
    client: str
    now: Attempt | None = None
    index: int = 0
    last: tuple[str, int | None] = ("", None)
    """URL and status of the attempt closed last."""
    statuses: set[int] = field(default_factory=set)
    """Every status seen in an answer."""

    def begin(self, line: Line, method: str = "", url: str = "", started: datetime | None = None) -> Iterator[Record]:
        """A new request starts here; the one before it is closed."""
        yield from self.close()
        self.now = Attempt(line, method, url, started=started)

    def open(self, line: Line) -> Attempt:
        """The attempt being read; a new one when there is none."""
        if self.now is None:
            self.now = Attempt(line)
        return self.now

    def fail(self, line: Line, text: str, url: str = "") -> None:
        """The attempt being read failed so; a failure after an answer is kept with that answer."""
        now = self.open(line)
        now.error = now.error or text
        now.url = now.url or url

    def close(self) -> Iterator[Record]:
        """Close the attempt being read, if there is one worth a record."""
        now, self.now = self.now, None
        if now is None or not (now.method or now.url or now.error or now.status):
            return
        self.last = (now.url, now.status)
        if now.status is not None:
            self.statuses.add(now.status)
        yield build(self._parts(now))
        self.index += 1

    def _parts(self, now: Attempt) -> Parts:
        place: Location = location(self.source, now.first)
        parts = Parts(place, "trace", self.dialect, now.method, now.url, self.index, started=now.started, extra=now.extra)
        parts.request_headers, parts.request_version, parts.request_body = now.asked, now.version, now.sent or None
        if now.status is not None:
            parts.status, parts.status_text = now.status, now.reason
            parts.response_headers, parts.response_version = now.answered, now.answer_version
        text = "\n".join(now.body).strip("\n")
        if text:
            parts.body, parts.body_state = text, "present"
        if now.error:
            parts.error_text, parts.error_client = now.error, self.client
        if now.started and now.ended and now.ended >= now.started:
            parts.timings = {"total": (now.ended - now.started).total_seconds() * 1000}
        return parts
