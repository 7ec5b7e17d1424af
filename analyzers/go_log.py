"""Logs of Go programs: the standard library's log, logrus on a terminal, zap's console form, Gin's requests."""

import re

from triagekit.reading.accesslog import Access, exchange
from triagekit.reading.anyline import pairs
from triagekit.reading.eventlog import AnyOf, EventLog, Form
from triagekit.reading.events import Draft
from triagekit.reading.jsonlog import decoded, flat
from triagekit.records import Kind, Record
from triagekit.roles import Analyzer

_T = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?"
_GIN = re.compile(r"\[GIN\] \d{4}/\d\d/\d\d - \d\d:\d\d:\d\d \| {0,4}(?P<status>\d{3}) \| {1,20}(?P<took>[\d.]{1,20}(?:ns|us|\u00b5s|ms|s|m\d{1,2}s)) \| {1,40}(?P<client>\S{1,60}) \| (?P<method>[A-Z]{3,20}) {1,9}\"(?P<target>[^\"]{1,8192})\"(?P<message>.*)")
_ZAP = re.compile(rf"(?:{_T}|[\d.e+]{{10,25}})\t(?:\x1b\[\d{{1,2}}m)?(?P<level>DEBUG|INFO|WARN|ERROR|DPANIC|PANIC|FATAL|debug|info|warn|error|dpanic|panic|fatal)\t(?:(?P<logger>[\w./@()*-]{{1,200}}(?::\d{{1,6}})?)\t)?(?P<message>.*)")
_FORMS = (
    _GIN,
    _ZAP,
    re.compile(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d(?:\.\d{6})? (?:(?P<logger>[\w./-]{1,200}\.go:\d{1,6}): )?(?:\[?(?P<level>DEBUG|INFO|WARN|WARNING|ERROR|FATAL|PANIC)\]?:? )?(?!\[\w{3,8}\] \d{1,10}#)(?P<message>.*)"),
    re.compile(r"(?P<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[(?:\d{4,9}|[\dT:+Z-]{19,25})\] (?P<message>.*)"),  # logrus
    re.compile(r"(?P<message>(?:panic|fatal error): .*)"),
)
_LEVELS = {"trac": "trace", "debu": "debug", "erro": "error", "fata": "fatal", "pani": "fatal"}
_MS = {"ns": 1e-6, "us": 1e-3, "\u00b5s": 1e-3, "ms": 1.0, "s": 1000.0}


def _enrich(draft: Draft, found: "re.Match[str]") -> None:
    """The console form of zap form ends with its fields as JSON; a panic is fatal."""
    draft.client = "go"
    text, _, tail = found["message"].rpartition("\t")
    made = decoded(tail) if found.re is _ZAP and tail.startswith("{") else None
    if made is not None:
        draft.message, draft.pairs = text, flat(made)
        if error := draft.pairs.get("error"):
            draft.message = f"{text}: {error}"
    else:
        draft.pairs = pairs(found["message"])
    if found.re is _FORMS[-1]:
        draft.level = "fatal"


def _request(draft: Draft, found: "re.Match[str]") -> Record | None:
    if found.re is not _GIN:
        return None
    made = Access(method=found["method"], target=found["target"], status=int(found["status"]), client=found["client"], at=draft.at)
    unit = found["took"].lstrip("0123456789.")
    if unit in _MS:
        made.total_ms = float(found["took"][: -len(unit)]) * _MS[unit] if found["took"][: -len(unit)].count(".") < 2 else None
    return exchange(made, draft.location, "go-log", -1)


analyzer: Analyzer = EventLog(Form("go-log", "Go application log", AnyOf(_FORMS), 76, _enrich, _request, levels=_LEVELS, time="near", kinds=frozenset({Kind.EVENT, Kind.EXCHANGE})))
