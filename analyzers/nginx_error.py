"""The nginx error log: what the worker met, with the request, the client and the upstream it names."""

import re

from triagekit.reading.eventlog import EventLog, Form
from triagekit.reading.events import Draft
from triagekit.reading.modsecurity import modsecurity
from triagekit.roles import Analyzer

_FIRST = re.compile(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d \[(?P<level>\w{3,8})\] \d{1,10}#\d{1,10}: (?:\*\d{1,20} )?(?P<message>.*)")
_NAMED = re.compile(r", (client|server|request|subrequest|upstream|host|referrer|resolver|login|session): (?:\"([^\"]{0,16000})\"?|([^,\s]{1,300}))")
_REQUEST = re.compile(r"([A-Z]{3,20}) (\S{1,8192})")


def _enrich(draft: Draft, found: re.Match[str]) -> None:
    """The named parts at the end of the line."""
    text = found["message"]
    told = {name: quoted or bare for name, quoted, bare in _NAMED.findall(text)}
    draft.pairs = told
    draft.client = "other"
    if told.get("client"):
        draft.extra["event.client"] = told["client"]
    if told.get("upstream"):
        draft.extra["event.upstream"] = told["upstream"]
    if request := _REQUEST.match(told.get("request", "")):
        draft.extra["event.method"], draft.extra["event.url"] = request[1], request[2]
    if host := told.get("host") or told.get("server"):
        draft.extra["event.url.host"] = host.partition(":")[0].lower()
    if "ModSecurity" in text:
        modsecurity(draft, text)
    if "alert" in text and "SSL" in text:
        draft.extra["error.sender"] = "server" if told.get("upstream") else "client"


analyzer: Analyzer = EventLog(Form("nginx-error", "nginx error log", _FIRST, 95, _enrich, producer="nginx"))
