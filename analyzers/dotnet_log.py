"""Logs of .NET programs: the console logger of Microsoft.Extensions.Logging, Serilog's text form, NLog."""

import re

from triagekit.reading.anyline import pairs
from triagekit.reading.eventlog import AnyOf, EventLog, Form
from triagekit.reading.events import Draft
from triagekit.roles import Analyzer

_T = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?"
_CONSOLE = re.compile(rf"(?:{_T} ?)?(?P<level>trce|dbug|info|warn|fail|crit): (?P<logger>[\w.`+<>-]{{2,200}})\[(?P<code>-?\d{{1,10}})\](?: (?P<message>.*))?$")
_FORMS = (
    _CONSOLE,
    re.compile(rf"\[?(?:{_T}|\d\d:\d\d:\d\d(?:\.\d{{1,7}})?) \[?(?P<level>VRB|DBG|INF|WRN|ERR|FTL)\] (?:\[(?P<logger>[\w.`+<>/-]{{1,200}})\] |<(?P<source>[\w.`+-]{{1,200}})> )?(?P<message>.*)"),  # Serilog
    re.compile(rf"{_T}\|(?:(?P<code>\d{{1,10}})\|)?(?P<level>TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\|(?P<logger>[\w.`+<>-]{{1,200}})\|(?P<message>.*)"),  # NLog
    re.compile(r"(?P<message>Unhandled exception\. .*)"),
)
_LEVELS = {"trce": "trace", "vrb": "trace", "dbug": "debug", "fail": "error", "crit": "fatal"}


def _enrich(draft: Draft, found: "re.Match[str]") -> None:
    """The console logger writes its message on the next line, indented by six."""
    draft.client = "dotnet"
    if found.re is _CONSOLE and not found["message"]:
        draft.message = draft.text.partition("\n")[2].partition("\n")[0].strip() or draft.text
    if found.re is _FORMS[3]:
        draft.level = "fatal"
    if draft.extra.get("event.code") == "0":
        del draft.extra["event.code"]
    draft.logger = draft.logger or found.groupdict().get("source") or ""
    draft.pairs = pairs(draft.message)


analyzer: Analyzer = EventLog(Form("dotnet-log", ".NET application log", AnyOf(_FORMS), 86, _enrich, levels=_LEVELS))
