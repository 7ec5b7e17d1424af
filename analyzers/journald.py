"""systemd's journal as JSON (journalctl -o json): the message, its unit and its syslog priority."""

from triagekit.reading.journal import journal_event
from triagekit.reading.jsonlog import JsonForm, JsonLog, Object
from triagekit.roles import Analyzer


def _owns(made: Object) -> bool:
    return "MESSAGE" in made and any(k in made for k in ("__REALTIME_TIMESTAMP", "__CURSOR", "_SYSTEMD_UNIT", "PRIORITY"))


analyzer: Analyzer = JsonLog(JsonForm("journald", "systemd journal (JSON)", _owns, journal_event, 96, "systemd"))
