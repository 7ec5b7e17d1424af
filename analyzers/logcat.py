"""Android's logcat, in the forms threadtime, time and brief; a Java stack trace stands in lines of one tag."""

import re

from triagekit.reading.eventlog import AnyOf, EventLog, Form
from triagekit.reading.events import Draft
from triagekit.roles import Analyzer

_TIME = r"(?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,9}"
_THREADTIME = re.compile(rf"{_TIME} {{1,8}}(?:[\w.-]{{1,40}} {{1,8}})?(?P<pid>\d{{1,7}}) {{1,8}}\d{{1,7}} (?P<level>[VDIWEFA]) (?P<logger>.{{0,120}}?) {{0,40}}: ?(?P<message>.*)")
_BRIEF = re.compile(rf"(?:{_TIME} )?(?P<level>[VDIWEFA])/(?P<logger>.{{1,120}}?)\( {{0,6}}(?P<pid>\d{{1,7}})\): ?(?P<message>.*)")
_LEVELS = {"v": "trace", "d": "debug", "i": "info", "w": "warn", "e": "error", "f": "fatal", "a": "fatal"}


def _enrich(draft: Draft, found: "re.Match[str]") -> None:
    draft.client = "java"
    draft.pairs = {"pid": found["pid"]}


analyzer: Analyzer = EventLog(Form("logcat", "Android logcat", AnyOf((_THREADTIME, _BRIEF)), 92, _enrich, levels=_LEVELS, joins=True, producer="Android"))
