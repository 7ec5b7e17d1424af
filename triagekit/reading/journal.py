"""An entry of systemd's journal as an event, whichever way it was printed: its fields are the same in every form (systemd.journal-fields(7))."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from triagekit.reading.events import event, severity
from triagekit.reading.jsonfields import draft_of, time_of
from triagekit.reading.jsonlog import Entry, number, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record

TIMES = ("__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP")
"""Fields that tell the time in microseconds since 1970, UTC."""


def journal_event(entry: Entry, fields: Mapping[str, Any], clock: Clock, printed: datetime | None = None) -> Record:
    """The event of these fields; `printed` is the time that stands above them, for forms that leave the fields of time out."""
    draft = draft_of(entry, fields, clock, "journald")
    draft.text = _message(fields)
    draft.message = draft.text.partition("\n")[0]
    priority = number(fields, "PRIORITY")
    draft.level = severity(int(priority)) if priority is not None and 0 <= priority <= 7 else draft.level
    draft.at, draft.certain = time_of(fields, clock, TIMES)
    if draft.at is None and printed is not None:
        draft.at, draft.certain = printed, True
    draft.logger, draft.host = word(fields, "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM"), word(fields, "_HOSTNAME")
    draft.pairs = {}
    return event(draft)


def _message(fields: Mapping[str, Any]) -> str:
    """The message; in JSON one that is not UTF-8 is written as a list of byte values."""
    value = fields.get("MESSAGE")
    if isinstance(value, list):
        return bytes(b for b in value[:65_536] if isinstance(b, int) and 0 <= b < 256).decode(errors="replace")
    return value if isinstance(value, str) else ""
