"""klog and glog, the log of Kubernetes components and of many Google programs: level letter, date without year, source line."""

import re

from triagekit.reading.anyline import PAIR
from triagekit.reading.eventlog import EventLog, Form
from triagekit.reading.events import Draft
from triagekit.roles import Analyzer

_FIRST = re.compile(r"(?P<level>[IWEFD])(?:\d{4}|\d{8}) \d\d:\d\d:\d\d\.\d{1,9} {1,12}(?P<pid>\d{1,20}) (?P<logger>[\w./-]{1,120}:\d{1,7})\] ?(?P<message>.*)")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.){0,4000})\"(?= |$)")


def _enrich(draft: Draft, found: "re.Match[str]") -> None:
    """Structured klog quotes its message and adds key=value."""
    quoted = _QUOTED.match(found["message"])
    if quoted:
        draft.message = quoted[1].replace('\\"', '"')
    draft.client = "go"
    draft.pairs = {name: a or b or c for name, a, b, c in PAIR.findall(found["message"][:16_384])[:60]}
    if error := draft.pairs.get("err") or draft.pairs.get("error"):
        draft.message = f"{draft.message}: {error}".replace('\\"', '"')


analyzer: Analyzer = EventLog(Form("klog", "klog (Kubernetes components)", _FIRST, 90, _enrich))
