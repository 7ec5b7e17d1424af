"""What the readers of client traces share: stack traces folded into events, and failures tied to their request.

A subclass names its own lines in `take`; every line it does not take is folded here. Debug chatter that belongs
to no request and no failure makes no record.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.reading import stacktraces
from triagekit.reading.conversation import Conversation
from triagekit.reading.events import Draft, event, level
from triagekit.reading.lines import Line, lines, location
from triagekit.reading.logtimes import Clock, clock, leading
from triagekit.records import About, Coverage, Record, Value
from triagekit.roles import Context, Item, Source

_LEVEL = re.compile(r"[\s\-|:\[(]{0,4}(?:level=)?([A-Za-z]{4,8})[\])]?[\s:|,-]")
_LOGGER = re.compile(r"[\s\-|:]{0,4}([\w.]{3,120}): ")
_FAILED = re.compile(r"(?:^|\b)(?:error|fail(?:ed|ure)?|fatal|exception|refused|timed out|timeout|unable to|cannot|EOF|level=(?:error|fatal))\b", re.IGNORECASE)
_THROWN = re.compile(r"(?:[a-z]\w{0,40}\.){0,8}[A-Z]\w{2,80}(?: \[\w{1,60}\])?: \S")
"""What was thrown, below the line that logs it, whatever its class is called."""
Taken = Generator[Item, None, bool]
"""Yields items and says whether the line was one of the form's own."""


@dataclass(slots=True)
class ClientTrace:
    """One trace of one client while it is read."""

    source: Source
    clock: Clock
    talk: Conversation
    form: str
    block: list[str] = field(default_factory=list)
    first: Line | None = None
    last: Line | None = None
    at: datetime | None = None
    certain: bool = False
    here: str = ""
    """URL of the connection made last, where the trace names it before the request."""
    handshaking: bool = False
    """A TLS handshake was begun and is not known to be over."""

    def take(self, line: Line) -> Taken:
        """Read a line of the form's own; false when it is none."""
        yield from ()
        del line
        return False

    def finish(self) -> Iterator[Item]:
        """What is left to say when the trace ends."""
        yield from ()

    def items(self) -> Iterator[Item]:
        """Everything in the trace, in order."""
        end = 0
        for line in lines(self.source):
            end = line.offset + line.length
            if not (yield from self.take(line)):
                yield from self._fold(line)
        yield from self._event()
        yield from self.finish()
        yield from self.talk.close()
        yield Coverage(examined=end)
        yield About(producer=self.talk.client)

    def _fold(self, line: Line) -> Iterator[Item]:
        text = line.text
        thrown = len(self.block) == 1 and self.at is not None and _THROWN.match(text)
        if self.block and len(self.block) < 2_000 and (not text or thrown or stacktraces.continues(text, self.block)):
            self.block.append(text)  # a blank line may stand between the parts of a chain; one at the end is taken off again
            self.last = line if text else self.last
            return
        yield from self._event()
        stamp = leading(text, self.clock)
        if stamp or stacktraces.opens(text) or (not text[:1].isspace() and _FAILED.search(text[:2_000])):
            self.block, self.first, self.last = [text], line, line
            self.at, self.certain = (stamp.at, stamp.certain) if stamp else (None, False)

    def _event(self) -> Iterator[Item]:
        """The block as an event, and as the failure of the request it names."""
        if self.first is None:
            return
        record = event(self._draft(self.first))
        first, self.first, self.block = self.first, None, []
        if record.get("event.level") in ("debug", "trace") and record.get("error.kind") is None:
            return
        yield record
        yield from self._blame(first, record)

    def _draft(self, first: Line) -> Draft:
        while self.block and not self.block[-1].strip():
            self.block.pop()
        head = self.block[0]
        rest = head
        draft = Draft(location(self.source, first, self.last), self.form, "\n".join(self.block), at=self.at, certain=self.certain, client=self.talk.client)
        if stamp := leading(head, self.clock):
            rest = head[stamp.end :].lstrip(" ]-|")
        if (found := _LEVEL.match(rest)) and level(found[1]):
            draft.level, rest = level(found[1]), rest[found.end() :]
            if named := _LOGGER.match(rest):
                draft.logger, rest = named[1], rest[named.end() :]
        draft.message = rest
        return draft

    def _blame(self, first: Line, record: Record) -> Iterator[Record]:
        """Tie what failed to its request: the open one, or the one the text names."""
        status, kind = record.get("event.status"), record.get("error.kind")
        now = self.talk.now
        if isinstance(status, int) and kind in ("http-error", None) and record.get("event.exception"):
            yield from self._answered(first, record, status)
            return
        if kind is None or kind == "http-error":
            return
        errors: dict[str, Value] = {n: v for n, v in record.fields.items() if n.startswith(("error.", "tls."))}
        if self.handshaking and kind in ("reset", "closed"):
            errors["error.kind"], errors["error.phase"] = f"tls-{kind}", "tls"
        if now is not None and now.extra.get("error.kind") == kind and record.at is None:
            return  # the exception that ends the program repeats the failure of its last request
        url = record.get("event.url") or self.here
        if now is None or (now.status is not None and kind != "truncated" and not _late(kind)):
            if not (isinstance(url, str) and "://" in url):
                return
            method = record.get("event.method")
            yield from self.talk.begin(first, str(method) if method else "", url, record.at)
        self.talk.fail(first, str(record.get("error.text") or kind), url if isinstance(url, str) and "://" in url else "")
        if self.talk.now is not None:
            self.talk.now.extra.update(errors)

    def _answered(self, first: Line, record: Record, status: int) -> Iterator[Record]:
        """An exception that is really an answer: an exchange of its own unless the answer was seen."""
        now = self.talk.now
        if status in self.talk.statuses or (now is not None and now.status == status):
            return
        if now is None or now.status is not None:
            url = record.get("event.url")
            yield from self.talk.begin(first, str(record.get("event.method") or ""), url if isinstance(url, str) else "", record.at)
            now = self.talk.open(first)
        now.status = status


def _late(kind: Value) -> bool:
    return kind in ("reset", "closed", "response-timeout", "timeout", "http2", "content-encoding", "too-many-redirects", "not-http")


def begun(source: Source, context: Context, dialect: str, client: str) -> tuple[Source, Clock, Conversation, str]:
    """The parts that every trace starts from."""
    return source, clock(context, source.head), Conversation(source, dialect, client), f"{dialect}-client"
