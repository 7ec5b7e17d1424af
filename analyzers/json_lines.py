"""JSON log entries of any maker, one a line, in an array or pretty-printed, read by what their fields are called."""

from triagekit.reading.jsonfields import ERROR, LEVEL, MESSAGE, STACK, TIME, any_object
from triagekit.reading.jsonlog import Entry, JsonForm, JsonLog, Object, get, likely
from triagekit.reading.logtimes import Clock
from triagekit.records import Record
from triagekit.roles import Analyzer

_TELLING = (*LEVEL, *MESSAGE[:20], *STACK, *ERROR[:5])


def _owns(made: Object) -> bool:
    """An entry has a time, and a level, a message or an error; or it is one of a stream of flat objects."""
    timed = any(get(made, path) is not None for path in likely(made, TIME))
    told = any(get(made, path) is not None for path in likely(made, _TELLING))
    return (timed and len(made) >= 2) or (told and len(made) >= 2)


def _make(entry: Entry, made: Object, clock: Clock) -> Record:
    return any_object(entry, made, clock)


class _JsonLines(JsonLog):
    """Any JSON object may be an entry, so the certainty stays below that of every form with marks of its own."""


analyzer: Analyzer = _JsonLines(JsonForm("json-lines", "JSON log", _owns, _make, 72))
