"""Logs of PHP: its own error log, and Monolog's line form as Laravel and Symfony write it."""

import re

from triagekit.reading.eventlog import AnyOf, EventLog, Form
from triagekit.reading.events import Draft, level
from triagekit.reading.jsonlog import decoded, flat
from triagekit.roles import Analyzer

_T = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?"
_MONOLOG = re.compile(rf"\[{_T}\] (?P<logger>[\w-]{{1,60}})\.(?P<level>DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY): (?P<message>.*)")
_PHP = re.compile(r"\[\d{2}-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d(?: [\w/+-]{1,40})?\] (?:PHP (?P<level>Fatal error|Parse error|Recoverable fatal error|Warning|Notice|Deprecated|Stack trace)?:? {1,2})?(?P<message>.*)")
_LEVELS = {"fatal error": "fatal", "parse error": "fatal", "recoverable fatal error": "fatal", "deprecated": "warn"}
_THROWN = re.compile(r"\{\"exception\":\"\[object\] \((?P<name>[\w\\]{1,300})\(code: (?P<code>[^)]{0,40})\): (?P<said>.{0,1000}?) at (?P<where>/?[^\s()]{1,400})\)?$", re.MULTILINE)


def _enrich(draft: Draft, found: "re.Match[str]") -> None:
    """Monolog's context is JSON behind the message; an exception in it has its trace on the lines that follow."""
    if found.re is _MONOLOG:
        said, brace, rest = found["message"].partition(" {")
        draft.message = said
        made = decoded("{" + rest.removesuffix(" []").rstrip()) if brace else None
        draft.pairs = flat(made) if made is not None else {}
        if thrown := _THROWN.search(draft.text[:16_384]):
            draft.extra["event.exception"] = thrown["name"].replace("\\\\", "\\")
            draft.extra["event.exception.message"] = thrown["said"]
            draft.extra["event.language"] = "php"
    elif found["level"] is None and level(found["message"].partition(":")[0]) == "":
        draft.level = ""


analyzer: Analyzer = EventLog(Form("php-log", "PHP log", AnyOf((_MONOLOG, _PHP)), 88, _enrich, levels=_LEVELS))
