"""Squid's native access log: result code, hierarchy code, and the client behind the proxy."""

import re

from triagekit.reading.accesslog import Access, AccessLog
from triagekit.reading.logtimes import Clock
from triagekit.reading.times import epoch
from triagekit.roles import Analyzer

_LINE = re.compile(
    r"(?P<time>\d{9,10}\.\d{3}) {1,8}(?P<ms>-?\d{1,10}) (?P<client>\S{1,60}) (?P<result>[A-Z_]{3,40}(?:_[A-Z]{2,20})*)/(?P<status>\d{3}) (?P<size>\d{1,18}) (?P<method>[A-Z_]{3,20}|-|NONE|error:\S{1,60}) (?P<url>\S{1,16384}) (?P<user>\S{1,200}) (?P<hierarchy>[A-Z_]{3,40})/(?P<peer>\S{1,255}) (?P<mime>\S{1,200})"
)


def _parse(line: str, _: Clock) -> Access | None:
    found = _LINE.match(line)
    if not found:
        return None
    made = Access(client=found["client"], user=found["user"], at=epoch(float(found["time"])), sent=int(found["size"]), total_ms=max(0.0, float(found["ms"])))
    status = int(found["status"])
    made.status = status if 100 <= status <= 599 else None
    if found["method"].isalpha() and found["method"] != "NONE":
        made.method, made.target = found["method"], found["url"]
    else:
        made.extra["log.bad_request"], made.extra["log.request"] = True, found["url"][:500]
    made.extra.update({"log.result": found["result"], "log.hierarchy": found["hierarchy"], "proxy.used": True})
    if found["peer"] != "-":
        made.extra["log.upstream"] = found["peer"]
    if found["mime"] != "-":
        made.extra["response.body.mime"] = found["mime"].lower()
    return made


analyzer: Analyzer = AccessLog("squid", "Squid access log", _parse, 96)
