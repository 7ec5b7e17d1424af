"""AWS CloudTrail: one API call an entry, with its error code and message when it was refused."""

from triagekit.reading.events import event
from triagekit.reading.jsonfields import draft_of
from triagekit.reading.jsonlog import Entry, JsonForm, JsonLog, Object, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    return "eventSource" in made and "eventName" in made and ("awsRegion" in made or "eventVersion" in made)


def _make(entry: Entry, made: Object, clock: Clock) -> Record:
    draft = draft_of(entry, made, clock, "cloudtrail")
    code, said = word(made, "errorCode"), word(made, "errorMessage")
    call = f"{word(made, 'eventSource')} {word(made, 'eventName')}"
    draft.logger, draft.level = word(made, "eventSource"), "error" if code else "info"
    draft.text = draft.message = f"{call}: {code}: {said}" if code else call
    if code:
        draft.extra["event.code"] = code
    if client := word(made, "sourceIPAddress"):
        draft.extra["event.client"] = client
    return event(draft)


analyzer: Analyzer = JsonLog(JsonForm("cloudtrail", "AWS CloudTrail log", _owns, _make, 96, "AWS CloudTrail"))
