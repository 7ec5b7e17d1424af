"""HAProxy's HTTP and TCP logs with the termination state told, and its notices about servers (HAProxy documentation, section 8)."""

import re

from triagekit.reading.accesslog import Access, AccessLog, request
from triagekit.reading.logtimes import Clock, stamp_of
from triagekit.roles import Analyzer

_HEAD = r"(?:.{0,120}?haproxy(?:\[\d{1,10}\])?: )?(?P<client>[0-9a-fA-F.:]{2,45}|unix|-):(?P<port>\d{1,6}) \[(?P<time>\d{1,2}/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d\.\d{1,6})\] (?P<frontend>\S{1,120}) (?P<backend>[^\s/]{1,120})/(?P<server>\S{1,120}) "
_HTTP = re.compile(
    _HEAD + r"(?P<timers>-?\+?\d{1,10}(?:/-?\+?\d{1,10}){4}) (?P<status>-?\d{1,3}) \+?(?P<size>\d{1,18}) (?P<cookies>\S{1,300} \S{1,300}) (?P<state>[A-Za-z-]{4}) "
    r"(?P<conns>\d{1,9}(?:/\+?\d{1,9}){4}) (?P<queues>\d{1,9}/\d{1,9})(?P<headers>(?: \{[^}]{0,4096}\}){0,2}) \"(?P<request>.{0,16384}?)\"?$"
)
_TCP = re.compile(_HEAD + r"(?P<timers>-?\d{1,10}/-?\d{1,10}/\+?\d{1,12}) \+?(?P<size>\d{1,18}) (?P<state>[A-Za-z-]{2}) (?P<conns>\d{1,9}(?:/\+?\d{1,9}){4}) (?P<queues>\d{1,9}/\d{1,9})")


def _parse(line: str, clock: Clock) -> Access | None:
    found = _HTTP.match(line)
    if found:
        return _http(found, clock)
    found = _TCP.match(line)
    if not found:
        return None
    made = _made(found, clock)
    queue, connect, total = (_ms(t) for t in found["timers"].split("/"))
    _timed(made, (("log.queue_ms", queue), ("log.connect_ms", connect)), total)
    return made


def _made(found: re.Match[str], clock: Clock) -> Access:
    """What HTTP and TCP lines share."""
    made = Access(client=found["client"], at=stamp_of(found["time"], clock), sent=int(found["size"]), extra={"time.certain": False})  # it writes local time, and no zone
    state = found["state"]
    made.extra.update({
        "log.frontend": found["frontend"].rstrip("~"), "log.backend": found["backend"], "log.server": found["server"], "log.termination_state": state,
        "log.termination_cause": state[0], "log.termination_phase": state[1], "log.retries": int(found["conns"].rpartition("/")[2].lstrip("+") or 0),
    })  # fmt: skip
    if found["frontend"].endswith("~"):
        made.scheme = "https"
    return made


def _http(found: re.Match[str], clock: Clock) -> Access:
    made = _made(found, clock)
    text = found["request"]
    request(made, text)
    status = int(found["status"])
    made.status = status if 100 <= status <= 599 else None
    ask, queue, connect, answer, total = (_ms(t) for t in found["timers"].split("/"))
    _timed(made, (("log.request_ms", ask), ("log.queue_ms", queue), ("log.connect_ms", connect)), total)
    made.upstream_ms = answer if answer is not None and answer >= 0 else None
    if found["headers"]:
        made.extra["log.request_headers"] = found["headers"].strip()[:1_000]
    return made


def _timed(made: Access, spans: tuple[tuple[str, float | None], ...], total: float | None) -> None:
    """Timers in ms; -1 means that the phase was never reached."""
    for name, value in spans:
        if value is not None and value >= 0:
            made.extra[name] = value
    made.total_ms = total if total is not None and total >= 0 else None


def _ms(text: str) -> float:
    return float(text.lstrip("+"))


analyzer: Analyzer = AccessLog("haproxy", "HAProxy log", _parse, 96)
