"""Console messages as records: an exchange where a message is about a request, else an event."""

from dataclasses import dataclass, field

from triagekit.reading import consolewords
from triagekit.reading.consolewords import Said
from triagekit.reading.events import Draft, event, level
from triagekit.reading.exchange import build
from triagekit.records import Record

_RECENT = 50


@dataclass(slots=True)
class Console:
    """One console while it is read. Chrome says a CORS failure twice; the second saying adds nothing."""

    format: str
    explained: list[str] = field(default_factory=list)
    """URLs whose failure was told in words, latest last."""
    count: int = 0

    def record(self, said: Said, severity: str = "", logger: str = "") -> Record:
        """The record of this message."""
        parts = consolewords.exchange(said)
        again = parts is not None and parts.error_text == "net::ERR_FAILED" and parts.url in self.explained
        if parts is None or again:
            draft = Draft(said.location, self.format, said.text, level=level(severity) or severity, logger=logger, at=said.at, certain=said.at is not None)
            draft.quiet = again or level(severity) in ("debug", "info", "trace")
            if said.url.startswith(("http", "ws")):
                draft.pairs["url"] = said.url
            return event(draft)
        if parts.extra.get("error.kind") in ("cors", "csp", "mixed-content", "mime"):
            self.explained = [*self.explained[-_RECENT:], parts.url]
        parts.index = self.count
        self.count += 1
        return build(parts)
