"""AWS load balancers: the access logs of Application and Classic Load Balancers (AWS documentation, access log entries)."""

import re

from triagekit.reading.accesslog import Access, AccessLog, request, whole
from triagekit.reading.logtimes import Clock, stamp_of
from triagekit.roles import Analyzer

_WORD = re.compile(r"\"((?:[^\"\\]|\\.){0,16384})\"|(\S{1,4096})")
_ALB = re.compile(r"(?:https?|h2|grpcs|wss?) \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z \S{1,200} \S{1,60} \S{1,60} -?[\d.]{1,14} -?[\d.]{1,14} -?[\d.]{1,14} ")
_CLASSIC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z \S{1,200} [0-9.:a-f]{3,60} (?:[0-9.:a-f]{3,60}|-) -?[\d.]{1,14} -?[\d.]{1,14} -?[\d.]{1,14} (?:\d{3}|-) (?:\d{3}|-) \d{1,15} \d{1,15} \"")
_NAMES = (
    "type", "time", "elb", "client", "target", "ask", "process", "answer", "status", "target_status", "received", "sent", "request", "agent", "cipher", "protocol", "group", "trace", "domain", "certificate", "priority",
    "created", "actions", "redirect", "error", "targets", "target_statuses", "classification", "classification_reason", "conn_trace",
)  # fmt: skip
_EXTRA = {"target": "log.upstream", "target_status": "log.upstream_status", "group": "log.backend", "actions": "log.action", "error": "log.error_reason", "classification": "log.classification", "classification_reason": "log.classification_reason", "elb": "log.frontend"}


def _parse(line: str, clock: Clock) -> Access | None:
    if _ALB.match(line):
        names: tuple[str, ...] = _NAMES
    elif _CLASSIC.match(line):
        names = tuple(n for n in _NAMES[1:16] if n != "type")
    else:
        return None
    words = [quoted or bare for quoted, bare in _WORD.findall(line)[: len(names)]]
    told = {name: value for name, value in zip(names, words, strict=False) if value not in ("-", "")}
    return _made(told, clock)


def _made(told: dict[str, str], clock: Clock) -> Access:
    made = Access(at=stamp_of(told.get("time", ""), clock), client=told.get("client", "").rpartition(":")[0], agent=told.get("agent", ""))
    request(made, told.get("request", ""))
    made.status = whole(told.get("status", ""))
    made.received, made.sent = whole(told.get("received", "")), whole(told.get("sent", ""))
    spans = [float(told[n]) * 1000 for n in ("ask", "process", "answer") if n in told and not told[n].startswith("-1")]
    made.total_ms = round(sum(spans), 3) if len(spans) == 3 else None
    made.upstream_ms = float(told["process"]) * 1000 if not told.get("process", "-1").startswith("-1") else None
    for name, field in _EXTRA.items():
        if name in told:
            made.extra[field] = told[name]
    if "trace" in told:
        made.ids.append(("x-amzn-trace-id", told["trace"]))
    for name, field in (("protocol", "tls.version"), ("cipher", "tls.cipher"), ("domain", "tls.sni")):
        if name in told:
            made.extra[field] = told[name]
    return made


analyzer: Analyzer = AccessLog("aws-load-balancer", "AWS load balancer access log", _parse, 97)
