"""The Apache error log, of 2.4 and older: module, level, AH code, client, and the errno it names."""

import re

from triagekit.reading.eventlog import EventLog, Form
from triagekit.reading.events import Draft
from triagekit.reading.modsecurity import modsecurity
from triagekit.roles import Analyzer

_FIRST = re.compile(
    r"\[[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,6})? \d{4}\] \[(?:(?P<logger>[\w-]{0,60}):)?(?P<level>[a-z0-9]{3,8})\]"
    r"(?: \[pid \d{1,10}(?::tid \d{1,20})?\])?(?: \[[\w.-]{1,60}/?[\w.-]{0,60}\])?(?: \((?P<errno>\d{1,6})\)(?P<errtext>[^:]{1,200}):)?(?: \[(?:remote|client) (?P<client>[0-9a-fA-F.:]{2,45}?)(?::\d{1,5})?\])*"
    r" ?(?:\((?P<errno2>\d{1,6})\)(?P<errtext2>[^:]{1,200}): )?(?:(?P<code>AH\d{5}): )?(?P<message>.*)"
)
_REFERER = re.compile(r", referer: (\S{1,4096})$")
_PATH = re.compile(r"(?:returned by|not found:|denied:|uri[= \"]{1,3}|mismatch: |failure for \"?[\w.@-]{0,100}\"?: )\s?\"?(/[^\s\",]{0,2048})")
_BACKEND = re.compile(r"(?:backend:?|to|HTTPS?: attempt to connect to|AJP: attempt to connect to) ((?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?|\[?[0-9a-fA-F:]{3,45}\]?:\d{1,5})")


def _enrich(draft: Draft, found: re.Match[str]) -> None:
    text = found["message"]
    draft.client = "other"
    if number := found["errno"] or found["errno2"]:
        draft.pairs["errno"] = number
        draft.pairs["errno_text"] = (found["errtext"] or found["errtext2"] or "").strip()
        draft.message = f"({number}){draft.pairs['errno_text']}: {text}"
    if referer := _REFERER.search(text):
        draft.pairs["referer"] = referer[1]
    if "ModSecurity" in text:
        modsecurity(draft, text)
    elif path := _PATH.search(text):
        draft.extra["event.url"] = path[1]
    if backend := _BACKEND.search(text):
        draft.extra["event.upstream"] = backend[1]


analyzer: Analyzer = EventLog(Form("apache-error", "Apache error log", _FIRST, 95, _enrich, producer="Apache"))
