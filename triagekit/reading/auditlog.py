"""Audit and sign-in logs of identity providers and services: what was tried, by whom, and how it was refused."""

from collections.abc import Callable

from triagekit.reading.events import Draft, event
from triagekit.reading.jsonfields import draft_of
from triagekit.reading.jsonlog import Entry, JsonForm, JsonLog, Object, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record

_REFUSED = ("fail", "deny", "denied", "error", "block", "reject", "locked", "unauthori", "invalid", "interrupted")


def refused(text: str) -> bool:
    """Whether an outcome's word means that it did not succeed."""
    lowered = text.lower()
    return any(mark in lowered for mark in _REFUSED)


def said(draft: Draft, action: str, outcome: str, reason: str) -> None:
    """One sentence of action, outcome and reason, and the level that goes with the outcome."""
    draft.logger = action
    words = [w for w in (action, outcome, reason) if w]
    draft.text = draft.message = ": ".join(dict.fromkeys(words))
    draft.level = "error" if refused(outcome) else draft.level or "info"
    draft.quiet = True


def audit(name: str, label: str, owns: Callable[[Object], bool], tell: Callable[[Draft, Object], None]) -> JsonLog:
    """The analyzer of one audit log; `tell` fills in what its own members mean."""

    def make(entry: Entry, made: Object, clock: Clock) -> Record:
        draft = draft_of(entry, made, clock, name)
        tell(draft, made)
        return event(draft)

    return JsonLog(JsonForm(name, label, owns, make, 94))


def code(draft: Draft, text: str) -> None:
    """The product's own code of the outcome."""
    if text:
        draft.extra["event.code"] = text[:200]


def client(draft: Draft, made: Object, *paths: str) -> None:
    """The address it came from."""
    if found := word(made, *paths):
        draft.extra["event.client"] = found[:60]
