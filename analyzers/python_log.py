"""Logs of Python programs: logging's default and usual forms, Flask, Celery, Gunicorn, Uvicorn, loguru, structlog."""

import re

from triagekit.reading.accesslog import Access, exchange
from triagekit.reading.anyline import pairs
from triagekit.reading.eventlog import AnyOf, EventLog, Form
from triagekit.reading.events import Draft
from triagekit.records import Kind, Record
from triagekit.roles import Analyzer

_T = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?"
_L = r"(?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL|SUCCESS|TRACE)"
_NAME = r"(?P<logger>[\w.<>-]{1,120})"
_FORMS = (
    re.compile(rf"{_L}:{_NAME}:(?P<message>.*)"),  # logging.basicConfig
    re.compile(rf"{_T} - {_NAME} - {_L} - (?P<message>.*)"),
    re.compile(rf"{_T} - {_L} - (?:{_NAME} - )?(?P<message>.*)"),
    re.compile(rf"\[{_T}\] {_L} in {_NAME}: (?P<message>.*)"),  # Flask
    re.compile(rf"\[{_T}: {_L}/(?P<logger>[\w.<>-]{{1,120}}(?:\[[\w./-]{{1,120}}\])?)\] (?P<message>.*)"),  # Celery
    re.compile(rf"\[{_T}\] \[(?P<pid>\d{{1,10}})\] \[{_L}\] (?P<message>.*)"),  # Gunicorn
    re.compile(rf"{_L}: {{3,9}}(?P<client>[\d.]{{7,15}}|\[?[0-9a-fA-F:]{{2,45}}\]?):\d{{1,5}} - \"(?P<method>[A-Z]{{3,20}}) (?P<target>\S{{1,8192}}) HTTP/(?P<version>[\d.]{{1,3}})\" (?P<status>\d{{3}})(?P<message>.*)"),  # Uvicorn's requests
    re.compile(rf"{_L}: {{3,9}}(?P<message>.*)"),  # Uvicorn
    re.compile(rf"{_T} \| {_L} {{0,8}}\| (?P<logger>[\w.<>:-]{{1,200}}) - (?P<message>.*)"),  # loguru
    re.compile(rf"{_T} \[(?P<level>debug|info|warning|error|critical) {{0,8}}\] (?P<message>.*)"),  # structlog
)  # fmt: skip


def _enrich(draft: Draft, found: "re.Match[str]") -> None:
    draft.client = "python"
    draft.pairs = pairs(found["message"])


def _request(draft: Draft, found: "re.Match[str]") -> Record | None:
    """Uvicorn writes an answered request among its messages."""
    groups = found.groupdict()
    if not groups.get("status"):
        return None
    made = Access(method=groups["method"], target=groups["target"], version=groups["version"], status=int(groups["status"]), client=groups["client"], at=draft.at)
    return exchange(made, draft.location, "python-log", -1)


analyzer: Analyzer = EventLog(Form("python-log", "Python application log", AnyOf(_FORMS), 82, _enrich, _request, kinds=frozenset({Kind.EVENT, Kind.EXCHANGE})))
