"""Envoy's and Istio's text access log: response flags and details tell who made an answer."""

import re

from triagekit.reading.accesslog import Access, AccessLog, request, whole
from triagekit.reading.logtimes import Clock, stamp_of
from triagekit.roles import Analyzer

_LINE = re.compile(
    r"\[(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?)\] \"(?P<request>(?:[^\"\\]|\\.){0,16384})\" (?P<status>\d{1,3}) (?P<flags>[A-Za-z0-9,]{1,60}|-)"
    r"(?: (?P<details>[a-z_]{3,80}(?:\{[^}]{0,300}\}|\([^)]{0,300}\))?(?:\|[^\s]{0,200})?|-) (?P<termination>\S{1,200}) \"(?P<failure>[^\"]{0,2000})\")?"
    r" (?P<received>\d{1,18}|-) (?P<sent>\d{1,18}|-) (?P<duration>\d{1,12}|-) (?P<upstream_ms>\d{1,12}|-)(?: \"(?P<forwarded>[^\"]{0,2000})\" \"(?P<agent>[^\"]{0,4096})\" \"(?P<id>[^\"]{0,200})\" \"(?P<authority>[^\"]{0,300})\" \"(?P<upstream>[^\"]{0,300})\")?(?P<rest>.{0,2000})"
)


def _parse(line: str, clock: Clock) -> Access | None:
    found = _LINE.match(line)
    if not found:
        return None
    made = Access(at=stamp_of(found["time"], clock), host=_known(found["authority"]), agent=_known(found["agent"]))
    request(made, found["request"])
    status = int(found["status"])
    made.status = status if 100 <= status <= 599 else None
    made.received, made.sent = whole(found["received"]), whole(found["sent"])
    made.total_ms, made.upstream_ms = _number(found["duration"]), _number(found["upstream_ms"])
    for name, group in (("flags", "flags"), ("details", "details"), ("termination", "termination"), ("error_reason", "failure"), ("upstream", "upstream"), ("forwarded_for", "forwarded")):
        if value := _known(found[group]):
            made.extra[f"log.{name}"] = value
    if identifier := _known(found["id"]):
        made.ids.append(("x-request-id", identifier))
    if (words := found["rest"].split()) and words[0] != "-":
        made.extra["log.backend"] = words[0][:200]
    return made


def _known(text: str | None) -> str:
    return "" if text in (None, "-", "") else str(text)


def _number(text: str) -> float | None:
    return float(text) if text.isdigit() else None


analyzer: Analyzer = AccessLog("envoy", "Envoy access log", _parse, 95)
