"""MongoDB's structured log (4.4 and later): severity letter, component, log id and attributes."""

from triagekit.reading.events import event, level
from triagekit.reading.jsonfields import draft_of
from triagekit.reading.jsonlog import Entry, JsonForm, JsonLog, Object, get, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    return isinstance(get(made, "t.$date"), str) and "msg" in made and "c" in made


def _make(entry: Entry, made: Object, clock: Clock) -> Record:
    draft = draft_of(entry, made, clock, "mongodb")
    draft.level = level(word(made, "s")[:1]) or draft.level
    draft.logger = word(made, "c")
    error = word(made, "attr.error.errmsg", "attr.error", "attr.errmsg", "attr.reason")
    draft.text = "\n".join(x for x in (word(made, "msg"), error) if x)
    if number := word(made, "id"):
        draft.extra["event.code"] = number
    return event(draft)


analyzer: Analyzer = JsonLog(JsonForm("mongodb", "MongoDB log", _owns, _make, 96, "MongoDB"))
