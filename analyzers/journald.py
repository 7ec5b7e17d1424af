"""systemd's journal as JSON (journalctl -o json): the message, its unit and its syslog priority."""

from triagekit.reading.events import event, severity
from triagekit.reading.jsonfields import draft_of, time_of
from triagekit.reading.jsonlog import Entry, JsonForm, JsonLog, Object, number, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    return "MESSAGE" in made and any(k in made for k in ("__REALTIME_TIMESTAMP", "__CURSOR", "_SYSTEMD_UNIT", "PRIORITY"))


def _message(made: Object) -> str:
    """The message; one that is not UTF-8 is written as a list of byte values."""
    value = made.get("MESSAGE")
    if isinstance(value, list):
        return bytes(b for b in value[:65_536] if isinstance(b, int) and 0 <= b < 256).decode(errors="replace")
    return value if isinstance(value, str) else ""


def _make(entry: Entry, made: Object, clock: Clock) -> Record:
    draft = draft_of(entry, made, clock, "journald")
    draft.text = _message(made)
    draft.message = draft.text.partition("\n")[0]
    priority = number(made, "PRIORITY")
    draft.level = severity(int(priority)) if priority is not None and 0 <= priority <= 7 else draft.level
    draft.at, draft.certain = time_of(made, clock, ("__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP"))
    draft.logger, draft.host = word(made, "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM"), word(made, "_HOSTNAME")
    draft.pairs = {}
    return event(draft)


analyzer: Analyzer = JsonLog(JsonForm("journald", "systemd journal (JSON)", _owns, _make, 96, "systemd"))
