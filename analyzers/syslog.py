"""Syslog in its three usual writings: RFC 3164, RFC 5424, and RFC 3164 with full times as rsyslog and journalctl -o short-iso write it."""

import re

from triagekit.reading.anyline import PAIR, levelled
from triagekit.reading.eventlog import AnyOf, EventLog, Form
from triagekit.reading.events import Draft, severity
from triagekit.roles import Analyzer

_ISO = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)"
_SDATA = r"(?:-|(?:\[[^\s=\]\"]{1,64}(?: [^\s=\]\"]{1,64}=\"(?:[^\"\\\]]|\\.){0,4000}\"){0,60}\]){1,20})"
_NEW = re.compile(rf"(?:<(?P<pri>\d{{1,3}})>1 )(?:{_ISO}|-) (?P<host>\S{{1,255}}) (?P<logger>\S{{1,60}}) (?P<pid>\S{{1,128}}) (?P<msgid>\S{{1,64}}) (?P<sdata>{_SDATA}) ?(?:\ufeff)?(?P<message>.*)")
_BARE = re.compile(rf"{_ISO} (?P<host>\S{{1,255}}) (?P<logger>[\w./-]{{1,60}}) (?P<pid>\d{{1,10}}|-) (?P<msgid>\S{{1,64}}) (?P<sdata>{_SDATA}) ?(?P<message>.*)")
_OLD = re.compile(
    r"(?:<(?P<pri>\d{1,3})>)?[A-Z][a-z]{2} {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,9})? (?:(?P<host>[\w.:@-]{1,255}) )?(?:<\w{1,12}>: )?(?P<logger>[\w./()@-]{1,80}?)(?:\[(?P<pid>\d{1,10})\])?(?: \([\w.-]{1,80}\))?(?: <[A-Z][a-z]{2,9}>)?: ?(?P<message>.*)"
)
_FULL = re.compile(rf"(?:<(?P<pri>\d{{1,3}})>)?{_ISO} (?P<host>[\w.:@-]{{1,255}}) (?P<logger>[\w./@-]{{1,80}})\[(?P<pid>\d{{1,10}})\]: ?(?P<message>.*)")


def _enrich(draft: Draft, found: "re.Match[str]") -> None:
    """The level by the priority's low three bits (RFC 5424 6.2.1), else by what the message says; structured data as fields."""
    groups = found.groupdict()
    if groups.get("pri"):
        draft.level = severity(int(groups["pri"]))
    else:
        levelled(draft, groups["message"])
    if groups.get("msgid") not in (None, "-"):
        draft.extra["event.code"] = groups["msgid"]
    draft.pairs = {name: a or b or c for name, a, b, c in PAIR.findall(f"{groups.get('sdata') or ''} {groups['message'][:16_384]}")[:60]}


analyzer: Analyzer = EventLog(Form("syslog", "syslog", AnyOf((_NEW, _OLD, _FULL, _BARE)), 70, _enrich, syslog=False, joins=True))
